{# The day that is decided: `as_of` in the business time zone, as a date literal. #}
{% macro decision_date() -%}
    cast('{{ decision_date_text() }}' as date)
{%- endmacro %}

{# The same day as text, `YYYY-MM-DD`. #}
{% macro decision_date_text() -%}
    {%- set moment = modules.datetime.datetime.strptime(as_of_text(), '%Y-%m-%d %H:%M:%S') -%}
    {%- set zone = modules.pytz.timezone(var('business_time_zone')) -%}
    {%- do return(modules.pytz.utc.localize(moment).astimezone(zone).strftime('%Y-%m-%d')) -%}
{%- endmacro %}
