{#
    The UTC moment of a local `hh:mm` on the decision date in a zone; 24:00 is
    the next day's midnight.
#}
{% macro local_time_to_utc(time_text, time_zone) -%}
    case
        when {{ time_text }} = '24:00'
            then {{ to_utc("cast(" ~ add_days(decision_date(), 1) ~ " as timestamp)", time_zone) }}
        else {{ to_utc(
            "cast('" ~ decision_date_text() ~ " ' || " ~ time_text ~ " || ':00' as timestamp)", time_zone
        ) }}
    end
{%- endmacro %}
