{#
    Grain: one row per active campaign on a channel, with the most days, the day of
    the contact included, for which a contact of another campaign can hold it back:
    the longest of its exclusions and of the windows of its caps.
#}
with

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

campaign_channels as (

    select * from {{ ref('int_campaign_channels_listed') }}

),

exclusions as (

    select * from {{ ref('campaign_exclusions') }}

),

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

caps_of_campaigns as (

    select * from {{ ref('int_caps_of_campaigns') }}

),

-- A channel is no scope of exclusions; it stands here for the shared predicate.
campaigns_excludable as (

    select
        *,
        cast(null as {{ dbt.type_string() }}) as channel

    from campaigns

),

days_of_exclusions as (

    select
        campaigns_excludable.campaign_key,
        max(exclusions.window_days) + 1 as hold_days

    from campaigns_excludable

    inner join exclusions
        on {{ scope_matches(
            'exclusions.blocked_scope', 'exclusions.blocked_value', 'campaigns_excludable'
        ) }}

    group by campaigns_excludable.campaign_key

),

days_of_caps as (

    select
        caps_of_campaigns.campaign_channel_key,
        max(
            case caps.window_type
                when 'rolling_days' then caps.window_days
                when 'calendar_week' then 7
                when 'calendar_month' then 31
                else 1
            end
        ) as hold_days

    from caps_of_campaigns

    inner join caps
        on caps_of_campaigns.cap_key = caps.cap_key

    group by caps_of_campaigns.campaign_channel_key

),

final as (

    select
        -- ids
        campaign_channels.campaign_channel_key,

        -- numbers
        greatest(
            coalesce(days_of_exclusions.hold_days, 1), coalesce(days_of_caps.hold_days, 1)
        ) as hold_days

    from campaign_channels

    left join days_of_exclusions
        on campaign_channels.campaign_key = days_of_exclusions.campaign_key

    left join days_of_caps
        on campaign_channels.campaign_channel_key = days_of_caps.campaign_channel_key

)

select * from final
