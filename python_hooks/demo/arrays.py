"""Small vectorised helpers: random streams, text columns and time columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Column: TypeAlias = Any  # a pyarrow array; pyarrow ships no types
DAY = 86_400


def stream(seed: int, name: str, block: int = 0) -> np.random.Generator:
    """A random stream of its own per purpose and block, so that no draw shifts another's."""
    return np.random.default_rng([seed, crc32(name.encode()), block])


def scramble(numbers: Ints, salt: int, digits: int) -> Ints:
    """A one-to-one shuffle of 0 .. 10^digits - 1: ids that do not give away who is who."""
    modulus = 10**digits
    multiplier = 7_654_321 * 10 + (1, 3, 7, 9)[salt % 4]
    shuffled: Ints = (numbers * multiplier + 97_531 * (salt + 1)) % modulus
    return shuffled


def text(*parts: Ints | Column | str) -> Column:
    """The parts of each row joined to one text; a null part makes the row null."""
    columns = [
        part if isinstance(part, str) else as_column(part).cast(pa.string()) for part in parts
    ]
    return pc.binary_join_element_wise(*columns, "")


def as_column(values: Any) -> Column:
    """Numpy or arrow values as one arrow array."""
    if isinstance(values, pa.ChunkedArray):
        return values.combine_chunks()
    return values if isinstance(values, pa.Array) else pa.array(values)


def padded(numbers: Ints, width: int) -> Column:
    """Numbers as text with leading zeros."""
    return pc.utf8_lpad(as_column(numbers).cast(pa.string()), width, "0")


def pick(values: Sequence[str | None], index: Ints) -> Column:
    """The value at each index."""
    return pa.array(values, pa.string()).take(pa.array(index))


def same(value: str | None, count: int) -> Column:
    """One text, row after row."""
    return pa.repeat(pa.scalar(value, pa.string()), count)


def blank(column: Any, where: Flags) -> Column:
    """The column with null where told."""
    values = as_column(column)
    return pc.if_else(pa.array(where), pa.scalar(None, values.type), values)


def choose(where: Flags, first: Any, second: Any) -> Column:
    """Row by row the first or the second column."""
    return pc.if_else(pa.array(where), as_column(first), as_column(second))


def stamps(seconds: Ints | Floats, missing: Flags | None = None) -> Column:
    """Epoch seconds as timestamps."""
    column = pa.array(
        np.asarray(seconds).astype(np.int64).astype("datetime64[s]").astype("datetime64[ms]")
    )
    return column if missing is None else blank(column, missing)


def time_text(seconds: Ints, pattern: str = "%Y-%m-%d %H:%M:%S") -> Column:
    """Epoch seconds as text, for systems that export times that way."""
    return pc.strftime(pa.array(seconds.astype("datetime64[s]")), pattern)


def flags(values: Flags) -> Column:
    """Booleans as the vendors' CSV spell them."""
    return pick(["FALSE", "TRUE"], values.astype(np.int64))


def money(values: npt.NDArray[Any]) -> Floats:
    """Amounts rounded to cents."""
    return np.asarray(np.round(values.astype(np.float64), 2), dtype=np.float64)


def weighted(rng: np.random.Generator, weights: Sequence[float], count: int) -> Ints:
    """Indexes drawn by weight."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.minimum(
        np.searchsorted(edges / edges[-1], rng.random(count), side="right"), len(edges) - 1
    ).astype(np.int64)


def weighted_rows(rng: np.random.Generator, weights: Floats) -> Ints:
    """One column drawn per row by that row's weights."""
    edges = np.cumsum(weights, axis=1)
    draws = rng.random(len(weights)) * edges[:, -1] if len(weights) else np.empty(0)
    found: Ints = np.minimum((edges <= draws[:, None]).sum(axis=1), weights.shape[1] - 1).astype(
        np.int64
    )
    return found


def position(groups: Ints) -> Ints:
    """0, 1, 2 .. within each run of equal values of a sorted array."""
    if not len(groups):
        return np.empty(0, dtype=np.int64)
    starts = np.r_[True, groups[1:] != groups[:-1]]
    index = np.arange(len(groups))
    places: Ints = index - index[starts][np.cumsum(starts) - 1]
    return places


def running(values: Floats, groups: Ints) -> Floats:
    """Running sum within each run of equal groups, the row's own value included."""
    if not len(groups):
        return np.empty(0)
    total = np.cumsum(values)
    starts = np.r_[True, groups[1:] != groups[:-1]]
    before = (total - values)[starts]
    summed: Floats = total - before[np.cumsum(starts) - 1]
    return summed
