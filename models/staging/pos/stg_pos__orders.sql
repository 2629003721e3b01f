{#
    Grain: one row per receipt. A receipt is a return when its number begins with
    C or when nothing on it was handed out; one that sells and takes back is a
    sale, reduced by what came back.
#}
with

receipts as (

    select * from {{ ref('int_pos__receipts_summed') }}

),

final as (

    select
        -- ids
        'pos' as source_name,
        'pos:' || invoice as order_id,
        customer_number as source_record_id,
        cast(null as {{ dbt.type_string() }}) as visitor_id,

        -- text
        case
            when substr(invoice, 1, 1) = 'C' or largest_quantity <= 0 then 'return'
            else 'sale'
        end as order_type,
        ordered_at,
        '{{ source_setting("pos", "currency", var("currency")) }}' as currency,

        -- numbers
        cast(net_amount as decimal(18, 4)) as gross_amount,
        cast(0 as decimal(18, 4)) as discount_amount,
        cast(net_amount as decimal(18, 4)) as net_amount,

        -- booleans
        false as is_cancelled

    from receipts

)

select * from final
