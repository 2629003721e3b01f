{# The value of the blocking key that stands at a place (from 1) of a `|`-separated list. #}
{% macro blocking_key(keys, place, descriptions) -%}
    case {{ split_part_at(keys, place) }}
        {%- for key, expression in blocking_keys(descriptions).items() %}
        when '{{ key }}' then {{ expression }}
        {%- endfor %}
    end
{%- endmacro %}
