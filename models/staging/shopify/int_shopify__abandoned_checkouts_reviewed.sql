{#
    Grain: one row per raw checkout, parsed, with what became of it. Addresses and
    guests as in int_shopify__orders_reviewed. What cannot be read in the lines of its
    cart (see stg_shopify__cart_lines) is counted here, once per checkout.
#}
{% set required = ['id', 'created_at'] %}
{% set home_currency = source_setting('shopify', 'currency', var('currency')) %}
{% set content = [
    'customer_id', 'visitor_id', 'cart_token', 'email_raw', 'phone_raw', 'currency', 'total_price',
    'resume_url', 'created_at', 'completed_at', 'is_deleted', 'line_items', 'first_name', 'last_name', 'street',
    'city', 'postal_code', 'country_raw',
] %}
with

checkouts as (

    select * from {{ source('shopify', 'abandoned_checkouts') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}

),

addressed as (

    select
        id,
        customer_id,
        note_attribute_segment_client_id,
        cart_token,
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
        total_price,
        abandoned_checkout_url,
        line_items,
        created_at,
        updated_at,
        completed_at,
        _fivetran_deleted,
        _delivery,
        _delivery_number,
        _row_number

    from checkouts

),

parsed as (

    select
        {{ normalise_key('addressed.id') }} as id,
        addressed.id as id_raw,
        {{ normalise_key('addressed.customer_id') }} as customer_id,
        {{ clean_text('addressed.note_attribute_segment_client_id') }} as visitor_id,
        {{ clean_text('addressed.cart_token') }} as cart_token,
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
        {{ parse_amount('addressed.total_price') }} as total_price,
        addressed.total_price as total_price_raw,
        {{ clean_text('addressed.abandoned_checkout_url') }} as resume_url,
        addressed.line_items,
        {{ parse_timestamp('addressed.created_at', 'shopify') }} as created_at,
        addressed.created_at as created_at_raw,
        {{ parse_timestamp('addressed.updated_at', 'shopify') }} as updated_at,
        addressed.updated_at as updated_at_raw,
        {{ parse_timestamp('addressed.completed_at', 'shopify') }} as completed_at,
        addressed.completed_at as completed_at_raw,
        coalesce({{ parse_boolean('addressed._fivetran_deleted') }}, false) as is_deleted,
        addressed._delivery,
        addressed._delivery_number,
        addressed._row_number

    from addressed
    left join country_names
        on {{ normalise_country('addressed.country') }} = country_names.country_key

),

items as (

    select
        _delivery,
        _row_number,
        {{ explode_json_array('line_items') }} as item

    from checkouts
    where line_items is not null

),

items_parsed as (

    select
        _delivery,
        _row_number,
        {{ parse_quantity(json_field('item', 'quantity')) }} as quantity,
        {{ json_field('item', 'quantity') }} as quantity_raw,
        {{ parse_amount(json_field('item', 'price')) }} as price,
        {{ json_field('item', 'price') }} as price_raw

    from items

),

item_faults as (

    select
        _delivery,
        _row_number,
        count(case when quantity is null and quantity_raw is not null then 1 end)
            as quantity_fault_count,
        count(case when price is null and price_raw is not null then 1 end)
            as price_fault_count

    from items_parsed
    group by _delivery, _row_number

),

faulted as (

    select
        parsed.*,
        coalesce(item_faults.quantity_fault_count, 0) as quantity_fault_count,
        coalesce(item_faults.price_fault_count, 0) as price_fault_count

    from parsed
    left join item_faults
        on
            parsed._delivery = item_faults._delivery
            and parsed._row_number = item_faults._row_number

),

final as (

    select
        -- ids
        id,
        customer_id,
        coalesce(customer_id, {{ guest_key('email', 'phone') }}) as source_record_id,
        {{ guest_key('email', 'phone') }} as guest_id,
        visitor_id,
        cart_token,

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
        resume_url,
        line_items,

        -- numbers
        total_price,

        -- booleans
        is_deleted,

        -- times
        created_at,
        updated_at,
        completed_at,

        -- review
        {{ row_status_by_key(
            required, key=['id'], content=content, updated_at='updated_at'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults([
            'email', 'phone', 'country', 'currency', 'total_price', 'updated_at', 'completed_at',
        ], others={
            'line_items_quantity': 'quantity_fault_count > 0',
            'line_items_price': 'price_fault_count > 0',
        }) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from faulted

)

select * from final
