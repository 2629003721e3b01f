{#
    Grain: one row per customer and favourite category in which there is a new
    product that the customer neither has nor refuses: the newest of them. A
    product whose source does not say when it was made is not new.
#}
with

favourites as (

    select * from {{ ref('int_favourite_categories') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

stock_spans as (

    select * from {{ ref('int_stock_spans') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

items_refused as (

    select * from {{ ref('fct_items_refused') }}

),

rules as (

    select
        {{ pivot_parameters(['valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'new_item'

),

products_timed as (

    select
        products.product_id,
        products.category,
        products.created_at as triggered_at,
        {{ add_seconds('products.created_at', 'rules.valid_days * 86400') }} as expires_at

    from products

    left join stock_spans
        on
            products.product_id = stock_spans.product_id
            and stock_spans.is_out
            and stock_spans.ended_at is null

    cross join rules

    where
        products.is_active
        and products.category is not null
        and stock_spans.product_id is null

),

products_new as (

    select *
    from products_timed
    where {{ is_open('triggered_at', 'expires_at') }}

),

products_bought as (

    select distinct
        order_lines.customer_id,
        order_lines.product_id

    from order_lines

    inner join products_new
        on order_lines.product_id = products_new.product_id

    where
        order_lines.order_type = 'sale'
        and not order_lines.is_cancelled

),

products_liked as (

    select
        favourites.customer_id,
        favourites.category,
        favourites.affinity_score,
        favourites.is_declared,
        products_new.product_id,
        products_new.triggered_at,
        products_new.expires_at,
        row_number() over (
            partition by favourites.customer_id, favourites.category
            order by products_new.triggered_at desc, products_new.product_id asc
        ) as newness_rank

    from favourites

    inner join products_new
        on favourites.category = products_new.category

    left join products_bought
        on
            favourites.customer_id = products_bought.customer_id
            and products_new.product_id = products_bought.product_id

    left join items_refused
        on
            favourites.customer_id = items_refused.customer_id
            and items_refused.item_type = 'product'
            and lower(products_new.product_id) = items_refused.item_id

    where
        products_bought.product_id is null
        and items_refused.item_id is null

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'new_item' as trigger_name,
        'product' as subject_type,
        product_id as subject_id,
        'first' as occurrence,
        category as subject_category,
        product_id,
        case
            when is_declared then 'new in a category the customer named'
            else 'new in a category the customer favours'
        end as evidence,

        -- numbers
        cast(affinity_score as decimal(5, 4)) as strength,

        -- times
        triggered_at,
        expires_at

    from products_liked

    where newness_rank = 1

)

select * from final
