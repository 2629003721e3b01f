{#
    Grain: one row per interaction in a store, at an event, in a call centre, on
    a social network or wherever else the company meets people. The visitor of a
    person who refuses tracking is left out: it would lead to their anonymous visits.
#}
with

touches as (

    select * from {{ ref('int_touches_happened') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

tracking_refusals as (

    select * from {{ ref('fct_tracking_refusals') }}

),

visitor_spans as (

    select * from {{ ref('int_visitor_spans') }}

),

final as (

    select
        -- ids
        touches.touch_id,
        touches.source_name,
        case when tracking_refusals.customer_id is null then touches.visitor_id end as visitor_id,
        coalesce(customer_records.customer_id, visitor_spans.customer_id) as customer_id,
        touches.subject_id,

        -- text
        touches.touchpoint,
        touches.action,
        touches.subject_type,
        lower(trim(touches.category)) as category,
        touches.medium_source,
        touches.medium,
        touches.campaign,

        -- numbers
        touches.duration_seconds,

        -- times
        touches.started_at

    from touches

    left join customer_records
        on
            touches.source_name = customer_records.source_name
            and touches.source_record_id = customer_records.source_record_id

    left join tracking_refusals
        on customer_records.customer_id = tracking_refusals.customer_id

    left join visitor_spans
        on
            touches.anonymous_visitor_id = visitor_spans.visitor_id
            and touches.started_at >= visitor_spans.valid_from_at
            and touches.started_at < visitor_spans.valid_to_at

)

select * from final
