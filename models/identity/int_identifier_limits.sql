{#
    Grain: one row per kind of identifier: its place in the order of links and the
    limits of identifier_rules.csv. No limit is null.
#}
with

identifier_rules as (

    select * from {{ ref('identifier_rules') }}

),

identifier_types as (

    {% for identifier_type, priority in default_identifier_priorities().items() %}
        select
            '{{ identifier_type }}' as identifier_type,
            {{ priority }} as default_priority
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

numbers as (

    select
        identifier_type,
        rule,
        {{ parse_whole_number('value') }} as rule_value

    from identifier_rules

    where
        rule in (
            'priority',
            'max_values_per_person',
            'max_records_per_value',
            'max_contradictions'
        )

),

limits as (

    select
        identifier_type,
        min(case when rule = 'priority' then rule_value end) as priority,
        min(case when rule = 'max_values_per_person' then rule_value end)
            as max_values_per_person,
        min(case when rule = 'max_records_per_value' then rule_value end)
            as max_records_per_value,
        min(case when rule = 'max_contradictions' then rule_value end)
            as max_contradictions

    from numbers

    group by identifier_type

),

final as (

    select
        -- text
        identifier_types.identifier_type,

        -- numbers
        cast(coalesce(limits.priority, identifier_types.default_priority) as bigint)
            as priority,
        limits.max_values_per_person,
        limits.max_records_per_value,
        coalesce(limits.max_contradictions, 0) as max_contradictions

    from identifier_types
    left join limits on identifier_types.identifier_type = limits.identifier_type

)

select * from final
