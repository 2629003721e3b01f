{#
    Grain: one row per customer id that was once published and that nobody has any more,
    with the customer who took its place: who has now the first published of its records
    that still exists. Where none does, the customer under whom the last of them was
    published, or whoever took that one's place by a record.
#}
with

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

identity_members as (

    select * from {{ ref('stg_batuta__identity_members') }}
    where recorded_at <= {{ as_of() }}

),

published_ids as (

    select * from {{ ref('int_identity_published_ids') }}

),

living as (

    select distinct customer_id from customer_records

),

first_tellings as (

    select
        identity_members.source_name,
        identity_members.source_record_id,
        identity_members.customer_id as former_customer_id,
        min(identity_members.publication_number) as publication_number,
        min(identity_members.recorded_at) as recorded_at

    from identity_members
    left join living on identity_members.customer_id = living.customer_id

    where living.customer_id is null

    group by
        identity_members.source_name,
        identity_members.source_record_id,
        identity_members.customer_id

),

existing as (

    select
        first_tellings.former_customer_id,
        customer_records.customer_id,
        row_number() over (
            partition by first_tellings.former_customer_id
            order by
                first_tellings.publication_number asc,
                first_tellings.recorded_at asc,
                first_tellings.source_name asc,
                first_tellings.source_record_id asc
        ) as record_number

    from first_tellings
    inner join customer_records
        on
            first_tellings.source_name = customer_records.source_name
            and first_tellings.source_record_id = customer_records.source_record_id

),

by_record as (

    select
        former_customer_id,
        customer_id

    from existing

    where record_number = 1

),

gone as (

    select
        first_tellings.former_customer_id,
        coalesce(living.customer_id, by_record.customer_id) as customer_id,
        row_number() over (
            partition by first_tellings.former_customer_id
            order by
                first_tellings.publication_number desc,
                first_tellings.recorded_at desc,
                first_tellings.source_name asc,
                first_tellings.source_record_id asc
        ) as record_number

    from first_tellings
    inner join published_ids
        on
            first_tellings.source_name = published_ids.source_name
            and first_tellings.source_record_id = published_ids.source_record_id
    left join living on published_ids.published_customer_id = living.customer_id
    left join by_record
        on published_ids.published_customer_id = by_record.former_customer_id

    where coalesce(living.customer_id, by_record.customer_id) is not null

),

former_ids as (

    select distinct former_customer_id from first_tellings

),

final as (

    select
        -- ids
        former_ids.former_customer_id,
        coalesce(by_record.customer_id, gone.customer_id) as customer_id

    from former_ids
    left join by_record on former_ids.former_customer_id = by_record.former_customer_id
    left join gone
        on
            former_ids.former_customer_id = gone.former_customer_id
            and gone.record_number = 1

    where coalesce(by_record.customer_id, gone.customer_id) is not null

)

select * from final
