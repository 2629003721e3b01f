{#
    Grain: one row per interaction. A product that was its subject is named by its
    key in the house.
#}
with

touches as (

    select * from {{ ref('int_interactions__touches_reviewed') }}
    where row_status = 'staged'

),

final as (

    {{ fill_shape('touches', {
        'source_name': "'interactions'",
        'touch_id': "'interactions:' || interaction_id",
        'source_record_id': 'source_record_id',
        'visitor_id': 'visitor_id',
        'touchpoint': 'touchpoint',
        'action': 'action',
        'subject_type': 'subject_type',
        'subject_id':
            "case when subject_type = 'product' then " ~ product_key('subject_id')
            ~ " when subject_type = 'category' then lower(subject_id) else subject_id end",
        'category': "case when subject_type = 'category' then lower(subject_id) end",
        'started_at': 'started_at',
        'duration_seconds': 'duration_seconds',
        'medium_source': 'medium_source',
        'medium': 'medium',
        'campaign': 'campaign',
    }) }}

    from touches

)

select * from final
