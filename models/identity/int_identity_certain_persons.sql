{#
    Grain: one row per record. Who is one person by verdicts and shared identifiers alone,
    before probable matches are looked at. A person is called by its first record.
#}
with

components as (

    select * from {{ ref('int_identity_components') }}

),

contested_records as (

    select * from {{ ref('int_identity_contested_records') }}

),

contested_leaders as (

    select * from {{ ref('int_identity_contested_leaders') }}

),

least_contested_leaders as (

    select
        record_rank,
        min(leader) as leader

    from contested_leaders

    group by record_rank

),

final as (

    select
        -- ids
        components.record_rank,
        components.component_rank,
        case
            when contested_records.record_rank is null then components.component_rank
            else coalesce(least_contested_leaders.leader, components.record_rank)
        end as person_rank

    from components
    left join contested_records on components.record_rank = contested_records.record_rank
    left join least_contested_leaders
        on components.record_rank = least_contested_leaders.record_rank

)

select * from final
