{# How far down the list of trusted sources a source stands: 1 is the first of `vars: sources`. #}
{% macro source_trust(source_name) -%}
    case {{ source_name }}
        {%- for name in var('sources') %}
        when '{{ name }}' then {{ loop.index }}
        {%- endfor %}
        else {{ var('sources') | length + 1 }}
    end
{%- endmacro %}
