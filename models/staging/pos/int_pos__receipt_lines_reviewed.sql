{# Grain: one row per raw receipt line, parsed, with what became of it. #}
{% set required = ['invoice', 'invoice_date', 'quantity'] %}
with

receipt_lines as (

    select * from {{ source('pos', 'receipt_lines') }}

),

parsed as (

    select
        upper({{ normalise_key('invoice') }}) as invoice,
        invoice as invoice_raw,
        upper({{ clean_text('stock_code') }}) as stock_code,
        nullif({{ clean_text('description') }}, 'nan') as description,
        {{ parse_quantity('quantity') }} as quantity,
        quantity as quantity_raw,
        {{ parse_timestamp('invoice_date', 'pos') }} as invoice_date,
        invoice_date as invoice_date_raw,
        {{ parse_amount('price') }} as price,
        price as price_raw,
        {{ normalise_customer_number('customer_id') }} as customer_number,
        country as country_raw,
        _delivery,
        _delivery_number,
        _row_number

    from receipt_lines

),

final as (

    select
        -- ids
        invoice,
        stock_code,
        customer_number,

        -- text
        description,
        country_raw,

        -- numbers
        quantity,
        price,

        -- times
        invoice_date,

        -- review
        {{ row_status_by_delivery(required, key=['invoice']) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['price']) }} as field_faults,
        invoice_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
