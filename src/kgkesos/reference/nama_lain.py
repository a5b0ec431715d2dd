"""What documents call things that the official lists call otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kgkesos.reference.tables import rows

FILE = "nama-lain.csv"


@cache
def other_names() -> Mapping[str, str]:
    """Each name in ``ontology/sumber/nama-lain.csv`` with the official words for it.

    Raises:
        DataFileError: the file is missing or broken.
    """
    return {row["nama"]: row["berarti"] for row in rows(FILE, ("nama", "berarti", "alasan"))}
