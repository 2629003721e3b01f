{#
    Grain: one row per customer and audience rule that holds for the customer.
    Rows of one `any_of` number are AND-ed, the numbers are OR-ed. Somebody
    without a row for a category has looked at, asked about and bought nothing
    of it: counts, amounts and scores are 0, times are unknown. Of who refused
    profiling nothing is known, so that no rule holds but one that asks for that.
#}
with

questions as (

    select * from {{ ref('int_audience_questions_asked') }}

),

rule_rows as (

    select * from {{ ref('int_audience_rules_parsed') }}

),

customers as (

    select * from {{ ref('int_customers_described') }}

),

customer_categories as (

    select * from {{ ref('fct_customer_categories') }}

),

customers_profiled as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

customer_rows_valued as (

    select
        questions.customer_id,
        rule_rows.audience_rule_id,
        rule_rows.any_of,
        rule_rows.operator,
        rule_rows.value,
        rule_rows.value_number,
        {{ attribute_text('customer', 'customers', 'rule_rows.attribute') }} as text_value,
        {{ attribute_number('customer', 'customers', 'rule_rows.attribute') }}
            as number_value

    from questions

    inner join rule_rows
        on
            questions.audience_rule_id = rule_rows.audience_rule_id
            and rule_rows.subject = 'customer'

    inner join customers
        on questions.customer_id = customers.customer_id

),

category_rows_valued as (

    select
        questions.customer_id,
        rule_rows.audience_rule_id,
        rule_rows.any_of,
        rule_rows.operator,
        rule_rows.value,
        rule_rows.value_number,
        {{ category_attribute_text(
            'customer_categories', 'rule_rows.attribute',
            'customers_profiled.customer_id is not null'
        ) }} as text_value,
        {{ category_attribute_number(
            'customer_categories', 'rule_rows.attribute',
            'customers_profiled.customer_id is not null'
        ) }} as number_value

    from questions

    inner join rule_rows
        on
            questions.audience_rule_id = rule_rows.audience_rule_id
            and rule_rows.subject = 'category'

    left join customers_profiled
        on questions.customer_id = customers_profiled.customer_id

    left join customer_categories
        on
            questions.customer_id = customer_categories.customer_id
            and rule_rows.subject_value = lower(customer_categories.category)

),

rows_valued as (

    select * from customer_rows_valued

    union all

    select * from category_rows_valued

),

alternatives_checked as (

    select
        customer_id,
        audience_rule_id,
        any_of,
        min(case
            when
                {{ rule_row_holds(
                    'text_value', 'number_value', 'operator', 'value', 'value_number'
                ) }}
                then 1
            else 0
        end) as all_rows_hold

    from rows_valued

    group by customer_id, audience_rule_id, any_of

),

final as (

    select distinct
        customer_id,
        audience_rule_id

    from alternatives_checked

    where all_rows_hold = 1

)

select * from final
