{# With `publish: true`, publishes at the end of a run in which nothing failed. #}
{% macro publish_after_run(results) -%}
    {%- if execute and var('publish') | string | lower == 'true' and flags.WHICH in ['build', 'run'] -%}
        {%- set failed = results | selectattr('status', 'in', ['error', 'fail', 'skipped', 'runtime error']) | list -%}
        {%- if failed -%}
            {%- do log('batuta: nothing published, for ' ~ failed | length ~ ' steps of the run failed', info=true) -%}
        {%- else -%}
            {%- do publish() -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
