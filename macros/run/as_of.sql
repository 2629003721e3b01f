{#
    The one moment this run looks at the world from, as a UTC timestamp literal.
    The only place that may fall back to a clock: the start of the run.
#}
{% macro as_of() -%}
    cast('{{ as_of_text() }}' as timestamp)
{%- endmacro %}

{# The same moment as text, `YYYY-MM-DD HH:MM:SS`, UTC. #}
{% macro as_of_text() -%}
    {%- set given = var('as_of') | string | trim -%}
    {%- if given in ['', 'None'] -%}
        {%- do return(run_started_at.strftime('%Y-%m-%d %H:%M:%S')) -%}
    {%- endif -%}
    {%- set shape = '^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?)?(Z|[+-]\\d{2}:?\\d{2})?$' -%}
    {%- if not modules.re.match(shape, given) -%}
        {%- do exceptions.raise_compiler_error(
            "as_of '" ~ given ~ "' is not a timestamp; write it like 2026-01-31 06:00:00 (UTC) or 2026-01-31T06:00:00+01:00"
        ) -%}
    {%- endif -%}
    {%- set moment = modules.datetime.datetime.fromisoformat(given) -%}
    {%- if moment.tzinfo -%}
        {%- set moment = moment.astimezone(modules.pytz.utc) -%}
    {%- endif -%}
    {%- do return(moment.strftime('%Y-%m-%d %H:%M:%S')) -%}
{%- endmacro %}
