{#
    Grain: one row per customer of the service desk. Staff (agents, admins) are
    staged but are nobody's customers. A requester that the user table does not
    know has a row with nothing but the key and the first request.
#}
with

delivered as (

    select * from {{ ref('int_zendesk__user_reviewed') }}
    where row_status <> 'quarantined'

),

users as (

    select * from {{ ref('int_zendesk__user_reviewed') }}
    where row_status = 'staged'

),

conversations as (

    select * from {{ ref('int_zendesk__conversations') }}
    where user_id is not null

),

first_requests as (

    select
        user_id,
        min(started_at) as started_at
    from conversations
    group by user_id

),

user_ids as (

    select user_id
    from users
    where not is_staff

    union

    select user_id
    from first_requests

),

moves as (

    select
        user_id,
        {{ acquired_at('email', 'user_id') }} as email_acquired_at,
        {{ acquired_at('phone', 'user_id') }} as phone_acquired_at

    from delivered

),

last_moves as (

    select
        user_id,
        max(email_acquired_at) as email_acquired_at,
        max(phone_acquired_at) as phone_acquired_at

    from moves
    group by user_id

),

final as (

    {{ fill_shape('people', {
        'source_name': "'zendesk'",
        'source_record_id': 'user_ids.user_id',
        'account_id': "'shopify:' || users.external_id",
        'email': 'users.email',
        'phone': 'users.phone',
        'first_name': 'users.first_name',
        'last_name': 'users.last_name',
        'language': 'users.language',
        'time_zone': 'users.time_zone',
        'email_raw': 'users.email_raw',
        'phone_raw': 'users.phone_raw',
        'is_email_verified': 'users.is_email_verified',
        'is_deleted': 'coalesce(users.is_deleted, false)',
        'created_at': 'coalesce(users.created_at, first_requests.started_at)',
        'updated_at': 'users.updated_at',
        'email_acquired_at': 'last_moves.email_acquired_at',
        'phone_acquired_at': 'last_moves.phone_acquired_at',
    }) }}

    from user_ids
    left join users on user_ids.user_id = users.user_id
    left join first_requests on user_ids.user_id = first_requests.user_id
    left join last_moves on user_ids.user_id = last_moves.user_id

)

select * from final
