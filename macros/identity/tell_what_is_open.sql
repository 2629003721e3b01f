{# Says how many descriptions are compared in this run; few of many where scores were kept. #}
{% macro tell_what_is_open(open_descriptions) -%}
    {%- if execute -%}
        {%- set row = run_query(
            'select count(*) as open_count, count(case when is_changed then 1 end) as changed_count from '
            ~ open_descriptions
        ).rows[0] -%}
        {%- do log(
            'identity: ' ~ row[1] ~ ' descriptions of people are new or changed and compared with all, '
            ~ (row[0] - row[1]) ~ ' more among each other; the other scores are kept', info=true
        ) -%}
    {%- endif -%}
{%- endmacro %}
