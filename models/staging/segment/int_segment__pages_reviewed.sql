{#
    Grain: one row per raw page seen, parsed, with what became of it. A call
    that was sent again has the same key and counts once.
#}
{% set required = ['event_id', 'occurred_at'] %}
with

events as (

    select * from {{ source('segment', 'pages') }}

),

parsed as (

    select
        {{ segment_envelope('page_viewed') }},
        cast(null as {{ dbt.type_string() }}) as product_id,
        cast(null as {{ dbt.type_string() }}) as category,
        cast(null as {{ dbt.type_string() }}) as cart_id,
        cast(null as decimal(18, 4)) as quantity,
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
            content=segment_content()
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['happened_at']) }} as field_faults,
        event_id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
