{#
    Grain: one row per two descriptions of different persons that fall into one block of
    any rule and must be scored: one of them changed, or both are open.
#}
with

block_members as (

    select * from {{ ref('int_identity_block_members') }}

),

final as (

    select
        -- ids
        earlier.record_rank as earlier_rank,
        later.record_rank as later_rank,

        -- text
        min(earlier.blocking_rule_id) as blocking_rule_id

    from block_members as earlier
    inner join block_members as later
        on
            earlier.blocking_rule_id = later.blocking_rule_id
            and earlier.block = later.block
            and earlier.record_rank < later.record_rank
            and earlier.person_rank <> later.person_rank
            and (
                earlier.is_changed
                or later.is_changed
                or (earlier.is_open and later.is_open)
            )

    group by earlier.record_rank, later.record_rank

)

select * from final
