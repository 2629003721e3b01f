"""What the company sells: about 400 products in 18 categories."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from python_hooks.demo.arrays import Floats, Ints, stream
from python_hooks.demo.data import rows_of


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of product: what it is called, costs, who likes it and when it sells."""

    name: str
    code: str
    brands: tuple[str, ...]
    nouns: tuple[str, ...]
    styles: tuple[str, ...]
    low: float
    high: float
    women: float
    men: float
    young: float
    old: float
    months: str  # one digit per month, 5 = usual


def _category(row: dict[str, str]) -> Category:
    return Category(
        name=row["name"],
        code=row["code"],
        brands=tuple(row["brands"].split("|")),
        nouns=tuple(row["nouns"].split("|")),
        styles=tuple(row["styles"].split("|")),
        low=float(row["low"]),
        high=float(row["high"]),
        women=float(row["women"]),
        men=float(row["men"]),
        young=float(row["young"]),
        old=float(row["old"]),
        months=row["months"],
    )


CATEGORIES: Final = tuple(_category(row) for row in rows_of("categories"))
SEASON: Final[Floats] = np.array(
    [[int(digit) for digit in kind.months] for kind in CATEGORIES], dtype=np.float64
)
NAMES: Final[list[str]] = [category.name for category in CATEGORIES]
REPLENISHED: Final[tuple[int, ...]] = tuple(
    NAMES.index(name) for name in ("coffee", "pet food", "vitamins", "skin care", "anti-ageing")
)
BULK: Final[tuple[int, ...]] = tuple(NAMES.index(name) for name in ("coffee", "pet food", "garden"))
GIFTS: Final[tuple[int, ...]] = tuple(NAMES.index(name) for name in ("gifts", "toys", "fragrance"))


@dataclass(frozen=True)
class Catalogue:
    """The products, sorted by category; a product is known by its place in here."""

    category: Ints
    sku: list[str]
    title: list[str]
    brand: list[str]
    price: Floats
    is_retired: list[bool]

    @cached_property
    def first(self) -> Ints:
        """The first product of each category."""
        return np.searchsorted(self.category, np.arange(len(CATEGORIES))).astype(np.int64)

    @cached_property
    def size(self) -> Ints:
        """How many products each category has."""
        return np.bincount(self.category, minlength=len(CATEGORIES)).astype(np.int64)

    def __len__(self) -> int:
        """How many products."""
        return len(self.sku)


def make_catalogue(seed: int) -> Catalogue:
    """The same shelf for every size of company: only the seed decides."""
    rng = stream(seed, "catalogue")
    category: list[int] = []
    sku: list[str] = []
    title: list[str] = []
    brand: list[str] = []
    price: list[float] = []
    for number, kind in enumerate(CATEGORIES):
        whole = [(b, n, s) for b in kind.brands for n in kind.nouns for s in kind.styles]
        chosen = rng.permutation(len(whole))[: int(rng.integers(20, 26))]
        noun_price = {
            noun: kind.low * (kind.high / kind.low) ** rng.random() for noun in kind.nouns
        }
        for place, index in enumerate(chosen):
            maker, noun, style = whole[int(index)]
            category.append(number)
            sku.append(f"{kind.code}{1000 + place * 7}")
            title.append(f"{maker} {noun} {style}")
            brand.append(maker)
            price.append(
                max(3.0, float(np.floor(noun_price[noun] * rng.uniform(0.8, 1.25)))) - 0.05
            )
    retired = rng.random(len(sku)) < 0.03
    return Catalogue(
        category=np.array(category, dtype=np.int64),
        sku=sku,
        title=title,
        brand=brand,
        price=np.round(np.array(price), 2),
        is_retired=[bool(flag) for flag in retired],
    )
