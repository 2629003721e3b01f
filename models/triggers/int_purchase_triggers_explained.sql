{{ config(materialized='view') }}

{#
    Grain: one row per customer and trigger that looks at what the customer
    bought: what it asks for, what the customer has, and whether that is enough.
    For whoever asks why a trigger is missing; a view, to be read for one customer.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

orders as (

    select *
    from {{ ref('fct_orders') }}
    where
        customer_id is not null
        and order_type = 'sale'
        and not is_cancelled

),

intervals as (

    select * from {{ ref('int_purchase_intervals') }}

),

reviews_due as (

    select * from {{ ref('int_reviews_due') }}

),

follow_up_rules as (

    select
        {{ pivot_parameters(['delay_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'post_purchase'

),

win_back_rules as (

    select
        {{ pivot_parameters(['min_recency_days', 'max_recency_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'win_back'

),

refill_rules as (

    select
        {{ pivot_parameters(['min_purchases', 'lead_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'replenishment_due'

),

review_rules as (

    select
        {{ pivot_parameters(['delivery_days', 'delay_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'review_request'

),

reviews_summed as (

    select
        customer_id,
        max(
            case
                when not is_complained_of and {{ is_open('triggered_at', 'expires_at') }}
                    then {{ business_date('ordered_at') }}
            end
        ) as open_date,
        max(case when is_complained_of then 1 else 0 end) as complaint_count

    from reviews_due

    group by customer_id

),

purchases_timed as (

    select
        orders.customer_id,
        orders.ordered_date,
        {{ add_seconds('orders.ordered_at', 'follow_up_rules.delay_days * 86400') }}
            as triggered_at,
        {{ add_seconds(
            'orders.ordered_at',
            '(follow_up_rules.delay_days + follow_up_rules.valid_days) * 86400'
        ) }} as expires_at

    from orders

    cross join follow_up_rules

),

purchases_summed as (

    select
        customer_id,
        max(ordered_date) as last_ordered_date,
        max(case when {{ is_open('triggered_at', 'expires_at') }} then ordered_date end)
            as open_date

    from purchases_timed

    group by customer_id

),

absences as (

    select
        customer_id,
        last_ordered_date,
        open_date,
        {{ days_between('last_ordered_date', decision_date()) }} as recency_days

    from purchases_summed

),

refills_timed as (

    select
        intervals.customer_id,
        intervals.purchase_count,
        intervals.purchase_count >= refill_rules.min_purchases
        and intervals.interval_days > refill_rules.lead_days as is_regular,
        {{ add_days('intervals.last_ordered_date', 'intervals.interval_days') }} as due_date,
        {{ business_midnight(
            add_days(
                'intervals.last_ordered_date', 'intervals.interval_days - refill_rules.lead_days'
            )
        ) }} as triggered_at,
        {{ business_midnight(
            add_days(
                'intervals.last_ordered_date',
                'intervals.interval_days - refill_rules.lead_days + refill_rules.valid_days'
            )
        ) }} as expires_at

    from intervals

    cross join refill_rules

),

refills_summed as (

    select
        customer_id,
        max(purchase_count) as purchase_count,
        max(
            case when is_regular and {{ is_open('triggered_at', 'expires_at') }} then due_date end
        ) as open_date,
        min(case when is_regular and triggered_at > {{ as_of() }} then due_date end)
            as next_date,
        max(case when is_regular then due_date end) as latest_date

    from refills_timed

    group by customer_id

),

explained as (

    select
        customers.customer_id,
        'post_purchase' as trigger_name,
        'a purchase from ' || {{ parameter_text('follow_up_rules.delay_days') }}
        || ' days ago on, for ' || {{ parameter_text('follow_up_rules.valid_days') }}
        || ' days' as requirement,
        coalesce(
            'last bought on ' || cast(absences.last_ordered_date as {{ dbt.type_string() }}),
            'never bought'
        ) as customer_value,
        absences.open_date is not null as is_met

    from customers

    cross join follow_up_rules

    left join absences
        on customers.customer_id = absences.customer_id

    union all

    select
        customers.customer_id,
        'review_request' as trigger_name,
        'a purchase that was kept, from '
        || {{ parameter_text('review_rules.delivery_days + review_rules.delay_days') }}
        || ' days ago on (' || {{ parameter_text('review_rules.delay_days') }}
        || ' from the till), for ' || {{ parameter_text('review_rules.valid_days') }}
        || ' days, and no complaint' as requirement,
        coalesce(
            'last bought on ' || cast(absences.last_ordered_date as {{ dbt.type_string() }}),
            'never bought'
        ) || case when reviews_summed.complaint_count > 0 then ', and complains' else '' end
            as customer_value,
        reviews_summed.open_date is not null as is_met

    from customers

    cross join review_rules

    left join absences
        on customers.customer_id = absences.customer_id

    left join reviews_summed
        on customers.customer_id = reviews_summed.customer_id

    union all

    select
        customers.customer_id,
        'win_back' as trigger_name,
        'the last purchase ' || {{ parameter_text('win_back_rules.min_recency_days') }}
        || ' to ' || {{ parameter_text('win_back_rules.max_recency_days') }}
        || ' days ago' as requirement,
        coalesce(
            'last bought on ' || cast(absences.last_ordered_date as {{ dbt.type_string() }})
            || ', ' || cast(absences.recency_days as {{ dbt.type_string() }}) || ' days ago',
            'never bought'
        ) as customer_value,
        absences.recency_days >= win_back_rules.min_recency_days
        and absences.recency_days <= win_back_rules.max_recency_days
        and win_back_rules.valid_days > 0 as is_met

    from customers

    cross join win_back_rules

    left join absences
        on customers.customer_id = absences.customer_id

    union all

    select
        customers.customer_id,
        'replenishment_due' as trigger_name,
        'a product bought on ' || {{ parameter_text('refill_rules.min_purchases') }}
        || ' days or more, from ' || {{ parameter_text('refill_rules.lead_days') }}
        || ' days before the next one is due, for '
        || {{ parameter_text('refill_rules.valid_days') }} || ' days' as requirement,
        case
            when refills_summed.customer_id is null then 'never bought'
            when refills_summed.open_date is not null
                then
                    'one is due on '
                    || cast(refills_summed.open_date as {{ dbt.type_string() }})
            when refills_summed.next_date is not null
                then
                    'the next one is due on '
                    || cast(refills_summed.next_date as {{ dbt.type_string() }})
            when refills_summed.latest_date is not null
                then
                    'the latest one was due on '
                    || cast(refills_summed.latest_date as {{ dbt.type_string() }})
            else
                'no product is bought regularly; most purchase days of one: '
                || cast(refills_summed.purchase_count as {{ dbt.type_string() }})
        end as customer_value,
        refills_summed.open_date is not null as is_met

    from customers

    cross join refill_rules

    left join refills_summed
        on customers.customer_id = refills_summed.customer_id

),

final as (

    select
        -- ids
        customer_id,

        -- text
        trigger_name,
        requirement,
        customer_value,

        -- booleans
        coalesce(is_met, false) as is_met

    from explained

)

select * from final
