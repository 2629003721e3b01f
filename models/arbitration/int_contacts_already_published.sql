{#
    Grain: one row per customer, campaign of ours and channel that the ledger
    already holds for the decision date, from whichever sender and whatever was
    reported since. Deciding the day again keeps it.

    A contact whose record has moved to another person since is held for both:
    for the person it belongs to now, and for the one it was decided for, whose
    decision must not be published a second time.
#}
with

ledger as (

    select * from {{ ref('fct_contact_ledger') }}

),

published_contacts as (

    select * from {{ ref('stg_batuta__published_contacts') }}

),

campaigns as (

    select * from {{ ref('campaigns') }}

),

customers_numbered as (

    select * from {{ ref('int_customers_numbered') }}

),

campaign_channels as (

    select * from {{ ref('int_campaign_channels_listed') }}

),

contacts_today as (

    select
        ledger.customer_id,
        ledger.campaign_id,
        ledger.channel,
        ledger.contact_id,
        ledger.trigger_id,
        ledger.campaign_group,
        ledger.topic,
        ledger.purpose,
        ledger.contact_point,
        case when ledger.decision_id is null then 2 else 1 end as sender_rank

    from ledger

    inner join campaigns
        on ledger.campaign_id = campaigns.campaign_id

    where ledger.contact_date = {{ decision_date() }}

    union all

    select
        customer_id,
        campaign_id,
        channel,
        decision_id as contact_id,
        trigger_id,
        campaign_group,
        topic,
        purpose,
        contact_point,
        3 as sender_rank

    from published_contacts

    where contact_date = {{ decision_date() }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by customer_id, campaign_id, channel
            order by sender_rank asc, contact_id asc
        ) as contact_rank

    from contacts_today

),

final as (

    select
        -- ids
        ranked.customer_id,
        ranked.campaign_id,
        ranked.channel,
        customers_numbered.customer_key,
        campaign_channels.campaign_channel_key,
        ranked.contact_id,
        ranked.trigger_id,

        -- text
        ranked.campaign_group,
        ranked.topic,
        ranked.purpose,
        ranked.contact_point

    from ranked

    left join customers_numbered
        on ranked.customer_id = customers_numbered.customer_id

    left join campaign_channels
        on
            ranked.campaign_id = campaign_channels.campaign_id
            and ranked.channel = campaign_channels.channel

    where ranked.contact_rank = 1

)

select * from final
