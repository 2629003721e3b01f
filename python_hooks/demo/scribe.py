"""How systems write a person down: short forms, slips of the pen, many ways to spell a number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from python_hooks.demo.arrays import Column, Flags, Ints, blank, choose, pick, text
from python_hooks.demo.names import SHORT_FORMS
from python_hooks.demo.people import People
from python_hooks.demo.places import COUNTRIES


@dataclass(frozen=True)
class Written:
    """Names and address of some people as one system has them."""

    first_name: Column
    last_name: Column
    street: Column
    city: Column
    postal_code: Column


def write_down(
    rng: np.random.Generator, people: People, place: Ints, at: Ints, slips: float
) -> Written:
    """Write people down at a time; `slips` is the share of names with something wrong."""
    first = people.first_name.take(pa.array(place))
    last = people.last_name.take(pa.array(place))
    kind = rng.random(len(place))
    first = choose(kind < 0.05, _short(first), first)
    first = choose((kind > 0.05) & (kind < 0.09), pc.utf8_upper(first), first)
    last = choose((kind > 0.05) & (kind < 0.09), pc.utf8_upper(last), last)
    bare = (kind > 0.09) & (kind < 0.21)
    first, last = choose(bare, _unaccented(first), first), choose(bare, _unaccented(last), last)
    one_family_name = (kind > 0.21) & (kind < 0.30)
    last = choose(one_family_name, pc.replace_substring_regex(last, " .*$", ""), last)
    swapped = (kind > 0.30) & (kind < 0.30 + slips / 6)
    first, last = choose(swapped, last, first), choose(swapped, first, last)
    first = _with_slips(rng, first, rng.random(len(place)) < slips / 2)
    last = _with_slips(rng, last, rng.random(len(place)) < slips)
    old = people.moved_at[place] > at
    return Written(
        first_name=first,
        last_name=last,
        street=_with_slips(
            rng,
            choose(old, people.old_street.take(place), people.street.take(place)),
            rng.random(len(place)) < slips,
        ),
        city=choose(old, people.old_city.take(place), people.city.take(place)),
        postal_code=choose(old, people.old_postal_code.take(place), people.postal_code.take(place)),
    )


def email_as_typed(rng: np.random.Generator, email: Column) -> Column:
    """E-mail with stray capitals and blanks, that mean the same address."""
    kind = rng.random(len(email))
    email = choose(kind < 0.03, pc.utf8_upper(email), email)
    email = choose((kind > 0.03) & (kind < 0.06), pc.utf8_capitalize(email), email)
    return choose((kind > 0.06) & (kind < 0.075), text(email, " "), email)


def phone_as_typed(rng: np.random.Generator, people: People, place: Ints, missing: Flags) -> Column:
    """Phone in one of the ways people of that country write it."""
    digits = people.phone.take(pa.array(place))
    country = people.country[place]
    dial = pick([land.dial for land in COUNTRIES], country)
    trunk = pick([land.trunk for land in COUNTRIES], country)
    kind = rng.integers(0, 7, len(place))
    head, middle, tail = (
        pc.utf8_slice_codeunits(digits, 0, 3),
        pc.utf8_slice_codeunits(digits, 3, 6),
        pc.utf8_slice_codeunits(digits, 6),
    )
    phone = text("+", dial, digits)
    phone = choose(kind == 1, text("00", dial, " ", digits), phone)
    phone = choose(kind == 2, text("+", dial, " ", head, " ", middle, " ", tail), phone)
    phone = choose((kind == 3) | (kind == 4), text(trunk, digits), phone)
    phone = choose(kind == 5, text(trunk, head, " ", middle, " ", tail), phone)
    phone = choose(kind == 6, text("(", trunk, head, ") ", middle, "-", tail), phone)
    return blank(phone, missing)


def clean_phone(people: People, place: Ints, missing: Flags) -> Column:
    """Phone in the international form."""
    dial = pick([land.dial for land in COUNTRIES], people.country[place])
    return blank(text("+", dial, people.phone.take(pa.array(place))), missing)


def email_of(people: People, place: Ints, old: Flags) -> Column:
    """The current or the former address of each person."""
    return choose(old, people.old_email.take(pa.array(place)), people.email.take(pa.array(place)))


def _unaccented(names: Column) -> Column:
    return pc.replace_substring_regex(pc.utf8_normalize(names, form="NFD"), r"\p{Mn}", "")


def _short(names: Column) -> Column:
    words = names.to_pylist()
    return pa.array([SHORT_FORMS.get(word.split(" ")[0], word) for word in words], pa.string())


def _with_slips(rng: np.random.Generator, words: Column, where: Flags) -> Column:
    """One slip per chosen word: a letter dropped, doubled, swapped with the next, or mistyped."""
    rows = np.flatnonzero(where)
    if not len(rows):
        return words
    spots, kinds = rng.random(len(rows)), rng.integers(0, 4, len(rows))
    changed = words.take(pa.array(rows)).to_pylist()
    for index, word in enumerate(changed):
        if word is None or len(word) < 4:
            continue
        at = 1 + int(spots[index] * (len(word) - 2))
        changed[index] = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            word[:at] + "aeiosn"[at % 6] + word[at + 1 :],
        )[kinds[index]]
    return pc.replace_with_mask(words, pa.array(where), pa.array(changed, pa.string()))
