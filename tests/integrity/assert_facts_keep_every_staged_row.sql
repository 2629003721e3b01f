{#
    Guards the joins of the activity room: attaching customers must neither lose
    nor multiply a fact, whatever the bridges hold.
#}
{{ config(group='activity') }}
{% set facts = {
    'int_web_events_happened': 'fct_web_events',
    'int_message_events_happened': 'fct_messages',
    'int_service_contacts_happened': 'fct_service_contacts',
    'int_touches_happened': 'fct_touches',
    'int_carts_happened': 'fct_carts',
} %}
with

counts as (

    {%- for staged, fact in facts.items() %}
        select
            '{{ fact }}' as table_name,
            (select count(*) from {{ ref(staged) }}) as staged_count,
            (select count(*) from {{ ref(fact) }}) as fact_count
        {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select *
from counts
where staged_count is distinct from fact_count
