{{ config(materialized='view') }}

{#
    Grain: one row per customer and year around the decision date in which an
    anniversary of the customer's first purchase falls (of the first sight, for
    who never bought), with the time the trigger gives it. The first years may be
    too few to be kept.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

rules as (

    select
        {{ pivot_parameters(['min_years', 'lead_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'anniversary'

),

first_orders as (

    select
        customer_id,
        min(ordered_date) as ordered_date

    from orders

    where
        customer_id is not null
        and order_type = 'sale'
        and not is_cancelled

    group by customer_id

),

beginnings as (

    select
        customers.customer_id,
        case when first_orders.customer_id is null then 'first sight' else 'first purchase' end
            as beginning,
        coalesce(
            first_orders.ordered_date, {{ business_date('customers.first_seen_at') }}
        ) as begun_date

    from customers

    left join first_orders
        on customers.customer_id = first_orders.customer_id

),

years as (

    {%- for offset in [-1, 0, 1] %}
        select
            cast(extract(year from {{ decision_date() }}) + ({{ offset }}) as integer)
                as anniversary_year
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

anniversaries as (

    select
        beginnings.customer_id,
        beginnings.beginning,
        years.anniversary_year,
        cast(years.anniversary_year - extract(year from beginnings.begun_date) as integer)
            as year_count,
        {{ yearly_date('beginnings.begun_date', 'years.anniversary_year') }} as anniversary_date

    from beginnings

    cross join years

    where beginnings.begun_date is not null

),

final as (

    select
        -- ids
        anniversaries.customer_id,

        -- text
        anniversaries.beginning,

        -- numbers
        anniversaries.anniversary_year,
        anniversaries.year_count,

        -- times
        anniversaries.anniversary_date,
        {{ business_midnight(add_days('anniversaries.anniversary_date', '-1 * rules.lead_days')) }}
            as triggered_at,
        {{ business_midnight(
            add_days('anniversaries.anniversary_date', 'rules.valid_days - rules.lead_days')
        ) }} as expires_at

    from anniversaries

    cross join rules

    where anniversaries.year_count >= greatest(rules.min_years, 1)

)

select * from final
