{#
    Grain: one row per order that was completed on web site or app, and way to
    tell whose carts it settles: those of the customer, those of the device it
    came from where nobody was known on it, and the very cart it names. A checkout
    that the shop reports as bought settles the cart it names as well.
#}
with

web_events as (

    select * from {{ ref('fct_web_events') }}

),

carts as (

    select * from {{ ref('fct_carts') }}

),

orders_seen as (

    select
        customer_id,
        visitor_id,
        cart_id as cart_token,
        occurred_at as completed_at

    from web_events

    where event_name = 'order_completed'

),

ways_told as (

    select
        'customer:' || customer_id as cart_owner,
        cart_token,
        completed_at

    from orders_seen

    where customer_id is not null

    union all

    select
        'visitor:' || visitor_id as cart_owner,
        cart_token,
        completed_at

    from orders_seen

    where
        customer_id is null
        and visitor_id is not null

    union all

    select
        'cart:' || cart_token as cart_owner,
        cart_token,
        completed_at

    from orders_seen

    where cart_token is not null

    union all

    select
        'cart:' || cart_token as cart_owner,
        cart_token,
        completed_at

    from carts

    where
        cart_token is not null
        and completed_at is not null

),

final as (

    select
        -- text
        cart_owner,
        cart_token,

        -- times
        completed_at

    from ways_told

)

select * from final
