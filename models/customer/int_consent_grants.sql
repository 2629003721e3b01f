{#
    Grain: one row per cell of a grant that is in force: the latest of its record, with no
    withdrawal standing against its contact point. For a single topic, a withdrawal for all
    topics ends earlier grants for good, and later ones only where it does not know their
    contact point.
#}
with

cells as (

    select * from {{ ref('int_consent_cells') }}

),

blocks as (

    select * from {{ ref('int_consent_blocks') }}

),

grants as (

    select * from cells
    where is_latest and status = 'granted' and not is_record_deleted

),

general_withdrawals as (

    select
        customer_id,
        purpose,
        channel,
        max(recorded_at) as recorded_at

    from cells

    where status = 'withdrawn' and topic = '*'

    group by customer_id, purpose, channel

),

blocked as (

    select distinct
        grants.consent_id,
        grants.channel,
        grants.contact_point

    from grants
    inner join blocks
        on
            grants.customer_id = blocks.customer_id
            and grants.purpose = blocks.purpose
            and grants.channel = blocks.channel
            and grants.contact_point = blocks.contact_point
            and (
                grants.topic = blocks.topic
                or (
                    blocks.topic = '*'
                    and not blocks.is_own_contact_point
                    and not (
                        grants.source_name = blocks.source_name
                        and grants.source_record_id = blocks.source_record_id
                    )
                )
            )

),

final as (

    select
        -- ids
        grants.consent_id,
        grants.customer_id,
        grants.source_name,
        grants.source_record_id,

        -- text
        grants.purpose,
        grants.channel,
        grants.topic,
        grants.contact_point,

        -- times
        grants.recorded_at

    from grants
    left join blocked
        on
            grants.consent_id = blocked.consent_id
            and grants.channel = blocked.channel
            and grants.contact_point = blocked.contact_point
    left join general_withdrawals
        on
            grants.topic <> '*'
            and grants.customer_id = general_withdrawals.customer_id
            and grants.purpose = general_withdrawals.purpose
            and grants.channel = general_withdrawals.channel
            and grants.recorded_at <= general_withdrawals.recorded_at

    where
        blocked.consent_id is null
        and general_withdrawals.customer_id is null

)

select * from final
