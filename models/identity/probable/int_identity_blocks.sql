{#
    Grain: one row per blocking rule and block that holds descriptions of several people
    and no more of them than the rule allows; or did when its pairs were scored last, or
    did not then: a block that became too large, or small enough, changes what is compared
    of those who are as they were.
#}
with

description_versions as (

    select * from {{ ref('int_identity_description_versions') }}

),

blocking_keys as (

    select * from {{ ref('int_identity_blocking_keys') }}

),

blocked as (

    {{ blocks_of(
        'description_versions', 'blocking_keys', ['person_rank', 'is_current', 'is_changed']
    ) }}

),

sized as (

    select
        blocking_rule_id,
        block,
        max_descriptions_per_block,
        min(person_rank) as first_person_rank,
        max(person_rank) as last_person_rank,
        count(case when is_current then 1 end) as description_count,
        count(case when not (is_current and is_changed) then 1 end) as former_count,
        count(case when not is_changed then 1 end) as unchanged_count

    from blocked

    group by blocking_rule_id, block, max_descriptions_per_block

),

judged as (

    select
        blocking_rule_id,
        block,
        description_count <= max_descriptions_per_block as is_usable,
        (description_count <= max_descriptions_per_block)
        <> (former_count <= max_descriptions_per_block)
        and unchanged_count > 1 as is_turned

    from sized

    where first_person_rank < last_person_rank

),

final as (

    select
        -- ids
        blocking_rule_id,

        -- text
        block,

        -- booleans
        is_usable,
        is_turned

    from judged

    where is_usable or is_turned

)

select * from final
