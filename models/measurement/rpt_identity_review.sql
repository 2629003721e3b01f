{#
    Grain: one row per two people who may be one, with the likeliest pair of their records.
    Hashes, record ids and levels of agreement only: who decides looks the records up.
#}
with

matches as (

    select * from {{ ref('fct_identity_matches') }}

    where outcome = 'review'

),

ordered as (

    select
        earlier_customer_id,
        later_customer_id,
        earlier_source_name,
        earlier_source_record_id,
        later_source_name,
        later_source_record_id,
        evidence,
        probability,
        least(earlier_customer_id, later_customer_id) as lesser_customer_id,
        greatest(earlier_customer_id, later_customer_id) as greater_customer_id,
        row_number() over (
            partition by
                least(earlier_customer_id, later_customer_id),
                greatest(earlier_customer_id, later_customer_id)
            order by match_weight desc, match_id asc
        ) as pair_number,
        count(*) over (
            partition by
                least(earlier_customer_id, later_customer_id),
                greatest(earlier_customer_id, later_customer_id)
        ) as pair_count

    from matches

),

final as (

    select
        -- ids
        {{ hash_key(['lesser_customer_id', 'greater_customer_id']) }} as review_id,
        earlier_source_name as source_name,
        earlier_source_record_id as source_record_id,
        later_source_name as other_source_name,
        later_source_record_id as other_source_record_id,

        -- text
        evidence,

        -- numbers
        probability,
        pair_count

    from ordered

    where pair_number = 1

)

select * from final
