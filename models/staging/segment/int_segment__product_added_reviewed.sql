{#
    Grain: one row per raw product put into a cart, parsed, with what became of it. A call
    that was sent again has the same key and counts once.
#}
{% set required = ['event_id', 'occurred_at'] %}
{% set others = {'quantity_unreadable': 'quantity_raw is not null and quantity is null'} %}
with

events as (

    select * from {{ source('segment', 'product_added') }}

),

parsed as (

    select
        {{ segment_envelope('product_added') }},
        {{ product_key('sku', 'segment', normalise_key('product_id')) }} as product_id,
        lower({{ clean_text('category') }}) as category,
        'shopify:' || trim(cart_id) as cart_id,
        {{ parse_quantity('quantity') }} as quantity,
        quantity as quantity_raw,
        cast(null as {{ dbt.type_string() }}) as search_text

    from events

),

final as (

    select
        -- ids
        event_id,
        visitor_id,
        user_id,
        product_id,
        cart_id,

        -- text
        event_name,
        category,
        device_type,
        page_url,
        referrer,
        utm_source,
        utm_medium,
        utm_campaign,
        search_text,

        -- numbers
        quantity,

        -- times
        occurred_at,
        received_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['event_id'],
            updated_at='received_at',
            content=segment_content(), others=others
        ) }} as row_status,
        {{ quarantine_reason(required, others) }} as quarantine_reason,
        {{ field_faults(['happened_at']) }} as field_faults,
        event_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
