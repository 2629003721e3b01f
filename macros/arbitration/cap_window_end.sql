{#
    The last day on which a cap's window still holds a contact of a date: the n-th
    rolling day, that day, the Sunday of its ISO week, or the last day of its month.
#}
{% macro cap_window_end(window_type, window_days, contact_date) -%}
    case {{ window_type }}
        when 'rolling_days' then {{ add_days(contact_date, window_days ~ ' - 1') }}
        when 'calendar_day' then {{ contact_date }}
        when 'calendar_week' then {{ add_days(contact_date, '7 - ' ~ iso_weekday(contact_date)) }}
        when 'calendar_month' then cast({{ dbt.last_day(contact_date, 'month') }} as date)
    end
{%- endmacro %}
