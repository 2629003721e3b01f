{#
    What every event of the tracking tool carries, whatever happened: its key,
    who, when, on what and from where. The client's time counts; where it is
    missing or unreadable, the time of arrival does.
#}
{% macro segment_envelope(event_name) -%}
    trim(id) as event_id,
        id as event_id_raw,
        trim(anonymous_id) as visitor_id,
        {{ normalise_key('user_id') }} as user_id,
        '{{ event_name }}' as event_name,
        {{ device_type('context_device_type', 'context_user_agent') }} as device_type,
        context_page_url as page_url,
        context_page_referrer as referrer,
        context_campaign_source as utm_source,
        context_campaign_medium as utm_medium,
        context_campaign_name as utm_campaign,
        {{ parse_timestamp('timestamp', 'segment') }} as happened_at,
        timestamp as happened_at_raw,
        {{ parse_timestamp('received_at', 'segment') }} as received_at,
        coalesce(
            {{ parse_timestamp('timestamp', 'segment') }},
            {{ parse_timestamp('received_at', 'segment') }}
        ) as occurred_at,
        coalesce(timestamp, received_at) as occurred_at_raw,
        _delivery,
        _delivery_number,
        _row_number
{%- endmacro %}
