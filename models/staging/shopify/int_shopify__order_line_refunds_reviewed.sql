{#
    Grain: one row per raw refunded line, parsed, with what became of it. It has no
    time but its refund's: while the refund is missing the row is quarantined.
#}
{% set required = ['id', 'refund_id', 'quantity'] %}
{% set others = {'refund_id_unknown': 'refunded_at is null'} %}
with

order_line_refunds as (

    select * from {{ source('shopify', 'order_line_refunds') }}

),

refunds as (

    select * from {{ ref('int_shopify__refunds_reviewed') }}
    where row_status = 'staged'

),

parsed as (

    select
        {{ normalise_key('order_line_refunds.id') }} as id,
        order_line_refunds.id as id_raw,
        {{ normalise_key('order_line_refunds.refund_id') }} as refund_id,
        order_line_refunds.refund_id as refund_id_raw,
        {{ normalise_key('order_line_refunds.order_line_id') }} as order_line_id,
        {{ parse_quantity('order_line_refunds.quantity') }} as quantity,
        order_line_refunds.quantity as quantity_raw,
        {{ parse_amount('order_line_refunds.subtotal') }} as subtotal,
        order_line_refunds.subtotal as subtotal_raw,
        {{ parse_timestamp('order_line_refunds._fivetran_synced', 'shopify') }} as synced_at,
        order_line_refunds._fivetran_synced as synced_at_raw,
        refunds.order_id,
        refunds.created_at as refunded_at,
        order_line_refunds._delivery,
        order_line_refunds._delivery_number,
        order_line_refunds._row_number

    from order_line_refunds
    left join refunds
        on {{ normalise_key('order_line_refunds.refund_id') }} = refunds.id

),

final as (

    select
        -- ids
        id,
        refund_id,
        order_id,
        order_line_id,

        -- numbers
        quantity,
        subtotal,

        -- times
        refunded_at,

        -- review
        {{ row_status_by_key(
            required,
            key=['id'],
            content=['refund_id', 'order_line_id', 'quantity', 'subtotal_raw'],
            updated_at='synced_at',
            others=others
        ) }} as row_status,
        {{ quarantine_reason(required, others) }} as quarantine_reason,
        {{ field_faults(['subtotal', 'synced_at']) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
