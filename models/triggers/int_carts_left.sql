{#
    Grain: one row per cart that a known customer has filled and not bought, be
    it kept by the shop or seen in the events of web site and app. The same cart
    may be known both ways: then the shop's word counts, the events say what is
    in it where the shop does not, and whichever saw the last change dates it.

    The dearest product that the customer still wants stands for the cart; one in
    which there is nothing but what the customer refuses or has already is none.
#}
with

shop_carts as (

    select * from {{ ref('int_shop_carts_open') }}

),

shop_lines as (

    select * from {{ ref('fct_cart_lines') }}

),

web_lines as (

    select * from {{ ref('int_web_carts_filled') }}

),

pairs as (

    select * from {{ ref('int_web_carts_paired') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

last_orders as (

    select * from {{ ref('int_last_orders') }}

),

items_refused as (

    select * from {{ ref('fct_items_refused') }}

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

-- Several visits may have filled what became one checkout.
web_lines_named as (

    select
        web_lines.customer_id,
        coalesce(pairs.cart_id, web_lines.cart_id) as cart_id,
        pairs.cart_id is not null as is_kept_by_shop,
        web_lines.product_id,
        web_lines.category,
        web_lines.quantity,
        web_lines.last_changed_at,
        web_lines.last_ordered_at

    from web_lines

    left join pairs
        on web_lines.cart_id = pairs.web_cart_id

),

web_lines_summed as (

    select
        cart_id,
        product_id,
        max(category) as category,
        sum(quantity) as quantity

    from web_lines_named

    group by
        cart_id,
        product_id

),

web_contents_joined as (

    select
        cart_id,
        count(*) as line_count,
        {{ text_join(
            "product_id || ' x ' || cast(cast(quantity as decimal(18, 4)) as "
            ~ dbt.type_string() ~ ")",
            ', ', 'product_id'
        ) }} as contents

    from web_lines_summed

    group by cart_id

),

web_carts as (

    select
        cart_id,
        is_kept_by_shop,
        max(customer_id) as customer_id,
        max(last_changed_at) as last_changed_at,
        max(last_ordered_at) as last_ordered_at

    from web_lines_named

    group by
        cart_id,
        is_kept_by_shop

),

web_carts_open as (

    select
        web_carts.customer_id,
        web_carts.cart_id,
        web_carts.last_changed_at

    from web_carts

    left join last_orders
        on
            web_carts.customer_id = last_orders.customer_id
            and web_carts.last_changed_at <= last_orders.ordered_at

    where
        not web_carts.is_kept_by_shop
        and last_orders.customer_id is null
        and (
            web_carts.last_ordered_at is null
            or web_carts.last_ordered_at < web_carts.last_changed_at
        )

),

carts_of_both as (

    select
        shop_carts.customer_id,
        shop_carts.cart_id,
        case
            when shop_carts.line_count > 0 or web_contents_joined.contents is null
                then shop_carts.contents_hash
            else
                {{ hash_text("web_contents_joined.contents || '|' || shop_carts.contents_hash") }}
        end as contents_hash,
        case
            when shop_carts.line_count > 0 then shop_carts.line_count
            else coalesce(web_contents_joined.line_count, 0)
        end as line_count,
        greatest(
            shop_carts.updated_at, coalesce(web_carts.last_changed_at, shop_carts.updated_at)
        ) as last_changed_at

    from shop_carts

    left join web_carts
        on shop_carts.cart_id = web_carts.cart_id

    left join web_contents_joined
        on shop_carts.cart_id = web_contents_joined.cart_id

    union all

    select
        web_carts_open.customer_id,
        web_carts_open.cart_id,
        {{ hash_text('web_contents_joined.contents') }} as contents_hash,
        web_contents_joined.line_count,
        web_carts_open.last_changed_at

    from web_carts_open

    inner join web_contents_joined
        on web_carts_open.cart_id = web_contents_joined.cart_id

),

shop_carts_listed as (

    select distinct cart_id
    from shop_lines

),

lines_of_both as (

    select
        shop_lines.cart_id,
        shop_lines.product_id,
        web_lines_summed.category,
        shop_lines.unit_price_amount as price_amount

    from shop_lines

    left join web_lines_summed
        on
            shop_lines.cart_id = web_lines_summed.cart_id
            and shop_lines.product_id = web_lines_summed.product_id

    union all

    select
        web_lines_summed.cart_id,
        web_lines_summed.product_id,
        web_lines_summed.category,
        cast(null as decimal(18, 4)) as price_amount

    from web_lines_summed

    left join shop_carts_listed
        on web_lines_summed.cart_id = shop_carts_listed.cart_id

    where shop_carts_listed.cart_id is null

),

lines_described as (

    select
        carts_of_both.customer_id,
        lines_of_both.cart_id,
        lines_of_both.product_id,
        lines_of_both.category,
        coalesce(products.category, lines_of_both.category) as product_category,
        coalesce(lines_of_both.price_amount, products.price_amount, 0) as price_amount

    from lines_of_both

    inner join carts_of_both
        on lines_of_both.cart_id = carts_of_both.cart_id

    left join products
        on lines_of_both.product_id = products.product_id

),

lines_refused as (

    select distinct
        lines_described.cart_id,
        lines_described.product_id

    from lines_described

    inner join items_refused
        on
            lines_described.customer_id = items_refused.customer_id
            and items_refused.item_id = case items_refused.item_type
                when 'product' then lower(lines_described.product_id)
                else lower(trim(lines_described.product_category))
            end

),

lines_ranked as (

    select
        lines_described.cart_id,
        lines_described.product_id,
        lines_described.category,
        lines_refused.product_id is not null as is_refused,
        row_number() over (
            partition by lines_described.cart_id
            order by
                case when lines_refused.product_id is null then 0 else 1 end asc,
                lines_described.price_amount desc,
                lines_described.product_id asc
        ) as worth_rank

    from lines_described

    left join lines_refused
        on
            lines_described.cart_id = lines_refused.cart_id
            and lines_described.product_id = lines_refused.product_id

),

final as (

    select
        -- ids
        carts_of_both.customer_id,
        carts_of_both.cart_id,
        lines_ranked.product_id,

        -- text
        lines_ranked.category,
        carts_of_both.contents_hash,

        -- numbers
        carts_of_both.line_count,

        -- times
        carts_of_both.last_changed_at

    from carts_of_both

    inner join window_start
        on carts_of_both.last_changed_at > window_start.looked_from_at

    left join lines_ranked
        on
            carts_of_both.cart_id = lines_ranked.cart_id
            and lines_ranked.worth_rank = 1

    where coalesce(not lines_ranked.is_refused, true)

)

select * from final
