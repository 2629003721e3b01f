{#
    Grain: one row per identify call that ties a device to an account.
    One without a device or without an account ties nothing.
#}
with

identifies as (

    select * from {{ ref('int_segment__identifies_reviewed') }}
    where row_status = 'staged' and visitor_id is not null and user_id is not null

),

final as (

    {{ fill_shape('identifies', {
        'source_name': "'segment'",
        'identify_id': "'segment:' || event_id",
        'visitor_id': 'visitor_id',
        'source_record_id': 'user_id',
        'identified_at': 'occurred_at',
    }) }}

    from identifies

)

select * from final
