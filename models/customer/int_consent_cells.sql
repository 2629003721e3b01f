{#
    Grain: one row per consent statement, channel and contact point it speaks about. A
    contact statement without a channel speaks about each; one without a contact point
    about all that its record had then and the channel uses ('' where that is none, or not
    known). Statements for other purposes know no channels ('*'). No topic means all ('*').

    Of the statements of one record about one cell the latest counts, and of two made at
    the same moment the withdrawal.
#}
with

consents as (

    {{ union_staged('consents') }}

),

customer_records as (

    select * from {{ ref('bridge_customer_records') }}

),

contact_point_records as (

    select * from {{ ref('bridge_contact_points') }}

),

records as (

    select * from {{ ref('int_customer_records') }}

),

channels as (

    select * from {{ ref('channels') }}

),

statements as (

    select
        consents.consent_id,
        customer_records.customer_id,
        consents.source_name,
        consents.source_record_id,
        consents.purpose,
        consents.channel,
        coalesce(consents.topic, '*') as topic,
        consents.contact_point,
        consents.status,
        consents.recorded_at

    from consents
    inner join customer_records
        on
            consents.source_name = customer_records.source_name
            and consents.source_record_id = customer_records.source_record_id

    where consents.recorded_at <= {{ as_of() }}

),

statements_by_channel as (

    select
        statements.consent_id,
        statements.customer_id,
        statements.source_name,
        statements.source_record_id,
        statements.purpose,
        coalesce(channels.channel, statements.channel, '*') as channel,
        channels.contact_point_type,
        statements.topic,
        statements.contact_point,
        statements.status,
        statements.recorded_at

    from statements
    left join channels
        on
            statements.purpose = 'contact'
            and coalesce(statements.channel, channels.channel) = channels.channel

),

cells as (

    select
        statements_by_channel.consent_id,
        statements_by_channel.customer_id,
        statements_by_channel.source_name,
        statements_by_channel.source_record_id,
        statements_by_channel.purpose,
        statements_by_channel.channel,
        statements_by_channel.topic,
        coalesce(
            statements_by_channel.contact_point,
            contact_point_records.contact_point,
            ''
        ) as contact_point,
        statements_by_channel.status,
        statements_by_channel.recorded_at

    from statements_by_channel
    left join contact_point_records
        on
            statements_by_channel.contact_point is null
            and statements_by_channel.source_name = contact_point_records.source_name
            and statements_by_channel.source_record_id
            = contact_point_records.source_record_id
            and coalesce(
                statements_by_channel.contact_point_type,
                contact_point_records.contact_point_type
            ) = contact_point_records.contact_point_type
            and {{ speaks_of('statements_by_channel', 'contact_point_records') }}

),

final as (

    select
        -- ids
        cells.consent_id,
        cells.customer_id,
        cells.source_name,
        cells.source_record_id,

        -- text
        cells.purpose,
        cells.channel,
        cells.topic,
        cells.contact_point,
        cells.status,

        -- booleans
        {{ is_latest_statement('cells') }} as is_latest,
        records.is_deleted as is_record_deleted,

        -- times
        cells.recorded_at

    from cells
    inner join records
        on
            cells.source_name = records.source_name
            and cells.source_record_id = records.source_record_id

)

select * from final
