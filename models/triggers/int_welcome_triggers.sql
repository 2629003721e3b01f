{#
    Grain: one row per customer whom the house has known for few days. Once per
    person, whichever source saw the person first.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

rules as (

    select
        {{ pivot_parameters(['window_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'welcome'

),

customers_new as (

    select
        customers.customer_id,
        customers.first_seen_at as triggered_at,
        {{ add_seconds('customers.first_seen_at', 'rules.window_days * 86400') }} as window_ends_at,
        {{ add_seconds('customers.first_seen_at', 'rules.valid_days * 86400') }} as expires_at

    from customers

    inner join profiles
        on customers.customer_id = profiles.customer_id

    cross join rules

    where profiles.is_profiled

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'welcome' as trigger_name,
        'customer' as subject_type,
        customer_id as subject_id,
        'first' as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'seen for the first time' as evidence,

        -- numbers
        {{ remaining_share('triggered_at', 'expires_at') }} as strength,

        -- times
        triggered_at,
        expires_at

    from customers_new

    where
        {{ is_open('triggered_at', 'expires_at') }}
        and window_ends_at > {{ as_of() }}

)

select * from final
