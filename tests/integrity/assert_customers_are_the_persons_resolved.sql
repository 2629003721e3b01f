{#
    Guards dim_customers: as many people, with as many records each, as the bridge has.
#}
with

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

bridged as (

    select
        customer_id,
        count(*) as record_count

    from customer_records

    group by customer_id

)

select
    bridged.customer_id as bridged_customer_id,
    customers.customer_id,
    bridged.record_count as bridged_record_count,
    customers.record_count

from bridged
full outer join customers on bridged.customer_id = customers.customer_id

where bridged.record_count is distinct from customers.record_count
