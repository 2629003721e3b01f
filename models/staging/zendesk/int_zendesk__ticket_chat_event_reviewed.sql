{#
    Grain: one row per raw event of a chat, parsed, with what became of it.
    The desk gives events no key of their own; chat, place and time make one.
#}
{% set required = ['chat_id', 'occurred_at'] %}
with

chat_events as (

    select * from {{ source('zendesk', 'ticket_chat_event') }}

),

parsed as (

    select
        trim(chat_id) as chat_id,
        chat_id as chat_id_raw,
        {{ normalise_key('chat_index') }} as chat_index,
        {{ parse_timestamp('created_at', 'zendesk') }} as occurred_at,
        created_at as occurred_at_raw,
        {{ clean_text('type') }} as event_type,
        trim(actor_id) as actor_id,
        {{ parse_timestamp('_fivetran_synced', 'zendesk') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from chat_events

),

final as (

    select
        -- ids
        chat_id,
        actor_id,

        -- text
        event_type,

        -- times
        occurred_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['chat_id', 'chat_index', 'occurred_at'],
            updated_at='synced_at',
            content=['event_type', 'actor_id']
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['synced_at']) }} as field_faults,
        chat_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
