{#
    Grain: one row per record that was ever published: the customer it belonged to when
    last published as of this run, and when that id was first published. Publications come
    after each other by their number, for two may look from one moment.
#}
with

identity_members as (

    select * from {{ ref('stg_batuta__identity_members') }}

),

known as (

    select * from identity_members
    where recorded_at <= {{ as_of() }}

),

ids as (

    select
        customer_id,
        min(publication_number) as first_publication_number,
        min(recorded_at) as first_published_at

    from known

    group by customer_id

),

numbered as (

    select
        source_name,
        source_record_id,
        customer_id,
        row_number() over (
            partition by source_name, source_record_id
            order by publication_number desc, recorded_at desc, customer_id asc
        ) as recency

    from known

),

final as (

    select
        -- ids
        numbered.source_name,
        numbered.source_record_id,
        numbered.customer_id as published_customer_id,

        -- numbers
        ids.first_publication_number,

        -- times
        ids.first_published_at

    from numbered
    inner join ids on numbered.customer_id = ids.customer_id

    where numbered.recency = 1

)

select * from final
