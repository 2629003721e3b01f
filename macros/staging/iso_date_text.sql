{#
    The date that a text begins with, as `YYYY-MM-DD` (not yet proved to exist in
    the calendar), or null. A year outside 1900 to 2100 is no date. Written with
    slashes, the day comes first where the first number cannot be a month, the
    month where the second cannot; else the source's `date_order` decides.
#}
{% macro iso_date_text(column, source_name, date_order=none) -%}
    {%- set text = "trim(" ~ column ~ ")" -%}
    {%- set written = "replace(split_part(" ~ text ~ ", ' ', 1), '.', '/')" -%}
    {%- set first = "lpad(split_part(" ~ written ~ ", '/', 1), 2, '0')" -%}
    {%- set second = "lpad(split_part(" ~ written ~ ", '/', 2), 2, '0')" -%}
    {%- set year = "split_part(" ~ written ~ ", '/', 3)" -%}
    {%- set year_pattern = "(19[0-9]{2}|20[0-9]{2}|2100)" -%}
    {%- set is_day_first = (date_order or source_setting(source_name, 'date_order', 'day_first')) == 'day_first' -%}
    case
        when {{ matches_pattern(text, '^' ~ year_pattern ~ '-[0-9]{2}-[0-9]{2}') }}
            then substr({{ text }}, 1, 10)
        when {{ matches_pattern(text, '^[0-9]{1,2}[.][0-9]{1,2}[.]' ~ year_pattern ~ '( |$)') }}
            then {{ year }} || '-' || {{ second }} || '-' || {{ first }}
        when {{ matches_pattern(text, '^[0-9]{1,2}/[0-9]{1,2}/' ~ year_pattern ~ '( |$)') }}
            then
                case
                    when {{ first }} > '12' then {{ year }} || '-' || {{ second }} || '-' || {{ first }}
                    when {{ second }} > '12' then {{ year }} || '-' || {{ first }} || '-' || {{ second }}
                    {%- if is_day_first %}
                    else {{ year }} || '-' || {{ second }} || '-' || {{ first }}
                    {%- else %}
                    else {{ year }} || '-' || {{ first }} || '-' || {{ second }}
                    {%- endif %}
                end
    end
{%- endmacro %}
