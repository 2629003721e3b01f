{#
    Grain: one row per address that bounced for good or complained, whoever's it is.
    A report without an address means the address of its kind that the record has, if it
    is not known to have had another then; a push that no record's token explains, the
    one token of the person.
#}
with

messages as (

    select * from {{ ref('fct_messages') }}

),

contact_point_records as (

    select * from {{ ref('bridge_contact_points') }}

),

reports as (

    select
        customer_id,
        source_name,
        source_record_id,
        contact_point_type,
        contact_point,
        occurred_at,
        case when event_name = 'complained' then 'complaint' else 'hard_bounce' end
            as suppression_reason

    from messages

    where event_name = 'complained' or (event_name = 'bounced' and is_hard_bounce)

),

-- Who has a single token has it, whichever record knows it.
only_tokens as (

    select
        customer_id,
        contact_point_type,
        min(contact_point) as contact_point

    from contact_point_records

    where contact_point_type = 'push_token'

    group by customer_id, contact_point_type

    having count(distinct contact_point) = 1

),

addressed as (

    select
        reports.contact_point_type,
        coalesce(
            reports.contact_point,
            contact_point_records.contact_point,
            only_tokens.contact_point
        ) as contact_point,
        reports.suppression_reason,
        reports.occurred_at

    from reports
    left join contact_point_records
        on
            reports.contact_point is null
            and reports.source_name = contact_point_records.source_name
            and reports.source_record_id = contact_point_records.source_record_id
            and reports.contact_point_type = contact_point_records.contact_point_type
            and coalesce(reports.occurred_at >= contact_point_records.acquired_at, true)
    left join only_tokens
        on
            reports.customer_id = only_tokens.customer_id
            and reports.contact_point_type = only_tokens.contact_point_type

),

final as (

    select
        -- text
        contact_point_type,
        contact_point,

        -- times
        max(case when suppression_reason = 'hard_bounce' then occurred_at end)
            as last_bounced_at,
        max(case when suppression_reason = 'complaint' then occurred_at end)
            as last_complained_at,
        min(occurred_at) as suppressed_at

    from addressed

    where contact_point is not null

    group by contact_point_type, contact_point

)

select * from final
