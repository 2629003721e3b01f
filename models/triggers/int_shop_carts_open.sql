{#
    Grain: one row per cart that the shop keeps of a known customer and that
    nothing says to be bought: no completion, no order of the customer or on the
    device since it last changed, and no order that names it. The shop may have
    touched it after such an order, so that one counts from its first moment on.
#}
with

carts as (

    select * from {{ ref('fct_carts') }}

),

web_orders as (

    select * from {{ ref('int_web_orders_completed') }}

),

last_orders as (

    select * from {{ ref('int_last_orders') }}

),

carts_filled as (

    select
        cart_id,
        cart_token,
        customer_id,
        visitor_id,
        contents_hash,
        line_count,
        created_at,
        updated_at

    from carts

    where
        customer_id is not null
        and completed_at is null
        and (line_count > 0 or total_amount > 0)

),

-- The tracking may name a cart by its own key or by that of the checkout.
cart_owners as (

    select
        cart_id,
        'cart:' || cart_token as cart_owner,
        created_at as ordered_from_at

    from carts_filled

    where cart_token is not null

    union all

    select
        cart_id,
        'cart:' || cart_id as cart_owner,
        created_at as ordered_from_at

    from carts_filled

    union all

    select
        cart_id,
        'customer:' || customer_id as cart_owner,
        updated_at as ordered_from_at

    from carts_filled

    union all

    select
        cart_id,
        'visitor:' || visitor_id as cart_owner,
        updated_at as ordered_from_at

    from carts_filled

    where visitor_id is not null

),

carts_ordered as (

    select distinct cart_owners.cart_id

    from cart_owners

    inner join web_orders
        on
            cart_owners.cart_owner = web_orders.cart_owner
            and cart_owners.ordered_from_at <= web_orders.completed_at

),

final as (

    select
        -- ids
        carts_filled.customer_id,
        carts_filled.cart_id,
        carts_filled.cart_token,

        -- text
        carts_filled.contents_hash,

        -- numbers
        carts_filled.line_count,

        -- times
        carts_filled.created_at,
        carts_filled.updated_at

    from carts_filled

    left join carts_ordered
        on carts_filled.cart_id = carts_ordered.cart_id

    left join last_orders
        on
            carts_filled.customer_id = last_orders.customer_id
            and carts_filled.updated_at <= last_orders.ordered_at

    where
        carts_ordered.cart_id is null
        and last_orders.customer_id is null

)

select * from final
