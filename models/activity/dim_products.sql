{#
    Grain: one row per product of the house. Sources that know the same product
    (by its stock keeping unit) fill one row: each field comes from the most
    trusted source that has it, of one source from its latest word.
#}
{% set golden_fields = ['sku', 'product_name', 'category', 'brand', 'url', 'is_active'] %}
with

products as (

    select * from {{ ref('int_products_staged') }}

),

product_prices as (

    select * from {{ ref('fct_product_prices') }}

),

-- A product that a source made known after `as_of` is not known yet.
products_known as (

    select
        product_id,
        source_name,
        sku,
        product_name,
        lower(trim(category)) as category,
        brand,
        url,
        is_active,
        created_at,
        updated_at

    from products

    where
        created_at is null
        or created_at <= {{ as_of() }}

),

products_ranked as (

    select
        *,
        row_number() over (
            partition by product_id
            order by
                {{ source_trust('source_name') }} asc,
                updated_at desc nulls last,
                source_name asc,
                product_name asc nulls last,
                sku asc nulls last,
                url asc nulls last
        ) as trust_rank

    from products_known

),

fields_chosen as (

    select
        product_id,
        {%- for field in golden_fields %}
            min(case when {{ field }} is not null then trust_rank end) as {{ field }}_rank,
        {%- endfor %}
        count(distinct source_name) as source_count,
        min(created_at) as created_at,
        max(updated_at) as updated_at

    from products_ranked

    group by product_id

),

fields_filled as (

    select
        fields_chosen.product_id,
        {%- for field in golden_fields %}
            max(
                case
                    when products_ranked.trust_rank = fields_chosen.{{ field }}_rank
                        then products_ranked.{{ field }}
                end
            ) as {{ field }},
        {%- endfor %}
        max(fields_chosen.source_count) as source_count,
        max(fields_chosen.created_at) as created_at,
        max(fields_chosen.updated_at) as updated_at

    from fields_chosen

    inner join products_ranked
        on fields_chosen.product_id = products_ranked.product_id

    group by fields_chosen.product_id

),

prices_ranked as (

    select
        product_id,
        price_amount,
        row_number() over (
            partition by product_id
            order by
                observed_at desc,
                {{ source_trust('source_name') }} asc,
                price_id asc
        ) as recency_rank

    from product_prices

),

latest_prices as (

    select
        product_id,
        price_amount

    from prices_ranked

    where recency_rank = 1

),

final as (

    select
        -- ids
        fields_filled.product_id,
        fields_filled.sku,

        -- text
        fields_filled.product_name,
        fields_filled.category,
        fields_filled.brand,
        fields_filled.url,

        -- numbers
        latest_prices.price_amount,
        fields_filled.source_count,

        -- booleans
        coalesce(fields_filled.is_active, true) as is_active,

        -- times
        fields_filled.created_at,
        fields_filled.updated_at

    from fields_filled

    left join latest_prices
        on fields_filled.product_id = latest_prices.product_id

)

select * from final
