{#
    Grain: one row per account, per account that only an order or a checkout names,
    and per guest (known by e-mail or phone). An account's e-mail and phone are its
    own; names, where it has none, and the address are those of its last checkout.
#}
with

customers as (

    select * from {{ ref('int_shopify__customers_reviewed') }}
    where row_status = 'staged'

),

contacts as (

    select * from {{ ref('int_shopify__contacts') }}
    where recency_rank = 1

),

record_ids as (

    select id as source_record_id from customers
    union distinct
    select source_record_id from contacts

),

final as (

    {{ fill_shape('people', {
        'source_name': "'shopify'",
        'source_record_id': 'record_ids.source_record_id',
        'account_id': "'shopify:' || coalesce(customers.id, contacts.customer_id)",
        'email': 'case when customers.id is null then contacts.email else customers.email end',
        'phone': 'case when customers.id is null then contacts.phone else customers.phone end',
        'first_name': 'coalesce(customers.first_name, contacts.first_name)',
        'last_name': 'coalesce(customers.last_name, contacts.last_name)',
        'street': 'contacts.street',
        'city': 'contacts.city',
        'postal_code': 'contacts.postal_code',
        'country': 'contacts.country',
        'email_raw':
            'case when customers.id is null then contacts.email_raw else customers.email_raw end',
        'phone_raw':
            'case when customers.id is null then contacts.phone_raw else customers.phone_raw end',
        'is_email_verified': 'customers.is_email_verified',
        'is_deleted': 'coalesce(customers.is_deleted, false)',
        'created_at': 'coalesce(customers.created_at, contacts.first_seen_at)',
        'updated_at': 'coalesce(customers.updated_at, contacts.seen_at)',
    }) }}

    from record_ids
    left join customers on record_ids.source_record_id = customers.id
    left join contacts on record_ids.source_record_id = contacts.source_record_id

)

select * from final
