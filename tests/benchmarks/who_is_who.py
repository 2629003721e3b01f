"""How well identity tells people apart: three companies whose truth is known, beside Splink.

    python -m tests.benchmarks.who_is_who

The demo company, and the public files febrl3 and fake_1000 where they are there, each built,
trained and compared in one run. Prints a table; keeps it under `BATUTA_HOME`/benchmarks/.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from rich.console import Console

from python_hooks.demo import make_company
from python_hooks.evaluate import Evaluation, evaluate_identity
from python_hooks.progress import Steps
from python_hooks.settings import PROJECT, Settings
from tests.benchmarks.labelled_people import LABELLED, write_labelled
from tests.python.conftest import SAMPLE_DATA


def main() -> int:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, prog="python -m tests.benchmarks.who_is_who"
    )
    parser.parse_args()
    home = Settings.from_env().home / "benchmarks"
    steps = Steps(Console(stderr=True, highlight=False))
    lines = [
        "| people | by | precision | recall | F1 | B-cubed F1 |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for name in ("the demo company", *LABELLED):
        folder = home / "who_is_who"
        shutil.rmtree(folder, ignore_errors=True)
        if name in LABELLED:
            if not (SAMPLE_DATA / LABELLED[name].file).is_file():
                print(f"{name}: no {SAMPLE_DATA / LABELLED[name].file}", file=sys.stderr)
                continue
            raw, truth = write_labelled(name, SAMPLE_DATA, folder)
        else:
            raw, truth = folder / "raw", folder / "truth" / "people.parquet"
            # Not the one that the weights that ship were learned from, which is the first.
            make_company(raw, customers=4000, days=540, seed=2)
        lines += rows(name, evaluate(folder, raw, truth, steps))
        shutil.rmtree(folder)
    table = "\n".join(lines) + "\n"
    (home / "who_is_who.md").write_text(table, encoding="utf-8")
    print(table, end="")
    return 0


def evaluate(folder: Path, raw: Path, truth: Path, steps: Steps) -> Evaluation:
    """Measure one raw folder by the policy that ships, in a home below the folder."""
    settings = Settings(home=folder / "home", raw=raw, policy=PROJECT / "seeds")
    return evaluate_identity(settings, truth, steps)


def rows(name: str, evaluation: Evaluation) -> list[str]:
    """The evaluation as lines of a table."""
    found = []
    for result in evaluation.results:
        shares = (
            result.metrics.precision,
            result.metrics.recall,
            result.metrics.f1,
            result.metrics.b_cubed_f1,
        )
        figures = " | ".join(f"{share:.4f}" for share in shares)
        found.append(f"| {name} | {result.name} | {figures} |")
    return [*found, f"| {name} | blocking ceiling | | {evaluation.ceiling:.4f} | | |"]


if __name__ == "__main__":
    sys.exit(main())
