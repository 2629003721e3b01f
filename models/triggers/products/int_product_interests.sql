{{ config(materialized='view') }}

{#
    Grain: one row per time a known customer looked at a product, put it into a
    cart, or had it in a cart that the shop keeps. What the customer does not want,
    or has already, is of no interest.
#}
with

web_events as (

    select * from {{ ref('fct_web_events') }}

),

carts as (

    select * from {{ ref('fct_carts') }}

),

cart_lines as (

    select * from {{ ref('fct_cart_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

items_refused as (

    select * from {{ ref('fct_items_refused') }}

),

interests as (

    select
        customer_id,
        product_id,
        occurred_at

    from web_events

    where event_name in ('product_viewed', 'product_added')

    union all

    select
        carts.customer_id,
        cart_lines.product_id,
        carts.updated_at as occurred_at

    from carts

    inner join cart_lines
        on carts.cart_id = cart_lines.cart_id

),

final as (

    select
        -- ids
        interests.customer_id,
        interests.product_id,

        -- times
        interests.occurred_at

    from interests

    left join products
        on interests.product_id = products.product_id

    left join items_refused as products_refused
        on
            interests.customer_id = products_refused.customer_id
            and products_refused.item_type = 'product'
            and lower(interests.product_id) = products_refused.item_id

    left join items_refused as categories_refused
        on
            interests.customer_id = categories_refused.customer_id
            and categories_refused.item_type = 'category'
            and products.category = categories_refused.item_id

    where
        interests.customer_id is not null
        and interests.product_id is not null
        and products_refused.item_id is null
        and categories_refused.item_id is null

)

select * from final
