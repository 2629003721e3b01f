{# Grain: one row per conversation with customer service. #}
with

conversations as (

    select * from {{ ref('int_zendesk__conversations') }}

),

final as (

    {{ fill_shape('service_contacts', {
        'source_name': "'zendesk'",
        'service_contact_id': "'zendesk:' || conversation_id",
        'source_record_id': 'user_id',
        'service_channel': 'service_channel',
        'status': 'status',
        'rating': 'rating',
        'subject_category': 'subject_category',
        'started_at': 'started_at',
        'solved_at': 'solved_at',
        'duration_seconds': 'duration_seconds',
    }) }}

    from conversations

)

select * from final
