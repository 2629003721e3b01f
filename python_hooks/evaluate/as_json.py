"""An evaluation for tools, in a shape that is kept."""

from __future__ import annotations

import json
from dataclasses import asdict

from python_hooks.evaluate.identity import Evaluation


def evaluation_as_json(evaluation: Evaluation) -> str:
    """All of it; shares are 0 to 1."""
    return json.dumps(
        {
            "record_count": evaluation.record_count,
            "person_count": evaluation.person_count,
            "unknown_count": evaluation.unknown_count,
            "results": [
                {
                    "name": result.name,
                    "precision": result.metrics.precision,
                    "recall": result.metrics.recall,
                    "f1": result.metrics.f1,
                    "b_cubed_f1": result.metrics.b_cubed_f1,
                    **asdict(result.metrics),
                }
                for result in evaluation.results
            ],
            "blocking_ceiling": evaluation.ceiling,
            "worst_errors": [asdict(error) for error in evaluation.worst],
            "note": evaluation.note,
        },
        indent=1,
    )
