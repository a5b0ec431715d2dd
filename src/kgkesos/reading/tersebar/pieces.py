"""What each printed line of a table that was spread over lines can be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.formula import form, span


class Kind(Enum):
    """What a piece opens; TEXT goes on with the cell above it, or opens one that nothing but its place tells."""

    LABEL = "label of a formula"
    EXPLAINS = "label of an explanation"
    SUM = "sum sign"
    TIMES = "multiplier"
    SOURCE = "source"
    MEASURE = "measure that is no quantity of a formula"
    COUNT = "measure that counts, or a quantity of a formula"
    RESULT = "result"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the part of one that is a cell of its own.

    ``text`` is raw, with the white space at its end; ``apart`` says that more white space than usual stands above it,
    ``paper`` that its words can open a source that is no unit.
    """

    line: int
    text: Excerpt
    kind: Kind
    apart: bool = False
    paper: bool = False

    @property
    def words(self) -> str:
        """Its words without white space around them."""
        return self.text.text.strip()


_TIMES_SAID = r"[xX×*]\s*\d[\d.]*\s*(?:%|persen)?"
_TIMES = re.compile(rf"^\W*{_TIMES_SAID}\s*$")
_EXPLAINS = re.compile(r"^\W*Penjelasan\W*:", re.IGNORECASE)
# Measures that are no quantities of a formula: they open an indicator wherever they stand first.
_MEASURE = re.compile(
    r"^(?:Persen(?:tase)?|Presentase|Prosentase|Rasio|Proporsi|Cakupan|Prevalensi|Insidens?i?|Indeks|Rata-rata|Frekuensi"
    r"|Kontribusi|Laju|Pertumbuhan|Opini|Predikat|%)(?![a-z])"
)
_COUNT = re.compile(
    r"^(?:Jumlah|Jml|Banyaknya|Total|Target|Realisasi|Pagu|Alokasi|Seluruh|Volume|Luas|Nilai|Angka|Tingkat|Skor)(?![a-z])"
)
_RESULT = re.compile(r"^(?:Me|Ter|Ber|Ke|Se|Op)[a-z]+nya(?![a-z])")
_UNIT = r"(?:Bidang|Seksi|Sub\s?-?\s?(?:Bagian|Bidang)|Subbag(?:ian)?|Kasi|Sekretariat|UPTD?)(?![a-z])"
# What a source is where it is no unit: an office, or the paper that the figures stand in.
_PAPER = re.compile(
    r"^(?:[-–—•●▪‣➢*]\s*)?(?:Laporan|Data|Dokumen|Rekap\w*|Hasil|Arsip|Aplikasi|Daftar|Buku|Profil|BPS|OPD|SKPD|Dinas|Badan"
    r"|Bagian|Kantor|Kecamatan|Kelurahan|Puskesmas|Inspektorat|Laboratorium)(?![a-z])"
)
_BULLET = r"[-–—•●▪‣➢*]"
_SOURCE = re.compile(rf"^(?:{_BULLET}\s*)?{_UNIT}")
# Cells that end and begin on one line: where the label of an explanation or a formula, a sum, a source opens the next.
_INSIDE = re.compile(
    rf"(?<=\S)\s+(?={_BULLET}\s+{_UNIT}|Penjelasan\s*:|(?:Formulasi|Formula|Rumus)(?:\s+\w+)?\s*:|[fƒ]\s*\(\s*x\s*\)\s*="
    rf")|(?:(?<=[^\W\d_)])\s+|(?<=[\w)])\s{{2,}})(?={_TIMES_SAID}\s*$)"
)
# Words that cannot end a cell: small words, and verbs that ask for an object.
_GOES_ON = re.compile(
    r"(?:\b(?:dan|atau|serta|di|ke|dari|pada|oleh|untuk|dengan|yang|dalam|per|me[a-z]{3,}(?:kan|i))|[,&/(-])\s*$"
)
_MERGED = re.compile(r"[a-z,]\s+(?:Persentase|Presentase|Prosentase|Jumlah)\s+[a-z]")
# Its verb: the words are a clause, and no name of a unit.
_CLAUSE = re.compile(r"\b(?:yang|adalah|telah|sudah|untuk)\b")


def pieces(source: Source, numbers: Sequence[int]) -> tuple[Piece, ...]:
    """The pieces on the printed lines ``numbers`` of ``source``."""
    usual = usual_step(numbers)
    found: list[Piece] = []
    for at, number in enumerate(numbers):
        first, *others = pieces_of(number, source.line(number))
        apart = at > 0 and number - numbers[at - 1] > usual
        found.extend([replace(first, apart=True) if apart else first, *others])
    return tuple(found)


def pieces_of(number: int, text: Excerpt) -> tuple[Piece, ...]:
    """The pieces of ``text``, which stands on line ``number``: more than one where a cell ends and another begins."""
    return tuple(_piece(number, part, apart=at > 0) for at, part in enumerate(_parts(text)))


def usual_step(numbers: Sequence[int]) -> int:
    """How many lines further the next printed line mostly is (2 where every second line is blank)."""
    steps = Counter(after - before for before, after in pairwise(numbers))
    return max(steps, key=lambda step: (steps[step], -step), default=1)


def complete(piece: Piece) -> bool:
    """Whether the last word of ``piece`` can end a cell."""
    return not _GOES_ON.search(piece.words)


def runs_together(found: Sequence[Piece]) -> bool:
    """Whether a measure with a capital stands inside a line of running words: cells side by side were made one line."""
    return any(_MERGED.search(piece.words) for piece in found if piece.kind in (Kind.TEXT, Kind.RESULT))


def _parts(line: Excerpt) -> Iterator[Excerpt]:
    at = 0
    for inside in _INSIDE.finditer(line.text):
        yield line[at : inside.start()]
        at = inside.end()
    yield line[at:]


def _piece(number: int, text: Excerpt, *, apart: bool) -> Piece:
    said = text.text.strip()
    kind = _kind(said)
    paper = kind is Kind.TEXT and bool(_PAPER.match(said)) and not _CLAUSE.search(said)
    return Piece(number, text, kind, apart, paper)


def _kind(said: str) -> Kind:
    label = span.LABEL.search(said)
    if label and not said[: label.start()].strip(" -–•●▪*"):
        return Kind.LABEL
    if _EXPLAINS.match(said):
        return Kind.EXPLAINS
    total = form.SUM.search(said)
    if total and not said[: total.start()].strip(" $"):
        return Kind.SUM
    if _TIMES.match(said):
        return Kind.TIMES
    if _SOURCE.match(said) and not _CLAUSE.search(said):
        return Kind.SOURCE
    if _MEASURE.match(said):
        return Kind.MEASURE
    if _COUNT.match(said):
        return Kind.COUNT
    return Kind.RESULT if _RESULT.match(said) else Kind.TEXT
