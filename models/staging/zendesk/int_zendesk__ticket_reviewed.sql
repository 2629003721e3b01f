{# Grain: one row per raw ticket, parsed, with what became of it. #}
{% set required = ['ticket_id', 'created_at'] %}
with

tickets as (

    select * from {{ source('zendesk', 'ticket') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as ticket_id,
        id as ticket_id_raw,
        {{ normalise_key('requester_id') }} as user_id,
        lower(trim(status)) as status,
        lower(trim(via_channel)) as via_channel,
        {{ tagged_category('tags') }} as subject_category,
        tags,
        lower(trim(satisfaction_rating)) as satisfaction_rating,
        {{ parse_timestamp('created_at', 'zendesk') }} as created_at,
        created_at as created_at_raw,
        {{ parse_timestamp('updated_at', 'zendesk') }} as updated_at,
        updated_at as updated_at_raw,
        {{ parse_timestamp('_fivetran_synced', 'zendesk') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from tickets

),

final as (

    select
        -- ids
        ticket_id,
        user_id,

        -- text
        status,
        case
            when via_channel in ('voice', 'phone', 'phone_call_inbound', 'voicemail') then 'phone'
            when via_channel in ('chat', 'native_messaging') then 'chat'
            else 'ticket'
        end as service_channel,
        case
            when satisfaction_rating in ('good', 'goodwithcomment') then 'good'
            when satisfaction_rating in ('bad', 'badwithcomment') then 'bad'
        end as rating,
        subject_category,

        -- times
        created_at,
        updated_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['ticket_id'],
            updated_at='coalesce(updated_at, synced_at)',
            content=[
                'synced_at', 'user_id', 'status', 'via_channel', 'tags', 'satisfaction_rating',
                'created_at',
            ]
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['updated_at', 'synced_at']) }} as field_faults,
        ticket_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
