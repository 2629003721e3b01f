{#
    Grain: one row per contact cap, with the first day its window covers, and one
    more for the wish of a customer who wants at most so many a week (looked at
    after the policy's caps; its number is the customer's own). Caps are looked at
    in the order of their keys.
#}
with

contact_caps as (

    select * from {{ ref('contact_caps') }}

),

policy_caps as (

    select
        cap_id,
        scope,
        scope_value,
        unit,
        window_type,
        cast(window_days as bigint) as window_days,
        {{ cap_window_start('window_type', 'window_days') }} as window_start_date,
        cast(max_contacts as bigint) as max_contacts,
        profile_attribute,
        lower(profile_value) as profile_value,
        false as is_customer_wish

    from contact_caps

    where max_contacts is not null

),

customer_wish as (

    select
        'customer_preference' as cap_id,
        'all' as scope,
        cast(null as {{ dbt.type_string() }}) as scope_value,
        'customer' as unit,
        'rolling_days' as window_type,
        cast(7 as bigint) as window_days,
        {{ add_days(decision_date(), -6) }} as window_start_date,
        cast(null as bigint) as max_contacts,
        cast(null as {{ dbt.type_string() }}) as profile_attribute,
        cast(null as {{ dbt.type_string() }}) as profile_value,
        true as is_customer_wish

),

unioned as (

    select * from policy_caps

    union all

    select * from customer_wish

),

final as (

    select
        -- ids
        cast(row_number() over (order by is_customer_wish asc, cap_id asc) as int)
            as cap_key,
        cap_id,

        -- text
        scope,
        scope_value,
        unit,
        window_type,
        profile_attribute,
        profile_value,

        -- numbers
        window_days,
        max_contacts,

        -- booleans
        is_customer_wish,
        is_customer_wish or profile_attribute is not null as is_personal,

        -- times
        window_start_date

    from unioned

)

select * from final
