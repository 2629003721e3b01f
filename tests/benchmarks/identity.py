"""How fast people are told: the identity room's own SQL, on a large company of made-up records.

    python -m tests.benchmarks.identity --records 3000000 [--connecting]

Prints what each model took, in seconds by the clock and of the processors, the rounds, records
per second and peak memory; what connects, from identifiers to components and persons, by itself
against the goal for three million records. Then the same for a day on which one record in a
hundred changes, on what was kept and all anew, and whether both give the same. Keeps the figures
as JSON under `BATUTA_HOME`/benchmarks/, and says how they changed since the last time.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from python_hooks.settings import Settings
from tests.benchmarks.identity_case import Case, count_identifiers, write_case, write_day
from tests.python.compiled_sql import ROOT, Bench, compile_project

GIVES = (
    "bridge_customer_records",
    "bridge_contact_points",
    "fct_identity_refusals",
    "fct_identity_matches",
    "fct_identity_changes",
)
# From identifiers to who is one person by them.
CONNECTING = (
    "int_identity_identifiers",
    "int_identifier_limits",
    "dim_identifiers",
    "int_identity_edges",
    "int_identity_leaders",
    "int_identity_components",
    "int_identity_profiles",
    "int_identity_contradictions",
    "int_identity_excess_identifiers",
    "int_identity_contested_records",
    "int_identity_contested_links",
    "int_identity_contested_leaders",
    "int_identity_certain_persons",
)
# What one run keeps for the next, last of all; the pairs stand among the models.
KEPT_LAST = ("int_identity_scored_terms", "int_identity_scored_descriptions")
KEPT = ("int_identity_likely_pairs", *KEPT_LAST)
GOAL_SECONDS, GOAL_GIB, GOAL_RECORDS = 60, 8, 3_000_000
GOAL_RATIO = 0.15
SEEDS = {
    "identifier_rules": "seeds",
    "identity_blocking_rules": "models/identity/parameters",
    "identity_default_weights": "models/identity/parameters",
    "name_variants": "models/staging/reference",
    "countries": "models/staging/reference",
}


@dataclass(slots=True)
class Measured:
    """What models took: seconds by the clock, and of all processors, by model."""

    seconds: dict[str, float] = field(default_factory=dict)
    processor_seconds: dict[str, float] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> tuple[float, float]:
        """Both sums over some models."""
        chosen = [name for name in names if name in self.seconds]
        return (
            sum(self.seconds[name] for name in chosen),
            sum(self.processor_seconds[name] for name in chosen),
        )


def main() -> int:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m tests.benchmarks.identity"
    )
    parser.add_argument("--records", type=int, default=GOAL_RECORDS)
    parser.add_argument(
        "--connecting", action="store_true", help="go no further than persons by identifiers"
    )
    parser.add_argument(
        "--day", type=float, default=0.01, help="share of the records that change in a day"
    )
    parser.add_argument("--memory", default="6GB", help="what DuckDB may use before it spills")
    parser.add_argument("--keep", action="store_true", help="leave the database for a look")
    parsed = parser.parse_args()
    home = Settings.from_env().home / "benchmarks"
    home.mkdir(parents=True, exist_ok=True)
    bench = open_bench(home, parsed.memory)
    case = Case(parsed.records)
    people = bench.relation("stg_crm__people")
    bench.give("stg_crm__people", people_columns(bench), [])
    write_case(bench.connection, case, people)
    (records,) = bench.rows(f"select count(*) from {people}")[0]
    identifiers = count_identifiers(bench.connection, people)
    print(f"{records:,} records, {identifiers:,} identifiers", flush=True)

    targets = CONNECTING[-1:] if parsed.connecting else GIVES
    measured = measure(bench, targets)
    figures = {"records": records, "identifiers": identifiers} | told(bench, measured, int(records))
    if not parsed.connecting:
        figures |= one_day(bench, case, people, parsed.day)
    kind = "_connecting" if parsed.connecting else ""
    keep_figures(home / f"identity_{parsed.records}{kind}.json", figures)
    bench.connection.close()
    if not parsed.keep:
        (home / "identity.duckdb").unlink(missing_ok=True)
    return 0 if figures.get("is_same", True) else 1


def one_day(bench: Bench, case: Case, people: str, share: float) -> dict[str, object]:
    """Publish, let a share of the records change, build on what was kept, and build all anew."""
    publish(bench)
    write_day(bench.connection, case, people, share)
    print(f"\na day on which {share:.1%} of the records change, on what was kept")
    day = measure(bench)
    found = fingerprints(bench)
    for name in KEPT:
        bench.give(name, bench.project.columns[name], [])
    print("\nthe same day, all anew")
    anew = measure(bench)
    is_same = found == fingerprints(bench)
    seconds, worked = day.of(day.seconds)
    all_seconds, all_worked = anew.of(anew.seconds)
    print(f"{seconds:8.2f} s {worked:8.2f} s  the day on what was kept")
    print(f"{all_seconds:8.2f} s {all_worked:8.2f} s  the day anew")
    print(
        f"ratio {seconds / all_seconds:.3f} by the clock, {worked / all_worked:.3f} of processors;"
        f" the goal is {GOAL_RATIO}; " + ("the same result" if is_same else "THE RESULTS DIFFER")
    )
    return {
        "day_seconds": seconds,
        "day_processor_seconds": worked,
        "day_ratio": seconds / all_seconds,
        "day_processor_ratio": worked / all_worked,
        "day_seconds_by_model": day.seconds,
        "is_same": is_same,
    }


def publish(bench: Bench) -> None:
    """Make who is who what was published the day before."""
    columns = bench.project.columns["stg_batuta__published_runs"]
    bench.give(
        "stg_batuta__published_runs",
        {name: kind or "varchar" for name, kind in columns.items()} | {"as_of": "timestamp"},
        [{"as_of": "2026-01-30 06:00:00"}],
    )
    bench.connection.execute(
        f"create or replace table {bench.relation('stg_batuta__identity_members')} as"
        " select source_name, source_record_id, customer_id,"
        " timestamp '2026-01-30 06:00:00' as recorded_at"
        f" from {bench.relation('bridge_customer_records')}"
    )


def fingerprints(bench: Bench) -> list[object]:
    """One of the rows of each public table, in whatever order they lie."""
    return [
        bench.rows(f"select count(*), sum(hash(rows)) from {bench.relation(name)} as rows")[0]
        for name in (*GIVES, "dim_identifiers")
    ]


def open_bench(home: Path, memory: str) -> Bench:
    """The compiled room over an empty database on disk, with the policy that ships."""
    project = compile_project(
        home / "compile",
        "models/identity models/staging",
        {"as_of": "2026-01-31 06:00:00", "sources": {"crm": {"entities": ["people"]}}},
    )
    file = home / "identity.duckdb"
    file.unlink(missing_ok=True)
    bench = Bench(project, file)
    bench.connection.execute("set threads = 2")
    bench.connection.execute(f"set memory_limit = '{memory}'")
    bench.connection.execute("set preserve_insertion_order = false")
    bench.connection.execute(f"set temp_directory = '{home / 'spill'}'")
    for name, folder in SEEDS.items():
        columns = project.columns[name]
        read = f"read_csv('{ROOT / folder / name}.csv', all_varchar = true, nullstr = '')"
        header = [row[0] for row in bench.rows(f"describe from {read}")]
        listed = ", ".join(
            f"cast({column} as {columns.get(str(column)) or 'varchar'}) as {column}"
            for column in header
        )
        bench.connection.execute(
            f"create or replace table {bench.relation(name)} as select {listed} from {read}"
        )
    for name in KEPT:
        bench.give(name, project.columns[name], [])
    return bench


def people_columns(bench: Bench) -> Mapping[str, str]:
    """The columns of staged people, by their types."""
    code = bench.project.code["int_identity_records"]
    listed = code[: code.index(bench.relation("stg_crm__people"))]
    columns = {}
    for line in listed.splitlines():
        words = line.strip().rstrip(",").removeprefix("cast(").split(" as ")
        if line.strip().startswith("cast(") and len(words) == 3:
            columns[words[0]] = words[1].removesuffix(")")
    return columns


def in_order(bench: Bench, targets: tuple[str, ...], given: set[str]) -> Iterator[str]:
    """The models that the targets read, and the targets, each after what it reads."""
    settled = set(given)

    def settle(name: str) -> Iterator[str]:
        if name in settled:
            return
        settled.add(name)
        if bench.project.schemas[name] in ("staging", "policy", "reference"):
            columns = bench.project.columns[name]
            bench.give(name, {c: kind or "varchar" for c, kind in columns.items()}, [])
            return
        for other in bench.project.schemas:
            if other != name and bench.relation(other) in bench.project.code[name]:
                yield from settle(other)
        yield name

    for target in targets:
        yield from settle(target)


def measure(bench: Bench, targets: tuple[str, ...] = GIVES) -> Measured:
    """Build these models and all they read, and time each."""
    measured = Measured()
    models = in_order(bench, targets, {"stg_crm__people", *SEEDS, *KEPT_LAST})
    for name in itertools.chain(models, KEPT_LAST if targets == GIVES else ()):
        begun, worked = time.perf_counter(), time.process_time()
        bench.build([name])
        measured.seconds[name] = time.perf_counter() - begun
        measured.processor_seconds[name] = time.process_time() - worked
        print(
            f"{measured.seconds[name]:8.2f} s {measured.processor_seconds[name]:8.2f} s  {name}",
            flush=True,
        )
    return measured


def told(bench: Bench, measured: Measured, records: int) -> dict[str, object]:
    """The figures in all, printed and as they are kept."""
    seconds, worked = measured.of(measured.seconds)
    connecting, connecting_worked = measured.of(CONNECTING)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    rounds = {
        name: int(str(bench.rows(f"select max(round_number) from {bench.relation(name)}")[0][0]))
        for name in bench.project.rounds
        if name in measured.seconds
        and bench.rows(f"select count(*) from {bench.relation(name)}")[0][0]
    }
    (people,) = bench.rows(
        f"select count(distinct person_rank) from {bench.relation(CONNECTING[-1])}"
    )[0]
    print(
        f"{seconds:8.2f} s {worked:8.2f} s  in all: {records:,} records are {people:,} people by"
        f" identifiers, {records / seconds:,.0f} records a second, peak {peak:.1f} GiB"
    )
    goal = f"; the goal is {GOAL_SECONDS} s and {GOAL_GIB} GiB" if records >= GOAL_RECORDS else ""
    print(
        f"{connecting:8.2f} s {connecting_worked:8.2f} s  of these from identifiers to components"
        f" and persons{goal}"
    )
    print("rounds: " + ", ".join(f"{name} {count}" for name, count in rounds.items()))
    return {
        "people": people,
        "seconds": measured.seconds,
        "processor_seconds": measured.processor_seconds,
        "total_seconds": seconds,
        "total_processor_seconds": worked,
        "connecting_seconds": connecting,
        "connecting_processor_seconds": connecting_worked,
        "rounds": rounds,
        "peak_gib": peak,
    }


def keep_figures(results: Path, figures: Mapping[str, object]) -> None:
    """Write the figures, and say how they compare with those of the last time."""
    if results.exists():
        before = json.loads(results.read_text(encoding="utf-8"))
        for name, value in figures.items():
            if isinstance(value, float) and name in before:
                print(f"{name}: {before[name]:.2f} the last time, {value:.2f} now")
    results.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
