{#
    Grain: one row per person and golden field: the value that survives by its rule, and
    what it had before the best of the other values.

    An address is one that somebody lives at, not a mixture of two: town, postal code and
    country come from the record whose street survived. What that record leaves open,
    another record of the same address says; where it knows neither town nor postal code
    both come from one record (see int_customer_golden_addresses). The country, which every
    address of a record is likely to share, any other may say.
#}
with

weighed as (

    select * from {{ ref('int_customer_values_weighed') }}

),

golden_addresses as (

    select * from {{ ref('int_customer_golden_addresses') }}

),

placed as (

    select
        weighed.*,
        case
            when weighed.field not in ('city', 'postal_code', 'country') then 0
            when golden_addresses.customer_id is null then 0
            when golden_addresses.is_surviving then 1
            when weighed.field = 'country' and golden_addresses.is_same_address then 2
            when weighed.field <> 'country' and golden_addresses.is_giving_town then 2
            else 3
        end as address_weight

    from weighed
    left join golden_addresses
        on
            weighed.customer_id = golden_addresses.customer_id
            and weighed.source_name = golden_addresses.source_name
            and weighed.source_record_id = golden_addresses.source_record_id

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, field
            order by address_weight asc, {{ survivorship_order() }}
        ) as value_rank

    from placed

),

survivors as (

    select * from ranked

    where
        value_rank = 1
        and (field = 'country' or address_weight < 3)

),

rivals as (

    select
        ranked.customer_id,
        ranked.field,
        min(ranked.value_rank) as value_rank

    from ranked
    inner join survivors
        on
            ranked.customer_id = survivors.customer_id
            and ranked.field = survivors.field
            and ranked.value_key <> survivors.value_key

    group by ranked.customer_id, ranked.field

),

compared as (

    select
        survivors.*,
        rivals.value_rank as rival_rank,
        best_rivals.address_weight as rival_address_weight,
        best_rivals.verification_weight as rival_verification_weight,
        best_rivals.strategy_weight as rival_strategy_weight,
        best_rivals.changed_at as rival_changed_at,
        best_rivals.trust_rank as rival_trust_rank

    from survivors
    left join rivals
        on
            survivors.customer_id = rivals.customer_id
            and survivors.field = rivals.field
    left join ranked as best_rivals
        on
            rivals.customer_id = best_rivals.customer_id
            and rivals.field = best_rivals.field
            and rivals.value_rank = best_rivals.value_rank

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
        strategy,
        case
            when rival_rank is null then 'only_value'
            when address_weight < rival_address_weight then 'address'
            when verification_weight < rival_verification_weight then 'verified'
            when strategy_weight < rival_strategy_weight
                then
                    case strategy
                        when 'most_frequent' then 'frequency'
                        when 'longest' then 'length'
                        else 'trust'
                    end
            when
                changed_at > rival_changed_at
                or (changed_at is not null and rival_changed_at is null)
                then 'recency'
            when trust_rank < rival_trust_rank then 'trust'
            else 'record_order'
        end as decided_by,

        -- times
        changed_at

    from compared

)

select * from final
