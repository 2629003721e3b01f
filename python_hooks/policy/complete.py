"""Makes a folder of policy files whole, so that dbt finds every seed."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from python_hooks.errors import UserError
from python_hooks.policy.files import FILES
from python_hooks.policy.shapes import Shape
from python_hooks.policy.table import decode, guess_delimiter


def complete_policy(folder: Path, into: Path) -> None:
    """Copy the policy files and add an empty one, with header, for each that is absent.

    What the cells say stays as it is; only the way the file is saved (encoding, separator) becomes
    what dbt reads. A file of an earlier policy does not stay behind.
    """
    if not folder.is_dir():
        raise UserError(f"policy folder {folder} is not there")
    if into.resolve() == folder.resolve():
        raise UserError(f"policy folder {folder} cannot be completed into itself")
    into.mkdir(parents=True, exist_ok=True)
    for shape in FILES:
        source = folder / shape.file
        if source.is_file():
            _copy(source, into / shape.file, shape)
        elif shape.is_required:
            raise UserError(f"{source} is required and is not there")
        else:
            (into / shape.file).write_text(",".join(shape.column_names) + "\n", encoding="utf-8")


def _copy(source: Path, target: Path, shape: Shape) -> None:
    content = source.read_bytes()
    text = decode(content)
    delimiter = guess_delimiter(text, shape)
    if delimiter == "," and content == text.encode():
        shutil.copyfile(source, target)
        return
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UserError(f"{source} cannot be read: {error}") from error
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
