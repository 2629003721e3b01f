{#
    Grain: one row per profile.
    A profile that only events know has a row with nothing but its key and its
    first event, so that every fact refers to a record.
#}
{% set address = hash_key(['street', 'city', 'postal_code', 'country']) %}
with

delivered as (

    select * from {{ ref('int_klaviyo__person_reviewed') }}
    where row_status <> 'quarantined'

),

persons as (

    select * from {{ ref('int_klaviyo__person_reviewed') }}
    where row_status = 'staged'

),

events as (

    select * from {{ ref('int_klaviyo__event_reviewed') }}
    where row_status = 'staged' and person_id is not null

),

first_events as (

    select
        person_id,
        min(occurred_at) as occurred_at
    from events
    group by person_id

),

person_ids as (

    select person_id from persons

    union

    select person_id from first_events

),

moves as (

    select
        person_id,
        {{ acquired_at('email', 'person_id') }} as email_acquired_at,
        {{ acquired_at('phone', 'person_id') }} as phone_acquired_at,
        {{ acquired_at(address, 'person_id') }} as address_acquired_at

    from delivered

),

last_moves as (

    select
        person_id,
        max(email_acquired_at) as email_acquired_at,
        max(phone_acquired_at) as phone_acquired_at,
        max(address_acquired_at) as address_acquired_at

    from moves
    group by person_id

),

final as (

    {{ fill_shape('people', {
        'source_name': "'klaviyo'",
        'source_record_id': 'person_ids.person_id',
        'account_id': "'shopify:' || persons.external_id",
        'email': 'persons.email',
        'phone': 'persons.phone',
        'first_name': 'persons.first_name',
        'last_name': 'persons.last_name',
        'birth_date': 'persons.birth_date',
        'gender': 'persons.gender',
        'street': 'persons.street',
        'city': 'persons.city',
        'postal_code': 'persons.postal_code',
        'country': 'persons.country',
        'language': 'persons.language',
        'time_zone': 'persons.time_zone',
        'email_raw': 'persons.email_raw',
        'phone_raw': 'persons.phone_raw',
        'is_deleted': 'coalesce(persons.is_deleted, false)',
        'created_at': 'coalesce(persons.created_at, first_events.occurred_at)',
        'updated_at': 'persons.updated_at',
        'email_acquired_at': 'last_moves.email_acquired_at',
        'phone_acquired_at': 'last_moves.phone_acquired_at',
        'address_acquired_at': 'last_moves.address_acquired_at',
    }) }}

    from person_ids
    left join persons on person_ids.person_id = persons.person_id
    left join first_events on person_ids.person_id = first_events.person_id
    left join last_moves on person_ids.person_id = last_moves.person_id

)

select * from final
