"""What the project expects of raw files, as its source YAML declares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from python_hooks.errors import UserError

RAW_SCHEMA = "raw"

# The tables that the landing writes about itself; no raw file may claim their source's name.
OWN_SOURCE = "landing"


@dataclass(frozen=True, slots=True)
class RawColumn:
    """A column that staging reads, and the headers under which exports know it."""

    name: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    is_fact_time: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header that means this column, the declared name first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table of a source system, and the file or folder names it may arrive under."""

    source_name: str
    name: str
    files: tuple[str, ...]
    columns: tuple[RawColumn, ...]

    @property
    def label(self) -> str:
        """Where its files lie in the raw folder."""
        return f"{self.source_name}/{self.name}"


def read_declared_tables(project: Path) -> tuple[RawTable, ...]:
    """Every table of the schema `raw` that a source of the project declares."""
    tables = []
    for path in sorted((project / "models" / "staging").glob("*/_*__sources.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for source in content.get("sources", []):
            if source.get("schema") == RAW_SCHEMA and source["name"] != OWN_SOURCE:
                tables += [_read_table(path, source["name"], t) for t in source.get("tables", [])]
    return tuple(tables)


def _read_table(path: Path, source_name: str, table: Mapping[str, Any]) -> RawTable:
    columns = tuple(_read_column(column) for column in table.get("columns", []))
    if not columns:
        raise UserError(f"{path}: table {source_name}.{table['name']} declares no columns")
    return RawTable(
        source_name=source_name,
        name=table["name"],
        files=_unique(str(f).casefold() for f in (table["name"], *_meta(table).get("files", []))),
        columns=columns,
    )


def _read_column(column: Mapping[str, Any]) -> RawColumn:
    meta = _meta(column)
    return RawColumn(
        name=column["name"],
        aliases=tuple(str(alias) for alias in meta.get("aliases", [])),
        is_required=bool(meta.get("required", False)),
        is_fact_time=bool(meta.get("fact_time", False)),
    )


def _meta(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**(node.get("meta") or {}), **((node.get("config") or {}).get("meta") or {})}


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
