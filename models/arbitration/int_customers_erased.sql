{#
    Grain: one row per customer one of whose records was erased.
#}
with

erasures as (

    select * from {{ ref('stg_batuta__erasures') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

final as (

    select customer_records.customer_id

    from erasures

    inner join customer_records
        on
            erasures.source_name = customer_records.source_name
            and erasures.source_record_id = customer_records.source_record_id

    where erasures.erased_at <= {{ as_of() }}

    union

    select customer_id
    from erasures
    where erased_at <= {{ as_of() }}

)

select * from final
