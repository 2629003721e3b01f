{#
    Grain: one row per candidate that passed the gate and is not published yet,
    with its place in the one total order of the walk (`walk_rank`, 1 first).
    From here to the verdicts everything is whole numbers: every "before" is a
    comparison of two, and names come back with the decisions.
#}
with

candidates as (

    select * from {{ ref('int_candidates_gated') }}

),

contacts_already_published as (

    select * from {{ ref('int_contacts_already_published') }}

),

contending as (

    select
        candidates.customer_key,
        candidates.contact_point_key,
        candidates.campaign_key,
        candidates.campaign_channel_key,
        candidates.is_service,
        candidates.{{ walk_claim() }} as claim,
        candidates.strength,
        candidates.triggered_at,
        candidates.channel_rank,
        candidates.draw

    from candidates

    left join contacts_already_published
        on
            candidates.customer_key = contacts_already_published.customer_key
            and candidates.campaign_channel_key
            = contacts_already_published.campaign_channel_key

    where
        candidates.gate_reason is null
        and contacts_already_published.customer_key is null

),

claims as (

    select
        is_service,
        claim,
        count(*) as candidate_count

    from contending

    group by is_service, claim

),

claims_ranked as (

    select
        is_service,
        claim,
        row_number() over (
            order by
                case when is_service then 0 else 1 end asc,
                claim {{ walk_claim_direction() }}
        ) as claim_rank,
        sum(candidate_count) over (
            order by
                case when is_service then 0 else 1 end asc,
                claim {{ walk_claim_direction() }}
            rows between unbounded preceding and current row
        ) - candidate_count as candidates_before

    from claims

),

-- Ranks within one claim at a time: shorter sorts, and an engine may share them out.
claiming as (

    select
        contending.*,
        cast(claims_ranked.claim_rank as int) as claim_rank,
        cast(claims_ranked.candidates_before as bigint) as candidates_before

    from contending

    inner join claims_ranked
        on
            contending.is_service = claims_ranked.is_service
            and contending.claim = claims_ranked.claim

),

final as (

    select
        -- ids
        candidates_before + row_number() over (
            partition by claim_rank
            order by
                {{ walk_order() }}
        ) as walk_rank,
        customer_key,
        contact_point_key,
        campaign_key,
        campaign_channel_key

    from claiming

)

select * from final
