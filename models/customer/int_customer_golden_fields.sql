{#
    Grain: one row per person and golden field: the value that survives by its rule in
    survivorship_rules.csv (without a rule: the most recent).

    City, postal code and country come from the record whose street survived where it has them,
    so that an address is one that somebody lives at, not a mixture of two.
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
        -- Where the source stands in the rule's list; sources not in it come last.
        coalesce(
            nullif(
                {{ dbt.position(
                    "'|' || field_values.source_name || '|'",
                    "'|' || survivorship_rules.source_order || '|'"
                ) }},
                0
            ),
            1000000
        ) as trust_rank,
        count(*) over (
            partition by
                field_values.customer_id,
                field_values.field,
                lower(field_values.field_value)
        ) as value_count

    from field_values
    left join survivorship_rules on field_values.field = survivorship_rules.field

),

weighed as (

    select
        customer_id,
        source_name,
        source_record_id,
        field,
        field_value,
        created_at,
        changed_at,
        trust_rank,
        case
            when strategy = 'verified_first' and is_verified then 0
            when strategy = 'verified_first' then 1
            else 0
        end as verification_weight,
        case
            when strategy in ('most_trusted', 'verified_first') then trust_rank
            when strategy = 'most_frequent' then -value_count
            when strategy = 'longest' then -length(field_value)
            else 0
        end as strategy_weight

    from ruled

),

ranked_streets as (

    select
        customer_id,
        source_name,
        source_record_id,
        row_number() over (
            partition by customer_id
            order by
                verification_weight asc,
                strategy_weight asc,
                changed_at desc nulls last,
                trust_rank asc,
                created_at asc nulls last,
                source_name asc,
                source_record_id asc
        ) as street_rank

    from weighed

    where field = 'street'

),

ranked as (

    select
        weighed.customer_id,
        weighed.source_name,
        weighed.source_record_id,
        weighed.field,
        weighed.field_value,
        weighed.changed_at,
        row_number() over (
            partition by weighed.customer_id, weighed.field
            order by
                case when ranked_streets.customer_id is not null then 0 else 1 end asc,
                weighed.verification_weight asc,
                weighed.strategy_weight asc,
                weighed.changed_at desc nulls last,
                weighed.trust_rank asc,
                weighed.created_at asc nulls last,
                weighed.source_name asc,
                weighed.source_record_id asc
        ) as value_rank

    from weighed
    left join ranked_streets
        on
            weighed.field in ('city', 'postal_code', 'country')
            and weighed.customer_id = ranked_streets.customer_id
            and weighed.source_name = ranked_streets.source_name
            and weighed.source_record_id = ranked_streets.source_record_id
            and ranked_streets.street_rank = 1

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

        -- times
        changed_at

    from ranked

    where value_rank = 1

)

select * from final
