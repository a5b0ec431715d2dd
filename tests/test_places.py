"""The place of words in a file that is no text reaches every view: readings, graph, answers, traces and pages."""

from __future__ import annotations

import csv
import doctest
import io
import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from docx_files import p, tbl, tc, write
from test_web import Site

from kgkesos import answers, formats, knowledge, normalize, pipeline, trace, trace_formats
from kgkesos.cli import show
from kgkesos.knowledge import Knowledge
from kgkesos.reading import count, document, grid, numerals, places
from kgkesos.web.app import create_app

HEAD = ("No", "Sasaran Strategis", "Indikator Kinerja Utama", "Penjelasan", "Penanggung Jawab", "Sumber Data")
ROW = (
    "1.",
    "Meningkatnya pelayanan panti",
    "Persentase panti yang terlayani",
    "PMKS adalah orang yang terhambat fungsi sosialnya. Rumus : Jumlah panti terlayani / Jumlah panti x 100%",
    "Bidang Rehabilitasi",
    "Data panti",
)
CELL = "tabel 1, baris 2, kolom 3"


def iku(path: Path) -> Path:
    rows = ("".join(map(tc, HEAD)), "".join(map(tc, ROW)))
    titles = p("INDIKATOR KINERJA UTAMA") + p("DINAS SOSIAL KABUPATEN CONTOH") + p("TAHUN 2021")
    return write(path, titles + tbl(*rows) + p("Kalimat yang tidak dikenal siapa pun."))


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    pipeline.build([iku(folder / "iku.docx")], folder / "kg")
    return folder / "kg"


@pytest.fixture(scope="module")
def word(kg: Path) -> Knowledge:
    return knowledge.Knowledge.open(kg)


@pytest.mark.parametrize("module", [normalize, places, grid, count, numerals], ids=lambda module: module.__name__)
def test_the_examples_hold(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted
    assert not found.failed


def test_readings_have_it(tmp_path: Path) -> None:
    reading = document.read_file(iku(tmp_path / "iku.docx"))
    said = formats.reading_json(reading)
    (indicator,) = (record for record in said["records"] if record["jenis"] == "Indikator")
    assert [quote["tempat"] for quote in indicator["bukti"]["nama"]] == [CELL]
    assert [quote["tempat"] for quote in said["dokumen"]["bukti"]["tahun"]] == ["paragraf 3"]
    assert [(left["tempat"], left["kutipan"]) for left in said["tak_terbaca"]] == [
        ("paragraf 4", "Kalimat yang tidak dikenal siapa pun.")
    ]
    assert all("tempat" in warning for warning in said["peringatan"])


def test_a_text_has_none(tmp_path: Path) -> None:
    (tmp_path / "iku.txt").write_text(document.read_file(iku(tmp_path / "iku.docx")).text, encoding="utf-8")
    said = formats.reading_json(document.read_file(tmp_path / "iku.txt"))
    quotes = [quote for record in said["records"] for field in record["bukti"].values() for quote in field]
    assert {quote["tempat"] for quote in quotes} == {None}
    assert [left["tempat"] for left in said["tak_terbaca"]] == [None]


PLACED = ("formula-indikator", "penanggung-jawab", "daftar-definisi")


@pytest.mark.parametrize("question", PLACED)
def test_answers_have_it(word: Knowledge, question: str) -> None:
    found = answers.ask(word, question)
    at = {name: place for place, name in enumerate(found.columns)}
    assert at["tempat"] == at["baris"] + 1
    rows = [row for row in found.rows if row[at["kutipan"]] is not None]
    assert rows
    assert all(str(row[at["tempat"]]).startswith("tabel 1, baris 2, kolom ") for row in rows)
    printed = list(csv.DictReader(io.StringIO(formats.answer_csv(found))))
    assert [row["tempat"] for row in printed] == [row[at["tempat"]] or "" for row in found.rows]


def test_answers_from_text_have_none(built: Knowledge) -> None:
    for question in (
        *PLACED,
        "celah",
        "pendukung-sasaran",
        "layanan-kegiatan",
        "program-diganti",
        "kelengkapan-metadata",
    ):
        found = answers.ask(built, question)
        assert {row[found.columns.index("tempat")] for row in found.rows} == {None}


def test_the_screen_shows_one_column_for_places(
    word: Knowledge, built: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    show.answer(answers.ask(word, "daftar-definisi"))
    shown = capsys.readouterr().out
    assert "Tempat" in shown
    assert "Baris" not in shown.split("\n")[2]
    show.answer(answers.ask(built, "daftar-definisi"))
    shown = capsys.readouterr().out
    assert "Tempat" not in shown.split("\n")[2]
    assert "Baris" in shown.split("\n")[2]


def test_traces_have_it(word: Knowledge, capsys: pytest.CaptureFixture[str]) -> None:
    found = trace.trace(word, "Meningkatnya pelayanan panti")
    ((path,),) = (trace_formats.traces_json(found)[0]["paths"],)
    assert [quote["tempat"] for quote in path[0]["bukti"]] == ["tabel 1, baris 2, kolom 2"]
    show.traces(found)
    assert "(iku.docx, tabel 1, baris 2, kolom 2)" in capsys.readouterr().out


def test_pages_show_it_and_no_line(kg: Path, word: Knowledge) -> None:
    site = Site(create_app(kg))
    words = {"kata": "Meningkatnya pelayanan panti"}
    (node,) = word.find(words["kata"], ("Sasaran",))
    assert "iku.docx, tabel 1, baris 2, kolom 4" in site.get("/jawaban/formula-indikator").text
    for page in (f"/telusur?{urlencode(words)}", f"/id/{node.iri.split('/id/')[1]}"):
        assert "iku.docx, tabel 1, baris 2, kolom 2" in site.get(page).text
    (told,) = site.get(f"/api/trace?{urlencode(words)}").json()
    assert told["paths"][0][0]["bukti"][0]["tempat"] == "tabel 1, baris 2, kolom 2"


def test_the_command_says_where_lines_were_left(tmp_path: Path) -> None:
    path = iku(tmp_path / "iku.docx")
    command = [sys.executable, "-m", "kgkesos", "read", str(path), "--format"]
    shown = subprocess.run([*command, "table"], capture_output=True, text=True, check=True).stdout
    assert "paragraf 4" in shown
    said = json.loads(subprocess.run([*command, "json"], capture_output=True, text=True, check=True).stdout)
    assert said["tak_terbaca"][0]["tempat"] == "paragraf 4"
