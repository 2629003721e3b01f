{# The three-letter name of a date's weekday, as channels.csv writes it: mon … sun. #}
{% macro weekday_name(date_value) -%}
    case {{ iso_weekday(date_value) }}
        when 1 then 'mon'
        when 2 then 'tue'
        when 3 then 'wed'
        when 4 then 'thu'
        when 5 then 'fri'
        when 6 then 'sat'
        when 7 then 'sun'
    end
{%- endmacro %}
