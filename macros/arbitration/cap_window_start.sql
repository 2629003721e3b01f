{#
    The first day of a cap's window, which ends with the decision date: n rolling
    days, this day, this ISO week (from Monday) or this calendar month.
#}
{% macro cap_window_start(window_type, window_days) -%}
    case {{ window_type }}
        when 'rolling_days' then {{ add_days(decision_date(), '1 - ' ~ window_days) }}
        when 'calendar_day' then {{ decision_date() }}
        when 'calendar_week' then
            {{ add_days(decision_date(), '1 - ' ~ iso_weekday(decision_date())) }}
        when 'calendar_month' then
            cast({{ dbt.date_trunc('month', decision_date()) }} as date)
    end
{%- endmacro %}
