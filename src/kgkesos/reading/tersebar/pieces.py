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
from kgkesos.reading.kata.lekat import Mender


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
    ``paper`` that its words can open a source that is no unit, ``computes`` that a formula without a label opens here.
    """

    line: int
    text: Excerpt
    kind: Kind
    apart: bool = False
    paper: bool = False
    computes: bool = False

    @property
    def words(self) -> str:
        """Its words without white space around them."""
        return self.text.text.strip()


_ROW_NUMBER = re.compile(r"^\s*\d{1,2}[.)]?\s+(?=[A-Z])")
_TIMES_SAID = r"[xX×*]\s*\d[\d.]*\s*(?:%|persen)?"
_TIMES = re.compile(rf"^\W*{_TIMES_SAID}\s*$")
_EXPLAINS = re.compile(r"^\W*Penjelasan\W*:", re.IGNORECASE)
# Measures that are no quantities of a formula: they open an indicator wherever they stand first.
_MEASURE = re.compile(
    r"^(?:Persen(?:tase)?|Presentase|Prosentase|Rasio|Proporsi|Cakupan|Prevalensi|Insidens?i?|Indeks|Rata-rata|Frekuensi"
    r"|Kontribusi|Laju|Pertumbuhan|Produktivitas|Opini|Predikat|%)(?![a-z])"
)
_COUNT = re.compile(
    r"^(?:Jumlah|Jml|Banyaknya|Total|Target|Realisasi|Pagu|Alokasi|Seluruh|Produksi|Volume|Luas|Nilai|Angka|Tingkat|Skor)(?![a-z])"
)
_RESULT = re.compile(r"^(?:Me|Ter|Ber|Ke|Se|Op)[a-z]+nya(?![a-z])")
_UNIT = r"(?:Bidang|Seksi|Sub\s?-?\s?(?:Bagian|Bidang)|Subbag(?:ian)?|Kasi|Sekretariat|UPTD?)(?![a-z])"
# What a source is where it is no unit: an office, or the paper that the figures stand in.
_PAPER = re.compile(
    r"^(?:[-–—•●▪‣➢*]\s*)?(?:(?:Laporan|Data|Dokumen|Rekap\w*|Hasil|Arsip|Aplikasi|Daftar|Buku|Profil|Kartu|Berita\s+Acara"
    r"|Register|Notulen|Formulir|Surat|Sistem|Dinas|Badan|Bagian|Kantor|Kecamatan|Kelurahan|Puskesmas|Inspektorat"
    r"|Laboratorium|Kementerian)(?![a-z])|[A-Z]{3,}(?:\s[A-Z]{2,}){0,2}$)"
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
# A second measure on the line of an indicator, a small letter after it: "Nilai SAKIP Badan Nilai hasil evaluasi".
_SECOND = re.compile(r"(?<=[a-zA-Z)])\s+(?=(?:Jumlah|Nilai|Hasil|Realisasi|Rata-rata|Total|Banyaknya)\s+[a-z])")
_MERGED = re.compile(r"[a-z,]\s+(?:Persentase|Presentase|Prosentase|Jumlah)\s+[a-z]")
# Its verb: the words are a clause, and no name of a unit.
_CLAUSE = re.compile(r"\b(?:yang|adalah|telah|sudah|untuk)\b")


def pieces(source: Source, numbers: Sequence[int], mender: Mender, *, numbered: bool = False) -> tuple[Piece, ...]:
    """The pieces on the printed lines ``numbers`` of ``source``; ``numbered`` says that the first column numbers rows.

    ``mender`` tells what a line begins with where its words are glued.
    """
    usual = usual_step(numbers)
    found: list[Piece] = []
    for at, number in enumerate(numbers):
        line = source.line(number)
        opening = _ROW_NUMBER.match(line.text) if numbered else None
        first, *others = pieces_of(number, line[opening.end() :] if opening else line, mender)
        apart = at > 0 and number - numbers[at - 1] > usual
        found.extend([replace(first, apart=True) if apart else first, *others])
    return tuple(found)


def pieces_of(number: int, text: Excerpt, mender: Mender) -> tuple[Piece, ...]:
    """The pieces of ``text``, which stands on line ``number``: more than one where a cell ends and another begins."""
    return tuple(_piece(number, part, mender, apart=at > 0) for at, part in enumerate(_parts(text)))


def usual_step(numbers: Sequence[int]) -> int:
    """How many lines further the next printed line mostly is (2 where every second line is blank)."""
    steps = Counter(after - before for before, after in pairwise(numbers))
    return max(steps, key=lambda step: (steps[step], -step), default=1)


def unlabelled(found: Sequence[Piece], mender: Mender) -> tuple[Piece, ...]:
    """``found`` of a table without labels of formulas: parted where one begins on the last line of its indicator."""
    made: list[Piece] = []
    for piece in found:
        inside = _SECOND.search(piece.text.text) if piece.kind in (Kind.MEASURE, Kind.COUNT) else None
        if inside:
            tail = _piece(piece.line, piece.text[inside.end() :], mender, apart=False)
            made += [replace(piece, text=piece.text[: inside.start()]), replace(tail, computes=True)]
        else:
            made.append(piece)
    return tuple(made)


def complete(piece: Piece) -> bool:
    """Whether the last word of ``piece`` can end a cell."""
    return not _GOES_ON.search(piece.words)


def runs_together(found: Sequence[Piece]) -> bool:
    """Whether a measure with a capital stands inside a line of running words: cells side by side were made one line."""
    return any(_MERGED.search(piece.words) for piece in found if piece.kind in (Kind.TEXT, Kind.RESULT))


def _parts(line: Excerpt) -> Iterator[Excerpt]:
    at = 0
    for inside in _INSIDE.finditer(line.text):
        if "/" in line.text and _TIMES.match(line.text[inside.end() :]):
            # "(A - B) / B x 100%" is one expression.
            continue
        yield line[at : inside.start()]
        at = inside.end()
    yield line[at:]


def _piece(number: int, text: Excerpt, mender: Mender, *, apart: bool) -> Piece:
    said = text.text.strip()
    # Only the first words tell the kind: where they are words, nothing needs mending for it.
    if not mender.begins_well(said):
        said = mender.parted(text.squeezed()).text
    kind = _kind(said)
    paper = kind is Kind.TEXT and bool(_PAPER.match(said)) and not _CLAUSE.search(said)
    return Piece(number, text, kind, apart and kind is not Kind.TIMES, paper)


def _after(signs: str, said: str) -> int:
    """Where ``said`` begins behind the ``signs`` that open it."""
    return len(said) - len(said.lstrip(signs))


def _kind(said: str) -> Kind:
    if span.LABEL.match(said, _after(" -–•●▪*", said)):
        return Kind.LABEL
    if _EXPLAINS.match(said):
        return Kind.EXPLAINS
    if form.SUM.match(said, _after(" $", said)):
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
