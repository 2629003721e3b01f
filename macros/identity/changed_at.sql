{# When a record last changed, as far as this run may know; null where it may not. #}
{% macro changed_at(records) -%}
    case
        when {{ records }}.updated_at <= {{ as_of() }} then {{ records }}.updated_at
        else {{ records }}.created_at
    end
{%- endmacro %}
