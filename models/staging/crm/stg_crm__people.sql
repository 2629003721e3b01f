{#
    Grain: one row per person of the register; who only stands in its consents or
    preferences has a row that holds the key alone.
#}
{% set address = hash_key(['street', 'city', 'postal_code', 'country']) %}
with

delivered as (

    select * from {{ ref('int_crm__people_reviewed') }}
    where row_status <> 'quarantined'

),

people as (

    select * from {{ ref('int_crm__people_reviewed') }}
    where row_status = 'staged'

),

consents as (

    select * from {{ ref('int_crm__consents_reviewed') }}
    where row_status = 'staged'

),

preferences as (

    select * from {{ ref('int_crm__preferences_reviewed') }}
    where row_status = 'staged'

),

record_ids as (

    select record_id from people
    union distinct
    select record_id from consents
    union distinct
    select record_id from preferences

),

moves as (

    select
        record_id,
        {{ acquired_at('email', 'record_id') }} as email_acquired_at,
        {{ acquired_at('phone', 'record_id') }} as phone_acquired_at,
        {{ acquired_at(address, 'record_id') }} as address_acquired_at

    from delivered

),

last_moves as (

    select
        record_id,
        max(email_acquired_at) as email_acquired_at,
        max(phone_acquired_at) as phone_acquired_at,
        max(address_acquired_at) as address_acquired_at

    from moves
    group by record_id

),

final as (

    {{ fill_shape('people', {
        'source_name': "'crm'",
        'source_record_id': 'record_ids.record_id',
        'customer_number': 'people.customer_number',
        'account_id': "'crm:' || record_ids.record_id",
        'email': 'people.email',
        'phone': 'people.phone',
        'first_name': 'people.first_name',
        'last_name': 'people.last_name',
        'birth_date': 'people.birth_date',
        'gender': 'people.gender',
        'street': 'people.street',
        'city': 'people.city',
        'postal_code': 'people.postal_code',
        'country': 'people.country',
        'language': 'people.language',
        'time_zone': 'people.time_zone',
        'email_raw': 'people.email_raw',
        'phone_raw': 'people.phone_raw',
        'is_deleted': 'coalesce(people.is_deleted, false)',
        'created_at': 'people.created_at',
        'updated_at': 'people.updated_at',
        'email_acquired_at': 'last_moves.email_acquired_at',
        'phone_acquired_at': 'last_moves.phone_acquired_at',
        'address_acquired_at': 'last_moves.address_acquired_at',
    }) }}

    from record_ids
    left join people on record_ids.record_id = people.record_id
    left join last_moves on record_ids.record_id = last_moves.record_id

)

select * from final
