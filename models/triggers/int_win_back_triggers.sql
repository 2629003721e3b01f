{#
    Grain: one row per customer who has not bought for long, and not for too
    long. The reason is renewed every `valid_days`, so that there is one open
    trigger as long as the customer stays away; cooldowns say how often it is
    used.
#}
with

last_orders as (

    select * from {{ ref('int_last_orders') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['min_recency_days', 'max_recency_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'win_back'

),

absences as (

    select
        last_orders.customer_id,
        last_orders.order_id,
        last_orders.ordered_date,
        rules.min_recency_days,
        rules.max_recency_days,
        rules.valid_days,
        {{ days_between('last_orders.ordered_date', decision_date()) }} as recency_days

    from last_orders

    inner join customers
        on last_orders.customer_id = customers.customer_id

    cross join rules

),

absences_numbered as (

    select
        *,
        cast(
            floor(cast(recency_days - min_recency_days as double) / cast(valid_days as double))
            as integer
        ) as renewal_number

    from absences

    where
        recency_days >= min_recency_days
        and recency_days <= max_recency_days
        and valid_days > 0

),

absences_timed as (

    select
        *,
        {{ business_midnight(
            add_days('ordered_date', 'min_recency_days + renewal_number * valid_days')
        ) }} as triggered_at,
        {{ business_midnight(
            add_days('ordered_date', 'min_recency_days + (renewal_number + 1) * valid_days')
        ) }} as expires_at

    from absences_numbered

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'win_back' as trigger_name,
        'order' as subject_type,
        order_id as subject_id,
        cast(renewal_number as {{ dbt.type_string() }}) as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'last purchase ' || cast(recency_days as {{ dbt.type_string() }}) || ' days ago'
            as evidence,

        -- numbers
        cast(
            1 - cast(recency_days - min_recency_days as double)
            / (cast(max_recency_days - min_recency_days as double) + 1)
            as decimal(5, 4)
        ) as strength,

        -- times
        triggered_at,
        expires_at

    from absences_timed

    where {{ is_open('triggered_at', 'expires_at') }}

)

select * from final
