{# What a date, with or without a time, may look like once trimmed. #}
{% macro date_text_pattern() -%}
    {%- set offset = '( ?([zZ]|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?' -%}
    {%- set iso_time = '([tT ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?' ~ offset ~ ')?' -%}
    {%- set iso = '[0-9]{4}-[0-9]{2}-[0-9]{2}' ~ iso_time -%}
    {%- set written = '[0-9]{1,2}(/[0-9]{1,2}/|[.][0-9]{1,2}[.])[0-9]{4}' -%}
    {%- set written_time = '( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?' -%}
    {%- do return('^(' ~ iso ~ '|' ~ written ~ written_time ~ ')$') -%}
{%- endmacro %}
