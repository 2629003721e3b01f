{#
    Grain: one row per record. A component is all that shared identifiers connect, before
    any link is refused; it is called by its first record.
#}
with

records as (

    select * from {{ ref('int_identity_records') }}

),

leaders as (

    select * from {{ ref('int_identity_leaders') }}

),

least_leaders as (

    select
        record_rank,
        min(leader) as leader

    from leaders

    group by record_rank

),

final as (

    select
        -- ids
        records.record_rank,
        coalesce(least_leaders.leader, records.record_rank) as component_rank,

        -- text
        records.first_name_key,
        records.last_name_key,

        -- times
        records.birth_date

    from records
    left join least_leaders on records.record_rank = least_leaders.record_rank

)

select * from final
