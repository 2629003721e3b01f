"""Who is who, link by link: the plain meaning of identity, for comparison with the SQL."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import combinations

# Letters that are no plain letter with a mark.
LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ъ": "", "ь": "", "й": "i"}
    | dict(zip("đħıłøŧ", "dhilot", strict=True))
    | dict(
        zip(
            "абвгґдеёєжзиіїклмнопрстуўфхцчшщыэюя",
            "abvggdeeezziiiklmnoprstuufhccssyeua",
            strict=True,
        )
    )
    | dict(zip("άέήίόύώϊϋΐΰ", "aeiioyoiyiy", strict=True))
    | dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "avgdezitiklmnxoprsstyfhpo", strict=True))
)
KINDS = ("customer_number", "account_id", "email", "phone")


@dataclass(frozen=True, slots=True)
class Record:
    """What identity looks at in a staged person record."""

    source_name: str
    source_record_id: str
    customer_number: str | None = None
    account_id: str | None = None
    email: str | None = None
    phone: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    birth_date: date | None = None
    created_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.source_name, self.source_record_id

    @property
    def order(self) -> tuple[bool, datetime, str, str]:
        known = self.created_at or datetime.min
        return self.created_at is None, known, self.source_name, self.source_record_id


@dataclass(frozen=True, slots=True)
class Rules:
    """The part of identifier_rules.csv that decides links."""

    priority: Mapping[str, int]
    max_values: Mapping[str, int]
    max_records: Mapping[str, int]
    max_contradictions: Mapping[str, int]
    never: frozenset[tuple[str, str]]
    variants: Mapping[str, str]
    is_name_decisive: bool = True
    is_birth_date_decisive: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about two records, by their keys."""

    verdict: str
    one: tuple[str, str]
    other: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """Two records, by their keys, that are one person by this match weight."""

    weight: int
    one: tuple[str, str]
    other: tuple[str, str]


Refusal = Callable[[list[Record], list[Record]], bool]


def resolve(
    records: Iterable[Record],
    rules: Rules,
    verdicts: Sequence[Verdict] = (),
    matches: Sequence[Match] = (),
) -> frozenset[frozenset[tuple[str, str]]]:
    """The persons, as sets of record keys: must-links, identifiers, then matches, one by one."""
    ordered = sorted(records, key=lambda record: record.order)
    rank = {record.key: place for place, record in enumerate(ordered)}
    person = {record.key: [record] for record in ordered}
    apart = {frozenset((v.one, v.other)) for v in verdicts if v.verdict == "cannot-link"}

    def take(
        one: int, other: int, is_refused: Callable[[list[Record], list[Record]], bool]
    ) -> None:
        mine, theirs = person[ordered[one].key], person[ordered[other].key]
        if mine is theirs or is_refused(mine, theirs):
            return
        if any(frozenset((a.key, b.key)) in apart for a in mine for b in theirs):
            return
        mine.extend(theirs)
        for record in theirs:
            person[record.key] = mine

    must = {
        tuple(sorted((rank[v.one], rank[v.other])))
        for v in verdicts
        if v.verdict == "must-link" and v.one != v.other
    }
    for one, other in sorted(must):
        take(one, other, lambda mine, theirs: False)
    for _, _, _, kind, _, one, other in sorted(_links(ordered, rules)):
        take(one, other, partial(_is_refused, kind=kind, ordered=ordered, rules=rules))
    ranked = [(-m.weight, *sorted((rank[m.one], rank[m.other]))) for m in matches]
    for _, one, other in sorted(ranked):
        take(one, other, partial(_is_unlikely, ordered=ordered, rules=rules))
    return frozenset(frozenset(member.key for member in members) for members in person.values())


def _links(
    ordered: Sequence[Record], rules: Rules
) -> Iterator[tuple[int, int, int, str, str, int, int]]:
    for (kind, value), holders in _holders(ordered, rules).items():
        for one, other in combinations(holders, 2):
            yield rules.priority[kind], one, other, kind, value, one, other


def _holders(ordered: Sequence[Record], rules: Rules) -> dict[tuple[str, str], list[int]]:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for rank, record in enumerate(ordered):
        for kind in KINDS:
            value = getattr(record, kind)
            if value is not None and (kind, value) not in rules.never:
                holders[kind, value].append(rank)
    return {
        (kind, value): ranks
        for (kind, value), ranks in holders.items()
        if len(ranks) <= rules.max_records.get(kind, len(ranks))
    }


def _is_refused(
    mine: list[Record],
    theirs: list[Record],
    kind: str,
    ordered: Sequence[Record],
    rules: Rules,
) -> bool:
    worst = max(contradictions(one, other, rules) for one in mine for other in theirs)
    if worst > rules.max_contradictions.get(kind, 0):
        return True
    return _is_too_much(mine, theirs, ordered, rules)


def _is_unlikely(
    mine: list[Record], theirs: list[Record], ordered: Sequence[Record], rules: Rules
) -> bool:
    for one in mine:
        for other in theirs:
            if rules.is_name_decisive and _is_name_contradicted(one, other, rules):
                return True
            if rules.is_birth_date_decisive and _birth_dates_contradict(
                one.birth_date, other.birth_date
            ):
                return True
    return _is_too_much(mine, theirs, ordered, rules)


def _is_too_much(
    mine: list[Record], theirs: list[Record], ordered: Sequence[Record], rules: Rules
) -> bool:
    usable = _holders(ordered, rules)
    for limited, limit in rules.max_values.items():
        held = {getattr(record, limited) for record in [*mine, *theirs]}
        if len([value for value in held if (limited, value) in usable]) > limit:
            return True
    return False


def contradictions(one: Record, other: Record, rules: Rules) -> int:
    """How many of name and birth date say that these are two people."""
    name = _is_name_contradicted(one, other, rules)
    return int(name) + int(_birth_dates_contradict(one.birth_date, other.birth_date))


def _is_name_contradicted(one: Record, other: Record, rules: Rules) -> bool:
    return _names_contradict(
        (_first_name(one, rules), _fold(one.last_name)),
        (_first_name(other, rules), _fold(other.last_name)),
    )


Name = tuple[str | None, str | None]


def _names_contradict(one: Name, other: Name) -> bool:
    if one[0] is not None and one[0] == other[0]:
        return False
    crossed = _alike(one[0], other[1]), _alike(one[1], other[0])
    if True in crossed and False not in crossed:
        return False
    if _are_a_pair_of_genders(one[0], other[0]) or _alike(one[0], other[0]) is False:
        return True
    if _alike(_full(one), _full(other)):
        return False
    return _alike(one[1], other[1]) is False


def _are_a_pair_of_genders(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return any(
        (woman in (man + "a", man + "e") and man[-1] not in "aeiouy")
        or (man.endswith("o") and woman == man[:-1] + "a")
        for woman, man in ((one, other), (other, one))
    )


def _full(name: Name) -> str | None:
    return None if name[0] is None or name[1] is None else f"{name[0]} {name[1]}"


def _first_name(record: Record, rules: Rules) -> str | None:
    folded = _fold(record.first_name)
    return None if folded is None else rules.variants.get(folded, folded)


def _fold(name: str | None) -> str | None:
    if name is None:
        return None
    letters = unicodedata.normalize("NFD", name.lower().translate(LATIN))
    unmarked = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", unmarked).strip() or None


def _alike(one: str | None, other: str | None) -> bool | None:
    if one is None or other is None:
        return None
    shorter = min(len(one), len(other))
    allowed = 2 if shorter >= 8 else 1 if shorter >= 4 else 0
    return (
        one.startswith(other)
        or other.startswith(one)
        or f" {one} " in f" {other} "
        or f" {other} " in f" {one} "
        or _distance(one, other) <= allowed
        or (len(one) >= 4 and _is_swapped(one, other))
    )


def _is_swapped(one: str, other: str) -> bool:
    apart = [place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1]
    return (
        len(one) == len(other)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and (one[apart[0]], one[apart[1]]) == (other[apart[1]], other[apart[0]])
    )


def _birth_dates_contradict(one: date | None, other: date | None) -> bool:
    if one is None or other is None or one == other:
        return False
    is_swapped = (one.month, one.day) == (other.day, other.month)
    is_slip = one.year == other.year and (one.day == other.day or is_swapped)
    is_near = abs((one - other).days) <= 31
    return not (is_slip or is_near) and _distance(one.isoformat(), other.isoformat()) > 1


def _distance(one: str, other: str) -> int:
    previous = list(range(len(other) + 1))
    for row, mine in enumerate(one, start=1):
        current = [row]
        for column, theirs in enumerate(other, start=1):
            substitution = previous[column - 1] + (mine != theirs)
            current.append(min(substitution, previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]
