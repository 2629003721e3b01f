{# Grain: one row per statement of a person about being contacted, tracked or profiled. #}
with

consents as (

    select * from {{ ref('int_crm__consents_reviewed') }}
    where row_status = 'staged'

),

final as (

    {{ fill_shape('consents', {
        'source_name': "'crm'",
        'consent_id': "'crm:' || " ~ hash_key(
            ['record_id', 'purpose', 'channel', 'topic', 'status', format_timestamp('recorded_at')]
        ),
        'source_record_id': 'record_id',
        'purpose': 'purpose',
        'channel': 'channel',
        'topic': 'topic',
        'status': 'status',
        'recorded_at': 'recorded_at',
    }) }}

    from consents

)

select * from final
