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

latest_blocks as (

    select
        customer_id,
        channel,
        contact_point,
        max(recorded_at) as recorded_at

    from blocks

    group by customer_id, channel, contact_point

),

numbered_grants as (

    select
        customer_id,
        channel,
        contact_point,
        source_name,
        source_record_id,
        recorded_at,
        row_number() over (
            partition by customer_id, channel, contact_point
            order by
                recorded_at desc,
                source_name asc,
                source_record_id asc,
                consent_id asc
        ) as grant_number

    from grants

),

final as (

    select
        -- ids
        contact_points.customer_id,
        numbered_grants.source_record_id,

        -- text
        contact_points.contact_point_type,
        contact_points.contact_point,
        channels.channel,
        case
            when latest_blocks.customer_id is not null then 'withdrawn'
            when numbered_grants.customer_id is not null then 'granted'
            else 'unknown'
        end as status,
        numbered_grants.source_name,

        -- times
        coalesce(latest_blocks.recorded_at, numbered_grants.recorded_at) as decided_at,
        feeds.feed_recorded_at

    from contact_points
    inner join channels
        on contact_points.contact_point_type = channels.contact_point_type
    left join latest_blocks
        on
            contact_points.customer_id = latest_blocks.customer_id
            and channels.channel = latest_blocks.channel
            and contact_points.contact_point = latest_blocks.contact_point
    left join numbered_grants
        on
            contact_points.customer_id = numbered_grants.customer_id
            and channels.channel = numbered_grants.channel
            and contact_points.contact_point = numbered_grants.contact_point
            and numbered_grants.grant_number = 1
    left join feeds on numbered_grants.source_name = feeds.source_name

)

select * from final
