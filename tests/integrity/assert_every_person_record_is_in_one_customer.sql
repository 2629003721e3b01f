{#
    Guards bridge_customer_records. A person record that existed as of this run and is in
    no customer, or in two, would lose its orders and consents without a word.
#}
with

people as (

    {{ union_staged('people') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

staged_counts as (

    select
        source_name,
        source_record_id,
        count(*) as staged_count

    from people

    where created_at is null or created_at <= {{ as_of() }}

    group by source_name, source_record_id

),

resolved_counts as (

    select
        customer_records.source_name,
        customer_records.source_record_id,
        count(customers.customer_id) as resolved_count

    from customer_records
    left join customers on customer_records.customer_id = customers.customer_id

    group by customer_records.source_name, customer_records.source_record_id

)

select
    staged_counts.source_name,
    staged_counts.source_record_id,
    resolved_counts.source_name as resolved_source_name,
    resolved_counts.source_record_id as resolved_source_record_id,
    staged_counts.staged_count,
    resolved_counts.resolved_count

from staged_counts
full outer join resolved_counts
    on
        staged_counts.source_name = resolved_counts.source_name
        and staged_counts.source_record_id = resolved_counts.source_record_id

where
    staged_counts.staged_count is distinct from 1
    or resolved_counts.resolved_count is distinct from 1
