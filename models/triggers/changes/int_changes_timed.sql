{{ config(materialized='view') }}

{#
    Grain: one row per customer and attribute of the profile that changed within
    the day before `as_of`, for who has a value now. Two runs may see one change,
    for their days overlap where they are not a day apart; what tells it from the
    next one is therefore not the day it was found, but the last thing the
    customer had done by then.
#}
with

changes as (

    select * from {{ ref('fct_profile_history') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

last_orders as (

    select * from {{ ref('int_last_orders') }}

),

final as (

    select
        -- ids
        changes.customer_id,

        -- text
        changes.attribute,
        changes.previous_value,
        changes.value,
        coalesce(changes.previous_value, '') || '>' || changes.value || ' after purchase of '
        || coalesce(
            cast(last_orders.ordered_date as {{ dbt.type_string() }}), 'none'
        ) as since_purchase,
        coalesce(changes.previous_value, '') || '>' || changes.value || ' after '
        || coalesce(
            cast(
                {{ add_days(decision_date(), '-1 * profiles.days_since_interaction') }}
                as {{ dbt.type_string() }}
            ),
            'none'
        ) as since_interaction,

        -- times
        {{ business_midnight('changes.changed_date') }} as changed_at

    from changes

    inner join profiles
        on
            changes.customer_id = profiles.customer_id
            and profiles.is_profiled

    left join last_orders
        on changes.customer_id = last_orders.customer_id

    where changes.value is not null

)

select * from final
