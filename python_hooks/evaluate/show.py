"""An evaluation for people, on one screen."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from python_hooks.evaluate.identity import Evaluation


def show_evaluation(console: Console, evaluation: Evaluation) -> None:
    """Print the measures, the ceiling and the worst errors with their evidence."""
    console.print(
        f"{evaluation.record_count:,} records of {evaluation.person_count:,} people;"
        f" {evaluation.unknown_count:,} more records are nobody the truth knows"
    )
    table = Table("who is who by", box=None, pad_edge=False)
    for title in ("precision", "recall", "F1", "B-cubed P", "B-cubed R", "B-cubed F1"):
        table.add_column(title, justify="right")
    for result in evaluation.results:
        found = result.metrics
        table.add_row(
            escape(result.name),
            *(
                f"{share:.4f}"
                for share in (
                    found.precision,
                    found.recall,
                    found.f1,
                    found.b_cubed_precision,
                    found.b_cubed_recall,
                    found.b_cubed_f1,
                )
            ),
        )
    console.print(table)
    console.print(
        f"blocking ceiling: a recall of {evaluation.ceiling:.4f},"
        " if all that is compared were rightly decided"
    )
    if evaluation.note:
        console.print(escape(evaluation.note), soft_wrap=True)
    if evaluation.worst:
        console.print("the worst errors by the weights in force:")
    for number, error in enumerate(evaluation.worst, start=1):
        console.print(
            escape(
                f"{number:3}. {error.kind} ({error.pair_count} pairs):"
                f" {error.one} and {error.other}; {error.evidence}"
            ),
            soft_wrap=True,
        )
