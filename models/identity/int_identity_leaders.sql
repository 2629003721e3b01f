{#
    Grain: one row per connected record and round in which it found an earlier leader, the
    earliest record it is known to be connected with. The least one is in force; at the end
    it is the first record of everything connected, whatever stands between.

    One round of FastSV (labels handed on, with pointer jumping): every record, and the
    leader it has, takes the least of the leaders that its neighbours' leaders follow. A
    chain of n records settles in about log2(n) rounds.
#}
{{ config(materialized='rounds', meta={'max_rounds': 200}) }}

with

edges as (

    select * from {{ ref('int_identity_edges') }}

),

settled as (

    select * from {{ this }}

),

neighbours as (

    select
        later_rank as record_rank,
        earlier_rank as neighbour_rank

    from edges

    union all

    select
        earlier_rank as record_rank,
        later_rank as neighbour_rank

    from edges

),

connected as (

    select distinct record_rank from neighbours

),

this_round as (

    select coalesce(max(round_number), 0) + 1 as round_number from settled

),

least_settled as (

    select
        record_rank,
        min(leader) as leader

    from settled

    group by record_rank

),

leaders as (

    select
        connected.record_rank,
        coalesce(least_settled.leader, connected.record_rank) as leader

    from connected
    left join least_settled on connected.record_rank = least_settled.record_rank

),

followed_leaders as (

    select
        leaders.record_rank,
        leaders.leader,
        named.leader as next_leader

    from leaders
    inner join leaders as named on leaders.leader = named.record_rank

),

offers as (

    select
        neighbours.record_rank,
        min(followed_leaders.next_leader) as leader

    from neighbours
    inner join followed_leaders
        on neighbours.neighbour_rank = followed_leaders.record_rank

    group by neighbours.record_rank

),

candidates as (

    select
        record_rank,
        leader

    from offers

    union all

    select
        record_rank,
        next_leader as leader

    from followed_leaders

    union all

    select
        leaders.leader as record_rank,
        offers.leader

    from offers
    inner join leaders on offers.record_rank = leaders.record_rank

),

best_candidates as (

    select
        record_rank,
        min(leader) as leader

    from candidates

    group by record_rank

),

final as (

    select
        -- ids
        best_candidates.record_rank,
        best_candidates.leader,

        -- numbers
        this_round.round_number

    from best_candidates
    inner join leaders
        on
            best_candidates.record_rank = leaders.record_rank
            and best_candidates.leader < leaders.leader
    cross join this_round

)

select * from final
