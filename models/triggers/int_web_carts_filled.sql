{#
    Grain: one row per cart that a known customer filled on web site or app, and
    product left in it. What was ordered or taken out again is in it no more: of
    a cart that is used again only what came after the last order counts, unless
    that order names another cart. Carts that nobody touched for a month longer
    than the policy waits are not looked at.
#}
{% set idle_days = 30 %}
with

web_events as (

    select * from {{ ref('fct_web_events') }}

),

web_orders as (

    select * from {{ ref('int_web_orders_completed') }}

),

rules as (

    select
        {{ pivot_parameters(['valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'abandoned_cart'

),

window_start as (

    select
        {{ add_seconds(as_of(), '-86400 * (valid_days + ' ~ idle_days ~ ')') }} as looked_from_at

    from rules

),

cart_events as (

    select
        event_id,
        customer_id,
        visitor_id,
        customer_id || ':' || coalesce(cart_id, session_id) as cart_id,
        cart_id as cart_token,
        product_id,
        lower(trim(category)) as category,
        case event_name
            when 'product_added' then coalesce(quantity, 1)
            when 'product_removed' then -coalesce(quantity, 1)
            else 0
        end as quantity,
        occurred_at

    from web_events

    where
        customer_id is not null
        and event_name in ('product_added', 'product_removed', 'checkout_started')

),

carts as (

    select
        customer_id,
        cart_id,
        max(cart_token) as cart_token,
        min(occurred_at) as first_changed_at,
        max(occurred_at) as last_changed_at

    from cart_events

    group by
        customer_id,
        cart_id

),

carts_recent as (

    select carts.*

    from carts

    inner join window_start
        on carts.last_changed_at > window_start.looked_from_at

),

events_recent as (

    select cart_events.*

    from cart_events

    inner join carts_recent
        on cart_events.cart_id = carts_recent.cart_id

),

cart_owners as (

    select
        cart_id,
        cart_token,
        'customer:' || customer_id as cart_owner

    from carts_recent

    union all

    select
        cart_id,
        cart_token,
        'cart:' || cart_token as cart_owner

    from carts_recent

    where cart_token is not null

    union all

    select distinct
        cart_id,
        cart_token,
        'visitor:' || visitor_id as cart_owner

    from events_recent

    where visitor_id is not null

),

carts_ordered as (

    select
        cart_owners.cart_id,
        max(web_orders.completed_at) as last_ordered_at,
        max(
            case
                when
                    cart_owners.cart_token is null
                    or web_orders.cart_token is null
                    or cart_owners.cart_token = web_orders.cart_token
                    then web_orders.completed_at
            end
        ) as last_emptied_at

    from cart_owners

    inner join web_orders
        on cart_owners.cart_owner = web_orders.cart_owner

    group by cart_owners.cart_id

),

events_counted as (

    select
        events_recent.*,
        row_number() over (
            partition by events_recent.cart_id, events_recent.product_id
            order by
                case when events_recent.category is null then 1 else 0 end asc,
                events_recent.occurred_at desc,
                events_recent.event_id asc
        ) as category_rank

    from events_recent

    left join carts_ordered
        on events_recent.cart_id = carts_ordered.cart_id

    where
        events_recent.product_id is not null
        and (
            carts_ordered.last_emptied_at is null
            or events_recent.occurred_at > carts_ordered.last_emptied_at
        )

),

contents as (

    select
        cart_id,
        product_id,
        max(case when category_rank = 1 then category end) as category,
        sum(quantity) as quantity

    from events_counted

    group by
        cart_id,
        product_id

),

final as (

    select
        -- ids
        carts_recent.customer_id,
        carts_recent.cart_id,
        carts_recent.cart_token,
        contents.product_id,

        -- text
        contents.category,

        -- numbers
        cast(contents.quantity as decimal(18, 4)) as quantity,

        -- times
        coalesce(
            greatest(carts_recent.first_changed_at, carts_ordered.last_emptied_at),
            carts_recent.first_changed_at
        ) as first_changed_at,
        carts_recent.last_changed_at,
        carts_ordered.last_ordered_at

    from carts_recent

    inner join contents
        on carts_recent.cart_id = contents.cart_id

    left join carts_ordered
        on carts_recent.cart_id = carts_ordered.cart_id

    where contents.quantity > 0

)

select * from final
