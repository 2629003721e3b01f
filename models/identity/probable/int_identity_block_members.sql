{#
    Grain: one row per blocking rule and description that has all of its keys, with the
    block it falls into. Blocks of one description, and those larger than the rule allows,
    are left out: they bring no pair, or too many to tell people apart by; and so are those
    of which no description is open.
#}
with

description_versions as (

    select * from {{ ref('int_identity_description_versions') }}

    where is_current

),

open_descriptions as (

    select * from {{ ref('int_identity_open_descriptions') }}

),

blocking_keys as (

    select * from {{ ref('int_identity_blocking_keys') }}

),

usable_blocks as (

    select * from {{ ref('int_identity_blocks') }}

    where is_usable

),

descriptions_to_score as (

    select description_versions.*
    from description_versions
    inner join open_descriptions
        on description_versions.record_rank = open_descriptions.record_rank

),

open_in_blocks as (

    {{ blocks_of('descriptions_to_score', 'blocking_keys', ['record_rank']) }}

),

open_blocks as (

    select distinct
        usable_blocks.blocking_rule_id,
        usable_blocks.block

    from usable_blocks
    inner join open_in_blocks
        on
            usable_blocks.blocking_rule_id = open_in_blocks.blocking_rule_id
            and usable_blocks.block = open_in_blocks.block

),

blocked as (

    {{ blocks_of('description_versions', 'blocking_keys', ['record_rank', 'person_rank']) }}

),

final as (

    select
        -- ids
        blocked.blocking_rule_id,
        blocked.record_rank,
        blocked.person_rank,

        -- text
        blocked.block,

        -- booleans
        open_descriptions.record_rank is not null as is_open,
        coalesce(open_descriptions.is_changed, false) as is_changed

    from blocked
    inner join open_blocks
        on
            blocked.blocking_rule_id = open_blocks.blocking_rule_id
            and blocked.block = open_blocks.block
    left join open_descriptions on blocked.record_rank = open_descriptions.record_rank

)

select * from final
