"""What was landed, for the run, the summary and the check at the door."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewestFact:
    """The newest moment that a column of a delivery tells of, in UTC.

    moment     ISO text; the newest that is not far beyond all others
    far_moment the newest of all, where that is far beyond the others (else empty)
    """

    column: str
    moment: str
    far_moment: str = ""


@dataclass(frozen=True, slots=True)
class LandedDelivery:
    """One raw file, as it was landed. Columns are the declared ones; undeclared, the file's."""

    source_name: str
    table_name: str
    delivery: str
    delivery_number: int
    content_hash: str
    row_count: int
    unreadable_count: int
    columns_found: tuple[str, ...]
    columns_missing: tuple[str, ...]
    columns_undeclared: tuple[str, ...]
    newest_facts: tuple[NewestFact, ...]

    @property
    def label(self) -> str:
        """What identifies it from one landing to the next."""
        return f"{self.source_name}/{self.table_name}: {self.delivery}"


@dataclass(frozen=True, slots=True)
class LandingReport:
    """All deliveries that now stand in the landing, and what was passed over."""

    deliveries: tuple[LandedDelivery, ...]
    converted_count: int
    warnings: tuple[str, ...]

    @property
    def row_count(self) -> int:
        """Rows in all raw files, the unreadable ones included."""
        return sum(delivery.row_count for delivery in self.deliveries)
