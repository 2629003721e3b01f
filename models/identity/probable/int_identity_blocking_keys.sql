{# Grain: one row per blocking rule, with the names of its keys apart. #}
with

blocking_rules as (

    select * from {{ ref('identity_blocking_rules') }}

),

final as (

    select
        -- ids
        blocking_rule_id,

        -- text
        keys,
        {{ split_part_at('keys', 1) }} as first_key,
        {{ split_part_at('keys', 2) }} as second_key,
        {{ split_part_at('keys', 3) }} as third_key,

        -- numbers
        max_descriptions_per_block

    from blocking_rules

)

select * from final
