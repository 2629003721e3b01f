{#
    Grain: one row per customer and product that is there again after the customer
    looked for it in vain, and did not buy it since. Once per absence.

    No more people are told than there is stock for. Who looked most often comes
    first, then who has waited longest, then the smaller id. Looks count only while
    the product was missing, so that the order stands still once it is back.
#}
with

products_returned as (

    select *
    from {{ ref('int_products_returned') }}
    where {{ is_open('triggered_at', 'expires_at') }}

),

interests as (

    select * from {{ ref('int_product_interests') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

customers as (

    select customer_id
    from {{ ref('dim_customer_profiles') }}
    where is_profiled

),

rules as (

    select
        {{ pivot_parameters(['people_per_item']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'back_in_stock'

),

interests_summed as (

    select
        interests.customer_id,
        interests.product_id,
        count(*) as interest_count,
        min(interests.occurred_at) as first_interested_at,
        max(interests.occurred_at) as last_interested_at

    from interests

    inner join products_returned
        on
            interests.product_id = products_returned.product_id
            and interests.occurred_at >= products_returned.missed_from_at
            and interests.occurred_at < products_returned.missed_until_at

    inner join customers
        on interests.customer_id = customers.customer_id

    group by
        interests.customer_id,
        interests.product_id

),

purchases_since as (

    select distinct
        order_lines.customer_id,
        order_lines.product_id

    from order_lines

    inner join interests_summed
        on
            order_lines.customer_id = interests_summed.customer_id
            and order_lines.product_id = interests_summed.product_id
            and order_lines.ordered_at >= interests_summed.last_interested_at

    where
        order_lines.order_type = 'sale'
        and not order_lines.is_cancelled

),

people_waiting as (

    select
        interests_summed.*,
        row_number() over (
            partition by interests_summed.product_id
            order by
                interests_summed.interest_count desc,
                interests_summed.first_interested_at asc,
                interests_summed.customer_id asc
        ) as waiting_rank

    from interests_summed

    left join purchases_since
        on
            interests_summed.customer_id = purchases_since.customer_id
            and interests_summed.product_id = purchases_since.product_id

    where purchases_since.customer_id is null

),

final as (

    select
        -- ids
        people_waiting.customer_id,

        -- text
        'back_in_stock' as trigger_name,
        'product' as subject_type,
        people_waiting.product_id as subject_id,
        cast(
            {{ business_date('products_returned.missed_from_at') }} as {{ dbt.type_string() }}
        ) as occurrence,
        products.category as subject_category,
        people_waiting.product_id,
        'looked for while out of stock: '
        || cast(people_waiting.interest_count as {{ dbt.type_string() }})
        || ' times' as evidence,

        -- numbers
        {{ saturated_share('people_waiting.interest_count', '1') }} as strength,

        -- times
        products_returned.triggered_at,
        products_returned.expires_at

    from people_waiting

    inner join products_returned
        on people_waiting.product_id = products_returned.product_id

    left join products
        on people_waiting.product_id = products.product_id

    cross join rules

    where
        people_waiting.waiting_rank
        <= products_returned.available_quantity * rules.people_per_item

)

select * from final
