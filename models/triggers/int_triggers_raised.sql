{#
    Grain: one row per open reason of any of the triggers that the house has. An
    item the customer does not want, or says to have bought already, raises none;
    an order is no such item, for help with it is wanted all the same.
#}
{{ config(materialized='view') }}
with

preferences as (

    select * from {{ ref('fct_preferences') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

triggers_found as (

    {%- for model in trigger_models() %}
        select
            customer_id,
            trigger_name,
            subject_type,
            subject_id,
            occurrence,
            subject_category,
            product_id,
            evidence,
            strength,
            triggered_at,
            expires_at

        from {{ ref(model) }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

items_refused as (

    select distinct
        customer_id,
        lower(trim(value)) as item

    from preferences

    where
        preference in ('not_interested_in', 'already_bought')
        and is_current
        and value is not null

),

triggers_named as (

    select
        triggers_found.*,
        lower(products.product_name) as product_name,
        triggers_found.subject_type in ('product', 'category', 'cart') as is_about_item

    from triggers_found

    left join products
        on triggers_found.product_id = products.product_id

),

final as (

    select
        -- ids
        triggers_named.customer_id,

        -- text
        triggers_named.trigger_name,
        triggers_named.subject_type,
        triggers_named.subject_id,
        triggers_named.occurrence,
        triggers_named.subject_category,
        triggers_named.product_id,
        triggers_named.evidence,

        -- numbers
        triggers_named.strength,

        -- times
        triggers_named.triggered_at,
        triggers_named.expires_at

    from triggers_named

    left join items_refused as categories_refused
        on
            triggers_named.customer_id = categories_refused.customer_id
            and triggers_named.subject_category = categories_refused.item

    left join items_refused as products_refused
        on
            triggers_named.customer_id = products_refused.customer_id
            and lower(triggers_named.product_id) = products_refused.item

    left join items_refused as names_refused
        on
            triggers_named.customer_id = names_refused.customer_id
            and triggers_named.product_name = names_refused.item

    where
        not triggers_named.is_about_item
        or (
            categories_refused.item is null
            and products_refused.item is null
            and names_refused.item is null
        )

)

select * from final
