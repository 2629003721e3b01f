"""The errors that cost most, each with the evidence that led to it; no personal values."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

MOST = 10

WRONG_LINKS = """
    with linked as (
        select
            earlier.record_rank as earlier_rank,
            later.record_rank as later_rank,
            bridge.link_rule,
            bridge.link_probability,
            persons.person_rank
        from identity.bridge_customer_records as bridge
        inner join identity.int_identity_records as later
            using (source_name, source_record_id)
        inner join identity.int_identity_records as earlier
            on bridge.linked_source_name = earlier.source_name
            and bridge.linked_source_record_id = earlier.source_record_id
        inner join identity.int_identity_persons as persons
            on later.record_rank = persons.record_rank
    ),
    members as (
        select persons.person_rank, truth.person_id, count(*) as record_count
        from truth inner join identity.int_identity_persons as persons using (record_rank)
        group by all
    ),
    costs as (
        select
            person_rank,
            (sum(record_count) * sum(record_count) - sum(record_count * record_count)) / 2
                as pair_count
        from members group by all having count(*) > 1
    ),
    wrong as (
        select linked.*, costs.pair_count, row_number() over (
            partition by linked.person_rank
            order by linked.link_probability, linked.earlier_rank, linked.later_rank
        ) as link_number
        from linked
        inner join costs using (person_rank)
        inner join truth as one on linked.earlier_rank = one.record_rank
        inner join truth as other on linked.later_rank = other.record_rank
        where one.person_id <> other.person_id
    )
    select
        'two people in one' as kind, cast(wrong.pair_count as bigint) as pair_count,
        wrong.earlier_rank, wrong.later_rank,
        case when wrong.link_rule = 'probable' then
            'probable ' || wrong.link_probability || ': ' || coalesce(matches.evidence, '')
        else 'shared ' || wrong.link_rule end as evidence
    from wrong
    left join matches
        on least(wrong.earlier_rank, wrong.later_rank) = matches.earlier_rank
        and greatest(wrong.earlier_rank, wrong.later_rank) = matches.later_rank
    where wrong.link_number = 1
"""

MISSED_LINKS = """
    with pieces as (
        select
            truth.person_id, persons.person_rank, count(*) as record_count,
            min(truth.record_rank) as first_rank
        from truth inner join identity.int_identity_persons as persons using (record_rank)
        group by all
    ),
    missed as (
        select
            one.person_rank as one_person, other.person_rank as other_person,
            one.first_rank as one_rank, other.first_rank as other_rank, one.person_id,
            one.record_count * other.record_count as pair_count
        from pieces as one
        inner join pieces as other
            on one.person_id = other.person_id and one.first_rank < other.first_rank
    ),
    scored as (
        select
            scores.earlier_rank, scores.later_rank, scores.match_weight, scores.probability,
            earlier.person_id,
            least(one.person_rank, other.person_rank) as lesser_person,
            greatest(one.person_rank, other.person_rank) as greater_person
        from identity.int_identity_pair_scores as scores
        inner join truth as earlier on scores.earlier_rank = earlier.record_rank
        inner join truth as later
            on scores.later_rank = later.record_rank and earlier.person_id = later.person_id
        inner join identity.int_identity_persons as one on scores.earlier_rank = one.record_rank
        inner join identity.int_identity_persons as other
            on scores.later_rank = other.record_rank
    ),
    best as (
        select *, row_number() over (
            partition by person_id, lesser_person, greater_person
            order by match_weight desc, earlier_rank, later_rank
        ) as pair_number
        from scored
    ),
    refusals as (
        select
            least(earlier_customer_id, later_customer_id) as lesser_id,
            greatest(earlier_customer_id, later_customer_id) as greater_id,
            min(link_rule || ' refused: ' || reason) as told
        from identity.fct_identity_refusals group by all
    )
    select
        'one person in two' as kind, missed.pair_count,
        coalesce(best.earlier_rank, missed.one_rank) as earlier_rank,
        coalesce(best.later_rank, missed.other_rank) as later_rank,
        concat_ws('; ',
            refusals.told,
            case when best.earlier_rank is null then 'nothing to compare them by'
            else 'probability ' || best.probability || ': ' || evidence.told end
        ) as evidence
    from missed
    left join best
        on missed.person_id = best.person_id and best.pair_number = 1
        and least(missed.one_person, missed.other_person) = best.lesser_person
        and greatest(missed.one_person, missed.other_person) = best.greater_person
    left join evidence
        on best.earlier_rank = evidence.earlier_rank and best.later_rank = evidence.later_rank
    left join identity.int_identity_customers as one on missed.one_person = one.person_rank
    left join identity.int_identity_customers as other on missed.other_person = other.person_rank
    left join refusals
        on least(one.customer_id, other.customer_id) = refusals.lesser_id
        and greatest(one.customer_id, other.customer_id) = refusals.greater_id
"""


@dataclass(frozen=True, slots=True)
class WrongPair:
    """Two records that were told wrong.

    kind        two people in one, or one person in two
    pair_count  how many pairs of records this error costs
    evidence    what led to it: rules, levels of agreement and bits, never a value
    """

    kind: str
    pair_count: int
    one: str
    other: str
    evidence: str


def worst_errors(warehouse: duckdb.DuckDBPyConnection) -> tuple[WrongPair, ...]:
    """The ten errors that cost most pairs; the warehouse has a table `truth`."""
    warehouse.execute(
        "create or replace temp view matches as"
        " select one.record_rank as earlier_rank, other.record_rank as later_rank,"
        " found.evidence from identity.fct_identity_matches as found"
        " inner join identity.int_identity_records as one"
        " on found.earlier_source_name = one.source_name"
        " and found.earlier_source_record_id = one.source_record_id"
        " inner join identity.int_identity_records as other"
        " on found.later_source_name = other.source_name"
        " and found.later_source_record_id = other.source_record_id"
    )
    warehouse.execute(
        "create or replace temp view evidence as"
        " select earlier_rank, later_rank, string_agg(comparison || ' ' || level || ' '"
        " || cast(cast(bits as decimal(9, 1)) as varchar), ', ' order by comparison) as told"
        " from identity.int_identity_pair_evidence group by all"
    )
    rows = warehouse.execute(
        f"select found.kind, found.pair_count, one.source_name || ' ' || one.source_record_id,"
        f" other.source_name || ' ' || other.source_record_id, found.evidence"
        f" from (({WRONG_LINKS}) union all ({MISSED_LINKS})) as found"
        f" inner join identity.int_identity_records as one on found.earlier_rank = one.record_rank"
        f" inner join identity.int_identity_records as other"
        f" on found.later_rank = other.record_rank"
        f" order by found.pair_count desc, found.kind desc, found.earlier_rank, found.later_rank"
        f" limit {MOST}"
    ).fetchall()
    return tuple(WrongPair(*row) for row in rows)
