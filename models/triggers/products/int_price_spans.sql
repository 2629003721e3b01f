{{ config(materialized='view') }}

{#
    Grain: one row per product and span of time in which its price stood still. Of
    several sources that price a product the most trusted one counts, for a till
    that gives a discount is no new price; of several currencies the cheapest.
#}
with

prices as (

    select * from {{ ref('fct_product_prices') }}

),

product_sources as (

    select distinct
        product_id,
        source_name

    from prices

    where product_id is not null

),

sources_ranked as (

    select
        product_id,
        source_name,
        row_number() over (
            partition by product_id
            order by {{ source_trust('source_name') }} asc, source_name asc
        ) as trust_rank

    from product_sources

),

prices_seen as (

    select
        prices.product_id,
        prices.observed_at,
        min(prices.price_amount) as price_amount

    from prices

    inner join sources_ranked
        on
            prices.product_id = sources_ranked.product_id
            and prices.source_name = sources_ranked.source_name
            and sources_ranked.trust_rank = 1

    group by
        prices.product_id,
        prices.observed_at

),

prices_compared as (

    select
        *,
        lag(price_amount) over (
            partition by product_id
            order by observed_at asc
        ) as previous_price_amount

    from prices_seen

),

price_changes as (

    select
        product_id,
        price_amount,
        observed_at as began_at

    from prices_compared

    where
        previous_price_amount is null
        or previous_price_amount <> price_amount

),

final as (

    select
        -- ids
        product_id,

        -- numbers
        price_amount,

        -- times
        began_at,
        lead(began_at) over (
            partition by product_id
            order by began_at asc
        ) as ended_at

    from price_changes

)

select * from final
