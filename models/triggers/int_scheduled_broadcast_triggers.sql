{#
    Grain: one row per customer and broadcast campaign that is active on the
    decision date. Nothing the customer did asks for it, so it is of middling
    strength, and it needs no profile: who gets it is up to the campaign's
    audience rule.
#}
with

campaigns as (

    select * from {{ ref('campaigns') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

rules as (

    select
        {{ pivot_parameters(['valid_hours']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'scheduled_broadcast'

),

campaigns_active as (

    select campaign_id

    from campaigns

    where
        trigger_name = 'scheduled_broadcast'
        and status in ('live', 'test', 'paused')
        and (starts_date is null or cast(starts_date as date) <= {{ decision_date() }})
        and (ends_date is null or cast(ends_date as date) >= {{ decision_date() }})

),

day_opened as (

    select
        {{ business_midnight(decision_date()) }} as triggered_at,
        {{ add_seconds(business_midnight(decision_date()), 'valid_hours * 3600') }} as expires_at

    from rules

),

final as (

    select
        -- ids
        customers.customer_id,

        -- text
        'scheduled_broadcast' as trigger_name,
        'campaign' as subject_type,
        campaigns_active.campaign_id as subject_id,
        '{{ decision_date_text() }}' as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'scheduled for the day' as evidence,

        -- numbers
        cast(0.5 as decimal(5, 4)) as strength,

        -- times
        day_opened.triggered_at,
        day_opened.expires_at

    from customers

    cross join campaigns_active

    cross join day_opened

    where {{ is_open('day_opened.triggered_at', 'day_opened.expires_at') }}

)

select * from final
