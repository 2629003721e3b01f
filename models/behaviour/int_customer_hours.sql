{#
    Grain: one row per profiled customer, with the local hour at which the
    customer is most likely to act: own purchases, visits, and opened or clicked
    messages of the last year, drawn towards everyone's hours where there are
    few. A visit counts once, at its first event.
#}
with

orders as (

    select * from {{ ref('fct_orders') }}

),

web_events as (

    select * from {{ ref('fct_web_events') }}

),

messages as (

    select * from {{ ref('fct_messages') }}

),

customers as (

    select * from {{ ref('int_customers_profiled') }}

),

parameters as (

    select
        {{ pivot_parameters(['hour_prior_actions', 'hour_window_days']) }}

    from {{ ref('profile_parameters') }}

),

window_start as (

    select {{ add_seconds(as_of(), '-86400 * hour_window_days') }} as counted_from_at
    from parameters

),

visits as (

    select
        customer_id,
        session_id,
        min(occurred_at) as acted_at

    from web_events

    where customer_id is not null

    group by
        customer_id,
        session_id

),

actions as (

    select
        customer_id,
        acted_at

    from visits

    union all

    select
        customer_id,
        ordered_at as acted_at

    from orders

    where order_type = 'sale'

    union all

    select
        customer_id,
        occurred_at as acted_at

    from messages

    where event_name in ('opened', 'clicked')

),

actions_localised as (

    select
        actions.customer_id,
        extract(
            hour from {{ to_local(
                'actions.acted_at',
                "coalesce(customers.time_zone, '" ~ var('business_time_zone') ~ "')",
            ) }}
        ) as local_hour

    from actions

    inner join window_start
        on actions.acted_at > window_start.counted_from_at

    inner join customers
        on actions.customer_id = customers.customer_id

),

hours_counted as (

    select
        customer_id,
        local_hour,
        count(*) as action_count

    from actions_localised

    group by
        customer_id,
        local_hour

),

customer_totals as (

    select
        customer_id,
        sum(action_count) as action_count

    from hours_counted

    group by customer_id

),

base_hours as (

    select
        local_hour,
        sum(action_count) as action_count

    from hours_counted

    group by local_hour

),

base_total as (

    select sum(action_count) as action_count
    from base_hours

),

base_shares as (

    select
        base_hours.local_hour,
        cast(base_hours.action_count as double) / cast(base_total.action_count as double)
            as action_share,
        row_number() over (
            order by
                base_hours.action_count desc,
                base_hours.local_hour asc
        ) as base_rank

    from base_hours

    cross join base_total

),

-- Only hours at which the customer acted can beat the base's own best hour.
hours_offered as (

    select
        hours_counted.customer_id,
        hours_counted.local_hour,
        hours_counted.action_count

    from hours_counted

    union all

    select
        customers.customer_id,
        base_shares.local_hour,
        0 as action_count

    from customers

    inner join base_shares
        on base_shares.base_rank = 1

),

hours_summed as (

    select
        customer_id,
        local_hour,
        sum(action_count) as action_count

    from hours_offered

    group by
        customer_id,
        local_hour

),

hours_scored as (

    select
        hours_summed.customer_id,
        hours_summed.local_hour,
        cast(
            (
                cast(hours_summed.action_count as double)
                + cast(parameters.hour_prior_actions as double) * base_shares.action_share
            )
            / (
                cast(coalesce(customer_totals.action_count, 0) as double)
                + cast(parameters.hour_prior_actions as double)
            )
            as decimal(9, 6)
        ) as action_share

    from hours_summed

    inner join base_shares
        on hours_summed.local_hour = base_shares.local_hour

    left join customer_totals
        on hours_summed.customer_id = customer_totals.customer_id

    cross join parameters

),

hours_ranked as (

    select
        customer_id,
        local_hour,
        row_number() over (
            partition by customer_id
            order by
                action_share desc,
                local_hour asc
        ) as hour_rank

    from hours_scored

),

final as (

    select
        -- ids
        customer_id,

        -- numbers
        cast(local_hour as integer) as preferred_hour

    from hours_ranked

    where hour_rank = 1

)

select * from final
