{#
    Grain: one row per stock-keeping unit. Its name is the description that most
    of its sales up to `as_of` carry (a line without a price is a note of the stock
    room, such as "damaged"). A code without any digit (POST, M, BANK CHARGES) is a service
    or a booking: its lines stay in the orders, but it is no active product.
#}
with

receipt_lines as (

    select * from {{ ref('int_pos__receipt_lines_reviewed') }}
    where row_status = 'staged' and stock_code is not null

),

receipt_lines_so_far as (

    select * from receipt_lines
    where invoice_date <= {{ as_of() }}

),

products as (

    select
        stock_code,
        min(invoice_date) as created_at,
        coalesce(
            max(case when invoice_date <= {{ as_of() }} then invoice_date end),
            min(invoice_date)
        ) as updated_at

    from receipt_lines
    group by stock_code

),

descriptions_counted as (

    select
        stock_code,
        description,
        row_number() over (
            partition by stock_code
            order by
                count(*) filter (where quantity > 0 and price > 0) desc,
                count(*) desc,
                description asc
        ) as description_rank

    from receipt_lines_so_far
    where description is not null
    group by stock_code, description

),

final as (

    {{ fill_shape('products', {
        'source_name': "'pos'",
        'product_id': product_key('products.stock_code'),
        'sku': 'products.stock_code',
        'product_name': 'descriptions_counted.description',
        'is_active': matches_pattern('products.stock_code', '[0-9]'),
        'created_at': 'products.created_at',
        'updated_at': 'products.updated_at',
    }) }}

    from products
    left join descriptions_counted
        on
            products.stock_code = descriptions_counted.stock_code
            and descriptions_counted.description_rank = 1

)

select * from final
