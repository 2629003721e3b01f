{#
    Grain: one row per customer and product that the customer buys again and
    again, and is about to need. The next purchase closes the trigger and starts
    the count anew.
#}
with

intervals as (

    select * from {{ ref('int_purchase_intervals') }}

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

-- What is bought every few days needs no reminder ahead of its time.
intervals_timed as (

    select
        intervals.customer_id,
        intervals.product_id,
        intervals.purchase_count,
        intervals.interval_days,
        intervals.last_ordered_date,
        rules.min_purchases,
        {{ business_midnight(
            add_days('intervals.last_ordered_date', 'intervals.interval_days - rules.lead_days')
        ) }} as triggered_at,
        {{ business_midnight(
            add_days(
                'intervals.last_ordered_date',
                'intervals.interval_days - rules.lead_days + rules.valid_days'
            )
        ) }} as expires_at

    from intervals

    cross join rules

    where
        intervals.purchase_count >= rules.min_purchases
        and intervals.interval_days > rules.lead_days

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
