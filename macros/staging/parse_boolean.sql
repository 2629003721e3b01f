{# Yes or no from the many ways exports write it; anything else is null. #}
{% macro parse_boolean(column) -%}
    case
        when lower(trim({{ column }})) in ('true', 't', 'yes', 'y', '1', '1.0') then true
        when lower(trim({{ column }})) in ('false', 'f', 'no', 'n', '0', '0.0') then false
    end
{%- endmacro %}
