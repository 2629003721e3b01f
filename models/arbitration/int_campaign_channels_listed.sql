{#
    Grain: one row per active campaign and channel it may use.
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
        campaigns.campaign_id,
        channels.channel,

        -- text
        channels.contact_point_type,

        -- numbers
        {{ dbt.position("'|' || channels.channel || '|'", "'|' || campaigns.channels || '|'") }}
            as channel_order,
        channels.max_consent_age_days,

        -- booleans
        channels.status = 'stopped' as is_stopped,
        channels.requires_opt_in

    from campaigns

    inner join channels
        on {{ list_contains_item('campaigns.channels', 'channels.channel') }}

)

select * from final
