{#
    Grain: one row per statement of a person about being contacted, tracked or
    profiled. Where its purpose cannot be read, a grant grants nothing and a
    withdrawal counts for each purpose, for all channels and topics of those that
    know neither.
#}
with

consents as (

    select * from {{ ref('int_crm__consents_reviewed') }}
    where row_status = 'staged'

),

purposes as (

    select 'contact' as purpose
    union all
    select 'tracking' as purpose
    union all
    select 'profiling' as purpose

),

statements as (

    select
        record_id,
        purpose,
        channel,
        topic,
        status,
        recorded_at

    from consents
    where purpose is not null

    union distinct

    select
        consents.record_id,
        purposes.purpose,
        case when purposes.purpose = 'contact' then consents.channel end as channel,
        case when purposes.purpose = 'contact' then consents.topic end as topic,
        consents.status,
        consents.recorded_at

    from consents
    cross join purposes
    where consents.purpose is null and consents.status = 'withdrawn'

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

    from statements

)

select * from final
