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

    select candidates.*

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

final as (

    select
        -- ids
        row_number() over (
            order by
                {{ walk_order() }}
        ) as walk_rank,
        customer_key,
        contact_point_key,
        campaign_key,
        campaign_channel_key

    from contending

)

select * from final
