{#
    Grain: one row per source, product, currency and moment at which a price was
    seen.
#}
with

prices as (

    select * from {{ ref('int_product_prices_converted') }}

),

final as (

    select
        -- ids
        price_id,
        source_name,
        product_id,

        -- numbers
        {{ convert_amount('price_amount', 'rate') }} as price_amount,
        {{ convert_amount('compare_at_amount', 'rate') }} as compare_at_amount,

        -- times
        observed_at

    from prices

    where
        fault_reason is null
        and price_amount is not null

)

select * from final
