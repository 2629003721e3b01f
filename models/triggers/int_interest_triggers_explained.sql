{{ config(materialized='view') }}

{#
    Grain: one row per customer and trigger that looks at what the customer was
    interested in: what it asks for, what the customer has, and whether that is
    enough. For whoever asks why a trigger is missing; a view, to be read for one
    customer. What was looked at and bought since is not told apart here.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

carts_left as (

    select * from {{ ref('int_carts_left') }}

),

looks as (

    select * from {{ ref('int_looks') }}

),

cart_rules as (

    select
        {{ pivot_parameters(['idle_minutes', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'abandoned_cart'

),

browse_rules as (

    select
        {{ pivot_parameters(['window_days', 'dwell_minutes', 'view_count', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'abandoned_browse'

),

carts_timed as (

    select
        carts_left.customer_id,
        carts_left.last_changed_at,
        {{ add_seconds('carts_left.last_changed_at', 'cart_rules.idle_minutes * 60') }}
            as triggered_at,
        {{ add_seconds('carts_left.last_changed_at', 'cart_rules.valid_days * 86400') }}
            as expires_at

    from carts_left

    cross join cart_rules

),

carts_summed as (

    select
        customer_id,
        max(last_changed_at) as last_changed_at,
        max(case when {{ is_open('triggered_at', 'expires_at') }} then last_changed_at end)
            as open_changed_at

    from carts_timed

    group by customer_id

),

window_start as (

    select {{ add_seconds(as_of(), '-86400 * window_days') }} as looked_from_at
    from browse_rules

),

looks_recent as (

    select looks.*

    from looks

    inner join window_start
        on looks.occurred_at > window_start.looked_from_at

),

looks_at_subjects as (

    select
        customer_id,
        'product' as subject_type,
        product_id as subject_id,
        view_count,
        dwell_seconds,
        occurred_at

    from looks_recent

    where product_id is not null

    union all

    select
        customer_id,
        'category' as subject_type,
        category as subject_id,
        view_count,
        dwell_seconds,
        occurred_at

    from looks_recent

    where category is not null

),

subjects_summed as (

    select
        customer_id,
        subject_type,
        subject_id,
        cast(sum(view_count) as bigint) as view_count,
        cast(sum(dwell_seconds) as bigint) as dwell_seconds,
        max(occurred_at) as last_looked_at

    from looks_at_subjects

    group by
        customer_id,
        subject_type,
        subject_id

),

subjects_measured as (

    select
        subjects_summed.*,
        (
            subjects_summed.view_count >= browse_rules.view_count
            or subjects_summed.dwell_seconds >= browse_rules.dwell_minutes * 60
        )
        and {{ is_open(
            'subjects_summed.last_looked_at',
            add_seconds('subjects_summed.last_looked_at', 'browse_rules.valid_days * 86400')
        ) }} as is_wanted

    from subjects_summed

    cross join browse_rules

),

subjects_ranked as (

    select
        *,
        row_number() over (
            partition by customer_id
            order by
                case when is_wanted then 0 else 1 end asc,
                view_count desc,
                dwell_seconds desc,
                subject_type asc,
                subject_id asc
        ) as interest_rank

    from subjects_measured

),

strongest_interests as (

    select *
    from subjects_ranked
    where interest_rank = 1

),

explained as (

    select
        customers.customer_id,
        'abandoned_cart' as trigger_name,
        'a cart with something in it, untouched for '
        || {{ parameter_text('cart_rules.idle_minutes') }} || ' minutes and for less than '
        || {{ parameter_text('cart_rules.valid_days') }} || ' days' as requirement,
        coalesce(
            'a cart changed on '
            || cast(
                {{ business_date(
                    'coalesce(carts_summed.open_changed_at, carts_summed.last_changed_at)'
                ) }} as {{ dbt.type_string() }}
            ),
            'no cart was left in that time'
        ) as customer_value,
        carts_summed.open_changed_at is not null as is_met

    from customers

    cross join cart_rules

    left join carts_summed
        on customers.customer_id = carts_summed.customer_id

    union all

    select
        customers.customer_id,
        'abandoned_browse' as trigger_name,
        {{ parameter_text('browse_rules.view_count') }} || ' views or '
        || {{ parameter_text('browse_rules.dwell_minutes') }}
        || ' minutes of one product or category within '
        || {{ parameter_text('browse_rules.window_days') }} || ' days, the last less than '
        || {{ parameter_text('browse_rules.valid_days') }} || ' days ago' as requirement,
        coalesce(
            'at most ' || cast(strongest_interests.view_count as {{ dbt.type_string() }})
            || ' views and '
            || cast(
                cast(floor(cast(strongest_interests.dwell_seconds as double) / 60) as bigint)
                as {{ dbt.type_string() }}
            )
            || ' minutes of one, last on '
            || cast(
                {{ business_date('strongest_interests.last_looked_at') }}
                as {{ dbt.type_string() }}
            ),
            'looked at nothing in that time'
        ) as customer_value,
        coalesce(strongest_interests.is_wanted, false) as is_met

    from customers

    cross join browse_rules

    left join strongest_interests
        on customers.customer_id = strongest_interests.customer_id

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
