{{ config(materialized='view') }}

{#
    Grain: one row per product and span of time in which it was there, or was not.
    Of several sources that count a product the most trusted one counts.
#}
with

product_stock as (

    select *
    from {{ ref('fct_product_stock') }}
    where
        product_id is not null
        and available_quantity is not null

),

product_sources as (

    select distinct
        product_id,
        source_name

    from product_stock

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

counts_compared as (

    select
        product_stock.product_id,
        product_stock.available_quantity,
        product_stock.observed_at,
        product_stock.available_quantity <= 0 as is_out,
        lag(product_stock.available_quantity) over (
            partition by product_stock.product_id
            order by product_stock.observed_at asc
        ) <= 0 as was_out

    from product_stock

    inner join sources_ranked
        on
            product_stock.product_id = sources_ranked.product_id
            and product_stock.source_name = sources_ranked.source_name
            and sources_ranked.trust_rank = 1

),

counts_numbered as (

    select
        product_id,
        available_quantity,
        observed_at,
        is_out,
        sum(case when is_out = was_out then 0 else 1 end) over (
            partition by product_id
            order by observed_at asc
            rows between unbounded preceding and current row
        ) as span_number,
        row_number() over (
            partition by product_id
            order by observed_at desc
        ) as recency_rank

    from counts_compared

),

spans as (

    select
        product_id,
        is_out,
        span_number,
        min(observed_at) as began_at,
        max(case when recency_rank = 1 then available_quantity end) as available_quantity

    from counts_numbered

    group by
        product_id,
        is_out,
        span_number

),

final as (

    select
        -- ids
        product_id,

        -- numbers
        available_quantity,

        -- booleans
        is_out,

        -- times
        began_at,
        lead(began_at) over (
            partition by product_id
            order by began_at asc
        ) as ended_at

    from spans

)

select * from final
