{#
    Grain: one row per active campaign and channel it may use, with all that the
    walk asks of a campaign, and a whole number that stands for the pair.
    A channel that channels.csv does not know is left out; `batuta check` says so.
#}
with

campaigns as (

    select * from {{ ref('int_campaigns_active') }}

),

channels as (

    select * from {{ ref('channels') }}

),

final as (

    select
        -- ids
        cast(
            row_number() over (
                order by campaigns.campaign_id asc, channels.channel asc
            ) as int
        ) as campaign_channel_key,
        campaigns.campaign_key,
        campaigns.campaign_id,
        channels.channel,

        -- text
        campaigns.campaign_group,
        campaigns.topic,
        channels.contact_point_type,

        -- numbers
        {{ dbt.position("'|' || channels.channel || '|'", "'|' || campaigns.channels || '|'") }}
            as channel_order,
        channels.max_consent_age_days,

        -- booleans
        campaigns.is_service,
        campaigns.obeys_caps,
        campaigns.counts_to_caps,
        campaigns.obeys_exclusions,
        channels.status = 'stopped' as is_stopped,
        channels.requires_opt_in

    from campaigns

    inner join channels
        on {{ list_contains_item('campaigns.channels', 'channels.channel') }}

)

select * from final
