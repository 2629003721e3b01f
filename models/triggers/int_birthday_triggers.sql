{# Grain: one row per customer whose birthday is near. #}
with

birthdays as (

    select * from {{ ref('int_birthdays_timed') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

final as (

    select
        -- ids
        birthdays.customer_id,

        -- text
        'birthday' as trigger_name,
        'customer' as subject_type,
        birthdays.customer_id as subject_id,
        cast(birthdays.birthday_year as {{ dbt.type_string() }}) as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'birthday of ' || cast(birthdays.birthday_year as {{ dbt.type_string() }}) as evidence,

        -- numbers
        {{ remaining_share('birthdays.triggered_at', 'birthdays.expires_at') }} as strength,

        -- times
        birthdays.triggered_at,
        birthdays.expires_at

    from birthdays

    inner join customers
        on birthdays.customer_id = customers.customer_id

    where {{ is_open('birthdays.triggered_at', 'birthdays.expires_at') }}

)

select * from final
