{#
    Grain: one row per product and change of what can be sold, over all places and
    variants: each count adds what it changes at its own place.
#}
with

stock_counts as (

    select * from {{ ref('int_shopify__stock_counts') }}

),

changes as (

    select
        product_id,
        observed_at,
        available_quantity - coalesce(
            lag(available_quantity) over (
                partition by product_id, counted_unit
                order by observed_at
            ),
            0
        ) as change_quantity

    from stock_counts

),

changes_summed as (

    select
        product_id,
        observed_at,
        sum(change_quantity) as change_quantity

    from changes
    group by product_id, observed_at

),

totals as (

    select
        product_id,
        observed_at,
        sum(change_quantity) over (
            partition by product_id
            order by observed_at
            rows between unbounded preceding and current row
        ) as available_quantity,
        row_number() over (partition by product_id order by observed_at) as observation_number,
        change_quantity

    from changes_summed

),

final as (

    {{ fill_shape('product_stock', {
        'source_name': "'shopify'",
        'product_id': 'product_id',
        'available_quantity': 'available_quantity',
        'observed_at': 'observed_at',
    }) }}

    from totals
    where observation_number = 1 or change_quantity <> 0

)

select * from final
