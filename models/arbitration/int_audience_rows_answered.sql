{{ config(materialized='view') }}

{#
    Grain: one row per customer and row of an audience rule, with the customer's
    own value and whether the row holds: what fct_audience_members is made of, for
    whoever asks why. It answers for everybody and every rule, so it is a view, to
    be read for one customer.
#}
with

rule_rows as (

    select * from {{ ref('int_audience_rules_parsed') }}

),

customers as (

    select * from {{ ref('int_customers_described') }}

),

customer_categories as (

    select * from {{ ref('fct_customer_categories') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

customers_known as (

    select
        customers.*,
        coalesce(profiles.is_profiled, false) as is_profiled

    from customers

    left join profiles
        on customers.customer_id = profiles.customer_id

),

customer_rows_valued as (

    select
        customers_known.customer_id,
        customers_known.is_profiled,
        rule_rows.*,
        {{ attribute_text('customer', 'customers_known', 'rule_rows.attribute') }}
            as text_value,
        {{ attribute_number('customer', 'customers_known', 'rule_rows.attribute') }}
            as number_value

    from customers_known

    cross join rule_rows

    where rule_rows.subject = 'customer'

),

category_rows_asked as (

    select
        customers_known.customer_id,
        customers_known.is_profiled,
        rule_rows.*

    from customers_known

    cross join rule_rows

    where rule_rows.subject = 'category'

),

category_rows_valued as (

    select
        category_rows_asked.*,
        {{ category_attribute_text(
            'customer_categories', 'category_rows_asked.attribute',
            'category_rows_asked.is_profiled'
        ) }} as text_value,
        {{ category_attribute_number(
            'customer_categories', 'category_rows_asked.attribute',
            'category_rows_asked.is_profiled'
        ) }} as number_value

    from category_rows_asked

    left join customer_categories
        on
            category_rows_asked.customer_id = customer_categories.customer_id
            and category_rows_asked.subject_value = lower(customer_categories.category)

),

rows_valued as (

    select * from customer_rows_valued

    union all

    select * from category_rows_valued

),

final as (

    select
        -- ids
        customer_id,
        audience_rule_id,
        any_of,
        rule_row_id,

        -- text
        subject,
        subject_value,
        attribute,
        operator,
        value,
        text_value as customer_value,

        -- booleans
        is_profiled,
        {{ rule_row_holds(
            'text_value', 'number_value', 'operator', 'value', 'value_number'
        ) }} as is_held

    from rows_valued

)

select * from final
