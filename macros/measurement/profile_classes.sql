{#
    The classes a person is in, one row per person and class, over a relation
    that has them as columns.
#}
{% macro profile_classes(relation) -%}
    {%- set attributes = [
        'rfm_segment', 'frequency_class', 'recency_class', 'lifecycle_stage', 'decision_phase'
    ] -%}
    {%- for attribute in attributes %}
    select
        customer_id,
        '{{ attribute }}' as attribute,
        {{ attribute }} as value
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
