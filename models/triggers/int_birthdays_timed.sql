{{ config(materialized='view') }}

{#
    Grain: one row per customer with a birth date and year around the decision date
    (New Year stands within some windows): the birthday, and the time the birthday
    trigger gives it. Who was born on 29 February celebrates on 28 February in a
    common year.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

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
        customer_id,
        cast(extract(month from birth_date) as integer) as birth_month,
        cast(extract(day from birth_date) as integer) as birth_day

    from customers

    where birth_date is not null

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

final as (

    select
        -- ids
        birthdays.customer_id,

        -- numbers
        birthdays.birthday_year,

        -- times
        birthdays.birthday_date,
        {{ business_midnight(add_days('birthdays.birthday_date', '-1 * rules.lead_days')) }}
            as triggered_at,
        {{ business_midnight(
            add_days('birthdays.birthday_date', 'rules.valid_days - rules.lead_days')
        ) }} as expires_at

    from birthdays

    cross join rules

)

select * from final
