{#
    Grain: one row per customer who refuses tracking: in any of the customer's
    records the latest statement about it is a withdrawal. The visits of such a
    customer stay anonymous, logged in or not.
#}
with

consents as (

    {{ union_staged('consents') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

statements_ranked as (

    select
        customer_records.customer_id,
        consents.status,
        row_number() over (
            partition by consents.source_name, consents.source_record_id
            order by
                consents.recorded_at desc,
                consents.status desc,
                consents.consent_id asc
        ) as recency_rank

    from consents

    inner join customer_records
        on
            consents.source_name = customer_records.source_name
            and consents.source_record_id = customer_records.source_record_id

    where
        consents.purpose = 'tracking'
        and consents.recorded_at <= {{ as_of() }}

),

final as (

    select distinct customer_id

    from statements_ranked

    where
        recency_rank = 1
        and status = 'withdrawn'

)

select * from final
