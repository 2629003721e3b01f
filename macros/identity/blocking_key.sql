{# The value of a blocking key, by its name. #}
{% macro blocking_key(key, descriptions) -%}
    case {{ key }}
        {%- for name, expression in blocking_keys(descriptions).items() %}
        when '{{ name }}' then {{ expression }}
        {%- endfor %}
    end
{%- endmacro %}
