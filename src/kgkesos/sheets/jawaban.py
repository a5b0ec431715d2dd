"""An answer as a workbook: its rows to filter and count, and a sheet that says what they are and how to cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import openpyxl
from openpyxl.comments import Comment

from kgkesos import __version__, kolom
from kgkesos.answers import Answer, Cell
from kgkesos.errors import QuestionError
from kgkesos.sheets import arsip, sel
from kgkesos.vocab import BASE

# Excel has no more rows in a sheet, and opens no sheet with more links.
MOST_ROWS, MOST_LINKS = 1_048_575, 65_000
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE_LOOK = "yyyy-mm-dd"
_NARROWEST, _WIDEST, _IRI_WIDTH = 10, 60, 30
# So many rows tell how wide a column must be.
_LOOKED_AT = 1_000
# Words of the notes, in both languages.
_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "id": MappingProxyType(
            {
                "rows": "Jawaban",
                "notes": "Keterangan",
                "question": "Pertanyaan",
                "description": "Yang dijawab",
                "name": "Nama pertanyaan",
                "param": "Parameter",
                "all": "(semua)",
                "build": "Graf",
                "date": "Tanggal",
                "count": "Jumlah baris",
                "note": "Catatan",
                "cite": "Cara mengutip",
                "column": "Kolom",
                "technical": "Nama kolom untuk program",
                "fetched": "diambil",
                "links": f"Tautan hanya pada {MOST_LINKS:,} IRI yang pertama: lebih dari itu tidak dibuka Excel.",
            }
        ),
        "en": MappingProxyType(
            {
                "rows": "Answer",
                "notes": "Notes",
                "question": "Question",
                "description": "What is answered",
                "name": "Name of the question",
                "param": "Parameter",
                "all": "(all)",
                "build": "Graph",
                "date": "Date",
                "count": "Number of rows",
                "note": "Note (in Indonesian)",
                "cite": "How to cite",
                "column": "Column",
                "technical": "Name of the column for programs",
                "fetched": "retrieved",
                "links": f"Only the first {MOST_LINKS:,} IRIs are links: Excel opens no more.",
            }
        ),
    }
)


def save(answer: Answer, lang: str = "id", on: date | None = None) -> bytes:
    """The workbook of ``answer``, its headings in ``lang``; it says that it was asked today, or ``on`` that day.

    Numbers are numbers, dates dates, truth values words; IRIs are links, and so is the key of a document, to its IRI;
    all other cells are text, whatever they begin with. The comment of each heading is the column's name in the query.

    Raises:
        QuestionError: the answer has more rows than a sheet.
    """
    if len(answer.rows) > MOST_ROWS:
        reason = f"jawaban ini {len(answer.rows)} baris, lebih daripada lembar Excel; pakai csv (too many rows)"
        raise QuestionError(answer.question.name, reason)
    words = _WORDS[lang]
    book = openpyxl.Workbook()
    page = book.active
    page.title = words["rows"]
    titles = kolom.headings(answer.columns, lang, answer.question.columns)
    linked = _rows(page, answer, titles, lang)
    notes = book.create_sheet(words["notes"])
    _notes(
        notes,
        _said(answer, on or datetime.now().astimezone().date(), lang, all_linked=linked),
        _columns(answer, titles, lang),
    )
    return arsip.packed(book, answer.build)


def _rows(page: Any, answer: Answer, titles: Sequence[str], lang: str) -> bool:
    """Write the table; whether every IRI became a link."""
    sel.heads(page, 1, titles, [_width(title, answer, at) for at, title in enumerate(titles)])
    for at, name in enumerate(answer.columns, 1):
        page.cell(1, at).comment = Comment(name, "kgkesos", height=30, width=160)
    # Where an answer says a document by its title, the column beside holds its IRI.
    keyed = "dokumen" if "namaDokumen" not in answer.columns else None
    links = 0
    for number, row in enumerate(answer.rows, 2):
        for at, (name, value) in enumerate(zip(answer.columns, row, strict=True), 1):
            cell = page.cell(number, at)
            typed = _key(value) if name == keyed and _is_iri(value) else _typed(name, value, lang)
            sel.put(cell, typed, wrap=isinstance(typed, str) and not _is_iri(value))
            if isinstance(value, str) and isinstance(typed, float):
                # As many digits behind the comma as are printed.
                cell.number_format = f"0.{'0' * len(value.partition(',')[2])}"
            if isinstance(cell.value, date):
                cell.number_format = _DATE_LOOK
            elif _is_iri(value):
                links += 1
                if links <= MOST_LINKS:
                    sel.lead(cell, str(value))
    sel.moved(page, 1, len(answer.columns), len(answer.rows))
    sel.printed(page, 1)
    return links <= MOST_LINKS


def _key(value: Cell) -> str:
    """The key of the document with the IRI ``value``, as pages and parameters name it."""
    return str(value).rsplit("/", 1)[-1]


def _typed(name: str, value: Cell, lang: str) -> object:
    """``value`` as a cell of column ``name`` holds it: a truth value as a word, a text that is a day as a date.

    Of a column of printed numbers a text that is one is that number.
    """
    if isinstance(value, bool):
        return kolom.truth(value, lang)
    if isinstance(value, str) and name in kolom.NUMERIC and (number := kolom.number(value)) is not None:
        return number
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            # Days before 1900 are none to Excel.
            return date.fromisoformat(value) if value >= "1900-03-01" else value
        except ValueError:
            return value
    return value


def _is_iri(value: Cell) -> bool:
    return isinstance(value, str) and value.startswith(("https://", "http://")) and not re.search(r"\s", value)


def _width(title: str, answer: Answer, at: int) -> int:
    """How wide the column number ``at`` is: as its longest line, within limits; an IRI is not shown whole."""
    cells = [row[at] for row in answer.rows[:_LOOKED_AT] if row[at] is not None]
    if any(map(_is_iri, cells)):
        return _IRI_WIDTH
    longest = max((len(line) for cell in (title, *cells) for line in str(cell).split("\n")), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _said(answer: Answer, on: date, lang: str, *, all_linked: bool) -> Iterator[tuple[str, object]]:
    words, question = _WORDS[lang], answer.question
    yield words["question"], question.title[lang]
    yield words["description"], question.description[lang]
    yield words["name"], question.name
    for param in question.params:
        value = answer.params.get(param.name, param.default)
        yield f"{words['param']}: {param.name}", words["all"] if value == "*" else value
    yield words["build"], answer.build
    yield words["date"], on
    yield words["count"], len(answer.rows)
    if answer.note:
        yield words["note"], answer.note
    if not all_linked:
        yield "", words["links"]
    yield words["cite"], citation(answer, on, lang)


def citation(answer: Answer, on: date, lang: str = "id") -> str:
    """How ``answer`` is cited: who answers, what was asked and how, of which graph, when, by which version."""
    asked = " ".join([answer.question.name, *(f"--{name} {value}" for name, value in answer.params.items())])
    fetched = _WORDS[lang]["fetched"]
    graph = _WORDS[lang]["build"].lower()
    return (
        f"kgkesos {__version__}. {answer.question.title[lang]} ({asked}), {graph} {answer.build}, "
        f"{fetched} {on.isoformat()}. {BASE}"
    )


def _columns(answer: Answer, titles: Sequence[str], lang: str) -> Iterator[tuple[str, str]]:
    yield _WORDS[lang]["column"], _WORDS[lang]["technical"]
    yield from zip(titles, answer.columns, strict=True)


def _notes(page: Any, said: Iterator[tuple[str, object]], columns: Iterator[tuple[str, str]]) -> None:
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 30, 100
    row = 0
    for row, (label, value) in enumerate(said, 1):
        sel.put(page.cell(row, 1), label, bold=True)
        sel.put(page.cell(row, 2), value, wrap=True)
        if isinstance(value, date):
            page.cell(row, 2).number_format = _DATE_LOOK
    top = row + 2
    for number, pair in enumerate(columns, top):
        for at, text in enumerate(pair, 1):
            sel.put(page.cell(number, at), text, bold=number == top)
    sel.printed(page, top)
