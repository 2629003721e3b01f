{{ config(materialized='view') }}

{#
    Grain: one row per time a known customer looked at a page or product. A product
    that no catalogue knows is of the category under which it was shown. Looks at
    what the customer does not want, or has already, say nothing, not even of the
    category.
#}
with

web_events as (

    select * from {{ ref('fct_web_events') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

products_refused as (

    select *
    from {{ ref('fct_items_refused') }}
    where item_type = 'product'

),

final as (

    select
        -- ids
        web_events.customer_id,
        web_events.product_id,

        -- text
        coalesce(lower(trim(web_events.category)), products.category) as category,

        -- numbers
        case when web_events.event_name = 'product_viewed' then 1 else 0 end as view_count,
        coalesce(web_events.dwell_seconds, 0) as dwell_seconds,

        -- times
        web_events.occurred_at

    from web_events

    left join products
        on web_events.product_id = products.product_id

    left join products_refused
        on
            web_events.customer_id = products_refused.customer_id
            and lower(web_events.product_id) = products_refused.item_id

    where
        web_events.event_name in ('product_viewed', 'page_viewed')
        and web_events.customer_id is not null
        and products_refused.item_id is null

)

select * from final
