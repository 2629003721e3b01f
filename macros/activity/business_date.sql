{# The day a UTC moment falls on in the business time zone. #}
{% macro business_date(utc_timestamp) -%}
    {%- if var('business_time_zone') == 'UTC' -%}
        cast({{ utc_timestamp }} as date)
    {%- else -%}
        cast({{ to_local(utc_timestamp, "'" ~ var('business_time_zone') ~ "'") }} as date)
    {%- endif -%}
{%- endmacro %}
