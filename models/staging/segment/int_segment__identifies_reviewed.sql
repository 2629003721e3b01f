{#
    Grain: one row per raw identify call, parsed, with what became of it. A call
    that was sent again has the same key and counts once.
#}
{% set required = ['event_id', 'occurred_at'] %}
{% set home_country = source_setting('segment', 'country', '') %}
with

identifies as (

    select * from {{ source('segment', 'identifies') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}
    where country_key = lower('{{ home_country }}')

),

parsed as (

    select
        trim(identifies.id) as event_id,
        identifies.id as event_id_raw,
        trim(identifies.anonymous_id) as visitor_id,
        {{ normalise_key('identifies.user_id') }} as user_id,
        {{ normalise_email('identifies.email') }} as email,
        identifies.email as email_raw,
        {{ normalise_phone(
            'identifies.phone',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        identifies.phone as phone_raw,
        trim(identifies.context_device_token) as push_token,
        {{ parse_timestamp('identifies.timestamp', 'segment') }} as happened_at,
        identifies.timestamp as happened_at_raw,
        {{ parse_timestamp('identifies.received_at', 'segment') }} as received_at,
        coalesce(
            {{ parse_timestamp('identifies.timestamp', 'segment') }},
            {{ parse_timestamp('identifies.received_at', 'segment') }}
        ) as occurred_at,
        coalesce(identifies.timestamp, identifies.received_at) as occurred_at_raw,
        identifies._delivery,
        identifies._delivery_number,
        identifies._row_number

    from identifies
    left join country_names on true

),

final as (

    select
        -- ids
        event_id,
        visitor_id,
        user_id,

        -- text
        email,
        email_raw,
        phone,
        phone_raw,
        push_token,

        -- times
        occurred_at,
        received_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['event_id'],
            updated_at='received_at',
            content=[
                'occurred_at', 'visitor_id', 'user_id', 'email_raw', 'phone_raw', 'push_token',
            ]
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['happened_at', 'email', 'phone']) }} as field_faults,
        event_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
