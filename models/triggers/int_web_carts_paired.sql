{#
    Grain: one row per cart seen on web site or app that an open checkout of the
    shop is. It is where both name the same cart. Where not both name one, it is
    the customer's checkout that was begun while the cart was being filled, or
    within a day after it; of several the one that changed last.
#}
with

web_lines as (

    select * from {{ ref('int_web_carts_filled') }}

),

shop_carts as (

    select * from {{ ref('int_shop_carts_open') }}

),

web_carts as (

    select distinct
        customer_id,
        cart_id,
        cart_token,
        first_changed_at,
        last_changed_at

    from web_lines

),

shop_carts_named as (

    select
        cart_id,
        cart_token,
        updated_at

    from shop_carts

    union all

    select
        cart_id,
        cart_id as cart_token,
        updated_at

    from shop_carts

),

pairs_found as (

    select
        web_carts.cart_id as web_cart_id,
        shop_carts_named.cart_id,
        shop_carts_named.updated_at,
        1 as way_rank

    from web_carts

    inner join shop_carts_named
        on web_carts.cart_token = shop_carts_named.cart_token

    union all

    select
        web_carts.cart_id as web_cart_id,
        shop_carts.cart_id,
        shop_carts.updated_at,
        2 as way_rank

    from web_carts

    inner join shop_carts
        on
            web_carts.customer_id = shop_carts.customer_id
            and web_carts.first_changed_at <= shop_carts.updated_at
            and shop_carts.created_at <= {{ add_seconds('web_carts.last_changed_at', '86400') }}

    where
        web_carts.cart_token is null
        or shop_carts.cart_token is null

),

pairs_ranked as (

    select
        web_cart_id,
        cart_id,
        row_number() over (
            partition by web_cart_id
            order by way_rank asc, updated_at desc, cart_id asc
        ) as pair_rank

    from pairs_found

),

final as (

    select
        web_cart_id,
        cart_id

    from pairs_ranked

    where pair_rank = 1

)

select * from final
