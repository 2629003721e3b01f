"""What people are called, where they live and how they can be reached."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from python_hooks.demo.arrays import (
    Column,
    Ints,
    choose,
    padded,
    pick,
    scramble,
    text,
    weighted,
)
from python_hooks.demo.names import FEMALE, LAST, MALE
from python_hooks.demo.places import COUNTRIES, LANGUAGES, OLD_MAIL_HOSTS


def draw_names(
    rng: np.random.Generator, country: Ints, gender: Ints, last_seed: Ints
) -> tuple[Column, Column]:
    """Given and family names; two of either where that is the custom."""
    count = len(country)
    as_man = np.where(gender == 2, rng.random(count) < 0.5, gender == 1)
    pools = [pool for land in COUNTRIES for pool in (FEMALE[land.names], MALE[land.names])]
    starts = np.cumsum([0, *[len(pool) for pool in pools]])
    sizes = np.array([len(pool) for pool in pools])
    which = country * 2 + as_man
    flat = [name for pool in pools for name in pool]

    def given() -> Ints:
        return starts[which] + (sizes[which] * rng.random(count) ** 1.5).astype(np.int64)

    one, two = given(), given()
    spanish = np.array([land.names == "es" for land in COUNTRIES])[country]
    first = choose(
        spanish & (rng.random(count) < 0.16) & (one != two),
        text(pick(flat, one), " ", pick(flat, two)),
        pick(flat, one),
    )
    lasts = [LAST[land.names] for land in COUNTRIES]
    last_starts = np.cumsum([0, *[len(pool) for pool in lasts]])
    last_sizes = np.array([len(pool) for pool in lasts])
    last_flat = [name for pool in lasts for name in pool]
    shares = (last_seed / 2**31) ** 1.4
    own = pick(
        last_flat, last_starts[country] + (last_sizes[country] * shares[:, 0]).astype(np.int64)
    )
    second = pick(
        last_flat, last_starts[country] + (last_sizes[country] * shares[:, 1]).astype(np.int64)
    )
    return first, choose(spanish, text(own, " ", second), own)


def draw_addresses(
    rng: np.random.Generator, country: Ints, home: Ints
) -> tuple[Column, Column, Column]:
    """Street, town and postal code; who shares a home shares all three."""
    count = len(country)
    streets: list[str] = []
    cities: list[str] = []
    prefixes: list[str] = []
    street_index, city_index = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for number, land in enumerate(COUNTRIES):
        here = country == number
        street_index[here] = len(streets) + rng.integers(0, len(land.streets), int(here.sum()))
        city_index[here] = len(cities) + weighted(
            rng, [share for _, _, share in land.cities], int(here.sum())
        )
        streets += land.streets
        cities += [name for name, _, _ in land.cities]
        prefixes += [prefix for _, prefix, _ in land.cities]
    house = rng.integers(1, 140, count)
    floor = rng.integers(1, 8, count)
    door = text(floor, "º ", pick(["A", "B", "C", "D", "Izq.", "Dcha."], rng.integers(0, 6, count)))
    spanish = np.isin(country, (0, 4))
    name = pick(streets, street_index)
    street = choose(
        spanish,
        choose(rng.random(count) < 0.6, text(name, " ", house, ", ", door), text(name, " ", house)),
        choose(country == 2, text(name, " ", house), text(house, " ", name)),
    )
    tail = rng.integers(1, 1000, count)
    prefix = pick(prefixes, city_index)
    british = text(
        prefix, 1 + tail % 19, " ", 1 + tail % 9, pick(["AB", "DX", "EH", "QT"], tail % 4)
    )
    three = np.isin(country, (2, 3, 4))
    code = choose(three, text(prefix, padded(tail, 3)), text(prefix, padded(tail % 60, 2)))
    code = choose(country == 1, british, code)
    return street.take(home), pick(cities, city_index).take(home), code.take(home)


def draw_emails(
    rng: np.random.Generator,
    person: Ints,
    country: Ints,
    first: Column,
    last: Column,
    capacity: int,
) -> tuple[Column, Column]:
    """Two addresses that nobody else has: the current and a former one."""
    count = len(person)
    plain = pc.ascii_lower(_ascii(first))
    given = pc.replace_substring(plain, " ", "")
    family = pc.replace_substring_regex(
        pc.replace_substring(pc.ascii_lower(_ascii(last)), "'", ""), " .*$", ""
    )
    digits = len(str(capacity))
    number = scramble(person, 2, digits)
    shape = weighted(rng, [0.45, 0.25, 0.15, 0.15], count)
    initial = pc.utf8_slice_codeunits(given, 0, 1)
    local = choose(
        shape == 0,
        text(given, ".", family, number),
        choose(
            shape == 1,
            text(initial, family, number),
            choose(shape == 2, text(family, "_", given, number), text(given, number)),
        ),
    )
    hosts = [host for land in COUNTRIES for host in land.mail_hosts]
    starts = np.cumsum([0, *[len(land.mail_hosts) for land in COUNTRIES]])
    sizes = np.array([len(land.mail_hosts) for land in COUNTRIES])
    host = pick(
        hosts, starts[country] + (sizes[country] * rng.random(count) ** 1.6).astype(np.int64)
    )
    old_host = pick(OLD_MAIL_HOSTS, rng.integers(0, len(OLD_MAIL_HOSTS), count))
    return text(local, "@", host), text(initial, family, "_", number, "@", old_host)


def _ascii(names: Column) -> Column:
    folded = pc.utf8_normalize(names, form="NFD")
    folded = pc.replace_substring(folded, "ß", "ss")
    return pc.replace_substring_regex(folded, r"[^A-Za-z' ]", "")


def draw_phones(person: Ints, country: Ints) -> Column:
    """National mobile numbers that nobody else has."""
    prefix = pick([land.mobile_prefix for land in COUNTRIES], country)
    return text(prefix, padded(scramble(person, 3, 8), 8))


def draw_languages(rng: np.random.Generator, country: Ints) -> Ints:
    """The language each person reads."""
    spoken = np.zeros((len(COUNTRIES), len(LANGUAGES)))
    for number, land in enumerate(COUNTRIES):
        for code, share in land.languages:
            spoken[number, LANGUAGES.index(code)] = share
    edges = np.cumsum(spoken, axis=1)[country]
    found: Ints = (edges <= rng.random(len(country))[:, None]).sum(axis=1, dtype=np.int64)
    return np.minimum(found, len(LANGUAGES) - 1)
