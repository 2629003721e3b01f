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

keys as (

    {% for key, expression in blocking_keys('descriptions').items() %}
        select
            record_rank,
            '{{ key }}' as key_name,
            {{ expression }} as key_value

        from descriptions
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

rule_keys as (

    select
        blocking_rule_id,
        max_descriptions_per_block,
        {{ list_length('keys') }} as key_count,
        {{ explode_list('keys') }} as key_name

    from blocking_rules

),

keyed as (

    select
        rule_keys.blocking_rule_id,
        rule_keys.max_descriptions_per_block,
        keys.record_rank,
        {{ text_join('keys.key_value', '|', 'keys.key_name') }} as block

    from rule_keys
    inner join keys
        on
            rule_keys.key_name = keys.key_name
            and keys.key_value is not null

    group by
        rule_keys.blocking_rule_id,
        rule_keys.max_descriptions_per_block,
        rule_keys.key_count,
        keys.record_rank

    having count(*) = rule_keys.key_count

),

sized as (

    select
        *,
        count(*) over (partition by blocking_rule_id, block) as description_count

    from keyed

),

final as (

    select
        -- ids
        blocking_rule_id,
        record_rank,

        -- text
        block

    from sized

    where description_count between 2 and max_descriptions_per_block

)

select * from final
