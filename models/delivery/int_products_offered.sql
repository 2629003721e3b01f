{#
    Grain: one row per product that may be recommended: sold today and not known
    to be out of stock; with its place among the best sellers of the last 90 days,
    over all and in its category. One of a category under a sensitive topic is
    marked and stands behind all others: whether anybody may be told of it is up
    to what the message is about.
#}
with

products as (

    select * from {{ ref('dim_products') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

product_stock as (

    select * from {{ ref('fct_product_stock') }}

),

sensitive_categories as (

    select * from {{ ref('int_sensitive_categories') }}

),

stock_ranked as (

    select
        product_id,
        available_quantity,
        row_number() over (
            partition by product_id
            order by
                observed_at desc,
                available_quantity desc nulls last,
                source_name asc
        ) as observation_rank

    from product_stock

),

products_out_of_stock as (

    select product_id
    from stock_ranked
    where
        observation_rank = 1
        and available_quantity <= 0

),

recent_sales as (

    select
        product_id,
        count(distinct order_id) as order_count

    from order_lines

    where
        order_type = 'sale'
        and not is_cancelled
        and quantity > 0
        and ordered_at >= {{ add_seconds(as_of(), -90 * 86400) }}

    group by product_id

),

offered as (

    select
        products.product_id,
        products.product_name,
        products.category,
        products.brand,
        coalesce(recent_sales.order_count, 0) as order_count,
        sensitive_categories.category is not null as is_sensitive

    from products

    left join recent_sales
        on products.product_id = recent_sales.product_id

    left join products_out_of_stock
        on products.product_id = products_out_of_stock.product_id

    left join sensitive_categories
        on lower(trim(products.category)) = sensitive_categories.category

    where
        products.is_active
        and products_out_of_stock.product_id is null

),

final as (

    select
        -- ids
        product_id,

        -- text
        product_name,
        category,
        brand,

        -- numbers
        row_number() over (
            order by
                case when is_sensitive then 1 else 0 end asc,
                order_count desc,
                product_id asc
        ) as overall_rank,
        row_number() over (
            partition by category
            order by order_count desc, product_id asc
        ) as category_rank,

        -- booleans
        is_sensitive

    from offered

)

select * from final
