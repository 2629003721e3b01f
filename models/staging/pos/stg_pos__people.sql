{#
    Grain: one row per customer number seen at a till. All that a till knows of a
    person is the number, when it first saw it, and the country named most often
    up to `as_of`.
#}
with

receipts as (

    select * from {{ ref('int_pos__receipts_summed') }}
    where customer_number is not null

),

receipts_so_far as (

    select * from receipts
    where ordered_at <= {{ as_of() }}

),

customers as (

    select
        customer_number,
        min(ordered_at) as created_at,
        coalesce(
            max(case when ordered_at <= {{ as_of() }} then ordered_at end), min(ordered_at)
        ) as updated_at

    from receipts
    group by customer_number

),

countries_counted as (

    select
        customer_number,
        country,
        row_number() over (
            partition by customer_number
            order by count(*) desc, country asc
        ) as country_rank

    from receipts_so_far
    where country is not null
    group by customer_number, country

),

final as (

    {{ fill_shape('people', {
        'source_name': "'pos'",
        'source_record_id': 'customers.customer_number',
        'customer_number': 'customers.customer_number',
        'country': 'countries_counted.country',
        'is_deleted': 'false',
        'created_at': 'customers.created_at',
        'updated_at': 'customers.updated_at',
    }) }}

    from customers
    left join countries_counted
        on
            customers.customer_number = countries_counted.customer_number
            and countries_counted.country_rank = 1

)

select * from final
