{#
    Grain: one row per customer, active campaign and channel of the campaign,
    where an open trigger calls for the campaign and its audience rule holds.
#}
with

triggers_matched as (

    select * from {{ ref('int_triggers_matched') }}

),

campaign_channels as (

    select * from {{ ref('int_campaign_channels_listed') }}

),

audience_members as (

    select * from {{ ref('fct_audience_members') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

customers_numbered as (

    select * from {{ ref('int_customers_numbered') }}

),

profiles as (

    select * from {{ ref('dim_customer_profiles') }}

),

preferred_channels as (

    select
        customer_id,
        lower(value) as channel

    from {{ ref('fct_preferences') }}

    where
        preference = 'preferred_channel'
        and is_current

),

triggers_in_audience as (

    select triggers_matched.*

    from triggers_matched

    left join audience_members
        on
            triggers_matched.customer_id = audience_members.customer_id
            and triggers_matched.audience_rule_id = audience_members.audience_rule_id

    where
        triggers_matched.audience_rule_id is null
        or audience_members.customer_id is not null

),

channels_ranked as (

    select
        triggers_in_audience.customer_id,
        triggers_in_audience.campaign_id,
        triggers_in_audience.trigger_id,
        triggers_in_audience.subject_type,
        triggers_in_audience.subject_id,
        triggers_in_audience.subject_category,
        triggers_in_audience.strength,
        triggers_in_audience.triggered_at,
        triggers_in_audience.expires_at,
        campaign_channels.channel,
        campaign_channels.contact_point_type,
        row_number() over (
            partition by
                triggers_in_audience.customer_id, triggers_in_audience.campaign_id
            order by
                case when preferred_channels.channel is null then 1 else 0 end asc,
                case
                    when profiles.preferred_channel = campaign_channels.channel then 0
                    else 1
                end asc,
                campaign_channels.channel_order asc,
                campaign_channels.channel asc
        ) as channel_rank

    from triggers_in_audience

    inner join campaign_channels
        on triggers_in_audience.campaign_id = campaign_channels.campaign_id

    left join profiles
        on triggers_in_audience.customer_id = profiles.customer_id

    left join preferred_channels
        on
            triggers_in_audience.customer_id = preferred_channels.customer_id
            and campaign_channels.channel = preferred_channels.channel

),

final as (

    select
        -- ids
        channels_ranked.customer_id,
        customers_numbered.customer_key,
        channels_ranked.campaign_id,
        channels_ranked.channel,
        channels_ranked.trigger_id,

        -- text
        channels_ranked.contact_point_type,
        channels_ranked.subject_type,
        channels_ranked.subject_id,
        channels_ranked.subject_category,
        case
            when customers.is_time_zone_known then 'zone:' || customers.time_zone
            when customers.country is not null then 'country:' || customers.country
            else 'business'
        end as zone_key,

        -- numbers
        channels_ranked.strength,
        cast(channels_ranked.channel_rank as bigint) as channel_rank,
        profiles.preferred_hour,

        -- times
        channels_ranked.triggered_at,
        channels_ranked.expires_at

    from channels_ranked

    inner join customers
        on channels_ranked.customer_id = customers.customer_id

    inner join customers_numbered
        on channels_ranked.customer_id = customers_numbered.customer_id

    left join profiles
        on channels_ranked.customer_id = profiles.customer_id

)

select * from final
