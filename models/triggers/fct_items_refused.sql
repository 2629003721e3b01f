{#
    Grain: one row per customer and thing the customer does not want, or says to
    have bought already. A statement names a category, or a product by its key,
    its stock-keeping unit or its name; what it names decides, not how it is
    spelled, so keys are in lower case.
#}
with

preferences as (

    select * from {{ ref('fct_preferences') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

items_stated as (

    select distinct
        customer_id,
        lower(trim(value)) as item

    from preferences

    where
        preference in ('not_interested_in', 'already_bought')
        and is_current
        and trim(value) <> ''

),

items_named as (

    select
        customer_id,
        'category' as item_type,
        item as item_id

    from items_stated

    union

    select
        customer_id,
        'product' as item_type,
        item as item_id

    from items_stated

    union

    select
        customer_id,
        'product' as item_type,
        lower({{ product_key('item') }}) as item_id

    from items_stated

    union

    select
        items_stated.customer_id,
        'product' as item_type,
        lower(products.product_id) as item_id

    from items_stated

    inner join products
        on items_stated.item = lower(trim(products.product_name))

),

final as (

    select
        -- ids
        customer_id,
        item_id,

        -- text
        item_type

    from items_named

)

select * from final
