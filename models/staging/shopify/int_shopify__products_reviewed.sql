{# Grain: one row per raw product, parsed, with what became of it. #}
{% set required = ['id'] %}
{% set content = [
    'product_name', 'handle', 'category', 'brand', 'status', 'published_at', 'is_deleted',
    'created_at',
] %}
with

products as (

    select * from {{ source('shopify', 'products') }}

),

parsed as (

    select
        {{ normalise_key('id') }} as id,
        id as id_raw,
        {{ clean_text('title') }} as product_name,
        {{ clean_text('handle') }} as handle,
        lower({{ clean_text('product_type') }}) as category,
        {{ clean_text('vendor') }} as brand,
        lower({{ clean_text('status') }}) as status,
        coalesce({{ parse_boolean('_fivetran_deleted') }}, false) as is_deleted,
        {{ parse_timestamp('created_at', 'shopify') }} as created_at,
        created_at as created_at_raw,
        {{ parse_timestamp('updated_at', 'shopify') }} as updated_at,
        updated_at as updated_at_raw,
        {{ parse_timestamp('published_at', 'shopify') }} as published_at,
        published_at as published_at_raw,
        _delivery,
        _delivery_number,
        _row_number

    from products

),

final as (

    select
        -- ids
        id,

        -- text
        product_name,
        handle,
        category,
        brand,

        -- booleans
        published_at is not null and coalesce(status, 'active') = 'active' and not is_deleted
            as is_active,

        -- times
        created_at,
        updated_at,

        -- review
        {{ row_status_by_key(
            required, key=['id'], content=content, updated_at='updated_at'
        ) }} as row_status,
        {{ quarantine_reason(required) }} as quarantine_reason,
        {{ field_faults(['created_at', 'updated_at', 'published_at']) }} as field_faults,
        id_raw as raw_key,
        _delivery,
        _delivery_number,
        _row_number

    from parsed

)

select * from final
