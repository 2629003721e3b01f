{#
    Grain: one row per record that was ever published: the customer it belonged to when
    last published as of this run, and when that id was first published. What a publication
    that was never committed left behind does not count.
#}
with

identity_members as (

    select * from {{ ref('stg_batuta__identity_members') }}

),

published_runs as (

    select * from {{ ref('stg_batuta__published_runs') }}

),

committed_moments as (

    select distinct as_of from published_runs
    where as_of <= {{ as_of() }}

),

known as (

    select
        identity_members.source_name,
        identity_members.source_record_id,
        identity_members.customer_id,
        identity_members.recorded_at

    from identity_members
    inner join committed_moments
        on identity_members.recorded_at = committed_moments.as_of

),

ids as (

    select
        customer_id,
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
            order by recorded_at desc, customer_id asc
        ) as recency

    from known

),

final as (

    select
        -- ids
        numbered.source_name,
        numbered.source_record_id,
        numbered.customer_id as published_customer_id,

        -- times
        ids.first_published_at

    from numbered
    inner join ids on numbered.customer_id = ids.customer_id

    where numbered.recency = 1

)

select * from final
