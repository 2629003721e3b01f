{#
    A date from text, as it is written: a time or an offset behind it moves
    nothing. What is no date, or a date that no calendar has, is null.
#}
{% macro parse_date(column, source_name, date_order=none) -%}
    case
        when {{ matches_pattern('trim(' ~ column ~ ')', date_text_pattern()) }}
            then try_cast({{ iso_date_text(column, source_name, date_order) }} as date)
    end
{%- endmacro %}
