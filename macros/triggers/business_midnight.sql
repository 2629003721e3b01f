{# The UTC moment at which a day begins in the business time zone. #}
{% macro business_midnight(date_value) -%}
    {%- if var('business_time_zone') == 'UTC' -%}
        cast({{ date_value }} as timestamp)
    {%- else -%}
        {{ to_utc("cast(" ~ date_value ~ " as timestamp)", "'" ~ var('business_time_zone') ~ "'") }}
    {%- endif -%}
{%- endmacro %}
