{#
    Grain: one row per active campaign on a channel, with how many contacts may
    still be given to the campaign, and to the channel, on the decision date
    (null: unlimited; 0 or less: none).
#}
with

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

campaign_channels as (

    select * from {{ ref('int_campaign_channels_listed') }}

),

channels as (

    select * from {{ ref('channels') }}

),

contacts_today as (

    select *
    from {{ ref('int_contacts_counting') }}
    where contact_date = {{ decision_date() }}

),

given_to_campaigns as (

    select
        campaign_id,
        count(*) as contact_count

    from contacts_today

    group by campaign_id

),

given_to_channels as (

    select
        channel,
        count(*) as contact_count

    from contacts_today

    group by channel

),

final as (

    select
        -- ids
        campaign_channels.campaign_channel_key,
        campaign_channels.campaign_key,

        -- text
        campaign_channels.channel,

        -- numbers
        cast(campaigns.daily_capacity as bigint)
        - coalesce(given_to_campaigns.contact_count, 0) as campaign_capacity_left,
        cast(channels.daily_capacity as bigint)
        - coalesce(given_to_channels.contact_count, 0) as channel_capacity_left

    from campaign_channels

    inner join campaigns
        on campaign_channels.campaign_key = campaigns.campaign_key

    inner join channels
        on campaign_channels.channel = channels.channel

    left join given_to_campaigns
        on campaign_channels.campaign_id = given_to_campaigns.campaign_id

    left join given_to_channels
        on campaign_channels.channel = given_to_channels.channel

)

select * from final
