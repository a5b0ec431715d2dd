"""What each printed line of a table that was spread over lines can be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.formula import span


class Kind(Enum):
    """What a piece opens; TEXT goes on with the cell above it, or opens one that nothing but its place tells."""

    LABEL = "label of a formula"
    EXPLAINS = "label of an explanation"
    SUM = "sum sign"
    TIMES = "multiplier"
    SOURCE = "source"
    PERCENT = "measure that is a ratio"
    COUNT = "measure that counts, or a quantity of a formula"
    RESULT = "result"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the part of one that is a cell of its own.

    ``text`` is raw, with the white space at its end; ``apart`` says that more white space than usual stands above it.
    """

    line: int
    text: Excerpt
    kind: Kind
    apart: bool = False
    bullet: bool = False

    @property
    def words(self) -> str:
        """Its words without white space around them."""
        return self.text.text.strip()


_TIMES = re.compile(r"^\W*[xX×*]\s*\d[\d.]*\s*(?:%|persen)?\s*$")
_EXPLAINS = re.compile(r"^\W*Penjelasan\W*:", re.IGNORECASE)
_PERCENT = re.compile(r"^(?:Persen(?:tase)?|Presentase|Prosentase|Rasio|Proporsi|Cakupan|%)(?![a-z])")
_COUNT = re.compile(
    r"^(?:Jumlah|Jml|Banyaknya|Total|Target|Realisasi|Seluruh|Rata-rata|Indeks|Frekuensi|Volume|Luas|Nilai|Angka|Tingkat|Skor)"
    r"(?![a-z])"
)
_RESULT = re.compile(r"^(?:Me|Ter|Ber|Ke|Se|Op)[a-z]+nya(?![a-z])")
_UNIT = r"(?:Bidang|Seksi|Sub\s?-?\s?(?:Bagian|Bidang)|Subbag(?:ian)?|Kasi|Sekretariat|UPTD?|Puskesmas)(?![a-z])"
_ORGAN = r"(?:Dinas|Badan|Bagian|Kantor|Kecamatan|Laporan|Data|Dokumen|Rekap\w*|Hasil|Aplikasi|BPS|OPD|SKPD)(?![a-z])"
_BULLET = r"[-–—•●▪‣➢*]"
_SOURCE = re.compile(rf"^(?P<tanda>{_BULLET}\s*)?{_UNIT}")
_SOURCE_MARKED = re.compile(rf"^{_BULLET}\s*{_ORGAN}")
# A source that stands on the same line as the end of the formula before it.
_SOURCE_INSIDE = re.compile(rf"(?<=\S)\s+(?={_BULLET}\s+(?:{_UNIT}|{_ORGAN}))")
# Its verb: the words are a clause, and no name of a unit.
_CLAUSE = re.compile(r"\b(?:yang|adalah|telah|sudah|untuk)\b")


def pieces(source: Source, numbers: Sequence[int]) -> tuple[Piece, ...]:
    """The pieces on the printed lines ``numbers`` of ``source``."""
    usual = _usual_step(numbers)
    found: list[Piece] = []
    for at, number in enumerate(numbers):
        apart = at > 0 and number - numbers[at - 1] > usual
        parts = list(_parts(source.line(number)))
        found.extend(replace(_piece(number, part), apart=apart or part is not parts[0]) for part in parts)
    return tuple(found)


def _usual_step(numbers: Sequence[int]) -> int:
    """How many lines further the next printed line mostly is (2 where every second line is blank)."""
    steps = Counter(after - before for before, after in pairwise(numbers))
    return max(steps, key=lambda step: (steps[step], -step), default=1)


def _parts(line: Excerpt) -> Iterator[Excerpt]:
    inside = _SOURCE_INSIDE.search(line.text)
    if inside:
        yield line[: inside.start()]
        yield line[inside.end() :]
    else:
        yield line


def _piece(number: int, text: Excerpt) -> Piece:
    said = text.text.strip()
    bullet = bool(re.match(_BULLET, said))
    return Piece(number, text, _kind(said), bullet=bullet)


def _kind(said: str) -> Kind:
    label = span.LABEL.search(said)
    if label and not said[: label.start()].strip(" -–•●▪*"):
        return Kind.LABEL
    if _EXPLAINS.match(said):
        return Kind.EXPLAINS
    total = span.SUM.search(said)
    if total and not said[: total.start()].strip(" $"):
        return Kind.SUM
    if _TIMES.match(said):
        return Kind.TIMES
    if (_SOURCE.match(said) or _SOURCE_MARKED.match(said)) and not _CLAUSE.search(said):
        return Kind.SOURCE
    if _PERCENT.match(said):
        return Kind.PERCENT
    if _COUNT.match(said):
        return Kind.COUNT
    return Kind.RESULT if _RESULT.match(said) else Kind.TEXT
