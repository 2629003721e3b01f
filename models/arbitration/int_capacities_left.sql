{#
    Grain: one row per campaign or channel with a daily capacity, and how many
    contacts may still be given to it on the decision date.
#}
with

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

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
        'campaign' as capacity_type,
        campaigns.campaign_id as capacity_of,
        cast(campaigns.daily_capacity as bigint)
        - coalesce(given_to_campaigns.contact_count, 0) as capacity_left

    from campaigns

    left join given_to_campaigns
        on campaigns.campaign_id = given_to_campaigns.campaign_id

    where campaigns.daily_capacity is not null

    union all

    select
        'channel' as capacity_type,
        channels.channel as capacity_of,
        cast(channels.daily_capacity as bigint)
        - coalesce(given_to_channels.contact_count, 0) as capacity_left

    from channels

    left join given_to_channels
        on channels.channel = given_to_channels.channel

    where channels.daily_capacity is not null

)

select * from final
