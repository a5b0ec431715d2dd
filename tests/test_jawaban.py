"""Answers as workbooks: every cell is that of the answer, with its type; what leads away is a link, nothing is run."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from test_cli import run
from workbooks import converted

from kgkesos import __version__, answers, kolom, questions
from kgkesos.answers import Answer, Cell
from kgkesos.errors import QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.sheets import jawaban

DAY = date(2026, 3, 5)
# The code of paper (ECMA-376, 18.3.1.63).
A4 = 9
# What the questions that want a value are asked.
WANTED: Mapping[str, Mapping[str, str]] = {
    "definisi": {"istilah": "PMKS"},
    "nomenklatur-tak-terpakai": {"dokumen": "cascading-dinas-sosial"},
}
YEARS = ("tahun", "daftar")
ASKED = [q for q in questions.load() if q.name in WANTED or all(p.default for p in q.params)]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def expected(value: Cell, name: str = "") -> object:
    """What a cell of the sheet holds for ``value``: a truth value is a word, a day a date, nothing an empty cell.

    In columns of years a year is a number; a document is shown by its key.
    """
    if name == "dokumen" and value:
        return str(value).removeprefix("https://w3id.org/kgkesos/id/dokumen/")
    if name in YEARS and value:
        return int(str(value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return datetime.fromisoformat(value)
    return None if value == "" else value


def made_up(*rows: tuple[Cell, ...], columns: tuple[str, ...]) -> Answer:
    """An answer with these rows, of a question that asks something else."""
    return Answer(questions.named("cakupan"), {}, columns, rows, "graf-uji")


def test_every_question_is_asked_here() -> None:
    assert {q.name for q in ASKED} == {q.name for q in questions.load()}


@pytest.mark.parametrize("question", ASKED, ids=lambda q: q.name)
def test_every_cell_is_that_of_the_answer(built: Knowledge, question: questions.Question) -> None:
    found = answers.ask(built, question.name, WANTED.get(question.name, {}))
    book = opened(jawaban.save(found, on=DAY))
    assert book.sheetnames == ["Jawaban", "Keterangan"]
    head, *rows = book["Jawaban"].iter_rows()
    assert [cell.comment.text for cell in head] == list(found.columns)
    assert len({cell.value for cell in head}) == len(found.columns)
    # Beside a document's title the column holds its IRI.
    named = [name if "namaDokumen" not in found.columns else name.replace("dokumen", "") for name in found.columns]
    assert [[cell.value for cell in row] for row in rows] == [list(map(expected, row, named)) for row in found.rows]
    for cells, values in zip(rows, found.rows, strict=True):
        for cell, value, column in zip(cells, values, found.columns, strict=True):
            numeric = (isinstance(value, int | float) and not isinstance(value, bool)) or column in YEARS
            assert value in (None, "") or cell.data_type == ("n" if numeric else "s")
            is_iri = isinstance(value, str) and value.startswith("https://")
            assert (cell.hyperlink.target if cell.hyperlink else None) == (value if is_iri else None)


@pytest.mark.parametrize("question", ASKED, ids=lambda q: q.name)
@pytest.mark.parametrize("lang", kolom.LANGUAGES)
def test_headings_are_words_and_no_two_alike(built: Knowledge, question: questions.Question, lang: str) -> None:
    columns = answers.ask(built, question.name, WANTED.get(question.name, {})).columns
    titles = kolom.headings(columns, lang, question.columns)
    assert len(set(titles)) == len(titles)
    assert all(title[0].isupper() for title in titles)
    if lang == "en":
        # Every column has English words of its own.
        assert [name for name in columns if name not in kolom._ENGLISH] == []


@pytest.mark.parametrize(
    ("question", "column", "title", "english"),
    [
        ("padanan-nomenklatur", "kode", "Kode resmi", "Official code"),
        ("nomenklatur-tak-terpakai", "kode", "Kode resmi", "Official code"),
        ("celah", "kode", "Jenis temuan", "Kind of finding"),
        ("sebutan-konsep", "jenis", "Jenis yang menyebut", "Kind of what mentions it"),
        ("penanggung-jawab", "jenis", "Jabatan atau unit", "Position or unit"),
        ("definisi", "istilah", "Istilah (huruf kecil)", "Term (small letters)"),
        ("padanan-nomenklatur", "namaResmi", "Nama resmi", "Official name"),
        ("padanan-nomenklatur", "aturan", "Aturan", "Rule"),
        (
            "skor-indikator",
            "msInd",
            "Butir MS-Ind yang terisi (jumlah, dari 17)",
            "MS-Ind items filled in (count, of 17)",
        ),
        ("skor-indikator", "definisi", "Ada definisi (ya/tidak)", "Has a definition (yes/no)"),
        ("skor-kelompok", "msIndPersen", "Butir MS-Ind yang terisi (persen)", "MS-Ind items filled in (percent)"),
        ("cakupan-kelompok", "skor", "Skor (persen, 0 sampai 100)", "Score (percent, 0 to 100)"),
        ("padanan-nomenklatur", "skor", "Kemiripan (0 sampai 1)", "Likeness (0 to 1)"),
        ("dokumen", "sha256", "SHA-256", "SHA-256"),
    ],
)
def test_a_title_fits_what_the_column_holds(
    built: Knowledge, question: str, column: str, title: str, english: str
) -> None:
    found = answers.ask(built, question, WANTED.get(question, {}))
    at = found.columns.index(column)
    for lang, due in (("id", title), ("en", english)):
        name = "Jawaban" if lang == "id" else "Answer"
        assert opened(jawaban.save(found, lang, DAY))[name].cell(1, at + 1).value == due


@pytest.mark.parametrize("question", ASKED, ids=lambda q: q.name)
def test_what_a_planner_reads_stands_before_iris(built: Knowledge, question: questions.Question) -> None:
    """Of a document the key is shown, which says what it is; any other IRI stands behind all words."""
    found = answers.ask(built, question.name, WANTED.get(question.name, {}))
    opaque: list[int] = []
    words: list[int] = []
    for at, name in enumerate(found.columns):
        cells = [str(row[at]) for row in found.rows if row[at] is not None]
        shown = name == "dokumen" and "namaDokumen" not in found.columns
        if cells:
            (opaque if cells[0].startswith("https://") and not shown else words).append(at)
    assert not opaque or max(words) < min(opaque)


# A column of numbers of a question of scores says whether it counts, shares or grades.
KINDS = {
    "id": re.compile(r"[Jj]umlah|persen|0 sampai 1|ya/tidak|Baris|Tahun|Rentang"),
    "en": re.compile(r"[Nn]umber|count|percent|0 to 1|yes/no|Line|Year|Band"),
}


@pytest.mark.parametrize("lang", kolom.LANGUAGES)
@pytest.mark.parametrize("name", ["skor-indikator", "skor-kelompok", "definisi-operasional", "padanan-nomenklatur"])
def test_every_column_of_scores_says_what_kind_of_number_it_holds(built: Knowledge, name: str, lang: str) -> None:
    found = answers.ask(built, name)
    titles = kolom.headings(found.columns, lang, found.question.columns)
    numbers = {
        title
        for at, title in enumerate(titles)
        if any(isinstance(row[at], int | float) for row in found.rows) or found.columns[at] == "rentang"
    }
    assert numbers
    assert [title for title in sorted(numbers) if not KINDS[lang].search(title)] == []


@pytest.mark.parametrize("lang", kolom.LANGUAGES)
def test_no_count_has_the_title_of_words(built: Knowledge, lang: str) -> None:
    """A title over numbers in one answer and over words in another fits one of them alone."""
    over: dict[str, set[bool]] = {}
    for question in ASKED:
        found = answers.ask(built, question.name, WANTED.get(question.name, {}))
        for at, title in enumerate(kolom.headings(found.columns, lang, question.columns)):
            cells = [row[at] for row in found.rows if row[at] not in (None, "") and not isinstance(row[at], bool)]
            over.setdefault(title, set()).update(isinstance(cell, int | float) for cell in cells)
    assert [title for title, kinds in over.items() if len(kinds) > 1] == []


@pytest.mark.parametrize("question", ASKED, ids=lambda q: q.name)
def test_only_columns_of_the_question_have_titles_of_its_own(built: Knowledge, question: questions.Question) -> None:
    columns = answers.ask(built, question.name, WANTED.get(question.name, {})).columns
    assert set(question.columns["id"]) <= set(columns)


def test_the_table_filters_stays_in_sight_and_is_as_wide_as_its_cells(built: Knowledge) -> None:
    found = answers.ask(built, "cakupan")
    page = opened(jawaban.save(found, on=DAY))["Jawaban"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:{get_column_letter(len(found.columns))}{len(found.rows) + 1}"
    widths = {name: page.column_dimensions[get_column_letter(at)].width for at, name in enumerate(found.columns, 1)}
    longest = max(len(str(row[found.columns.index("namaDokumen")])) for row in found.rows)
    assert widths["namaDokumen"] == min(longest + 2, 60)
    assert widths["jumlah"] == 10
    assert page.print_title_rows == "$1:$1"


def test_the_notes_say_what_was_asked_of_what_and_how_it_is_cited(built: Knowledge) -> None:
    found = answers.ask(built, "definisi", {"istilah": "PMKS"})
    notes = list(opened(jawaban.save(found, on=DAY))["Keterangan"].iter_rows(values_only=True))
    said = {label: value for label, value in notes if label}
    assert said["Pertanyaan"] == found.question.title["id"]
    assert said["Nama pertanyaan"] == "definisi"
    assert said["Parameter: istilah"] == "PMKS"
    assert said["Graf"] == built.build.name
    assert said["Tanggal"] == datetime(2026, 3, 5)
    assert said["Jumlah baris"] == 4
    assert said["Cara mengutip"] == (
        f"kgkesos {__version__}. {found.question.title['id']} (definisi --istilah PMKS), graf {built.build.name}, "
        "diambil 2026-03-05. https://w3id.org/kgkesos/"
    )
    assert [technical for _, technical in notes[-len(found.columns) :]] == list(found.columns)
    every = list(opened(jawaban.save(answers.ask(built, "cakupan"), on=DAY))["Keterangan"].values)
    assert ("Parameter: dokumen", "(semua)") in every


def test_types_and_what_a_spreadsheet_would_run() -> None:
    evil = ("=1+1", "+62", "-", "@SUM(A1)", "'x", "=HYPERLINK(1)", "tab\tdi sini", "a\x0bb", "_x0041_")
    numbers: tuple[Cell, ...] = (3, 0.5, True, False, "007", "2026-02-28", "2026-02-30", "1850-01-01", "12")
    found = made_up(evil, numbers, columns=tuple("abcdefghi"))
    page = opened(jawaban.save(found, on=DAY))["Jawaban"]
    first, second = (list(row) for row in page.iter_rows(min_row=2))
    assert [cell.data_type for cell in first] == ["s"] * len(evil)
    assert [cell.quotePrefix for cell in first] == [True] * 6 + [False] * 3
    # What XML cannot hold is written as Excel writes and reads it.
    assert [cell.value for cell in first] == [*evil[:-2], "a_x000B_b", "_x005F_x0041_"]
    day = datetime(2026, 2, 28)
    assert [cell.value for cell in second] == [3, 0.5, "ya", "tidak", "007", day, "2026-02-30", "1850-01-01", "12"]
    assert second[5].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("printed", "held", "shown"),
    [
        ("100", 100, "General"),
        ("0", 0, "General"),
        ("-3", -3, "General"),
        ("42,10", 42.1, "0.00"),
        ("87,5", 87.5, "0.0"),
        ("0,125", 0.125, "0.000"),
        # More than one reading, or no number alone.
        *(
            (text, text, "General")
            for text in ("1.250", "1,250", "42.10", "007", "87,5 %", "80-90", "> 75", "-", "Baik")
        ),
        ("1" * 20, "1" * 20, "General"),
    ],
)
def test_a_printed_target_is_a_number_where_it_is_plainly_one(printed: str, held: object, shown: str) -> None:
    found = made_up((printed, printed, "2024"), columns=("target", "nilai", "tahun"))
    target, other, year = opened(jawaban.save(found, on=DAY))["Jawaban"][2]
    assert (target.value, target.number_format) == (held, shown)
    assert (other.value, year.value, year.number_format) == (printed, 2024, "General")


def test_an_empty_answer_has_its_heads_and_says_that_it_is_empty() -> None:
    book = opened(jawaban.save(made_up(columns=("dokumen", "jumlah")), on=DAY))
    assert list(book["Jawaban"].values) == [("Dokumen", "Jumlah")]
    assert ("Jumlah baris", 0) in list(book["Keterangan"].values)


@pytest.mark.parametrize(
    ("lang", "sheet", "label"), [("id", "Keterangan", "Catatan"), ("en", "Notes", "Note (in Indonesian)")]
)
def test_an_empty_answer_says_what_was_searched(built: Knowledge, lang: str, sheet: str, label: str) -> None:
    """As the page and JSON do. Of the five files two are one document; none has a term "tagna"."""
    found = answers.ask(built, "definisi", {"istilah": "tagna"})
    notes = dict(opened(jawaban.save(found, lang, DAY))[sheet].iter_rows(values_only=True))
    assert notes[label].startswith("Tidak ada baris untuk istilah “tagna” dalam 4 dokumen.")
    assert "tagana" in notes[label]
    full = answers.ask(built, "definisi", {"istilah": "PMKS"})
    assert label not in dict(opened(jawaban.save(full, lang, DAY))[sheet].iter_rows(values_only=True))


def test_too_long_and_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    iri = f"https://contoh.invalid/{'x' * 3000}"
    cells = ("y" * 40_000, iri, "https://contoh.invalid/a")
    page = opened(jawaban.save(made_up(cells, columns=("a", "b", "c")), on=DAY))["Jawaban"]
    assert (len(page["A2"].value), page["A2"].value[-11:]) == (32_767, "(terpotong)")
    # Excel opens no address so long: the cell keeps it as text.
    assert (page["B2"].value, page["B2"].hyperlink) == (iri, None)
    monkeypatch.setattr(jawaban, "MOST_LINKS", 1)
    many = made_up(*[("https://contoh.invalid/a",)] * 3, columns=("a",))
    book = opened(jawaban.save(many, on=DAY))
    assert [bool(row[0].hyperlink) for row in book["Jawaban"].iter_rows(min_row=2)] == [True, False, False]
    assert any("Tautan hanya pada" in str(value) for _, value in book["Keterangan"].values)
    monkeypatch.setattr(jawaban, "MOST_ROWS", 2)
    with pytest.raises(QuestionError, match="3 baris, lebih daripada lembar Excel"):
        jawaban.save(many, on=DAY)


def test_in_english(built: Knowledge) -> None:
    found = answers.ask(built, "layanan-kegiatan")
    book = opened(jawaban.save(found, "en", DAY))
    assert book.sheetnames == ["Answer", "Notes"]
    head, first, *_ = book["Answer"].values
    assert (head[0], head[-1]) == ("Activity", "Activity (IRI)")
    assert first[found.columns.index("langsung")] in ("yes", "no")
    assert ("Question", found.question.title["en"]) in list(book["Notes"].values)


def test_libreoffice_reads_the_same(built: Knowledge, tmp_path: Path) -> None:
    found = answers.ask(built, "layanan-kegiatan")
    odd = replace(found, rows=(*found.rows, ("=1+1", "+1", "-2", "@x", *found.rows[0][4:])))
    path = tmp_path / "jawaban.xlsx"
    path.write_bytes(jawaban.save(odd, on=DAY))
    book = openpyxl.load_workbook(converted(converted(path, ".ods"), ".xlsx"))
    rows = list(book["Jawaban"].iter_rows(min_row=2, values_only=True))
    assert [list(row) for row in rows] == [list(map(expected, row)) for row in odd.rows]


# The command line


def test_ask_writes_every_form(built_kg: Path, built: Knowledge, tmp_path: Path) -> None:
    wanted = answers.ask(built, "cakupan")
    at = ("ask", "cakupan", "--kg", built_kg)
    for form in ("csv", "json"):
        printed = run(*at, "--format", form)
        assert run(*at, "--format", form, "-o", tmp_path / f"a.{form}") == ""
        assert (tmp_path / f"a.{form}").read_bytes().decode().replace("\r\n", "\n") == printed
    run(*at, "--format", "csv", "--bom", "-o", tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "a.csv").read_bytes()
    run(*at, "--format", "xlsx", "-o", tmp_path / "a.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["Jawaban"].iter_rows(min_row=2, values_only=True))
    assert [list(row) for row in rows] == [list(map(expected, row)) for row in wanted.rows]
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["columns"] == list(wanted.columns)


def test_what_ask_does_not_write(built_kg: Path, tmp_path: Path) -> None:
    at = ("ask", "cakupan", "--kg", built_kg)
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"isian")
    run(*at, "--format", "xlsx", "-o", target, code=2)
    assert target.read_bytes() == b"isian"
    run(*at, "--format", "xlsx", "-o", target, "--timpa")
    assert target.read_bytes() != b"isian"
    run(*at, "--format", "xlsx", "-o", tmp_path / "a.csv", code=2)
    run(*at, "-o", tmp_path / "a.csv", code=2)
    run(*at, "--format", "json", "--bom", code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("question", ASKED, ids=lambda q: q.name)
def test_what_is_printed_can_be_read(built: Knowledge, question: questions.Question) -> None:
    """On A4 across 130 letters of 11 points stand side by side; none is made smaller than 6, nor is paper lost."""
    found = answers.ask(built, question.name, WANTED.get(question.name, {}))
    for page in opened(jawaban.save(found, on=DAY)):
        setup, width = page.page_setup, sum(column.width for column in page.column_dimensions.values())
        assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (A4, "landscape", 0)
        assert 11 * 130 * setup.fitToWidth / width >= 6
        assert setup.fitToWidth == 1 or 11 * 130 * (setup.fitToWidth - 1) / width < 6.1
