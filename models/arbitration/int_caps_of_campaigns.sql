{#
    Grain: one row per cap and campaign on a channel in its scope: whether a
    contact must obey the cap, and whether it counts to it once sent. The
    customer's own wish binds marketing even where a campaign need not obey the
    policy's caps.
#}
with

caps as (

    select * from {{ ref('int_caps_in_force') }}

),

campaign_channels as (

    select * from {{ ref('int_campaign_channels_listed') }}

),

final as (

    select
        -- ids
        caps.cap_key,
        campaign_channels.campaign_channel_key,

        -- text
        caps.unit,

        -- booleans
        campaign_channels.counts_to_caps as is_counted,
        campaign_channels.obeys_caps
        or (caps.is_customer_wish and not campaign_channels.is_service) as is_obeyed

    from caps

    inner join campaign_channels
        on {{ scope_matches('caps.scope', 'caps.scope_value', 'campaign_channels') }}

)

select * from final
