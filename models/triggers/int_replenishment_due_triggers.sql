{#
    Grain: one row per customer and product that the customer buys again and
    again, and is about to need. The usual interval is the mean one between
    purchase days; the next purchase closes the trigger and starts the count
    anew.
#}
with

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
        {{ pivot_parameters(['min_purchases', 'lead_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'replenishment_due'

),

purchase_days as (

    select distinct
        customer_id,
        product_id,
        {{ business_date('ordered_at') }} as ordered_date

    from order_lines

    where
        customer_id is not null
        and product_id is not null
        and order_type = 'sale'
        and not is_cancelled

),

purchases_summed as (

    select
        customer_id,
        product_id,
        count(*) as purchase_count,
        min(ordered_date) as first_ordered_date,
        max(ordered_date) as last_ordered_date

    from purchase_days

    group by
        customer_id,
        product_id

    having count(*) > 1

),

intervals as (

    select
        purchases_summed.customer_id,
        purchases_summed.product_id,
        purchases_summed.purchase_count,
        purchases_summed.last_ordered_date,
        rules.min_purchases,
        rules.lead_days,
        rules.valid_days,
        cast(
            floor(
                cast(
                    {{ days_between(
                        'purchases_summed.first_ordered_date',
                        'purchases_summed.last_ordered_date'
                    ) }} as double
                ) / (purchases_summed.purchase_count - 1)
            ) as integer
        ) as interval_days

    from purchases_summed

    cross join rules

    where purchases_summed.purchase_count >= rules.min_purchases

),

-- What is bought every few days needs no reminder ahead of its time.
intervals_timed as (

    select
        *,
        {{ business_midnight(add_days('last_ordered_date', 'interval_days - lead_days')) }}
            as triggered_at,
        {{ business_midnight(
            add_days('last_ordered_date', 'interval_days - lead_days + valid_days')
        ) }} as expires_at

    from intervals

    where interval_days > lead_days

),

final as (

    select
        -- ids
        intervals_timed.customer_id,

        -- text
        'replenishment_due' as trigger_name,
        'product' as subject_type,
        intervals_timed.product_id as subject_id,
        cast(intervals_timed.last_ordered_date as {{ dbt.type_string() }}) as occurrence,
        products.category as subject_category,
        intervals_timed.product_id,
        'bought ' || cast(intervals_timed.purchase_count as {{ dbt.type_string() }})
        || ' times, every ' || cast(intervals_timed.interval_days as {{ dbt.type_string() }})
        || ' days' as evidence,

        -- numbers
        {{ saturated_share(
            'intervals_timed.purchase_count', 'intervals_timed.min_purchases'
        ) }} as strength,

        -- times
        intervals_timed.triggered_at,
        intervals_timed.expires_at

    from intervals_timed

    inner join customers
        on intervals_timed.customer_id = customers.customer_id

    left join products
        on intervals_timed.product_id = products.product_id

    where {{ is_open('intervals_timed.triggered_at', 'intervals_timed.expires_at') }}

)

select * from final
