{#
    Grain: one row per customer with a purchase some days ago; of several, the
    latest of which something was kept.
#}
with

orders_kept as (

    select * from {{ ref('int_orders_kept') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['delay_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'post_purchase'

),

orders_timed as (

    select
        orders_kept.customer_id,
        orders_kept.order_id,
        orders_kept.product_id,
        orders_kept.category,
        orders_kept.ordered_at,
        {{ add_seconds('orders_kept.ordered_at', 'rules.delay_days * 86400') }} as triggered_at,
        {{ add_seconds(
            'orders_kept.ordered_at', '(rules.delay_days + rules.valid_days) * 86400'
        ) }} as expires_at

    from orders_kept

    inner join customers
        on orders_kept.customer_id = customers.customer_id

    cross join rules

),

orders_ranked as (

    select
        *,
        row_number() over (
            partition by customer_id
            order by ordered_at desc, order_id asc
        ) as recency_rank

    from orders_timed

    where {{ is_open('triggered_at', 'expires_at') }}

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'post_purchase' as trigger_name,
        'order' as subject_type,
        order_id as subject_id,
        'once' as occurrence,
        category as subject_category,
        product_id,
        'purchase some days ago' as evidence,

        -- numbers
        {{ remaining_share('triggered_at', 'expires_at') }} as strength,

        -- times
        triggered_at,
        expires_at

    from orders_ranked

    where recency_rank = 1

)

select * from final
