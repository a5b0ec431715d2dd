"""The table of a position whose cells a text layer spread over lines, as records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgkesos.reading import definisi, indikator, tersebar
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.iki.lines import clean, is_spread_head, is_title, lone_titles, telling
from kgkesos.reading.kata.lekat import Mender
from kgkesos.reading.once import once, printed
from kgkesos.reading.page import Page
from kgkesos.reading.table import Row
from kgkesos.records import Jabatan, Kinerja, Record

# The words that titles of columns are made of, where a title goes on below the others.
_TITLE_WORDS = frozenset({
    "DATA", "DAN", "FORMULA", "FORMULASI", "INDIKATOR", "INDIVIDU", "JAWAB", "KINERJA", "PENANGGUNG",
    "PENGHITUNGAN", "PENGITUNGAN", "PENGUKURAN", "PENJELASAN", "PERHITUNGAN", "RUMUS", "SASARAN", "SATUAN",
    "STRATEGIS", "SUMBER", "TARGET", "UTAMA", "IKI", "IKU", "",
})  # fmt: skip
# Titles of columns whose cells nothing tells from the others' where they are spread over lines.
_OTHERS = re.compile(
    r"\b(?:TARGET|SATUAN|REALISASI|CAPAIAN|ANGGARAN|PAGU|PROGRAM|KEGIATAN|BOBOT|POLARITAS|KETERANGAN|TUGAS|FUNGSI|WAKTU"
    r"|TAHUN|PENANGGUNG)\b",
    re.IGNORECASE,
)
# So many titles, one under the other, make the head of a table.
_FEWEST_TITLES = 3
LEFT = "batas sel tabel tidak pasti"
# A page's number, or the number of a row or column that stands alone on its line.
_NUMBER = re.compile(r"^[^\w%]*(?:hal(?:aman)?\W*)?\d{1,3}(?:\s+(?:dari\s+)?\d{1,3})*[^\w%]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layer:
    """What all spread tables of one document share: its units' names, and how its words are mended."""

    units: tersebar.Units
    mender: Mender
    short: definisi.Abbreviations

    @classmethod
    def of(cls, source: Source, names: Iterable[str], tables: Sequence[Sequence[tersebar.Segment]]) -> Layer:
        """The layer of ``source``: its positions have the ``names``, its tables are ``tables``."""
        mender = Mender.of(source)
        units = tersebar.Units.of(mender.parted(_text(name)).text for name in names)
        return cls(tersebar.learnt(source, tables, units, mender), mender, definisi.Abbreviations.of(source))


@once
def segments(source: Source, first: int, until: int) -> tuple[tersebar.Segment, ...]:
    """The pieces of the table whose head stands on line ``first``: each head again opens one; no number alone."""
    if not is_spread_head(source, first):
        return _under_lone_titles(source, first, until)
    heads = [first, *(n for n in telling(source, first + 1, until) if is_spread_head(source, n))]
    made = []
    for head, end in zip(heads, [*heads[1:], until], strict=True):
        body = head_lines(source, head, end)[-1] + 1
        made.append(tersebar.Segment(head, _cells_on(source, body, end)))
    return tuple(made)


def head_lines(source: Source, first: int, until: int) -> tuple[int, ...]:
    """The lines of the head that begins on line ``first``: words of titles, in capitals, may stand below it."""
    found = [first]
    for number in printed(source, first + 1, until):
        if not all(word.strip("/().,") in _TITLE_WORDS for word in source.words(number).split()):
            break
        found.append(number)
    return tuple(found)


def _under_lone_titles(source: Source, first: int, until: int) -> tuple[tersebar.Segment, ...]:
    """The table whose titles stand each on a line of its own; nothing where cells stand among them.

    There the text layer went through the page block by block, and which words belong together cannot be told.
    """
    titles = lone_titles(source, first, until)
    lines = _cells_on(source, first, until)
    if len(titles) < _FEWEST_TITLES or lines[: len(titles)] != titles:
        return ()
    return (tersebar.Segment(titles[-1], lines[len(titles) :]),)


def records(page: Page, position: Jabatan, first: int, until: int, layer: Layer) -> Iterator[Record]:
    """The Kinerja and Indikator of ``position``, from the table whose head stands on line ``first``."""
    source = page.source
    page.take([*head_lines(source, first, until), *lone_titles(source, first, until)], "kepala kolom")
    for number in printed(source, first + 1, until):
        if is_spread_head(source, number):
            page.take(head_lines(source, number, until), "kepala kolom")
        elif _NUMBER.match(source.words(number)):
            page.take([number], "nomor")
    parts = segments(source, first, until)
    heads = (n for part in parts for n in head_lines(source, part.head, until))
    other = sorted({said.upper() for n in heads for said in _OTHERS.findall(source.words(n))})
    if other:
        _leave(page, position, range(first, until), f"sel kolom {', '.join(other)} tidak dapat dipisahkan")
        return
    if not parts:
        _leave(page, position, range(first, until), "sel tabel kinerja tercetak berselang-seling")
        return
    table = tersebar.read(source, parts, layer.units, layer.mender)
    current: Kinerja | None = None
    for row in table.rows:
        if stated := _kinerja(page, position, row, current):
            current = stated
            yield stated
        if current is None or not row.result_known:
            page.leave([*row.kinerja_lines, *row.lines], LEFT)
            continue
        page.take(row.kinerja_lines)
        if "indikator" not in row.cells:
            continue
        yield from indikator.records(page, current.id, _row(row), layer.short, row.rumus)
    _tell(page, position, table)


def _leave(page: Page, position: Jabatan, numbers: Iterable[int], why: str) -> None:
    left = [n for n in numbers if not page.is_used(n) and not page.source.is_blank(n)]
    page.leave(left, LEFT)
    if left:
        message = (
            f"Jabatan {position.nama}: {why} sehingga isinya tidak dibaca;"
            " simpan teksnya menurut tata letak halaman (pdftotext -layout)."
        )
        page.warn("tabel-tersebar", message, (left[0], left[-1]))


def _kinerja(page: Page, position: Jabatan, row: tersebar.Spread, above: Kinerja | None) -> Kinerja | None:
    mended = row.cells.get("kinerja")
    if not mended or (above and indikator.same_words(mended, above.teks)):
        return None
    text, printed = mended.strip(" .;"), row.printed["kinerja"]
    fields = {"teks": text} | ({"teks_tercetak": printed} if printed.text != text.text else {})
    page.take(row.kinerja_lines)
    return Kinerja(
        id=page.new_id(position.id, "kinerja", None, text.text),
        induk=position.id,
        bukti=page.evidence(fields),
        teks=text.text,
        teks_tercetak=printed.text if "teks_tercetak" in fields else None,
    )


def _row(spread: tersebar.Spread) -> Row:
    cells = {role: text for role, text in spread.cells.items() if role != "kinerja"}
    return Row(spread.lines[0], cells | {"tercetak": spread.printed["indikator"]}, lines=spread.lines)


def _tell(page: Page, position: Jabatan, table: tersebar.Table) -> None:
    """Take the multipliers that found their formulas, and say what of the table was not read."""
    page.take(table.times)
    used = page.uses()
    lost = [n for n in table.left if n not in used]
    if lost:
        page.leave(lost, LEFT)
        message = f"Jabatan {position.nama}: sebagian sel tabel tersebar sehingga batasnya tidak pasti; tidak dibaca."
        page.warn("tabel-tersebar", message, (lost[0], lost[-1]))
    if table.unused:
        page.leave(table.unused, "pengali tanpa rumus")
        message = f"Jabatan {position.nama}: {len(table.unused)} pengali di akhir tabel tidak sepadan dengan rumusnya."
        page.warn("pengali-tanpa-rumus", message, (table.unused[0], table.unused[-1]))


def _cells_on(source: Source, first: int, until: int) -> tuple[int, ...]:
    """The lines that print cells: no number alone, no title and no head of columns."""
    return tuple(n for n in printed(source, first, until) if not _is_mark(source, n))


@once
def _is_mark(source: Source, number: int) -> bool:
    if not telling(source, number, number + 1):
        return bool(_NUMBER.match(source.words(number)))
    known = bool(_NUMBER.match(source.words(number))) or is_title(clean(source, number))
    return known or is_spread_head(source, number)


def _text(name: str) -> Excerpt:
    return Excerpt(name, tuple(range(len(name))), tuple(range(1, len(name) + 1)))
