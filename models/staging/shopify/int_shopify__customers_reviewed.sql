{#
    Grain: one row per raw account, parsed, with what became of it. The export has
    no address: a national phone number is of the country the account last
    ordered to, else of the source's (`vars: sources.shopify.country`).
#}
{% set required = ['id'] %}
{% set content = [
    'first_name', 'last_name', 'email_raw', 'phone_raw', 'accepts_marketing', 'is_email_verified',
    'is_deleted', 'created_at', 'marketing_changed_at',
] %}
with

customers as (

    select * from {{ source('shopify', 'customers') }}

),

contacts as (

    select * from {{ ref('int_shopify__contacts') }}
    where recency_rank = 1

),

country_names as (

    select * from {{ ref('int_country_names') }}

),

parsed as (

    select
        {{ normalise_key('customers.id') }} as id,
        customers.id as id_raw,
        {{ normalise_name('customers.first_name') }} as first_name,
        {{ normalise_name('customers.last_name') }} as last_name,
        {{ normalise_email('customers.email') }} as email,
        customers.email as email_raw,
        {{ normalise_phone(
            'customers.phone',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        customers.phone as phone_raw,
        {{ parse_boolean('customers.accepts_marketing') }} as accepts_marketing,
        customers.accepts_marketing as accepts_marketing_raw,
        {{ parse_boolean('customers.verified_email') }} as is_email_verified,
        customers.verified_email as is_email_verified_raw,
        coalesce({{ parse_boolean('customers._fivetran_deleted') }}, false) as is_deleted,
        {{ parse_timestamp('customers.created_at', 'shopify') }} as created_at,
        customers.created_at as created_at_raw,
        {{ parse_timestamp('customers.updated_at', 'shopify') }} as updated_at,
        customers.updated_at as updated_at_raw,
        {{ parse_timestamp('customers.accepts_marketing_updated_at', 'shopify') }}
            as marketing_changed_at,
        customers.accepts_marketing_updated_at as marketing_changed_at_raw,
        customers._delivery,
        customers._delivery_number,
        customers._row_number

    from customers
    left join contacts
        on {{ normalise_key('customers.id') }} = contacts.source_record_id
    left join country_names
        on
            {{ country_key_or_home('shopify', 'contacts.country') }}
            = country_names.country_key

),

final as (

    select
        -- ids
        id,

        -- text
        first_name,
        last_name,
        email,
        email_raw,
        phone,
        phone_raw,

        -- booleans
        accepts_marketing,
        marketing_changed_at_raw is not null and marketing_changed_at is null
            as is_marketing_time_unreadable,
        is_email_verified,
        is_deleted,

        -- times
        created_at,
        updated_at,
        marketing_changed_at,

        -- review
        {{ row_status_by_key(
            required, key=['id'], content=content, updated_at='updated_at'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([
            'email', 'phone', 'accepts_marketing', 'is_email_verified', 'created_at', 'updated_at',
            'marketing_changed_at',
        ]) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
