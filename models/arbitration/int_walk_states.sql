{#
    Grain: one row per selected contact: the state in which it leaves its customer,
    up to and including the customer's next one. A candidate meets the state whose
    ranks it lies between, so at most one.
#}
with

selected as (

    select * from {{ ref('int_walk_selected') }}

),

final as (

    select
        -- ids
        customer_key,
        campaign_key,

        -- text
        {{ text_so_far("coalesce(caps_filled, '') || ','", 'customer_key', 'walk_rank') }}
            as caps_filled,

        -- numbers
        row_number() over (
            partition by customer_key
            order by walk_rank asc
        ) as contact_number,
        walk_rank as after_rank,
        coalesce(
            lead(walk_rank) over (
                partition by customer_key
                order by walk_rank asc
            ),
            9223372036854775807
        ) as until_rank

    from selected

)

select * from final
