{# An ISO 4217 code from text, in upper case; anything that is not three letters is null. #}
{% macro parse_currency(column) -%}
    case
        when {{ matches_pattern('upper(trim(' ~ column ~ '))', '^[A-Z]{3}$') }}
            then upper(trim({{ column }}))
    end
{%- endmacro %}
