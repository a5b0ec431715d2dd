"""The words that roles are made of, and those of the official names that people are called by, too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kgkesos.reference.tables import rows

FILE = "kata-peran.csv"
# A post, a unit or an office; what is only said of one has another word in the file.
POST = "jabatan"
# What is in names of persons as well, and by itself belongs to no role.
ALSO_NAME = "nama"


@cache
def role_words() -> Mapping[str, str]:
    """Each word of ``ontology/sumber/kata-peran.csv``, in small letters, with its kind.

    Raises:
        DataFileError: the file is missing or broken.
    """
    return {row["kata"]: row["macam"] for row in rows(FILE, ("kata", "macam"))}
