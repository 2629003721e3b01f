"""dbt on a project it has read before: to read this one takes longer than most of what tests ask.

`python -m tests.python.parsed_dbt <what was read> <dbt's arguments>`; what was read is the
`partial_parse.msgpack` of a `dbt parse`. It is good for any vars, as for the several days of one
`batuta run`, but not for other policy files or another engine.

With `--each <file>` before dbt's arguments the command is run for each of the vars that the file
lists, as JSON, the first with the target folder `0`, the next with `1`, beside the file. Only the
first leaves a manifest.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest


def main(read: Path, arguments: list[str]) -> int:
    manifest = Manifest.from_msgpack(read.read_bytes())  # type: ignore[attr-defined]
    manifest.build_flat_graph()
    if arguments[0] != "--each":
        return run(manifest, arguments)
    file, command = Path(arguments[1]), arguments[2:]
    codes = []
    for place, variables in enumerate(json.loads(file.read_text())):
        options = ["--vars", json.dumps(variables), "--target-path", str(file.parent / str(place))]
        options += ["--no-write-json"] if place else []
        codes.append(run(manifest, [*command, *options]))
    return max(codes)


def run(manifest: Manifest, arguments: list[str]) -> int:
    result = dbtRunner(manifest=manifest).invoke(arguments)
    if result.exception is not None:
        sys.stderr.write(f"{result.exception}\n")
    return 0 if result.success else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
