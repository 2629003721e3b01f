{#
    Grain: one row per person, purpose, channel, topic and contact point that somebody
    spoke about or can be reached at ('' for none), and a withdrawal that stands against
    it. A withdrawal covers the person, so it stands against every contact point except
    its own ones where it was lifted.
#}
with

cells as (

    select * from {{ ref('int_consent_cells') }}

),

withdrawals as (

    select * from {{ ref('int_consent_withdrawals') }}

),

contact_points as (

    select * from {{ ref('dim_contact_points') }}

),

channels as (

    select * from {{ ref('channels') }}

),

reachable as (

    select
        contact_points.customer_id,
        'contact' as purpose,
        channels.channel,
        contact_points.contact_point

    from contact_points
    inner join channels
        on contact_points.contact_point_type = channels.contact_point_type

),

targets as (

    select
        customer_id,
        purpose,
        channel,
        contact_point

    from cells

    union distinct

    select
        customer_id,
        purpose,
        channel,
        contact_point

    from reachable

),

withdrawn_statements as (

    select distinct
        consent_id,
        customer_id,
        source_name,
        source_record_id,
        purpose,
        channel,
        topic,
        recorded_at

    from withdrawals

),

final as (

    select
        -- ids
        withdrawn_statements.consent_id,
        targets.customer_id,
        withdrawn_statements.source_name,
        withdrawn_statements.source_record_id,

        -- text
        targets.purpose,
        targets.channel,
        withdrawn_statements.topic,
        targets.contact_point,

        -- booleans
        cells.consent_id is not null as is_own_contact_point,

        -- times
        withdrawn_statements.recorded_at

    from targets
    inner join withdrawn_statements
        on
            targets.customer_id = withdrawn_statements.customer_id
            and targets.purpose = withdrawn_statements.purpose
            and targets.channel = withdrawn_statements.channel
    left join cells
        on
            withdrawn_statements.consent_id = cells.consent_id
            and targets.channel = cells.channel
            and targets.contact_point = cells.contact_point
    left join withdrawals
        on
            withdrawn_statements.consent_id = withdrawals.consent_id
            and targets.channel = withdrawals.channel
            and targets.contact_point = withdrawals.contact_point

    where withdrawals.consent_id is not null or cells.consent_id is null

)

select * from final
