{#
    Grain: one row per message event that reports on a contact batuta published:
    it carries the decision, or it is about the same contact point and campaign,
    at most two days later.
#}
with

message_events as (

    {{ union_staged('message_events') }}

),

published_contacts as (

    select * from {{ ref('stg_batuta__published_contacts') }}

),

events_so_far as (

    select
        *,
        cast({{ to_local('occurred_at', "'" ~ var('business_time_zone') ~ "'") }} as date)
            as occurred_date

    from message_events

    where occurred_at <= {{ as_of() }}

),

matched_by_decision as (

    select
        events_so_far.message_event_id,
        published_contacts.decision_id,
        published_contacts.contact_date,
        1 as match_rank

    from events_so_far

    inner join published_contacts
        on events_so_far.decision_id = published_contacts.decision_id

),

matched_by_contact_point as (

    select
        events_so_far.message_event_id,
        published_contacts.decision_id,
        published_contacts.contact_date,
        2 as match_rank

    from events_so_far

    left join matched_by_decision
        on events_so_far.message_event_id = matched_by_decision.message_event_id

    inner join published_contacts
        on
            events_so_far.campaign_id = published_contacts.campaign_id
            and events_so_far.channel = published_contacts.channel
            and events_so_far.contact_point = published_contacts.contact_point

    where
        matched_by_decision.message_event_id is null
        and {{ days_between('published_contacts.contact_date', 'events_so_far.occurred_date') }}
        between 0 and 2

),

unioned as (

    select * from matched_by_decision

    union all

    select * from matched_by_contact_point

),

ranked as (

    select
        *,
        row_number() over (
            partition by message_event_id
            order by match_rank asc, contact_date desc, decision_id asc
        ) as choice_rank

    from unioned

),

final as (

    select
        message_event_id,
        decision_id

    from ranked

    where choice_rank = 1

)

select * from final
