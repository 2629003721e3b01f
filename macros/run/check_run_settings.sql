{#
    Stops a run whose vars make no sense before anything is built, with the
    var, what was given and what was expected.
#}
{% macro check_run_settings() -%}
    {%- if execute -%}
        {%- do as_of_text() -%}
        {%- set zone = var('business_time_zone') -%}
        {%- if zone not in modules.pytz.all_timezones -%}
            {%- do exceptions.raise_compiler_error(
                "business_time_zone '" ~ zone ~ "' is not a time zone; write it like Europe/Madrid"
            ) -%}
        {%- endif -%}
        {%- set modes = ['priority', 'value', 'chronological'] -%}
        {%- if var('arbitration_mode') not in modes -%}
            {%- do exceptions.raise_compiler_error(
                "arbitration_mode '" ~ var('arbitration_mode') ~ "' is unknown; choose one of " ~ modes | join(', ')
            ) -%}
        {%- endif -%}
        {%- set share = var('control_share') | string -%}
        {%- if not modules.re.match('^(0(\\.\\d+)?|1(\\.0+)?)$', share) -%}
            {%- do exceptions.raise_compiler_error(
                "control_share '" ~ share ~ "' is not a share; write a number from 0 to 1"
            ) -%}
        {%- endif -%}
        {%- do log(
            'batuta: as of ' ~ as_of_text() ~ ' UTC, deciding ' ~ decision_date_text()
            ~ ' by ' ~ var('arbitration_mode'), info=true
        ) -%}
    {%- endif -%}
{%- endmacro %}
