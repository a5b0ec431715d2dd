"""Rows of the CSV files in ``ontology/sumber``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from kgkesos import resources
from kgkesos.errors import DataFileError
from kgkesos.normalize import squeeze


def rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Each row of ``ontology/sumber/<name>`` by its column heads, white space squeezed.

    Raises:
        DataFileError: the file is missing, is no UTF-8, lacks one of ``columns``, or has a row that is too short.
    """
    path: Path = resources.folder("ontology") / "sumber" / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            if missing := sorted(set(columns) - set(table.fieldnames or ())):
                raise DataFileError(path, f"no column {', '.join(missing)}")
            for row in table:
                if any(row[column] is None for column in columns):
                    raise DataFileError(path, f"line {table.line_num}: too few cells")
                yield {column: squeeze(row[column]) for column in columns}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataFileError(path, str(error)) from error
