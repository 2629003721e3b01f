{# Grain: one row per raw chat, parsed, with what became of it. #}
{% set required = ['chat_id'] %}
with

chats as (

    select * from {{ source('zendesk', 'ticket_chat') }}

),

parsed as (

    select
        trim(chat_id) as chat_id,
        chat_id as chat_id_raw,
        {{ normalise_key('ticket_id') }} as ticket_id,
        {{ normalise_key('user_id') }} as user_id,
        {{ tagged_category('tags') }} as subject_category,
        tags,
        {{ parse_timestamp('_fivetran_synced', 'zendesk') }} as synced_at,
        _fivetran_synced as synced_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from chats

),

final as (

    select
        -- ids
        chat_id,
        ticket_id,
        user_id,

        -- text
        subject_category,

        -- review
        {{ row_status_by_key(
            required,
            key=['chat_id'],
            updated_at='synced_at',
            content=['ticket_id', 'user_id', 'tags']
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
