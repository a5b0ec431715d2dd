"""A document as Word file and as web page says what its text says: the same records, each with its place."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

import docx
import pytest

from kgkesos import resources
from kgkesos.reading import document
from kgkesos.records import Reading, values

SAMPLES = Path(__file__).parent / "data"
FOLDER = resources.folder("documents")
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md") and path.stem != "README")
OTHERS = sorted(path for name in ("iki", "kinds") for path in (SAMPLES / name).glob("*.*") if path.suffix != ".json")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*")


def pieces(text: str) -> Iterator[list[str] | list[list[str]]]:
    """The lines of ``text``, consecutive ones together, and tables of tabs or bars as rows of cells."""
    for sign, group in groupby(text.split("\n"), key=_sign):
        lines = list(group)
        if sign == "\t":
            yield [line.split("\t") for line in lines]
        elif sign == "|":
            rows = [line.strip().removeprefix("|").removesuffix("|") for line in lines if not _RULE.fullmatch(line)]
            yield [[cell.strip().replace("<br>", "\n") for cell in _BAR.split(row)] for row in rows]
        else:
            yield lines


def _sign(line: str) -> str:
    return "\t" if "\t" in line else "|" if line.lstrip().startswith("|") else ""


def as_word(text: str, path: Path) -> None:
    """``text`` as a typist has it in Word: a paragraph a line, tables as tables."""
    made = docx.Document()
    for piece in pieces(text):
        for line in piece:
            if isinstance(line, str):
                made.add_paragraph(line)
        rows = [row for row in piece if isinstance(row, list)]
        width = max(map(len, rows), default=0)
        cells = iter(made.add_table(rows=len(rows), cols=width)._cells if rows else ())
        for row in rows:
            for cell in (*row, *[""] * (width - len(row))):
                next(cells).text = cell
    made.save(str(path))


def as_page(text: str, path: Path, *, laid_out: bool = False) -> None:
    """``text`` as a web page: a paragraph a line, or lines whose room stays; tables as tables."""
    body = []
    for piece in pieces(text):
        lines = [html.escape(line) for line in piece if isinstance(line, str)]
        rows = [[html.escape(cell).replace("\n", "<br>") for cell in row] for row in piece if isinstance(row, list)]
        if laid_out and lines:
            body.append(f"<pre>{chr(10).join(lines)}</pre>")
        else:
            body.extend(f"<p>{line}</p>" for line in lines)
        if rows:
            body.append(f"<table>{''.join(f'<tr>{_cells(row)}</tr>' for row in rows)}</table>")
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{''.join(body)}</body>", encoding="utf-8")


def _cells(row: list[str]) -> str:
    return "".join(f"<td>{cell}</td>" for cell in row)


Maker = Callable[[str, Path], None]
FORMATS: dict[str, Maker] = {".docx": as_word, ".docm": as_word, ".html": as_page, ".htm": as_page}


def said(reading: Reading) -> list[tuple[object, ...]]:
    """What ``reading`` says, without where it stands."""
    frame = ("jenis", "id", "induk", "kepastian", "alternatif", "aturan_induk", "kepastian_induk", "tersirat")
    return [(*(getattr(record, name) for name in frame), values(record)) for record in reading.records]


def hold_the_same(read: Reading, plain: Reading) -> None:
    assert said(read) == said(plain)
    for name in ("jenis", "judul", "instansi", "wilayah", "tahun"):
        assert getattr(read.dokumen, name) == getattr(plain.dokumen, name)
    quotes = [quote for record in read.records for field in record.bukti.values() for quote in field]
    assert quotes
    assert all(quote.tempat for quote in quotes)
    assert all(left.tempat for left in read.tak_terbaca)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_format_gives_the_same_records(tmp_path: Path, path: Path, suffix: str) -> None:
    FORMATS[suffix](path.read_text(encoding="utf-8"), tmp_path / f"berkas{suffix}")
    plain, read = document.read_file(path), document.read_file(tmp_path / f"berkas{suffix}")
    hold_the_same(read, plain)
    assert [(w.kode, w.pesan) for w in read.peringatan] == [(w.kode, w.pesan) for w in plain.peringatan]
    assert [left.alasan for left in read.tak_terbaca] == [left.alasan for left in plain.tak_terbaca]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_the_samples_of_other_offices_are_the_same(tmp_path: Path, path: Path, suffix: str) -> None:
    """Texts that keep the layout of a page tell columns by room: on a web page only preformatted lines keep it."""
    make: Maker = as_word if suffix == ".docx" else partial(as_page, laid_out=True)
    make(path.read_text(encoding="utf-8").replace("\f", "\n"), tmp_path / f"berkas{suffix}")
    hold_the_same(document.read_file(tmp_path / f"berkas{suffix}"), document.read_file(path))


def test_there_are_five_documents() -> None:
    assert len(DOCUMENTS) == 5
    assert len(OTHERS) > 40
