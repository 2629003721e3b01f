{#
    Grain: one row per source record and golden field that it knows, with what the field's
    rule in survivorship_rules.csv makes of it (without a rule: the most recent). Lower
    weights go first.

    Sources that the rule does not list come after those it lists, in the order of
    `vars: sources`. Values are counted as one however they are written.
#}
with

field_values as (

    select * from {{ ref('int_customer_field_values') }}

),

survivorship_rules as (

    select * from {{ ref('survivorship_rules') }}

),

ruled as (

    select
        field_values.customer_id,
        field_values.source_name,
        field_values.source_record_id,
        field_values.field,
        field_values.field_value,
        field_values.is_verified,
        field_values.created_at,
        field_values.changed_at,
        coalesce(survivorship_rules.strategy, 'most_recent') as strategy,
        coalesce(
            nullif(
                {{ dbt.position(
                    "'|' || field_values.source_name || '|'",
                    "'|' || survivorship_rules.source_order || '|'"
                ) }},
                0
            ),
            1000000 + {{ source_trust('field_values.source_name') }}
        ) as trust_rank

    from field_values
    left join survivorship_rules on field_values.field = survivorship_rules.field

),

keyed as (

    select
        *,
        case
            when
                strategy = 'most_frequent'
                and field in ('first_name', 'last_name', 'street', 'city')
                then coalesce({{ fold_name('field_value') }}, lower(field_value))
            else lower(field_value)
        end as value_key

    from ruled

),

counted as (

    select
        *,
        count(*) over (partition by customer_id, field, value_key) as value_count

    from keyed

),

final as (

    select
        -- ids
        customer_id,
        source_name,
        source_record_id,

        -- text
        field,
        field_value,
        value_key,
        strategy,

        -- numbers
        case when strategy = 'verified_first' and not is_verified then 1 else 0 end
            as verification_weight,
        case
            when strategy in ('most_trusted', 'verified_first') then trust_rank
            when strategy = 'most_frequent' then -value_count
            when strategy = 'longest' then -length(field_value)
            else 0
        end as strategy_weight,
        trust_rank,

        -- times
        created_at,
        changed_at

    from counted

)

select * from final
