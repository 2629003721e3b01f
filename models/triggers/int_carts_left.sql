{#
    Grain: one row per cart that a known customer has filled and not bought, be
    it kept by the shop or seen in the events of web site and app. The same cart
    may be known both ways: the shop's word counts then.
#}
with

carts as (

    select * from {{ ref('fct_carts') }}

),

cart_lines as (

    select * from {{ ref('fct_cart_lines') }}

),

web_events as (

    select * from {{ ref('fct_web_events') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

last_orders as (

    select * from {{ ref('int_last_orders') }}

),

rules as (

    select
        {{ pivot_parameters(['valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'abandoned_cart'

),

window_start as (

    select {{ add_seconds(as_of(), '-86400 * valid_days') }} as looked_from_at
    from rules

),

shop_carts as (

    select
        carts.customer_id,
        carts.cart_id,
        carts.contents_hash,
        carts.line_count,
        carts.updated_at as last_changed_at

    from carts

    inner join window_start
        on carts.updated_at > window_start.looked_from_at

    where
        carts.customer_id is not null
        and carts.completed_at is null
        and (carts.line_count > 0 or carts.total_amount > 0)

),

shop_lines as (

    select
        shop_carts.cart_id,
        cart_lines.product_id,
        coalesce(cart_lines.unit_price_amount, products.price_amount) as price_amount

    from shop_carts

    inner join cart_lines
        on shop_carts.cart_id = cart_lines.cart_id

    left join products
        on cart_lines.product_id = products.product_id

),

cart_events as (

    select
        customer_id,
        customer_id || ':' || coalesce(cart_id, session_id) as cart_id,
        event_name,
        product_id,
        coalesce(quantity, 1) as quantity,
        occurred_at

    from web_events

    where
        customer_id is not null
        and event_name in (
            'product_added', 'product_removed', 'checkout_started', 'order_completed'
        )

),

web_carts as (

    select
        cart_events.customer_id,
        cart_events.cart_id,
        min(cart_events.occurred_at) as first_changed_at,
        max(
            case when cart_events.event_name <> 'order_completed' then cart_events.occurred_at end
        ) as last_changed_at,
        max(case when cart_events.event_name = 'order_completed' then cart_events.occurred_at end)
            as last_completed_at

    from cart_events

    group by
        cart_events.customer_id,
        cart_events.cart_id

),

web_carts_recent as (

    select
        web_carts.customer_id,
        web_carts.cart_id,
        web_carts.first_changed_at,
        web_carts.last_changed_at

    from web_carts

    inner join window_start
        on web_carts.last_changed_at > window_start.looked_from_at

    where
        web_carts.last_completed_at is null
        or web_carts.last_completed_at < web_carts.last_changed_at

),

web_contents as (

    select
        web_carts_recent.cart_id,
        cart_events.product_id,
        sum(
            case
                when cart_events.event_name = 'product_added' then cart_events.quantity
                when cart_events.event_name = 'product_removed' then -cart_events.quantity
                else 0
            end
        ) as quantity

    from web_carts_recent

    inner join cart_events
        on web_carts_recent.cart_id = cart_events.cart_id

    where cart_events.product_id is not null

    group by
        web_carts_recent.cart_id,
        cart_events.product_id

),

web_lines as (

    select
        web_contents.cart_id,
        web_contents.product_id,
        cast(web_contents.quantity as decimal(18, 4)) as quantity,
        products.price_amount

    from web_contents

    left join products
        on web_contents.product_id = products.product_id

    where web_contents.quantity > 0

),

web_contents_joined as (

    select
        cart_id,
        count(*) as line_count,
        {{ text_join(
            "product_id || ' x ' || cast(quantity as " ~ dbt.type_string() ~ ")",
            ', ', 'product_id'
        ) }} as contents

    from web_lines

    group by cart_id

),

web_carts_known_by_shop as (

    select distinct web_carts_recent.cart_id

    from web_carts_recent

    inner join carts
        on
            web_carts_recent.customer_id = carts.customer_id
            and web_carts_recent.first_changed_at <= carts.updated_at

),

carts_of_both as (

    select
        customer_id,
        cart_id,
        contents_hash,
        line_count,
        last_changed_at

    from shop_carts

    union all

    select
        web_carts_recent.customer_id,
        web_carts_recent.cart_id,
        {{ hash_text('web_contents_joined.contents') }} as contents_hash,
        web_contents_joined.line_count,
        web_carts_recent.last_changed_at

    from web_carts_recent

    inner join web_contents_joined
        on web_carts_recent.cart_id = web_contents_joined.cart_id

    left join web_carts_known_by_shop
        on web_carts_recent.cart_id = web_carts_known_by_shop.cart_id

    where web_carts_known_by_shop.cart_id is null

),

lines_of_both as (

    select
        cart_id,
        product_id,
        price_amount

    from shop_lines

    union all

    select
        cart_id,
        product_id,
        price_amount

    from web_lines

),

lines_ranked as (

    select
        cart_id,
        product_id,
        row_number() over (
            partition by cart_id
            order by
                coalesce(price_amount, 0) desc,
                product_id asc
        ) as worth_rank

    from lines_of_both

),

final as (

    select
        -- ids
        carts_of_both.customer_id,
        carts_of_both.cart_id,
        lines_ranked.product_id,

        -- text
        carts_of_both.contents_hash,

        -- numbers
        carts_of_both.line_count,

        -- times
        carts_of_both.last_changed_at

    from carts_of_both

    left join lines_ranked
        on
            carts_of_both.cart_id = lines_ranked.cart_id
            and lines_ranked.worth_rank = 1

    left join last_orders
        on
            carts_of_both.customer_id = last_orders.customer_id
            and carts_of_both.last_changed_at <= last_orders.ordered_at

    where last_orders.customer_id is null

)

select * from final
