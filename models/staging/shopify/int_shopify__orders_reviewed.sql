{#
    Grain: one row per raw order, parsed, with what became of it. An imported
    order counts from the time it was processed. The address is the shipping
    address, else the billing address. A guest is known by e-mail or phone.
#}
{% set required = ['id', 'created_at'] %}
{% set home_currency = source_setting('shopify', 'currency', var('currency')) %}
{% set content = [
    'customer_id', 'email_raw', 'phone_raw', 'currency', 'subtotal_price', 'total_price',
    'total_discounts', 'total_line_items_price', 'created_at', 'cancelled_at', 'is_test',
    'is_deleted', 'first_name', 'last_name', 'street', 'city', 'postal_code', 'country_raw',
] %}
with

orders as (

    select * from {{ source('shopify', 'orders') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}

),

addressed as (

    select
        id,
        customer_id,
        email,
        coalesce(phone, shipping_address_phone, billing_address_phone) as phone,
        coalesce(shipping_address_first_name, billing_address_first_name) as first_name,
        coalesce(shipping_address_last_name, billing_address_last_name) as last_name,
        coalesce(shipping_address_address_1, billing_address_address_1) as street,
        coalesce(shipping_address_city, billing_address_city) as city,
        coalesce(shipping_address_zip, billing_address_zip) as postal_code,
        coalesce(
            shipping_address_country_code,
            shipping_address_country,
            billing_address_country_code,
            billing_address_country
        ) as country,
        currency,
        subtotal_price,
        total_price,
        total_discounts,
        total_line_items_price,
        coalesce(processed_at, created_at) as created_at,
        updated_at,
        cancelled_at,
        test,
        _fivetran_deleted,
        _fivetran_synced,
        _delivery,
        _delivery_number,
        _row_number

    from orders

),

parsed as (

    select
        {{ normalise_key('addressed.id') }} as id,
        addressed.id as id_raw,
        {{ normalise_key('addressed.customer_id') }} as customer_id,
        {{ normalise_email('addressed.email') }} as email,
        addressed.email as email_raw,
        {{ normalise_phone(
            'addressed.phone',
            'country_names.calling_code',
            'country_names.national_prefix',
            'country_names.national_digits'
        ) }} as phone,
        addressed.phone as phone_raw,
        {{ normalise_name('addressed.first_name') }} as first_name,
        {{ normalise_name('addressed.last_name') }} as last_name,
        {{ clean_text('addressed.street') }} as street,
        {{ clean_text('addressed.city') }} as city,
        {{ clean_text('addressed.postal_code') }} as postal_code,
        country_names.country_code as country,
        addressed.country as country_raw,
        {{ parse_currency('addressed.currency') }} as currency,
        addressed.currency as currency_raw,
        {{ parse_amount('addressed.subtotal_price') }} as subtotal_price,
        addressed.subtotal_price as subtotal_price_raw,
        {{ parse_amount('addressed.total_price') }} as total_price,
        addressed.total_price as total_price_raw,
        {{ parse_amount('addressed.total_discounts') }} as total_discounts,
        addressed.total_discounts as total_discounts_raw,
        {{ parse_amount('addressed.total_line_items_price') }} as total_line_items_price,
        addressed.total_line_items_price as total_line_items_price_raw,
        {{ parse_timestamp('addressed.created_at', 'shopify') }} as created_at,
        addressed.created_at as created_at_raw,
        {{ parse_timestamp('addressed.updated_at', 'shopify') }} as updated_at,
        addressed.updated_at as updated_at_raw,
        {{ parse_timestamp('addressed._fivetran_synced', 'shopify') }} as synced_at,
        addressed._fivetran_synced as synced_at_raw,
        {{ parse_timestamp('addressed.cancelled_at', 'shopify') }} as cancelled_at,
        addressed.cancelled_at as cancelled_at_raw,
        coalesce({{ parse_boolean('addressed.test') }}, false) as is_test,
        coalesce({{ parse_boolean('addressed._fivetran_deleted') }}, false) as is_deleted,
        addressed._delivery,
        addressed._delivery_number,
        addressed._row_number

    from addressed
    left join country_names
        on {{ normalise_country('addressed.country') }} = country_names.country_key

),

final as (

    select
        -- ids
        id,
        customer_id,
        coalesce(customer_id, {{ guest_key('email', 'phone') }}) as source_record_id,
        {{ guest_key('email', 'phone') }} as guest_id,

        -- text
        email,
        email_raw,
        phone,
        phone_raw,
        first_name,
        last_name,
        street,
        city,
        postal_code,
        country,
        coalesce(currency, '{{ home_currency }}') as currency,

        -- numbers
        subtotal_price,
        total_price,
        total_discounts,
        total_line_items_price,

        -- booleans
        -- A cancellation whose time cannot be read is still a cancellation; one that
        -- comes after `as_of` is not one yet.
        (cancelled_at_raw is not null and coalesce(cancelled_at <= {{ as_of() }}, true))
        or is_test
        or is_deleted as is_cancelled,

        -- times
        created_at,
        coalesce(updated_at, synced_at) as updated_at,

        -- review
        {{ row_status_by_key(
            required, key=['id'], content=content, updated_at='coalesce(updated_at, synced_at)'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([
            'email', 'phone', 'country', 'currency', 'subtotal_price', 'total_price',
            'total_discounts', 'total_line_items_price', 'updated_at', 'synced_at', 'cancelled_at',
        ]) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
