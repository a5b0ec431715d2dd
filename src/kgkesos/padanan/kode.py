"""The code printed beside a name: whether it is one of the nomenclature, of which affair, and which entries have it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kgkesos.normalize import squeeze
from kgkesos.reference import Entri

OURS = "1.06"
# What stands for the affair in the programme that every office has.
_ANY_AFFAIR = ("X", "XX")
_GROUP = re.compile(r"\d+|\b[Xx]+\b")
# How many digits the groups of a code have at most, and how many groups those of a programme, kegiatan, sub kegiatan.
_WIDEST = (2, 2, 2, 1, 2, 4)
_LENGTHS = (3, 5, 6)
# How another affair's code is printed; of ours, zeros that a spreadsheet dropped may be missing.
_WHOLE = re.compile(r"\d\.\d{2}\.\d{2}(?:\.\d\.\d{2}(?:\.\d{2,4})?)?")


@dataclass(frozen=True, slots=True)
class Kode:
    """A code as it is printed (``tercetak``), ``teks`` with full stops between its groups, and the affair it is of.

    ``urusan`` is None where it is no code of the nomenclature: cut short, glued together, or of an older scheme.
    """

    tercetak: str
    teks: str
    urusan: str | None

    @property
    def is_ours(self) -> bool:
        """Whether it is a code of social affairs."""
        return self.urusan == OURS


def read(printed: str | None, affairs: Collection[str]) -> Kode | None:
    """The code that is ``printed``, where ``affairs`` are the codes of all affairs; None where none is.

    >>> read("1 06 04 2,01", ())
    Kode(tercetak='1 06 04 2,01', teks='1.06.04.2.01', urusan='1.06')
    >>> read("3.25.01", ("3.25",)), read("2.01", ("2.01",))
    (Kode(tercetak='3.25.01', teks='3.25.01', urusan='3.25'), Kode(tercetak='2.01', teks='2.01', urusan=None))
    """
    said = squeeze(printed or "")
    groups = [group.upper() for group in _GROUP.findall(said)]
    if not any(group.isdigit() for group in groups):
        return None
    if tuple(groups[:2]) == _ANY_AFFAIR:
        groups[:2] = OURS.split(".")
    text = ".".join(groups)
    return Kode(said, text, _affair(groups, text, affairs))


def _affair(groups: Sequence[str], text: str, affairs: Collection[str]) -> str | None:
    if same_code(".".join(groups[:2]), OURS) and _is_of_the_nomenclature(groups):
        return OURS
    affair = ".".join(groups[:2])
    return affair if _WHOLE.fullmatch(text) and affair in affairs else None


def _is_of_the_nomenclature(groups: Sequence[str]) -> bool:
    if len(groups) not in _LENGTHS:
        return False
    return all(group.isdigit() and len(group) <= widest for group, widest in zip(groups, _WIDEST, strict=False))


def same_code(one: str, other: str) -> bool:
    """Whether two codes are one, whatever zeros their groups begin with.

    >>> same_code("1.06.04.2.01.0001", "1.06.04.2.01.01"), same_code("1.06.04", "1.06.04.2.01")
    (True, False)
    """
    return [group.lstrip("0") for group in one.split(".")] == [group.lstrip("0") for group in other.split(".")]


def in_order(entries: Iterable[Entri], code: str, year: int | None, government: str | None) -> list[Entri]:
    """Those of ``entries`` that ``code`` can mean, the likeliest first.

    The code as printed goes before one with other zeros, since sub kegiatan had two digits before they had four; then
    an entry of the document's ``government``; then the list in force in ``year``, of which the newest is presumed.
    """
    return sorted(
        (entry for entry in entries if same_code(entry.kode, code)),
        key=lambda entry: (
            entry.kode != code,
            government is not None and entry.kewenangan not in (None, government),
            entry.is_slip,
            _far(entry.daftar, year),
        ),
    )


def _far(daftar: str, year: int | None) -> tuple[bool, int]:
    """How far a list is from the one in force in ``year``: the newest until then, or else the first after."""
    if year is None or int(daftar) <= year:
        return False, -int(daftar)
    return True, int(daftar)
