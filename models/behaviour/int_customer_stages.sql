{#
    Grain: one row per profiled customer: how far the data known of the customer
    reaches. Each stage asks for all of those before it.
#}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

profiled as (

    select * from {{ ref('int_customers_profiled') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

measures as (

    select *
    from {{ ref('int_customer_measures') }}
    where lag_days = 0

),

sources_counted as (

    select
        customer_id,
        count(distinct source_name) as source_count

    from customer_records

    group by customer_id

),

house as (

    select count(distinct source_name) as source_count
    from customer_records

),

questions_answered as (

    select
        profiled.customer_id,
        coalesce(
            customers.email, customers.phone, customers.customer_number, customers.street
        ) is not null as is_identified,
        measures.last_interacted_at is not null as has_activity,
        sources_counted.source_count >= 2 or house.source_count = 1 as has_single_view,
        measures.purchase_day_count >= 2 as has_history

    from profiled

    inner join customers
        on profiled.customer_id = customers.customer_id

    inner join measures
        on profiled.customer_id = measures.customer_id

    left join sources_counted
        on profiled.customer_id = sources_counted.customer_id

    cross join house

),

final as (

    select
        -- ids
        customer_id,

        -- text
        case
            when not is_identified then 'static'
            when not has_activity then 'identity'
            when not coalesce(has_single_view, false) then 'data'
            when not has_history then 'single_view'
            else 'predictive'
        end as personalisation_stage

    from questions_answered

)

select * from final
