"""An answer as a table for the eye: headings in words, evidence in one column, no column that only programs need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode

from kgkesos import kolom
from kgkesos.answers import Answer, Cell
from kgkesos.normalize import flatten, squeeze
from kgkesos.vocab import BASE
from kgkesos.web import words
from kgkesos.web.context import Column, Quote, Table, TableCell, TableRow

# More rows than this make a page that a phone cannot open; CSV and JSON hold them all.
SHOWN = 1000
# Characters of a cell from which its column is given more room.
_FEW, _LONG = 40, 200
_LATEX = re.compile(r"\\(?:frac|text|times|sum|Sigma)\b")
_EVIDENCE = ("berkas", "baris", "tempat", "kutipan")
_FOR_PROGRAMS = frozenset({"simpul", "pada", "konsep"})
# The column with the IRI of what these columns name, where it is not their own name without "nama".
_IRI_OF = {
    "objek": "pada",
    "kegiatan": "simpul",
    "nama": "simpul",
    "tanpaDukungan": "simpul",
    "istilah": "simpul",
    "namaIstilah": "simpul",
}


@dataclass(frozen=True, slots=True)
class Merged:
    """A row without its evidence (by column), and all the evidence that the answer gives for it."""

    cells: Mapping[str, Cell]
    quotes: tuple[Quote, ...]


def merged(answer: Answer) -> tuple[Merged, ...]:
    """The rows of ``answer``, those that differ in their evidence alone as one, in the answer's order."""
    kept = [column for column in answer.columns if column not in _EVIDENCE]
    found: dict[tuple[Cell, ...], list[tuple[str, str]]] = {}
    for row in answer.rows:
        cells = dict(zip(answer.columns, row, strict=True))
        printed = found.setdefault(tuple(cells[column] for column in kept), [])
        if cells.get("berkas") is not None:
            line = cells.get("baris")
            lines = None if line is None else (int(line), int(line))
            where = place(str(cells["berkas"]), lines, cells.get("tempat"))
            printed.append((str(cells.get("kutipan") or ""), where))
    return tuple(Merged(dict(zip(kept, row, strict=True)), quotes(printed)) for row, printed in found.items())


def place(file: str, lines: tuple[int, int] | None, where: object = None) -> str:
    """A place in a file, in words: ``where`` in one that is no text, else its ``lines``."""
    return f"{file}, {words.place(*lines, str(where) if where else None)}" if lines else file


def quotes(printed: Iterable[tuple[str, str]]) -> tuple[Quote, ...]:
    """Words with their places: words that stand in several places (of two renditions, say) are shown once."""
    found: dict[str, dict[str, None]] = {}
    for said, where in printed:
        found.setdefault(readable(said), {})[where] = None
    return tuple(Quote(said, tuple(places)) for said, places in found.items())


def readable(quote: str) -> str:
    """Printed words without the line breaks of their page, a formula in LaTeX as its reader sees it.

    >>> readable("Fasilitasi \\nProgram"), readable(r"$\\frac{\\text{A}}{\\text{B}} \\times 100\\%$")
    ('Fasilitasi Program', '(A) / (B) × 100%')
    """
    return flatten(quote) if _LATEX.search(quote) else squeeze(quote)


def table(answer: Answer, traceable: Callable[[str], bool]) -> Table:
    """``answer`` as a table; cells that name a node that is ``traceable`` (by its IRI) lead to its trace."""
    rows = merged(answer)
    visible = [column for column in answer.columns if _visible(column, answer.columns)]
    columns = tuple(Column(kolom.heading(name, own=answer.question.columns), _style(name, rows)) for name in visible)
    shown = tuple(TableRow(tuple(_cell(name, row.cells, traceable) for name in visible), row.quotes) for row in rows)
    return Table(columns, shown, "berkas" in answer.columns, len(answer.rows))


def _visible(column: str, columns: Iterable[str]) -> bool:
    return not (column in _FOR_PROGRAMS or column in _EVIDENCE or _named(column) in columns)


def _named(column: str) -> str:
    """The column with the name of what ``column`` holds the IRI of: ``kegiatan`` -> ``namaKegiatan``."""
    return f"nama{column[:1].upper()}{column[1:]}"


def _style(name: str, rows: Iterable[Merged]) -> str:
    """How wide and on which side the cells of column ``name`` stand."""
    cells = [row.cells[name] for row in rows if row.cells[name] is not None]
    if cells and all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in cells):
        return "angka"
    longest = max((len(words.value(name, cell)) for cell in cells), default=0)
    return "panjang" if longest > _LONG else "sedang" if longest > _FEW else "pendek"


def _cell(name: str, cells: Mapping[str, Cell], traceable: Callable[[str], bool]) -> TableCell:
    own = name.removeprefix("nama")
    iri = cells.get(_IRI_OF.get(name, own[:1].lower() + own[1:]))
    link = None
    if "/id/" in str(iri):
        link = trace_address(str(iri)) if traceable(str(iri)) else thing_address(str(iri))
    return TableCell(words.value(name, cells[name]), link)


def thing_address(iri: str) -> str:
    """The page of the thing with this IRI.

    >>> thing_address("https://w3id.org/kgkesos/id/dokumen/iku/sasaran/1")
    '/id/dokumen/iku/sasaran/1'
    """
    return f"/id/{quote(iri.split('/id/', 1)[-1], safe='/')}"


def term_address(iri: str) -> str:
    """The page of the class, property, concept or code with this IRI.

    >>> term_address("https://w3id.org/kgkesos/ontology#Jabatan")
    '/kosakata/ontology/Jabatan'
    """
    return f"/kosakata/{quote(iri.removeprefix(BASE).replace('#', '/'), safe='/')}"


def trace_address(said: str, arah: str = "naik", narrowed: Mapping[str, str] = MappingProxyType({})) -> str:
    """The page that traces ``said``, ``narrowed`` to a document or a period."""
    return f"/telusur?{urlencode({'kata': said, 'arah': arah, **narrowed})}"


def why_address(subject: str, predicate: str, object_: str) -> str:
    """The page that says why ``subject`` has ``predicate`` (a local name) with ``object_``."""
    return f"/mengapa?{urlencode({'subjek': subject, 'predikat': predicate, 'objek': object_})}"


def picture_address(said: str, arah: str, narrowed: Mapping[str, str]) -> str:
    """The picture of the trace of ``said``, narrowed in the same way."""
    return f"/telusur.svg?{urlencode({'kata': said, 'arah': arah, **narrowed})}"
