{#
    Grain: one row per source, product and moment at which its stock was counted.
#}
with

product_stock as (

    select * from {{ ref('int_product_stock_happened') }}

),

final as (

    select
        -- ids
        source_name,
        product_id,

        -- numbers
        cast(max(available_quantity) as bigint) as available_quantity,

        -- times
        observed_at

    from product_stock

    group by
        source_name,
        product_id,
        observed_at

)

select * from final
