{# Grain: one row per checkout that was begun and, when exported, not finished. #}
with

checkouts as (

    select * from {{ ref('int_shopify__abandoned_checkouts_reviewed') }}
    where row_status = 'staged' and not is_deleted

),

final as (

    {{ fill_shape('carts', {
        'source_name': "'shopify'",
        'cart_id': "'shopify:' || id",
        'cart_token': "'shopify:' || cart_token",
        'source_record_id': 'source_record_id',
        'visitor_id': 'visitor_id',
        'created_at': 'created_at',
        'updated_at': 'coalesce(updated_at, created_at)',
        'completed_at': 'completed_at',
        'total_amount': 'total_price',
        'currency': 'currency',
        'resume_url': 'resume_url',
    }) }}

    from checkouts

)

select * from final
