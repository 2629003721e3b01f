{#
    Grain: one row per open reason of any of the triggers, those of the house and
    one's own. An item the customer does not want, or says to have bought already,
    raises none; an order is no such item, for help with it is wanted all the same.
#}
{{ config(materialized='view') }}
with

items_refused as (

    select * from {{ ref('fct_items_refused') }}

),

triggers_found as (

    {%- for name, model in trigger_models().items() %}
        select
            customer_id,
            '{{ name }}' as trigger_name,
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

final as (

    select
        -- ids
        triggers_found.customer_id,

        -- text
        triggers_found.trigger_name,
        triggers_found.subject_type,
        triggers_found.subject_id,
        triggers_found.occurrence,
        triggers_found.subject_category,
        triggers_found.product_id,
        triggers_found.evidence,

        -- numbers
        triggers_found.strength,

        -- times
        triggers_found.triggered_at,
        triggers_found.expires_at

    from triggers_found

    left join items_refused as categories_refused
        on
            triggers_found.customer_id = categories_refused.customer_id
            and categories_refused.item_type = 'category'
            and lower(trim(triggers_found.subject_category)) = categories_refused.item_id

    left join items_refused as products_refused
        on
            triggers_found.customer_id = products_refused.customer_id
            and products_refused.item_type = 'product'
            and lower(triggers_found.product_id) = products_refused.item_id

    where
        triggers_found.subject_type not in ('product', 'category', 'cart')
        or (
            categories_refused.item_id is null
            and products_refused.item_id is null
        )

)

select * from final
