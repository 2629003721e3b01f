{#
    Guards fct_campaign_decisions: per campaign, day and channel the candidates
    that arose today are exactly the selected ones plus the sum of every reason.
    Without this a candidate could be lost between the gate and the walk, or
    counted twice, and every total would still look right.
#}
{{ config(group='arbitration') }}
with

candidates as (

    select * from {{ ref('int_candidates_raised') }}

),

decisions as (

    select *
    from {{ ref('fct_campaign_decisions') }}
    where decision_date = {{ decision_date() }}

),

candidates_counted as (

    select
        campaign_id,
        channel,
        count(*) as candidate_count

    from candidates

    group by campaign_id, channel

),

-- What is kept although its candidate no longer arises was never drawn a lot.
reasons_counted as (

    select
        campaign_id,
        channel,
        outcome,
        reason,
        count(*) as decision_count

    from decisions

    where draw is not null

    group by campaign_id, channel, outcome, reason

),

reasons_summed as (

    select
        campaign_id,
        channel,
        sum(case when outcome = 'selected' then decision_count else 0 end) as selected_count,
        sum(
            case when outcome in ('rejected', 'gated') then decision_count else 0 end
        ) as refused_count

    from reasons_counted

    where reason is not null

    group by campaign_id, channel

)

select
    coalesce(candidates_counted.campaign_id, reasons_summed.campaign_id) as campaign_id,
    coalesce(candidates_counted.channel, reasons_summed.channel) as channel,
    candidates_counted.candidate_count,
    reasons_summed.selected_count,
    reasons_summed.refused_count

from candidates_counted

full outer join reasons_summed
    on
        candidates_counted.campaign_id = reasons_summed.campaign_id
        and candidates_counted.channel = reasons_summed.channel

where
    candidates_counted.candidate_count
    is distinct from reasons_summed.selected_count + reasons_summed.refused_count
