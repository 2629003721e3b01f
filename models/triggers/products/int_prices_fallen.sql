{{ config(materialized='view') }}

{#
    Grain: one row per product that costs less than the last price which held long
    enough to be one, by the share the policy asks for. Prices in between were
    never what the product costs: a fall in two steps is one fall, and so is one
    that was taken back for an hour.
#}
with

price_spans as (

    select * from {{ ref('int_price_spans') }}

),

rules as (

    select
        {{ pivot_parameters(['old_price_days', 'new_price_hours', 'min_share', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'price_drop'

),

prices_held as (

    select
        price_spans.*,
        row_number() over (
            partition by price_spans.product_id
            order by price_spans.ended_at desc
        ) as recency_rank

    from price_spans

    cross join rules

    where
        {{ seconds_between('price_spans.began_at', 'price_spans.ended_at') }}
        >= rules.old_price_days * 86400

),

prices_now as (

    select *
    from price_spans
    where ended_at is null

),

final as (

    select
        -- ids
        prices_now.product_id,

        -- numbers
        prices_held.price_amount as old_price_amount,
        prices_now.price_amount as new_price_amount,
        rules.min_share,

        -- times
        prices_held.began_at as held_from_at,
        prices_held.ended_at as fell_at,
        {{ add_seconds('prices_now.began_at', 'rules.new_price_hours * 3600') }} as triggered_at,
        {{ add_seconds('prices_held.ended_at', 'rules.valid_days * 86400') }} as expires_at

    from prices_now

    inner join prices_held
        on
            prices_now.product_id = prices_held.product_id
            and prices_held.recency_rank = 1

    cross join rules

    where
        prices_now.price_amount < prices_held.price_amount
        and prices_held.price_amount - prices_now.price_amount
        >= prices_held.price_amount * rules.min_share

)

select * from final
