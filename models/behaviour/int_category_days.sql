{#
    Grain: one row per profiled customer, category and day of age (0: the last 24
    hours before `as_of`). The one pass over all facts that show interest; every
    score is made from it. What has no known category stands under an empty one.
#}
{% set counts = [
    'viewed_count', 'searched_count', 'carted_count', 'checkout_count', 'chatted_count',
    'store_visit_count', 'ordered_count', 'dwell_seconds',
] %}
with

web_events as (

    select * from {{ ref('fct_web_events') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

cart_lines as (

    select * from {{ ref('fct_cart_lines') }}

),

carts as (

    select * from {{ ref('fct_carts') }}

),

service_contacts as (

    select * from {{ ref('fct_service_contacts') }}

),

touches as (

    select * from {{ ref('fct_touches') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

customers as (

    select * from {{ ref('int_customers_profiled') }}

),

web_days as (

    select
        web_events.customer_id,
        coalesce(lower(trim(web_events.category)), products.category, '') as category,
        {{ age_days('web_events.occurred_at') }} as age_days,
        count(case when web_events.event_name = 'product_viewed' then 1 end) as viewed_count,
        count(case when web_events.event_name = 'searched' then 1 end) as searched_count,
        count(case when web_events.event_name = 'product_added' then 1 end) as carted_count,
        count(case when web_events.event_name = 'checkout_started' then 1 end) as checkout_count,
        0 as chatted_count,
        0 as store_visit_count,
        0 as ordered_count,
        coalesce(sum(web_events.dwell_seconds), 0) as dwell_seconds,
        cast(0 as decimal(18, 4)) as net_amount,
        max(case when web_events.event_name = 'product_viewed' then web_events.occurred_at end)
            as last_viewed_at,
        cast(null as timestamp) as first_ordered_at,
        cast(null as timestamp) as last_ordered_at

    from web_events

    left join products
        on web_events.product_id = products.product_id

    where web_events.customer_id is not null

    group by
        web_events.customer_id,
        coalesce(lower(trim(web_events.category)), products.category, ''),
        {{ age_days('web_events.occurred_at') }}

),

order_days as (

    select
        order_lines.customer_id,
        coalesce(products.category, '') as category,
        {{ age_days('order_lines.ordered_at') }} as age_days,
        0 as viewed_count,
        0 as searched_count,
        0 as carted_count,
        0 as checkout_count,
        0 as chatted_count,
        0 as store_visit_count,
        count(
            distinct case when order_lines.order_type = 'sale' then order_lines.order_id end
        ) as ordered_count,
        0 as dwell_seconds,
        sum(order_lines.net_amount) as net_amount,
        cast(null as timestamp) as last_viewed_at,
        min(case when order_lines.order_type = 'sale' then order_lines.ordered_at end)
            as first_ordered_at,
        max(case when order_lines.order_type = 'sale' then order_lines.ordered_at end)
            as last_ordered_at

    from order_lines

    left join products
        on order_lines.product_id = products.product_id

    where
        order_lines.customer_id is not null
        and not order_lines.is_cancelled

    group by
        order_lines.customer_id,
        coalesce(products.category, ''),
        {{ age_days('order_lines.ordered_at') }}

),

-- A cart that the shop keeps is one whose owner had come to the checkout.
cart_days as (

    select
        carts.customer_id,
        coalesce(products.category, '') as category,
        {{ age_days('carts.updated_at') }} as age_days,
        0 as viewed_count,
        0 as searched_count,
        0 as carted_count,
        count(distinct carts.cart_id) as checkout_count,
        0 as chatted_count,
        0 as store_visit_count,
        0 as ordered_count,
        0 as dwell_seconds,
        cast(0 as decimal(18, 4)) as net_amount,
        cast(null as timestamp) as last_viewed_at,
        cast(null as timestamp) as first_ordered_at,
        cast(null as timestamp) as last_ordered_at

    from carts

    inner join cart_lines
        on carts.cart_id = cart_lines.cart_id

    left join products
        on cart_lines.product_id = products.product_id

    where
        carts.customer_id is not null
        and carts.completed_at is null

    group by
        carts.customer_id,
        coalesce(products.category, ''),
        {{ age_days('carts.updated_at') }}

),

conversations as (

    select
        customer_id,
        subject_category as category,
        started_at,
        1 as chatted_count,
        0 as store_visit_count

    from service_contacts

    where service_channel = 'chat'

    union all

    select
        customer_id,
        category,
        started_at,
        case when touchpoint = 'chat' then 1 else 0 end as chatted_count,
        case when touchpoint in ('store', 'event') then 1 else 0 end as store_visit_count

    from touches

    where touchpoint in ('chat', 'store', 'event')

),

conversation_days as (

    select
        customer_id,
        coalesce(category, '') as category,
        {{ age_days('started_at') }} as age_days,
        0 as viewed_count,
        0 as searched_count,
        0 as carted_count,
        0 as checkout_count,
        sum(chatted_count) as chatted_count,
        sum(store_visit_count) as store_visit_count,
        0 as ordered_count,
        0 as dwell_seconds,
        cast(0 as decimal(18, 4)) as net_amount,
        cast(null as timestamp) as last_viewed_at,
        cast(null as timestamp) as first_ordered_at,
        cast(null as timestamp) as last_ordered_at

    from conversations

    where customer_id is not null

    group by
        customer_id,
        coalesce(category, ''),
        {{ age_days('started_at') }}

),

days_of_all_kinds as (

    select * from web_days

    union all

    select * from order_days

    union all

    select * from cart_days

    union all

    select * from conversation_days

),

final as (

    select
        -- ids
        days_of_all_kinds.customer_id,

        -- text
        days_of_all_kinds.category,

        -- numbers
        days_of_all_kinds.age_days,
        {%- for column in counts %}
            cast(sum(days_of_all_kinds.{{ column }}) as bigint) as {{ column }},
        {%- endfor %}
        cast(coalesce(sum(days_of_all_kinds.net_amount), 0) as decimal(18, 4)) as net_amount,

        -- times
        max(days_of_all_kinds.last_viewed_at) as last_viewed_at,
        min(days_of_all_kinds.first_ordered_at) as first_ordered_at,
        max(days_of_all_kinds.last_ordered_at) as last_ordered_at

    from days_of_all_kinds

    inner join customers
        on days_of_all_kinds.customer_id = customers.customer_id

    group by
        days_of_all_kinds.customer_id,
        days_of_all_kinds.category,
        days_of_all_kinds.age_days

)

select * from final
