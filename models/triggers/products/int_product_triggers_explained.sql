{{ config(materialized='view') }}

{#
    Grain: one row per customer and trigger that looks at products which changed:
    what it asks for, what the customer has, and whether that is enough. For
    whoever asks why a trigger is missing; a view, to be read for one customer.
#}
{% set triggers = ['price_drop', 'back_in_stock', 'new_item'] %}
with

customers as (

    select * from {{ ref('dim_customers') }}

),

interests as (

    select * from {{ ref('int_product_interests') }}

),

favourites as (

    select * from {{ ref('int_favourite_categories') }}

),

{%- for trigger in triggers %}
    {{ trigger }}_found as (

        select
            customer_id,
            count(*) as found_count

        from {{ ref('int_' ~ trigger ~ '_triggers') }}

        group by customer_id

    ),
{%- endfor %}

price_rules as (

    select
        {{ pivot_parameters([
            'window_days', 'old_price_days', 'new_price_hours', 'min_share', 'valid_days',
        ]) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'price_drop'

),

stock_rules as (

    select
        {{ pivot_parameters(['out_days', 'people_per_item', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'back_in_stock'

),

novelty_rules as (

    select
        {{ pivot_parameters(['min_affinity_share', 'valid_days']) }}

    from {{ ref('trigger_rules') }}

    where trigger_name = 'new_item'

),

interests_summed as (

    select
        customer_id,
        'looked at ' || cast(count(distinct product_id) as {{ dbt.type_string() }})
        || ' products so far, last on '
        || cast({{ business_date('max(occurred_at)') }} as {{ dbt.type_string() }})
            as looks_said

    from interests

    group by customer_id

),

favourites_summed as (

    select
        customer_id,
        'favourite categories: ' || cast(count(*) as {{ dbt.type_string() }}) as likings_said

    from favourites

    group by customer_id

),

explained as (

    select
        customers.customer_id,
        'price_drop' as trigger_name,
        'a product looked at or carted within ' || {{ parameter_text('price_rules.window_days') }}
        || ' days before its price fell by ' || {{ parameter_text('price_rules.min_share * 100') }}
        || ' % or more, from one that held ' || {{ parameter_text('price_rules.old_price_days') }}
        || ' days to one that has held '
        || {{ parameter_text('price_rules.new_price_hours') }}
        || ' hours, less than ' || {{ parameter_text('price_rules.valid_days') }}
        || ' days ago, and not bought since' as requirement,
        coalesce(interests_summed.looks_said, 'looked at no product') as customer_value,
        price_drop_found.found_count > 0 as is_met

    from customers

    cross join price_rules

    left join interests_summed
        on customers.customer_id = interests_summed.customer_id

    left join price_drop_found
        on customers.customer_id = price_drop_found.customer_id

    union all

    select
        customers.customer_id,
        'back_in_stock' as trigger_name,
        'a product looked at or carted while it was missing for '
        || {{ parameter_text('stock_rules.out_days') }}
        || ' days or more, there again for less than '
        || {{ parameter_text('stock_rules.valid_days') }}
        || ' days, not bought since, and enough of it for '
        || {{ parameter_text('stock_rules.people_per_item') }}
        || ' of those who wait per piece' as requirement,
        coalesce(interests_summed.looks_said, 'looked at no product') as customer_value,
        back_in_stock_found.found_count > 0 as is_met

    from customers

    cross join stock_rules

    left join interests_summed
        on customers.customer_id = interests_summed.customer_id

    left join back_in_stock_found
        on customers.customer_id = back_in_stock_found.customer_id

    union all

    select
        customers.customer_id,
        'new_item' as trigger_name,
        'a product less than ' || {{ parameter_text('novelty_rules.valid_days') }}
        || ' days old, neither bought nor out of stock, in a category that the customer named'
        || ' or that holds ' || {{ parameter_text('novelty_rules.min_affinity_share * 100') }}
        || ' % of all affinity' as requirement,
        coalesce(favourites_summed.likings_said, 'no favourite category') as customer_value,
        new_item_found.found_count > 0 as is_met

    from customers

    cross join novelty_rules

    left join favourites_summed
        on customers.customer_id = favourites_summed.customer_id

    left join new_item_found
        on customers.customer_id = new_item_found.customer_id

),

final as (

    select
        -- ids
        customer_id,

        -- text
        trigger_name,
        requirement,
        customer_value,

        -- booleans
        coalesce(is_met, false) as is_met

    from explained

)

select * from final
