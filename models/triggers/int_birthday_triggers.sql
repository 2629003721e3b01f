{#
    Grain: one row per customer whose birthday is near. Who was born on 29
    February celebrates on 28 February in a common year. The years around the
    decision date are looked at, for New Year stands within some windows.
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
        {{ pivot_parameters(['lead_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'birthday'

),

years as (

    {%- for offset in [-1, 0, 1] %}
        select
            cast(extract(year from {{ decision_date() }}) + ({{ offset }}) as integer)
                as birthday_year
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

years_marked as (

    select
        birthday_year,
        (birthday_year % 4 = 0 and birthday_year % 100 <> 0) or birthday_year % 400 = 0
            as is_leap_year

    from years

),

births as (

    select
        customers.customer_id,
        cast(extract(month from customers.birth_date) as integer) as birth_month,
        cast(extract(day from customers.birth_date) as integer) as birth_day

    from customers

    inner join profiles
        on customers.customer_id = profiles.customer_id

    where
        customers.birth_date is not null
        and profiles.is_profiled

),

birthdays as (

    select
        births.customer_id,
        years_marked.birthday_year,
        make_date(
            years_marked.birthday_year,
            births.birth_month,
            case
                when
                    births.birth_month = 2
                    and births.birth_day = 29
                    and not years_marked.is_leap_year
                    then 28
                else births.birth_day
            end
        ) as birthday_date

    from births

    cross join years_marked

),

birthdays_timed as (

    select
        birthdays.customer_id,
        birthdays.birthday_year,
        {{ business_midnight(add_days('birthdays.birthday_date', '-1 * rules.lead_days')) }}
            as triggered_at,
        {{ business_midnight(
            add_days('birthdays.birthday_date', 'rules.valid_days - rules.lead_days')
        ) }} as expires_at

    from birthdays

    cross join rules

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'birthday' as trigger_name,
        'customer' as subject_type,
        customer_id as subject_id,
        cast(birthday_year as {{ dbt.type_string() }}) as occurrence,
        cast(null as {{ dbt.type_string() }}) as subject_category,
        cast(null as {{ dbt.type_string() }}) as product_id,
        'birthday of ' || cast(birthday_year as {{ dbt.type_string() }}) as evidence,

        -- numbers
        {{ remaining_share('triggered_at', 'expires_at') }} as strength,

        -- times
        triggered_at,
        expires_at

    from birthdays_timed

    where {{ is_open('triggered_at', 'expires_at') }}

)

select * from final
