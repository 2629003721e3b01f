{#
    Grain: one row per raw statement of consent, parsed, with what became of it.
    A statement has no key of its own: the same statement delivered again is the
    same. In doubt nobody is contacted: a status that cannot be read counts as a
    withdrawal, a withdrawal for a channel that channels.csv does not list as one
    for all. A purpose that cannot be read is none; see stg_crm__consents.
#}
{% set required = ['record_id', 'recorded_at'] %}
{% set purpose = "lower(" ~ clean_text('purpose') ~ ")" %}
{% set status = "lower(" ~ clean_text('status') ~ ")" %}
with

consents as (

    select * from {{ source('crm', 'consents') }}

),

channels as (

    select * from {{ ref('channels') }}

),

topics as (

    select * from {{ ref('topics') }}

),

parsed as (

    select
        {{ normalise_key('record_id') }} as record_id,
        record_id as record_id_raw,
        case
            when {{ purpose }} is null then 'contact'
            when {{ purpose }} in ('contact', 'tracking', 'profiling') then {{ purpose }}
        end as purpose,
        {{ purpose }} as purpose_raw,
        {{ normalise_channel('channel') }} as channel_raw,
        lower({{ clean_text('topic') }}) as topic,
        case
            when {{ status }} = 'granted' or {{ parse_boolean('status') }} then 'granted'
            else 'withdrawn'
        end as status,
        {{ status }} as status_raw,
        {{ parse_timestamp('recorded_at', 'crm') }} as recorded_at,
        recorded_at as recorded_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from consents

),

looked_up as (

    select
        parsed.record_id,
        parsed.record_id_raw,
        parsed.purpose,
        parsed.purpose_raw,
        case
            when parsed.status = 'withdrawn' then channels.channel
            else parsed.channel_raw
        end as channel,
        parsed.channel_raw,
        parsed.topic,
        parsed.status,
        parsed.status_raw,
        parsed.channel_raw is not null and channels.channel is null as is_channel_unknown,
        parsed.topic is not null and topics.topic is null as is_topic_unknown,
        parsed.recorded_at,
        parsed.recorded_at_raw,
        parsed._delivery,
        parsed._delivery_number,
        parsed._row_number

    from parsed
    left join channels on parsed.channel_raw = channels.channel
    left join topics on parsed.topic = topics.topic

),

final as (

    select
        -- ids
        record_id,

        -- text
        purpose,
        channel,
        topic,
        status,

        -- times
        recorded_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['record_id', 'purpose', 'channel', 'topic', 'status', 'recorded_at'],
            content=['purpose_raw', 'channel_raw', 'status_raw']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['purpose'], others={
            'channel': 'is_channel_unknown',
            'topic': 'is_topic_unknown',
            'status': "coalesce(status_raw, '') not in ('granted', 'withdrawn') and "
                ~ parse_boolean('status_raw') ~ " is null",
        }) }} as field_faults,
        record_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from looked_up

)

select * from final
