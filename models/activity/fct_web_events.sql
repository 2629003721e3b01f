{#
    Grain: one row per event of the shop's web site or app.

    Where the source has no sessions, a pause of 30 minutes ends one. Time spent
    is the time to the visitor's next event in the session, 30 minutes at most;
    the last event of a session has none, for nobody saw the visitor leave.

    Who refuses tracking is nobody here, even logged in.
#}
{% set session_gap_seconds = 1800 %}
with

web_events as (

    select * from {{ ref('int_web_events_happened') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

visitor_spans as (

    select * from {{ ref('int_visitor_spans') }}

),

tracking_refusals as (

    select * from {{ ref('fct_tracking_refusals') }}

),

-- Who cannot be told apart by a device is told apart by the record.
events_of_visitors as (

    select
        *,
        coalesce(visitor_id, source_name || ':' || source_record_id, event_id)
            as visitor_key

    from web_events

),

neighbours_seen as (

    select
        *,
        lag(occurred_at) over (
            partition by visitor_key
            order by occurred_at, event_id
        ) as previous_occurred_at

    from events_of_visitors

),

starts_marked as (

    select
        *,
        case
            when
                previous_occurred_at is null
                or {{ seconds_between('previous_occurred_at', 'occurred_at') }}
                > {{ session_gap_seconds }}
                then occurred_at
        end as session_started_at

    from neighbours_seen

),

sessions_numbered as (

    select
        *,
        max(session_started_at) over (
            partition by visitor_key
            order by occurred_at, event_id
            rows between unbounded preceding and current row
        ) as derived_session_started_at

    from starts_marked

),

sessions_named as (

    select
        event_id,
        source_name,
        source_record_id,
        anonymous_visitor_id,
        visitor_id,
        visitor_key,
        event_name,
        product_id,
        category,
        device_type,
        page_url,
        referrer,
        utm_source,
        utm_medium,
        utm_campaign,
        cart_id,
        quantity,
        search_text,
        dwell_seconds,
        occurred_at,
        coalesce(
            session_id,
            {{ hash_key(['visitor_key', format_timestamp('derived_session_started_at')]) }}
        ) as session_id

    from sessions_numbered

),

next_events_seen as (

    select
        *,
        lead(occurred_at) over (
            partition by visitor_key, session_id
            order by occurred_at, event_id
        ) as next_occurred_at

    from sessions_named

),

time_spent as (

    select
        *,
        coalesce(
            dwell_seconds,
            {{ seconds_between('occurred_at', 'next_occurred_at') }}
        ) as time_spent_seconds

    from next_events_seen

),

final as (

    select
        -- ids
        time_spent.event_id,
        time_spent.source_name,
        time_spent.visitor_id,
        case
            when tracking_refusals.customer_id is null
                then coalesce(customer_records.customer_id, visitor_spans.customer_id)
        end as customer_id,
        time_spent.session_id,
        time_spent.product_id,
        time_spent.cart_id,

        -- text
        time_spent.event_name,
        time_spent.category,
        time_spent.device_type,
        time_spent.page_url,
        time_spent.referrer,
        time_spent.utm_source,
        time_spent.utm_medium,
        time_spent.utm_campaign,
        time_spent.search_text,

        -- numbers
        time_spent.quantity,
        cast(
            case
                when time_spent.time_spent_seconds > {{ session_gap_seconds }}
                    then {{ session_gap_seconds }}
                else time_spent.time_spent_seconds
            end as bigint
        ) as dwell_seconds,

        -- times
        time_spent.occurred_at

    from time_spent

    left join customer_records
        on
            time_spent.source_name = customer_records.source_name
            and time_spent.source_record_id = customer_records.source_record_id

    left join visitor_spans
        on
            time_spent.anonymous_visitor_id = visitor_spans.visitor_id
            and time_spent.occurred_at >= visitor_spans.valid_from_at
            and time_spent.occurred_at < visitor_spans.valid_to_at

    left join tracking_refusals
        on customer_records.customer_id = tracking_refusals.customer_id

)

select * from final
