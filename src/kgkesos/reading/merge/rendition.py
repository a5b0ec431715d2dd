"""A rendition as the merge sees it: what is known of it, what marks it bears, how much of its structure is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kgkesos.normalize import key
from kgkesos.reading.excerpt import Source
from kgkesos.reading.told import Told
from kgkesos.records import Jabatan, Reading, Record

TELLING = ("instansi", "wilayah", "tahun", "id")
# Signs that a text was written anew by a program or a model: the letters in it need not be the printed ones.
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("LaTeX", re.compile(r"\\(?:[dt]?frac|text|mathrm|textrm|mbox|sum|Sigma|times|cdot|begin)(?![A-Za-z])")),
    ("HTML", re.compile(r"</?(?:table|tr|td|th|br|p|b|i|div|span|sup|sub)\b[^<>]*>", re.IGNORECASE)),
    ("Markdown", re.compile(r"^[ \t]*#{1,6} \S|\|[ \t]*:?-{3,}:?[ \t]*\||\*\*[^\s*]", re.MULTILINE)),
)
# A changed edition of a document, and which.
_CHANGED = re.compile(
    r"\b(?:perubahan|revisi)\b(?:\s+(?:ke\W?\s*)?(?:[IVX]+|\d{1,2}|pertama|kedua|ketiga)\b)?", re.IGNORECASE
)
_ROW = re.compile(r"^[^\t\n]*\S[^\t\n]*\t[^\t\n]*\S[^\t\n]*\t", re.MULTILINE)
# A rendition that gave at least this share of the most records is whole enough to lend its structure.
WHOLE = 0.9


@dataclass(frozen=True)
class Rendition:
    """A reading with what is known of it, printed or told, in a form that can be compared."""

    reading: Reading
    facts: dict[str, str | None]
    # The facts as printed or told, for sentences.
    said: dict[str, str | None]

    @classmethod
    def of(cls, reading: Reading, told: Told) -> Rendition:
        """``reading`` with what ``told`` says of its file."""
        more = told.get(reading.dokumen.sha256, {})
        said = {name: _text(getattr(reading.dokumen, name, None) or more.get(name)) for name in TELLING}
        compared = dict(said)
        if said["instansi"]:
            compared["instansi"] = office_name(said["instansi"], said["wilayah"])
        return cls(reading, {name: key(value) if value else None for name, value in compared.items()}, said)

    @property
    def sha256(self) -> str:
        """Which file it is."""
        return self.reading.dokumen.sha256

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.reading.nama_berkas

    @cached_property
    def source(self) -> Source:
        """Its text, to quote from."""
        return Source.of(self.reading.text, self.sha256)

    @cached_property
    def folded(self) -> str:
        """Its text in small letters, to look words up in."""
        return self.reading.text.casefold()

    @cached_property
    def end(self) -> int | None:
        """Where the last that was read of it ends; None where lines follow: then the file does not end inside it."""
        quotes = (quote for record in self.reading.records for field in record.bukti.values() for quote in field)
        last = max((quote.akhir for quote in quotes), default=0)
        _, _, following = self.reading.text[last:].partition("\n")
        return None if following.strip() else last

    @cached_property
    def changes(self) -> str | None:
        """Which change of the document its title says it is ("perubahan"); empty for none, None without a title."""
        title = self.reading.dokumen.judul
        if not title:
            return None
        found = _CHANGED.search(title)
        return " ".join(found.group().casefold().split()) if found else ""

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The kinds of markup in its text; none where it is the text layer of a file."""
        return tuple(name for name, pattern in _MARKS if pattern.search(self.reading.text))

    @property
    def printed(self) -> bool:
        """Whether its letters are those of the file itself: nothing shows that they were written anew."""
        return not self.marks

    @cached_property
    def structure(self) -> int:
        """How much structure it kept: fractions and tables as markup, rows of cells, or words alone."""
        return 2 if self.marks else 1 if _ROW.search(self.reading.text) else 0

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Kind and letters of each record: its name or text, or the label and value of a metadata field."""
        found = ((record.jenis, key(words(record))) for record in self.reading.records)
        return tuple((kind, letters) for kind, letters in found if letters)

    @cached_property
    def numbered(self) -> dict[tuple[str, str, str], str]:
        """The letters of each item that is printed with a letter or number, by the record above, kind and number."""
        above = {record.id: key(words(record)) for record in self.reading.records}
        found: dict[tuple[str, str, str], list[str]] = {}
        for record in self.reading.records:
            number = getattr(record, "huruf", None) or getattr(record, "nomor", None)
            if number:
                place = above.get(record.induk or "", ""), record.jenis, key(number)
                found.setdefault(place, []).append(key(words(record)))
        return {place: said[0] for place, said in found.items() if len(said) == 1}

    @cached_property
    def positions(self) -> frozenset[str]:
        """The letters of the positions' names."""
        return frozenset(key(record.nama) for record in self.reading.records if isinstance(record, Jabatan))


def words(record: Record) -> str:
    """What a record says, as one text."""
    parts = [getattr(record, name, None) for name in ("nama", "teks", "label", "nilai", "kalimat")]
    return " ".join(str(part) for part in parts if part)


def ranked(renditions: Sequence[Rendition]) -> list[Rendition]:
    """``renditions``, the one whose structure is used first: whole, with the clearest structure, with most records."""
    most = max(len(one.reading.records) for one in renditions)

    def rank(one: Rendition) -> tuple[bool, int, int, str]:
        count = len(one.reading.records)
        return count < WHOLE * most, -one.structure, -count, one.sha256

    return sorted(renditions, key=rank)


def office_name(office: str, region: str | None) -> str:
    """``office`` without the name of its region: "DINAS SOSIAL KABUPATEN TAPIN" is "DINAS SOSIAL"."""
    if region and office.casefold().endswith(region.casefold()):
        return office[: -len(region)].strip()
    return office


def _text(value: object) -> str | None:
    return str(value) if value else None
