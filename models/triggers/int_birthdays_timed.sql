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

birthdays as (

    select
        customers.customer_id,
        years.birthday_year,
        {{ yearly_date('customers.birth_date', 'years.birthday_year') }} as birthday_date

    from customers

    cross join years

    where customers.birth_date is not null

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
