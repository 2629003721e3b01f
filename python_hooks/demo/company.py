"""Make a whole company, block by block, so that memory does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from python_hooks.demo import profiles, shelf, truth
from python_hooks.demo.blocks import BlockMaker
from python_hooks.demo.campaigns import PastCampaign, plan_campaigns
from python_hooks.demo.catalogue import Catalogue, make_catalogue
from python_hooks.demo.dirt import DirtCounts
from python_hooks.demo.people import BLOCK
from python_hooks.demo.room import make_room
from python_hooks.demo.span import Span
from python_hooks.demo.writers import RawFolder
from python_hooks.errors import UserError

UNTIL = date(2026, 6, 30)


Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class CompanySummary:
    """What was made, for people and for tests."""

    raw: Path
    truth: Path
    customers: int
    records: int
    days: int
    until: date
    files: int
    rows: Mapping[tuple[str, str], int]
    dirty_rows: int


def make_company(
    out: Path,
    *,
    customers: int,
    days: int,
    seed: int,
    until: date | None = None,
    progress: Progress | None = None,
    blocks_per_part: int = 25,
) -> CompanySummary:
    """Write a company's raw files into `out` and the truth about it into `truth` beside it.

    An earlier demo in `out` is replaced; other files there are an error. The same
    arguments give the same bytes; `blocks_per_part` only decides into how many files.
    """
    _check(customers, days, seed)
    make_room(out, out.parent / "truth")
    span = Span(until or UNTIL, days)
    blocks = -(-customers // BLOCK)
    catalogue = make_catalogue(seed)
    prices = shelf.make_shelf(seed, catalogue, span)
    campaigns = plan_campaigns(seed, span)
    dirt = DirtCounts()
    told = truth.Truth(out.parent / "truth", campaigns)
    with RawFolder(out) as raw:
        _write_reference(raw, catalogue, prices, span, campaigns)
        maker = BlockMaker(seed, customers, span, catalogue, prices, campaigns, raw, told, dirt)
        for block in range(blocks):
            maker.make(block, block // blocks_per_part + 1)
            if (block + 1) % blocks_per_part == 0:
                raw.close_parts()
            if progress:
                progress("customers", min((block + 1) * BLOCK, customers), customers)
    told.close(dirt)
    return CompanySummary(
        raw=out,
        truth=told.root,
        customers=customers,
        records=told.record_count,
        days=days,
        until=span.until,
        files=raw.file_count,
        rows=dict(sorted(raw.row_counts.items())),
        dirty_rows=dirt.total,
    )


def _check(customers: int, days: int, seed: int) -> None:
    if customers < 1 or customers > 40_000_000:
        raise UserError(f"customers must be between 1 and 40,000,000, not {customers}")
    if days < 1 or days > 3660:
        raise UserError(f"days must be between 1 and 3,660, not {days}")
    if seed < 0:
        raise UserError(f"seed must not be negative, but is {seed}")


def _write_reference(
    raw: RawFolder,
    catalogue: Catalogue,
    prices: shelf.Shelf,
    span: Span,
    campaigns: list[PastCampaign],
) -> None:
    raw.write_whole("shopify", "products", shelf.product_table(catalogue, span))
    raw.write_whole("shopify", "inventory_items", shelf.inventory_item_table(catalogue, span))
    raw.write_whole("klaviyo", "metric", profiles.metric_table(span))
    raw.write_whole("klaviyo", "campaign", profiles.campaign_table(campaigns, span))
    raw.write_whole("klaviyo", "flow", profiles.flow_table(span))
    for day in shelf.delivery_days(span):
        name = shelf.delivery_name(span, day)
        raw.write(
            "shopify", "product_variants", name, shelf.variant_table(catalogue, prices, span, day)
        )
        raw.write(
            "shopify",
            "inventory_levels",
            name,
            shelf.inventory_level_table(catalogue, prices, span, day),
        )
