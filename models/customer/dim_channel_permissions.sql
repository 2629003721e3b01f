{#
    Grain: one row per person, contact point and channel that uses it: what consent says
    about contact on it, all topics. A statement for a single topic stands in
    dim_topic_permissions and goes before this one.
#}
with

contact_points as (

    select * from {{ ref('dim_contact_points') }}

),

channels as (

    select * from {{ ref('channels') }}

),

cells as (

    select * from {{ ref('int_consent_cells') }}

),

grants as (

    select * from {{ ref('int_consent_grants') }}
    where purpose = 'contact' and topic = '*'

),

blocks as (

    select * from {{ ref('int_consent_blocks') }}
    where purpose = 'contact' and topic = '*'

),

feeds as (

    select
        source_name,
        max(recorded_at) as feed_recorded_at

    from cells

    group by source_name

),

statements as (

    select
        customer_id,
        channel,
        contact_point,
        'withdrawn' as status,
        source_name,
        source_record_id,
        consent_id,
        recorded_at

    from blocks

    union all

    select
        customer_id,
        channel,
        contact_point,
        'granted' as status,
        source_name,
        source_record_id,
        consent_id,
        recorded_at

    from grants

),

numbered as (

    select
        customer_id,
        channel,
        contact_point,
        status,
        source_name,
        source_record_id,
        recorded_at,
        row_number() over (
            partition by customer_id, channel, contact_point
            order by
                status desc,
                recorded_at desc,
                source_name asc,
                source_record_id asc,
                consent_id asc
        ) as statement_number

    from statements

),

final as (

    select
        -- ids
        contact_points.customer_id,
        numbered.source_record_id,

        -- text
        contact_points.contact_point_type,
        contact_points.contact_point,
        channels.channel,
        coalesce(numbered.status, 'unknown') as status,
        numbered.source_name,

        -- times
        numbered.recorded_at as decided_at,
        feeds.feed_recorded_at

    from contact_points
    inner join channels
        on contact_points.contact_point_type = channels.contact_point_type
    left join numbered
        on
            contact_points.customer_id = numbered.customer_id
            and channels.channel = numbered.channel
            and contact_points.contact_point = numbered.contact_point
            and numbered.statement_number = 1
    left join feeds
        on
            numbered.source_name = feeds.source_name
            and numbered.status = 'granted'

)

select * from final
