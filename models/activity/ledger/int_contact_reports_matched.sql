{#
    Grain: one row per message event that reports on a contact batuta published:
    it carries the decision, or it is about the same contact point and campaign,
    at most two days later. A trial that has set contacts aside knows the reports on
    them all the same, or they would look like another tool's contacts.
#}
with

message_events as (

    {{ union_staged('message_events') }}

),

published_contacts as (

    select * from {{ ref('stg_batuta__published_contacts') }}

),

forgotten_contacts as (

    select * from {{ ref('stg_batuta__forgotten_contacts') }}

),

contacts_known as (

    select
        decision_id,
        campaign_id,
        channel,
        contact_point,
        contact_date

    from published_contacts

    union

    select
        decision_id,
        campaign_id,
        channel,
        contact_point,
        contact_date

    from forgotten_contacts

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
        contacts_known.decision_id,
        contacts_known.contact_date,
        1 as match_rank

    from events_so_far

    inner join contacts_known
        on events_so_far.decision_id = contacts_known.decision_id

),

matched_by_contact_point as (

    select
        events_so_far.message_event_id,
        contacts_known.decision_id,
        contacts_known.contact_date,
        2 as match_rank

    from events_so_far

    left join matched_by_decision
        on events_so_far.message_event_id = matched_by_decision.message_event_id

    inner join contacts_known
        on
            events_so_far.campaign_id = contacts_known.campaign_id
            and events_so_far.channel = contacts_known.channel
            and events_so_far.contact_point = contacts_known.contact_point

    where
        matched_by_decision.message_event_id is null
        and {{ days_between('contacts_known.contact_date', 'events_so_far.occurred_date') }}
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
