{{ config(materialized='view') }}

{#
    Grain: one row per customer and trigger that looks at who the customer is or
    at the calendar: what it asks for, what the customer has, and whether that is
    enough. For whoever asks why a trigger is missing; a view, to be read for one
    customer.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

birthdays as (

    select * from {{ ref('int_birthdays_timed') }}

),

anniversaries as (

    select * from {{ ref('int_anniversaries_timed') }}

),

welcome_rules as (

    select
        {{ pivot_parameters(['window_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'welcome'

),

birthday_rules as (

    select
        {{ pivot_parameters(['lead_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'birthday'

),

anniversary_rules as (

    select
        {{ pivot_parameters(['min_years', 'lead_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'anniversary'

),

broadcast_rules as (

    select
        {{ pivot_parameters(['valid_hours']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'scheduled_broadcast'

),

welcomes as (

    select
        customers.customer_id,
        customers.first_seen_at,
        {{ business_date('customers.first_seen_at') }} as first_seen_date,
        least(welcome_rules.window_days, welcome_rules.valid_days) as window_days

    from customers

    cross join welcome_rules

),

birthdays_summed as (

    select
        customer_id,
        max(case when {{ is_open('triggered_at', 'expires_at') }} then birthday_date end)
            as open_date,
        min(case when birthday_date >= {{ decision_date() }} then birthday_date end)
            as next_date

    from birthdays

    group by customer_id

),

anniversaries_summed as (

    select
        customer_id,
        max(case when {{ is_open('triggered_at', 'expires_at') }} then anniversary_date end)
            as open_date,
        min(case when anniversary_date >= {{ decision_date() }} then anniversary_date end)
            as next_date

    from anniversaries

    group by customer_id

),

broadcast_day as (

    select
        valid_hours,
        {{ business_midnight(decision_date()) }} as triggered_at,
        {{ add_seconds(business_midnight(decision_date()), 'valid_hours * 3600') }}
            as expires_at

    from broadcast_rules

),

explained as (

    select
        customer_id,
        'welcome' as trigger_name,
        'a first sight less than ' || {{ parameter_text('window_days') }}
        || ' days ago' as requirement,
        'first seen on ' || cast(first_seen_date as {{ dbt.type_string() }}) as customer_value,
        {{ is_open('first_seen_at', add_seconds('first_seen_at', 'window_days * 86400')) }}
            as is_met

    from welcomes

    union all

    select
        customers.customer_id,
        'birthday' as trigger_name,
        'a birthday, from ' || {{ parameter_text('birthday_rules.lead_days') }}
        || ' days before it and for ' || {{ parameter_text('birthday_rules.valid_days') }}
        || ' days' as requirement,
        case
            when birthdays_summed.open_date is not null
                then
                    'birthday on '
                    || cast(birthdays_summed.open_date as {{ dbt.type_string() }})
            else
                'next birthday on '
                || cast(birthdays_summed.next_date as {{ dbt.type_string() }})
        end as customer_value,
        birthdays_summed.open_date is not null as is_met

    from customers

    cross join birthday_rules

    left join birthdays_summed
        on customers.customer_id = birthdays_summed.customer_id

    union all

    select
        customers.customer_id,
        'anniversary' as trigger_name,
        'an anniversary of the first purchase (or sight), the first after '
        || {{ parameter_text('anniversary_rules.min_years') }} || ' years, from '
        || {{ parameter_text('anniversary_rules.lead_days') }} || ' days before it and for '
        || {{ parameter_text('anniversary_rules.valid_days') }} || ' days' as requirement,
        case
            when anniversaries_summed.open_date is not null
                then
                    'anniversary on '
                    || cast(anniversaries_summed.open_date as {{ dbt.type_string() }})
            else
                'next anniversary on '
                || cast(anniversaries_summed.next_date as {{ dbt.type_string() }})
        end as customer_value,
        anniversaries_summed.open_date is not null as is_met

    from customers

    cross join anniversary_rules

    left join anniversaries_summed
        on customers.customer_id = anniversaries_summed.customer_id

    union all

    select
        customers.customer_id,
        'scheduled_broadcast' as trigger_name,
        'the first ' || {{ parameter_text('broadcast_day.valid_hours') }}
        || ' hours of the day' as requirement,
        'looked at as of {{ as_of_text() }} UTC' as customer_value,
        {{ is_open('broadcast_day.triggered_at', 'broadcast_day.expires_at') }} as is_met

    from customers

    cross join broadcast_day

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
