{# Grain: one row per person who ever did anything: when first and when last. #}
with

touchpoints as (

    select * from {{ ref('fct_touchpoints') }}
    where customer_id is not null and is_by_customer

),

final as (

    select
        -- ids
        customer_id,

        -- times
        min(occurred_at) as first_active_at,
        max(occurred_at) as last_active_at

    from touchpoints

    group by customer_id

)

select * from final
