{#
    Grain: one row per conversation with a customer: a chat, or a ticket that did
    not come out of a chat. The desk makes a ticket of every chat; it gives the
    chat its status, rating and tags, so that one conversation counts once.
    Deleted tickets, and what staff asked each other, are no conversations.
    The desk's export does not say when a ticket was solved; its last change is
    the nearest it has.
#}
with

tickets as (

    select * from {{ ref('int_zendesk__ticket_reviewed') }}
    where row_status = 'staged'

),

chats as (

    select * from {{ ref('int_zendesk__ticket_chat_reviewed') }}
    where row_status = 'staged'

),

chat_events as (

    select * from {{ ref('int_zendesk__ticket_chat_event_reviewed') }}
    where row_status = 'staged'

),

staff as (

    select * from {{ ref('int_zendesk__user_reviewed') }}
    where row_status = 'staged' and is_staff

),

tickets_solved as (

    select
        ticket_id,
        user_id,
        service_channel,
        status,
        rating,
        subject_category,
        created_at,
        case when status in ('solved', 'closed') then updated_at end as solved_at

    from tickets

),

chats_timed as (

    select
        chat_id,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at

    from chat_events
    group by chat_id

),

tickets_from_chats as (

    select distinct chats.ticket_id
    from chats
    inner join chats_timed
        on chats.chat_id = chats_timed.chat_id
    where chats.ticket_id is not null

),

conversations as (

    select
        'chat:' || chats.chat_id as conversation_id,
        chats.user_id,
        'chat' as service_channel,
        coalesce(tickets_solved.status, 'closed') as status,
        tickets_solved.rating,
        coalesce(tickets_solved.subject_category, chats.subject_category)
            as subject_category,
        chats_timed.started_at,
        coalesce(tickets_solved.solved_at, chats_timed.ended_at) as solved_at,
        {{ seconds_between('chats_timed.started_at', 'chats_timed.ended_at') }}
            as duration_seconds

    from chats
    inner join chats_timed
        on chats.chat_id = chats_timed.chat_id
    left join tickets_solved
        on chats.ticket_id = tickets_solved.ticket_id

    union all

    select
        'ticket:' || tickets_solved.ticket_id as conversation_id,
        tickets_solved.user_id,
        tickets_solved.service_channel,
        tickets_solved.status,
        tickets_solved.rating,
        tickets_solved.subject_category,
        tickets_solved.created_at as started_at,
        tickets_solved.solved_at,
        cast(null as bigint) as duration_seconds

    from tickets_solved
    left join tickets_from_chats
        on tickets_solved.ticket_id = tickets_from_chats.ticket_id
    where tickets_from_chats.ticket_id is null

),

final as (

    select
        -- ids
        conversations.conversation_id,
        conversations.user_id,

        -- text
        conversations.service_channel,
        conversations.status,
        conversations.rating,
        conversations.subject_category,

        -- numbers
        conversations.duration_seconds,

        -- times
        conversations.started_at,
        conversations.solved_at

    from conversations
    left join staff
        on conversations.user_id = staff.user_id
    where
        conversations.status is distinct from 'deleted'
        and staff.user_id is null

)

select * from final
