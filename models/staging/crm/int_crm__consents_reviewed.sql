{#
    Grain: one row per raw statement of consent, parsed, with what became of it.
    A statement has no key of its own: the same statement delivered again is the
    same. One whose status cannot be read counts as a withdrawal, one whose
    purpose cannot be read is about contact: in doubt nobody is contacted.
#}
{% set required = ['record_id', 'recorded_at'] %}
{% set purpose = "lower(" ~ clean_text('purpose') ~ ")" %}
{% set status = "lower(" ~ clean_text('status') ~ ")" %}
with

consents as (

    select * from {{ source('crm', 'consents') }}

),

parsed as (

    select
        {{ normalise_key('record_id') }} as record_id,
        record_id as record_id_raw,
        case
            when {{ purpose }} in ('tracking', 'profiling') then {{ purpose }}
            else 'contact'
        end as purpose,
        {{ purpose }} as purpose_raw,
        {{ normalise_channel('channel') }} as channel,
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
            content=['purpose_raw', 'status_raw']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([], others={
            'purpose': "purpose_raw not in ('contact', 'tracking', 'profiling')",
            'status': "coalesce(status_raw, '') not in ('granted', 'withdrawn') and "
                ~ parse_boolean('status_raw') ~ " is null",
        }) }} as field_faults,
        record_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
