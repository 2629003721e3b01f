{#
    Grain: one row per cart that was left long enough ago, and not too long ago.
    Once per cart, unless its contents change; never after a purchase.
#}
with

carts_left as (

    select * from {{ ref('int_carts_left') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['idle_minutes', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'abandoned_cart'

),

carts_timed as (

    select
        carts_left.customer_id,
        carts_left.cart_id,
        carts_left.contents_hash,
        carts_left.line_count,
        carts_left.product_id,
        coalesce(products.category, carts_left.category) as category,
        {{ add_seconds('carts_left.last_changed_at', 'rules.idle_minutes * 60') }} as triggered_at,
        {{ add_seconds('carts_left.last_changed_at', 'rules.valid_days * 86400') }} as expires_at

    from carts_left

    inner join customers
        on carts_left.customer_id = customers.customer_id

    left join products
        on carts_left.product_id = products.product_id

    cross join rules

),

final as (

    select
        -- ids
        customer_id,

        -- text
        'abandoned_cart' as trigger_name,
        'cart' as subject_type,
        cart_id as subject_id,
        contents_hash as occurrence,
        category as subject_category,
        product_id,
        'products in the cart: ' || cast(line_count as {{ dbt.type_string() }}) as evidence,

        -- numbers
        {{ remaining_share('triggered_at', 'expires_at') }} as strength,

        -- times
        triggered_at,
        expires_at

    from carts_timed

    where {{ is_open('triggered_at', 'expires_at') }}

)

select * from final
