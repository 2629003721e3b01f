{#
    Grain: one row per customer and product that has become cheaper after the
    customer looked at it or put it into a cart, and did not buy it since. Once
    per price that ended.
#}
with

prices_fallen as (

    select *
    from {{ ref('int_prices_fallen') }}
    where {{ is_open('triggered_at', 'expires_at') }}

),

interests as (

    select * from {{ ref('int_product_interests') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['window_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'price_drop'

),

interests_summed as (

    select
        interests.customer_id,
        interests.product_id,
        max(interests.occurred_at) as last_interested_at

    from interests

    inner join prices_fallen
        on interests.product_id = prices_fallen.product_id

    cross join rules

    where
        interests.occurred_at <= prices_fallen.fell_at
        and interests.occurred_at
        > {{ add_seconds('prices_fallen.fell_at', '-86400 * rules.window_days') }}

    group by
        interests.customer_id,
        interests.product_id

),

purchases_since as (

    select distinct
        order_lines.customer_id,
        order_lines.product_id

    from order_lines

    inner join interests_summed
        on
            order_lines.customer_id = interests_summed.customer_id
            and order_lines.product_id = interests_summed.product_id
            and order_lines.ordered_at >= interests_summed.last_interested_at

    where
        order_lines.order_type = 'sale'
        and not order_lines.is_cancelled

),

final as (

    select
        -- ids
        interests_summed.customer_id,

        -- text
        'price_drop' as trigger_name,
        'product' as subject_type,
        interests_summed.product_id as subject_id,
        cast(
            {{ business_date('prices_fallen.held_from_at') }} as {{ dbt.type_string() }}
        ) as occurrence,
        products.category as subject_category,
        interests_summed.product_id,
        'cheaper than before: ' || cast(
            prices_fallen.new_price_amount as {{ dbt.type_string() }}
        ) || ' instead of ' || cast(
            prices_fallen.old_price_amount as {{ dbt.type_string() }}
        ) as evidence,

        -- numbers
        {{ saturated_share(
            'prices_fallen.old_price_amount - prices_fallen.new_price_amount',
            'prices_fallen.old_price_amount * prices_fallen.min_share'
        ) }} as strength,

        -- times
        prices_fallen.triggered_at,
        prices_fallen.expires_at

    from interests_summed

    inner join prices_fallen
        on interests_summed.product_id = prices_fallen.product_id

    inner join customers
        on interests_summed.customer_id = customers.customer_id

    left join purchases_since
        on
            interests_summed.customer_id = purchases_since.customer_id
            and interests_summed.product_id = purchases_since.product_id

    left join products
        on interests_summed.product_id = products.product_id

    where purchases_since.customer_id is null

)

select * from final
