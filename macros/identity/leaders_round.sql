{#
    One round of FastSV (labels handed on, with pointer jumping) over a graph of numbered
    nodes: every node, and the leader it has, takes the least of the leaders that its
    neighbours' leaders follow. A chain of n nodes settles in about log2(n) rounds.

    `edges` has `later_rank` and `earlier_rank`; `settled` is what earlier rounds found,
    one row per `<node>`, `leader` and `round_number`. At the end the least leader of a node
    is the least node of everything connected with it; nodes without edges have no row.
#}
{% macro leaders_round(edges, settled, node) -%}
with

edges as (

    select * from {{ edges }}

),

settled as (

    select * from {{ settled }}

),

neighbours as (

    select
        later_rank as {{ node }},
        earlier_rank as neighbour

    from edges

    union all

    select
        earlier_rank as {{ node }},
        later_rank as neighbour

    from edges

),

connected as (

    select distinct {{ node }} from neighbours

),

this_round as (

    select coalesce(max(round_number), 0) + 1 as round_number from settled

),

least_settled as (

    select
        {{ node }},
        min(leader) as leader

    from settled

    group by {{ node }}

),

leaders as (

    select
        connected.{{ node }},
        coalesce(least_settled.leader, connected.{{ node }}) as leader

    from connected
    left join least_settled on connected.{{ node }} = least_settled.{{ node }}

),

followed_leaders as (

    select
        leaders.{{ node }},
        leaders.leader,
        named.leader as next_leader

    from leaders
    inner join leaders as named on leaders.leader = named.{{ node }}

),

offers as (

    select
        neighbours.{{ node }},
        min(followed_leaders.next_leader) as leader

    from neighbours
    inner join followed_leaders
        on neighbours.neighbour = followed_leaders.{{ node }}

    group by neighbours.{{ node }}

),

candidates as (

    select
        {{ node }},
        leader

    from offers

    union all

    select
        {{ node }},
        next_leader as leader

    from followed_leaders

    union all

    select
        leaders.leader as {{ node }},
        offers.leader

    from offers
    inner join leaders on offers.{{ node }} = leaders.{{ node }}

),

best_candidates as (

    select
        {{ node }},
        min(leader) as leader

    from candidates

    group by {{ node }}

),

final as (

    select
        -- ids
        best_candidates.{{ node }},
        best_candidates.leader,

        -- numbers
        this_round.round_number

    from best_candidates
    inner join leaders
        on
            best_candidates.{{ node }} = leaders.{{ node }}
            and best_candidates.leader < leaders.leader
    cross join this_round

)

select * from final
{%- endmacro %}
