{#
    Grain: one row per account, per account that only an order or a checkout names,
    and per guest (known by e-mail or phone). An account's e-mail and phone are its
    own; names, where it has none, and the address are those of its last checkout
    up to `as_of`. Whom only a delivery of before names is staged as deleted: a guest
    of then is still the person who has an account now.
#}
with

delivered as (

    select * from {{ ref('int_shopify__customers_reviewed') }}
    where row_status <> 'quarantined'

),

customers as (

    select * from {{ ref('int_shopify__customers_reviewed') }}
    where row_status = 'staged'

),

contacts as (

    select * from {{ ref('int_shopify__contacts') }}

),

people_named as (

    select * from {{ ref('int_shopify__people_named') }}

),

latest_contacts as (

    select * from contacts
    where recency_rank = 1

),

first_contacts as (

    select distinct
        source_record_id,
        first_seen_at

    from contacts

),

record_ids as (

    select id as source_record_id from customers
    union distinct
    select source_record_id from first_contacts
    union distinct
    select source_record_id from people_named

),

moves as (

    select
        id,
        {{ acquired_at('email', 'id') }} as email_acquired_at,
        {{ acquired_at('phone', 'id') }} as phone_acquired_at

    from delivered

),

last_moves as (

    select
        id,
        max(email_acquired_at) as email_acquired_at,
        max(phone_acquired_at) as phone_acquired_at

    from moves
    group by id

),

final as (

    {{ fill_shape('people', {
        'source_name': "'shopify'",
        'source_record_id': 'record_ids.source_record_id',
        'account_id':
            "'shopify:' || coalesce(customers.id, latest_contacts.customer_id, people_named.customer_id)",
        'email':
            'case when customers.id is not null then customers.email '
            ~ 'when latest_contacts.source_record_id is not null then latest_contacts.email '
            ~ 'else people_named.email end',
        'phone':
            'case when customers.id is not null then customers.phone '
            ~ 'when latest_contacts.source_record_id is not null then latest_contacts.phone '
            ~ 'else people_named.phone end',
        'first_name': 'coalesce(customers.first_name, latest_contacts.first_name)',
        'last_name': 'coalesce(customers.last_name, latest_contacts.last_name)',
        'street': 'latest_contacts.street',
        'city': 'latest_contacts.city',
        'postal_code': 'latest_contacts.postal_code',
        'country': 'latest_contacts.country',
        'email_raw':
            'case when customers.id is null then latest_contacts.email_raw '
            ~ 'else customers.email_raw end',
        'phone_raw':
            'case when customers.id is null then latest_contacts.phone_raw '
            ~ 'else customers.phone_raw end',
        'is_email_verified': 'customers.is_email_verified',
        'is_deleted':
            'coalesce(customers.is_deleted, first_contacts.source_record_id is null)',
        'created_at':
            'coalesce(customers.created_at, '
            ~ 'least(first_contacts.first_seen_at, people_named.first_seen_at))',
        'updated_at':
            'coalesce(customers.updated_at, latest_contacts.seen_at, '
            ~ 'first_contacts.first_seen_at, people_named.first_seen_at)',
        'email_acquired_at': 'last_moves.email_acquired_at',
        'phone_acquired_at': 'last_moves.phone_acquired_at',
    }) }}

    from record_ids
    left join customers on record_ids.source_record_id = customers.id
    left join first_contacts on record_ids.source_record_id = first_contacts.source_record_id
    left join latest_contacts on record_ids.source_record_id = latest_contacts.source_record_id
    left join people_named on record_ids.source_record_id = people_named.source_record_id
    left join last_moves on record_ids.source_record_id = last_moves.id

)

select * from final
