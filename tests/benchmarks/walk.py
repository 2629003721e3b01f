"""How fast the walk is: rounds and verdicts in SQL beside one compiled pass, on the same day.

    python -m tests.benchmarks.walk --customers 1000000 --campaigns 60 [--plenty]
    python -m tests.benchmarks.walk --customers 10000000 --memory 18GB --alone

Prints what each model took, the rounds, rows per second, peak memory, the ratio to the reference
(of all, and of the rounds and verdicts alone), and what the written decisions take beside a plain
copy of them. Alone, it is neither compared nor written, and the time is set beside that of a
million customers. Keeps the figures as JSON under `BATUTA_HOME`/benchmarks/, and says how they
changed since the last time.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from python_hooks.settings import Settings
from tests.benchmarks.walk_case import CAPS, DAY, Case, write_case
from tests.benchmarks.walk_reference import walk_one_by_one, warm_up
from tests.python.arbitration.decide import WALK_MODELS
from tests.python.compiled_sql import Bench, compile_project

# From the ranking to the verdicts; names come after, at the edge.
MODELS = WALK_MODELS[
    WALK_MODELS.index("int_candidates_contending") : WALK_MODELS.index("int_campaign_hold_days")
]
ROUNDS_AND_VERDICTS = MODELS[MODELS.index("int_walk_selected") :]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds per model, and what came of them."""

    seconds: Mapping[str, float]
    rounds: int
    candidates: int
    selected: int


def main() -> int:
    """Measure, print and keep the figures; 1 when the two walks disagree."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.benchmarks.walk")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--campaigns", type=int, default=60)
    parser.add_argument("--plenty", action="store_true", help="no campaign is scarce")
    parser.add_argument("--alone", action="store_true", help="no reference, no decisions written")
    parser.add_argument("--memory", default="8GB", help="what DuckDB may use before it spills")
    parsed = parser.parse_args()
    home = Settings.from_env().home / "benchmarks"
    home.mkdir(parents=True, exist_ok=True)
    project = compile_project(
        home / "compile",
        "models/arbitration",
        {"as_of": f"{DAY} 06:00:00", "arbitration_mode": "priority"},
    )
    file = home / "walk.duckdb"
    file.unlink(missing_ok=True)
    bench = Bench(project, file)
    bench.connection.execute("set threads = 2")
    bench.connection.execute(f"set memory_limit = '{parsed.memory}'")
    bench.connection.execute("set preserve_insertion_order = false")
    bench.connection.execute("use warehouse")
    case = Case(parsed.customers, parsed.campaigns, not parsed.plenty)
    write_case(bench.connection, case)

    reference: Mapping[str, object] = {}
    figures: dict[str, object] = {
        "customers": case.customers,
        "campaigns": case.campaigns,
        "is_scarce": case.is_scarce,
    }
    if not parsed.alone:
        warm_up()
        begun = time.perf_counter()
        reference = walk_one_by_one(bench.connection)
        figures["reference_seconds"] = time.perf_counter() - begun

    give_inputs(bench, are_named=not parsed.alone)
    measured = measure(bench)
    figures |= show_walk(measured, figures.get("reference_seconds"))
    agreed = parsed.alone or same(bench, reference)
    del reference
    if not parsed.alone:
        figures |= show_writing(*measure_writing(bench))
        print("the two select the same" if agreed else "THE TWO DISAGREE")
    figures["peak_gib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"peak {figures['peak_gib']:.1f} GiB")
    kind = "scarce" if case.is_scarce else "plenty"
    compare(home, f"walk_{case.campaigns}_{kind}", case.customers, figures)
    bench.connection.close()
    Path(file).unlink(missing_ok=True)
    return 0 if agreed else 1


def show_walk(measured: Measured, reference_seconds: object) -> dict[str, object]:
    """Print what the models took; returns the figures."""
    for name, seconds in measured.seconds.items():
        print(f"{seconds:8.2f} s  {name}")
    total = sum(measured.seconds.values())
    walk = sum(measured.seconds[name] for name in ROUNDS_AND_VERDICTS)
    print(
        f"{total:8.2f} s  in all: {measured.candidates:,} candidates,"
        f" {measured.selected:,} selected in {measured.rounds} rounds,"
        f" {measured.candidates / total:,.0f} candidates a second"
    )
    print(f"{walk:8.2f} s  of it rounds and verdicts; the rest ranks and counts the past")
    figures: dict[str, object] = {
        "seconds": dict(measured.seconds),
        "total_seconds": total,
        "rounds_and_verdicts_seconds": walk,
        "rounds": measured.rounds,
        "candidates": measured.candidates,
        "selected": measured.selected,
    }
    if isinstance(reference_seconds, float):
        figures["ratio"] = total / reference_seconds
        figures["rounds_and_verdicts_ratio"] = walk / reference_seconds
        print(
            f"{reference_seconds:8.2f} s  one by one, compiled; ratio {figures['ratio']:.2f},"
            f" of rounds and verdicts {figures['rounds_and_verdicts_ratio']:.2f}"
        )
    return figures


def show_writing(written: float, copied: float) -> dict[str, object]:
    """Print what the decisions took; returns the figures."""
    print(
        f"{written:8.2f} s  the decisions written; a plain copy of them {copied:.2f} s,"
        f" ratio {written / copied:.2f}"
    )
    return {
        "written_seconds": written,
        "copied_seconds": copied,
        "written_ratio": written / copied,
    }


def compare(home: Path, kind: str, customers: int, figures: dict[str, object]) -> None:
    """Keep the figures; print how they changed, and how time grew from a million customers on."""
    results = home / f"{kind}_{customers}.json"
    if results.exists():
        before = json.loads(results.read_text(encoding="utf-8"))
        for name in ("total_seconds", "ratio", "written_ratio", "peak_gib"):
            if name in before and name in figures:
                print(f"{name}: {before[name]:.2f} the last time, {figures[name]:.2f} now")
    million = home / f"{kind}_1000000.json"
    if million.exists() and customers > 1_000_000:
        seconds = json.loads(million.read_text(encoding="utf-8"))["total_seconds"]
        print(f"{figures['total_seconds'] / seconds:.1f} times the time of a million customers")
    results.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def give_inputs(bench: Bench, *, are_named: bool = True) -> None:
    """The case in the shape of the models the walk reads.

    are_named  with the ids and addresses that only written decisions need
    """
    relation, run = bench.relation, bench.connection.execute

    def named(text: str) -> str:
        return text if are_named else "null::varchar"

    run(
        f"""
        create or replace table {relation("int_customers_numbered")} as
        select
            customer_key, md5(customer_key::varchar) as customer_id,
            null::bigint as max_contacts_per_week
        from (select distinct customer_key from case_.candidate);

        create or replace table {relation("int_campaigns_active")} as
        select
            campaign_key, campaign_id, 'group' as campaign_group, topic, daily_capacity,
            true as obeys_exclusions
        from case_.campaign;

        create or replace table {relation("int_campaign_channels_listed")} as
        select
            campaign_key as campaign_channel_key, campaign_key, campaign_id, channel,
            'group' as campaign_group, topic, false as is_service, true as obeys_caps,
            true as counts_to_caps, true as obeys_exclusions
        from case_.campaign;

        create or replace table {relation("int_contacts_counting")} as
        select
            null::varchar as contact_id, campaign_id, customer_key,
            null::int as contact_point_key, channel, 'group' as campaign_group, topic,
            true as counts_to_caps, contact_date
        from case_.past_contact inner join case_.campaign using (campaign_key);

        create or replace table {relation("campaign_exclusions")} as
        select
            'x' || row_number() over () as exclusion_id, 'campaign' as blocking_scope,
            'c' || lpad(blocking_campaign_key::varchar, 4, '0') as blocking_value,
            'campaign' as blocked_scope,
            'c' || lpad(blocked_campaign_key::varchar, 4, '0') as blocked_value, window_days
        from case_.exclusion;

        create or replace table {relation("channels")} as
        select distinct channel, null::bigint as daily_capacity from case_.campaign;

        create or replace table {relation("int_contacts_already_published")} (
            customer_id varchar, campaign_id varchar, channel varchar, customer_key int,
            campaign_channel_key int, contact_id varchar, trigger_id varchar,
            campaign_group varchar, topic varchar, purpose varchar, contact_point varchar
        );

        create or replace table {relation("int_candidates_gated")} as
        select
            {named("md5(concat_ws('|', customer_key, campaign_key, channel))")} as decision_id,
            {named("md5(customer_key::varchar)")} as customer_id,
            customer_key, campaign_id, campaign_key,
            channel, campaign_key as campaign_channel_key, customer_key as contact_point_key,
            {named("md5(concat_ws('|', customer_key, campaign_key))")} as trigger_id,
            'group' as campaign_group, topic, 'marketing' as purpose,
            {named("'person' || customer_key || '@example.com'")} as contact_point,
            null::varchar as gate_reason, priority as rank_score, strength,
            1::bigint as channel_rank, draw, false as is_service,
            timestamp '{DAY}' as triggered_at, timestamp '{DAY} 08:00:00' as planned_send_at,
            timestamp '{DAY} 20:00:00' as send_before_at
        from case_.candidate inner join case_.campaign using (campaign_key);
        """
    )
    bench.give("int_customers_described", described_columns(bench), [])
    bench.give(
        "contact_caps",
        {
            "cap_id": "varchar",
            "scope": "varchar",
            "scope_value": "varchar",
            "unit": "varchar",
            "window_type": "varchar",
            "window_days": "bigint",
            "max_contacts": "bigint",
            "profile_attribute": "varchar",
            "profile_value": "varchar",
        },
        [
            {
                "cap_id": cap_id,
                "scope": scope,
                "scope_value": None if number is None else f"channel_{number}",
                "unit": "customer",
                "window_type": "rolling_days",
                "window_days": days,
                "max_contacts": most,
            }
            for cap_id, scope, number, days, most in CAPS
        ],
    )


def described_columns(bench: Bench) -> dict[str, str]:
    """The columns that profile filters may name, as texts."""
    names = bench.project.columns["int_customers_described"]
    return dict.fromkeys(names, "varchar")


def measure(bench: Bench) -> Measured:
    """Build every model of the walk and time each."""
    seconds = {}
    for name in MODELS:
        begun = time.perf_counter()
        bench.build([name])
        seconds[name] = time.perf_counter() - begun
    rounds, selected = bench.rows(
        f"""
        select max(round_number), count(*)
        from {bench.relation("int_walk_selected")}
        """
    )[0]
    (candidates,) = bench.rows(f"select count(*) from {bench.relation('int_walk_decided')}")[0]
    return Measured(seconds, int(str(rounds)), int(str(candidates)), int(str(selected)))


def measure_writing(bench: Bench) -> tuple[float, float]:
    """Seconds to write the decisions with their names and sentences, and to copy those rows."""
    bench.build(["int_campaign_hold_days", "int_walk_explained"])
    begun = time.perf_counter()
    bench.build(["fct_campaign_decisions"])
    written = time.perf_counter() - begun
    decisions = bench.relation("fct_campaign_decisions")
    begun = time.perf_counter()
    bench.connection.execute(f"create or replace table copy_of_decisions as from {decisions}")
    return written, time.perf_counter() - begun


def same(bench: Bench, reference: Mapping[str, object]) -> bool:
    """Whether both selected the same candidates."""
    bench.connection.register("reference_selected", pd.DataFrame(reference))
    row = bench.rows(
        f"""
        select count(*)
        from reference_selected
        full outer join (
            select customer_key, campaign_key
            from {bench.relation("int_walk_selected")}
        ) as walked using (customer_key, campaign_key)
        where reference_selected.campaign_key is null or walked.campaign_key is null
        """
    )[0]
    return row[0] == 0


if __name__ == "__main__":
    sys.exit(main())
