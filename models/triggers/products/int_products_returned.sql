{{ config(materialized='view') }}

{#
    Grain: one row per product that is there again after it was missing for long
    enough to be missed. What came and went in between was no return: the last
    long absence counts, once.
#}
with

stock_spans as (

    select * from {{ ref('int_stock_spans') }}

),

rules as (

    select
        {{ pivot_parameters(['out_days', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'back_in_stock'

),

absences as (

    select
        stock_spans.*,
        row_number() over (
            partition by stock_spans.product_id
            order by stock_spans.ended_at desc
        ) as recency_rank

    from stock_spans

    cross join rules

    where
        stock_spans.is_out
        and {{ seconds_between('stock_spans.began_at', 'stock_spans.ended_at') }}
        >= rules.out_days * 86400

),

products_present as (

    select *
    from stock_spans
    where
        ended_at is null
        and not is_out

),

final as (

    select
        -- ids
        products_present.product_id,

        -- numbers
        products_present.available_quantity,

        -- times
        absences.began_at as missed_from_at,
        absences.ended_at as missed_until_at,
        products_present.began_at as triggered_at,
        {{ add_seconds('absences.ended_at', 'rules.valid_days * 86400') }} as expires_at

    from products_present

    inner join absences
        on
            products_present.product_id = absences.product_id
            and absences.recency_rank = 1

    cross join rules

)

select * from final
