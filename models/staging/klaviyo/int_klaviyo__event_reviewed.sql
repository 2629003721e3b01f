{# Grain: one row per raw event of any metric, parsed, with what became of it. #}
{% set required = ['event_id', 'occurred_at'] %}
{% set home_country = source_setting('klaviyo', 'country', '') %}
with

events as (

    select * from {{ source('klaviyo', 'event') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}
    where country_key = lower('{{ home_country }}')

),

parsed as (

    select
        trim(events.id) as event_id,
        events.id as event_id_raw,
        {{ normalise_key('events.person_id') }} as person_id,
        {{ normalise_key('events.metric_id') }} as metric_id,
        {{ clean_text('events.type') }} as event_type,
        {{ normalise_key('events.campaign_id') }} as campaign_id,
        {{ normalise_key('events.flow_id') }} as flow_id,
        {{ clean_text('events.property_campaign_name') }} as campaign_name,
        {{ clean_text('events.property_message_name') }} as message_name,
        {{ normalise_email('events.property_email') }} as email,
        events.property_email as email_raw,
        {{ normalise_phone(
            'events.property_to_number',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        events.property_to_number as phone_raw,
        lower(trim(events.property_bounce_type)) as bounce_type,
        trim(events.property_decision_id) as decision_id,
        trim(events.property_campaign_id) as own_campaign_id,
        {{ parse_timestamp('events.datetime', 'klaviyo') }} as happened_at,
        events.datetime as happened_at_raw,
        coalesce(
            {{ parse_timestamp('events.datetime', 'klaviyo') }},
            {{ parse_timestamp('events.timestamp', 'klaviyo') }}
        ) as occurred_at,
        coalesce(events.datetime, events.timestamp) as occurred_at_raw,
        {{ parse_timestamp('events._fivetran_synced', 'klaviyo') }} as synced_at,
        events._fivetran_synced as synced_at_raw,
        coalesce({{ parse_boolean('events._fivetran_deleted') }}, false) as is_deleted,
        events._delivery,
        events._delivery_number,
        events._row_number

    from events
    left join country_names on true

),

final as (

    select
        -- ids
        event_id,
        person_id,
        metric_id,
        campaign_id,
        flow_id,
        decision_id,
        own_campaign_id,

        -- text
        event_type,
        campaign_name,
        message_name,
        email,
        phone,
        bounce_type,

        -- booleans
        is_deleted,

        -- times
        occurred_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['event_id'],
            updated_at='synced_at',
            content=[
                'occurred_at', 'is_deleted', 'person_id', 'metric_id', 'event_type', 'campaign_id',
                'flow_id', 'campaign_name', 'message_name', 'email_raw', 'phone_raw', 'bounce_type',
                'decision_id', 'own_campaign_id',
            ]
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['email', 'phone', 'happened_at', 'synced_at']) }} as field_faults,
        event_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
