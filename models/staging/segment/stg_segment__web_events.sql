{#
    Grain: one row per event: a page seen, or one of the e-commerce events.
    An event without `user_id` is anonymous: only its visitor is known.
#}
{% set event_tables = [
    'pages',
    'product_viewed',
    'product_added',
    'product_removed',
    'checkout_started',
    'order_completed',
    'products_searched',
] %}
with

events as (

    {% for event_table in event_tables %}
        select *
        from {{ ref('int_segment__' ~ event_table ~ '_reviewed') }}
        where row_status = 'staged'
        {{ 'union all' if not loop.last }}
    {% endfor %}

),

final as (

    {{ fill_shape('web_events', {
        'source_name': "'segment'",
        'event_id': "'segment:' || event_id",
        'visitor_id': 'visitor_id',
        'source_record_id': 'user_id',
        'event_name': 'event_name',
        'product_id': 'product_id',
        'category': 'category',
        'device_type': 'device_type',
        'page_url': 'page_url',
        'referrer': 'referrer',
        'utm_source': 'utm_source',
        'utm_medium': 'utm_medium',
        'utm_campaign': 'utm_campaign',
        'cart_id': 'cart_id',
        'quantity': 'quantity',
        'search_text': 'search_text',
        'occurred_at': 'occurred_at',
    }) }}

    from events

)

select * from final
