{#
    Grain: one row per raw receipt line, parsed, with what became of it. What stands
    on an invoice that begins with C came back, whatever sign the till wrote.
#}
{% set required = ['invoice', 'invoice_date', 'quantity'] %}
with

receipt_lines as (

    select * from {{ source('pos', 'receipt_lines') }}

),

country_names as (

    select * from {{ ref('int_country_names') }}

),

parsed as (

    select
        upper({{ normalise_key('receipt_lines.invoice') }}) as invoice,
        receipt_lines.invoice as invoice_raw,
        upper({{ clean_text('receipt_lines.stock_code') }}) as stock_code,
        nullif({{ clean_text('receipt_lines.description') }}, 'nan') as description,
        {{ parse_quantity('receipt_lines.quantity') }} as quantity,
        receipt_lines.quantity as quantity_raw,
        {{ parse_timestamp('receipt_lines.invoice_date', 'pos') }} as invoice_date,
        receipt_lines.invoice_date as invoice_date_raw,
        {{ parse_amount('receipt_lines.price') }} as price,
        receipt_lines.price as price_raw,
        {{ normalise_customer_number('receipt_lines.customer_id') }} as customer_number,
        country_names.country_code as country,
        receipt_lines.country as country_raw,
        receipt_lines._delivery,
        receipt_lines._delivery_number,
        receipt_lines._row_number

    from receipt_lines
    left join country_names
        on {{ normalise_country('receipt_lines.country') }} = country_names.country_key

),

signed as (

    select
        *,
        case when substr(invoice, 1, 1) = 'C' then -abs(quantity) else quantity end
            as signed_quantity

    from parsed

),

final as (

    select
        -- ids
        invoice,
        stock_code,
        customer_number,

        -- text
        description,
        country,
        country_raw,

        -- numbers
        signed_quantity as quantity,
        price,

        -- times
        invoice_date,

        -- review
        {{ row_status_by_delivery(required, key=['invoice']) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['price', 'country']) }} as field_faults,
        invoice_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from signed

)

select * from final
