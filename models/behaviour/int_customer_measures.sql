{#
    Grain: one row per profiled customer and moment it is looked at from; the
    measures that bands and rules of the policy are about.
#}
with

customers as (

    select * from {{ ref('int_customers_profiled') }}

),

moments as (

    select * from {{ ref('int_scoring_moments') }}

),

purchases as (

    select * from {{ ref('int_customer_purchases') }}

),

interactions as (

    select * from {{ ref('int_customer_interactions') }}

),

final as (

    select
        -- ids
        customers.customer_id,

        -- numbers
        moments.lag_days,
        {{ days_between('purchases.last_ordered_date', 'moments.scored_date') }} as recency_days,
        {{ days_between('purchases.first_ordered_date', 'moments.scored_date') }} as tenure_days,
        {{ days_between(business_date('interactions.last_interacted_at'), 'moments.scored_date') }}
            as days_since_interaction,
        coalesce(purchases.order_count, 0) as order_count,
        coalesce(purchases.return_count, 0) as return_count,
        coalesce(purchases.purchase_day_count, 0) as purchase_day_count,
        coalesce(purchases.sales_amount, cast(0 as decimal(18, 4))) as sales_amount,
        coalesce(purchases.net_amount, cast(0 as decimal(18, 4))) as net_amount,
        {{ average_amount('purchases.sales_amount', 'purchases.order_count') }}
            as average_order_amount,

        -- times
        purchases.first_ordered_date,
        purchases.last_ordered_date,
        purchases.last_ordered_at,
        interactions.last_interacted_at

    from customers

    cross join moments

    left join purchases
        on
            customers.customer_id = purchases.customer_id
            and moments.lag_days = purchases.lag_days

    left join interactions
        on
            customers.customer_id = interactions.customer_id
            and moments.lag_days = interactions.lag_days

)

select * from final
