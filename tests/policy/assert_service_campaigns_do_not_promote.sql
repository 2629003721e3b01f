{#
    Service skips consent, so a service campaign must not be a broadcast, make an
    offer or recommend products.
#}
with

campaigns as (

    select * from {{ ref('campaigns') }}

),

contents as (

    select * from {{ ref('campaign_contents') }}

),

final as (

    select
        campaigns.campaign_id,
        campaigns.trigger_name,
        contents.content_id,
        contents.offer_code,
        contents.recommendation

    from campaigns

    left join contents
        on campaigns.campaign_id = contents.campaign_id

    where
        campaigns.purpose = 'service'
        and (
            campaigns.trigger_name = 'scheduled_broadcast'
            or contents.offer_code is not null
            or coalesce(contents.recommendation, 'none') <> 'none'
        )

)

select * from final
