{#
    Grain: one row per product in a cart of `fct_carts`.
#}
with

cart_lines as (

    select * from {{ ref('int_cart_lines_staged') }}

),

carts as (

    select * from {{ ref('int_carts_converted') }}

),

final as (

    select
        -- ids
        carts.cart_id,
        cart_lines.product_id,

        -- numbers
        cast(sum(cart_lines.quantity) as decimal(18, 4)) as quantity,
        max({{ convert_amount('cart_lines.unit_price_amount', 'carts.rate') }}) as unit_price_amount

    from cart_lines

    inner join carts
        on cart_lines.cart_id = carts.cart_id

    where cart_lines.product_id is not null

    group by
        carts.cart_id,
        cart_lines.product_id

)

select * from final
