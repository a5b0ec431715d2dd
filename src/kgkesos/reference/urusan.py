"""Names that are no entries of our lists: those of the other affairs of government, and those of all before 2019."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kgkesos.errors import DataFileError
from kgkesos.reference.tables import rows

FILE, OLD_FILE, SUCCESSORS_FILE = "nomenklatur-lain.csv", "nomenklatur-2006.csv", "penerus.csv"


@dataclass(frozen=True, slots=True)
class NamaLain:
    """An official name, with the first code that has it in its list.

    ``is_old`` tells a name of Permendagri 13/2006. Of those of our affair ``penerus`` is the code of the entry that
    took its place, as we infer; empty where none did, None where we cannot tell.
    """

    kode: str
    nama: str
    is_old: bool = False
    penerus: str | None = None

    @property
    def urusan(self) -> str:
        """The code of its affair: the first two groups of ``kode``."""
        return ".".join(self.kode.split(".")[:2])


@cache
def names_elsewhere() -> tuple[NamaLain, ...]:
    """Each name of each other affair, and each of before 2019, once an affair and list.

    Raises:
        DataFileError: a file is missing or broken.
    """
    return (*(NamaLain(row["kode"], row["nama"]) for row in rows(FILE, ("kode", "nama"))), *_old())


def _old() -> Iterator[NamaLain]:
    columns = ("kode_2006", "kode", "alasan")
    successors = {row["kode_2006"]: row["kode"] for row in rows(SUCCESSORS_FILE, columns)}
    for row in rows(OLD_FILE, ("kode", "nama")):
        yield NamaLain(row["kode"], row["nama"], is_old=True, penerus=successors.pop(row["kode"], None))
    if successors:
        raise DataFileError(Path(SUCCESSORS_FILE), f"{', '.join(successors)}: no such code in {OLD_FILE}")
