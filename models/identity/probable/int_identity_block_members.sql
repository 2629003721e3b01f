{#
    Grain: one row per blocking rule and description that has all of its keys, with the
    block it falls into. Blocks of one description, and those larger than the rule allows,
    are left out: they bring no pair, or too many to tell people apart by.
#}
with

descriptions as (

    select * from {{ ref('int_identity_descriptions') }}

),

blocking_rules as (

    select * from {{ ref('identity_blocking_rules') }}

),

keyed as (

    select
        blocking_rules.blocking_rule_id,
        blocking_rules.max_descriptions_per_block,
        descriptions.record_rank,
        descriptions.person_rank,
        {{ list_length('blocking_rules.keys') }} as key_count,
        {{ blocking_key('blocking_rules.keys', 1, 'descriptions') }} as key_1,
        {{ blocking_key('blocking_rules.keys', 2, 'descriptions') }} as key_2,
        {{ blocking_key('blocking_rules.keys', 3, 'descriptions') }} as key_3

    from descriptions
    cross join blocking_rules

),

blocked as (

    select
        blocking_rule_id,
        max_descriptions_per_block,
        record_rank,
        person_rank,
        key_1 || '|' || coalesce(key_2, '') || '|' || coalesce(key_3, '') as block

    from keyed

    where
        key_1 is not null
        and (key_count < 2 or key_2 is not null)
        and (key_count < 3 or key_3 is not null)

),

sized as (

    select
        blocking_rule_id,
        block

    from blocked

    group by blocking_rule_id, block, max_descriptions_per_block

    having
        min(person_rank) < max(person_rank)
        and count(*) <= max_descriptions_per_block

),

final as (

    select
        -- ids
        blocked.blocking_rule_id,
        blocked.record_rank,
        blocked.person_rank,

        -- text
        blocked.block

    from blocked
    inner join sized
        on
            blocked.blocking_rule_id = sized.blocking_rule_id
            and blocked.block = sized.block

)

select * from final
