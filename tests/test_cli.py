"""The commands as a user runs them: real processes, real output."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kgkesos import answers, questions, resources
from kgkesos.cli.app import app
from kgkesos.knowledge import Knowledge

IKU = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"
IKI = [resources.folder("documents") / f"iki-dinsos-probolinggo-2019.{suffix}" for suffix in ("md", "txt")]


def run(*arguments: object, code: int = 0) -> str:
    command = [sys.executable, "-m", "kgkesos", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout


def test_read_prints_the_json_of_the_design() -> None:
    found = json.loads(run("read", IKU))
    assert list(found) == ["dokumen", "records", "peringatan", "tak_terbaca", "baris"]
    assert {"jenis", "judul", "instansi", "wilayah", "tahun", "sha256"} <= set(found["dokumen"])
    record = next(r for r in found["records"] if r["jenis"] == "Formula")
    assert record["induk"] in {r["id"] for r in found["records"]}
    assert (record["bentuk"], record["pengali"]) == ("rasio", 100)
    assert (record["kepastian"], record["alternatif"], record["catatan"]) == ("pasti", None, None)
    (quote,) = record["bukti"]["penyebut"]
    assert set(quote) == {"baris", "halaman", "tempat", "awal", "akhir", "kutipan", "rendisi"}
    text = IKU.read_text(encoding="utf-8")
    assert text[quote["awal"] : quote["akhir"]] == quote["kutipan"] == "Jumlah PMKS keseluruhan"
    assert quote["baris"] == [8, 8]


def test_read_of_two_renditions_is_one_document() -> None:
    found = json.loads(run("read", *IKI))
    assert found["dokumen"]["tahun"] == 2019
    assert [r["berkas"] for r in found["dokumen"]["rendisi"]] == [path.name for path in IKI]
    duty = next(r for r in found["records"] if r["id"] == "jabatan/sekretaris/fungsi/c")
    assert [quote["rendisi"] for quote in duty["bukti"]["teks"]] == [r["sha256"] for r in found["dokumen"]["rendisi"]]
    assert len(found["records"]) == 282
    assert found["tak_terbaca"] == []
    assert Counter(warning["kode"] for warning in found["peringatan"]) == {
        "bacaan-berbeda": 21,
        "tahun-dari-rendisi-lain": 1,
    }


def test_read_of_several_files_says_which_are_one_document_and_why() -> None:
    found = json.loads(run("read", *IKI, IKU))
    assert [work["dokumen"]["jenis"] for work in found["works"]] == ["iki", "iku"]
    said = {tuple(one["berkas"]): one for one in found["perbandingan"]}
    assert len(said) == 3
    together = said[IKI[0].name, IKI[1].name]
    assert together["satu_dokumen"]
    assert together["jabatan_sama"] == 1.0
    assert "tahun 2019 hanya ada pada iki-dinsos-probolinggo-2019.md" in together["alasan"]
    apart = said[IKI[0].name, IKU.name]
    assert not apart["satu_dokumen"]
    assert apart["alasan"] == "Jenisnya berbeda: iki dan iku."


def test_read_as_a_table_lists_each_differing_wording_with_its_places() -> None:
    shown = " ".join(run("read", *IKI, "--format", "table").replace("│", " ").split())
    assert "Berkas yang dibandingkan" in shown
    assert "Bacaan yang berbeda: " in shown
    assert "[1] iki-dinsos-probolinggo-2019.md" in shown
    assert "[2] iki-dinsos-probolinggo-2019.txt" in shown
    assert "teks kepustakaan [2] 50 kepastakaan [1] 25" in shown
    assert "ditulis ulang" in shown
    alone = run("read", IKU, "--format", "table")
    assert "3 Indikator" in alone
    assert "Bacaan yang berbeda" not in alone


def test_ask_without_a_name_lists_every_question() -> None:
    shown = run("ask")
    assert all(question.name in shown for question in questions.load())


@pytest.mark.parametrize(
    "words", [("--format", "xlsx", "-o", "daftar.xlsx"), ("--format", "csv"), ("--format", "json"), ("-o", "a.csv")]
)
def test_ask_without_a_name_writes_no_file_and_says_so(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["ask", *words])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "tanpa nama pertanyaan" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("question", [q.name for q in questions.load() if all(p.default for p in q.params)])
def test_ask_in_every_format(built_kg: Path, built: Knowledge, question: str) -> None:
    """In this process, as there are a hundred: the others here start one each."""

    def run(*words: object) -> str:
        done = CliRunner().invoke(app, [*map(str, words)], catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    wanted = answers.ask(built, question)
    as_json = json.loads(run("ask", question, "--kg", built_kg, "--format", "json"))
    assert [tuple(row.values()) for row in as_json["rows"]] == list(wanted.rows)
    assert as_json["build"] == built.build.name
    rows = list(csv.reader(io.StringIO(run("ask", question, "--kg", built_kg, "--format", "csv"))))
    assert tuple(rows[0]) == wanted.columns
    assert len(rows) - 1 == len(wanted.rows)
    table = run("ask", question, "--kg", built_kg)
    assert wanted.question.title["id"] in table
    assert f"{len(wanted.rows)} baris" in table


def test_an_empty_answer_says_what_was_searched(built_kg: Path, built: Knowledge) -> None:
    words = ("ask", "definisi", "--istilah", "tagna", "--kg", built_kg)
    note = answers.ask(built, "definisi", {"istilah": "tagna"}).note
    assert "tagana" in note
    assert note in run(*words)
    assert json.loads(run(*words, "--format", "json"))["note"] == note
    # A CSV has its head alone; what was searched is told beside it.
    shown = run(*words, "--format", "csv")
    assert len(list(csv.reader(io.StringIO(shown)))) == 1


def test_parameters_are_written_in_two_ways(built_kg: Path) -> None:
    one = run("ask", "definisi", "--istilah", "PMKS", "--kg", built_kg, "--format", "csv")
    other = run("ask", "definisi", "--istilah=pmks", "--kg", built_kg, "--format", "csv")
    assert one == other
    # Four sentences define it, three of them in the IKI, whose two files are one document.
    rows = list(csv.DictReader(io.StringIO(one)))
    assert [(Path(row["dokumen"]).name, row["berkas"], row["baris"]) for row in rows] == [
        ("iki-dinas-sosial-kota-probolinggo-2019", IKI[0].name, "107"),
        ("iki-dinas-sosial-kota-probolinggo-2019", IKI[0].name, "189"),
        ("iki-dinas-sosial-kota-probolinggo-2019", IKI[0].name, "267"),
        ("iku-dinas-sosial-kabupaten-tapin-2020", IKU.name, "8"),
    ]


def test_check_fails_on_a_violation_and_passes_without(built_kg: Path, tmp_path: Path) -> None:
    shown = run("check", "--kg", built_kg, "--format", "csv", code=1)
    assert "simpul-tanpa-indikator" in shown
    run("build", IKU, "--kg", tmp_path)
    run("check", "--kg", tmp_path)


def test_trace_as_text_and_json(built_kg: Path) -> None:
    words = "Fasilitasi Program Keluarga Harapan"
    text = run("trace", words, "--kg", built_kg)
    assert "„Fasilitasi Program Keluarga Harapan” (cascading-dinas-sosial.txt, baris 270-272)" in text
    found = json.loads(run("trace", words, "--kg", built_kg, "--format", "json"))
    assert [step["jenis"] for step in found[0]["paths"][0]] == ["Kegiatan", "Program", "Sasaran", "Tujuan"]
    down = json.loads(run("trace", "cascading-dinas-sosial/tujuan/1", "--down", "--kg", built_kg, "--format", "json"))
    assert len(down[0]["paths"]) == 22


def test_export_formats(built_kg: Path, tmp_path: Path) -> None:
    import pyoxigraph as ox

    quads = run("export", "--kg", built_kg, "--format", "nq").splitlines()
    assert quads == sorted(quads)
    run("export", "--kg", built_kg, "--format", "trig", "-o", tmp_path / "all.trig")
    run("export", "--kg", built_kg, "--format", "ttl", "-o", tmp_path / "all.ttl")
    whole = set(ox.parse("\n".join(quads), ox.RdfFormat.N_QUADS))
    assert len(whole) == len(quads)
    assert set(ox.parse(path=tmp_path / "all.trig", format=ox.RdfFormat.TRIG)) == whole
    default = {quad.triple for quad in whole if quad.graph_name == ox.DefaultGraph()}
    assert {quad.triple for quad in ox.parse(path=tmp_path / "all.ttl", format=ox.RdfFormat.TURTLE)} == default
    assert default == {quad.triple for quad in whole if quad.graph_name != ox.DefaultGraph()}


def test_export_to_a_place_that_cannot_be_written(built_kg: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")
    run("export", "--kg", built_kg, "-o", tmp_path / "berkas" / "x.trig", code=2)


def test_markup_in_a_document_is_printed_as_it_is(tmp_path: Path) -> None:
    text = IKU.read_text(encoding="utf-8").replace("Persentase Potensi", "[bold]Persentase[/bold] =1+1 Potensi")
    (tmp_path / "iku.txt").write_text(text, encoding="utf-8")
    run("build", tmp_path / "iku.txt", "--kg", tmp_path / "kg")
    assert "[bold]Persentase[/bold]" in run("ask", "formula-indikator", "--kg", tmp_path / "kg", "--format", "csv")
    assert "[bold]" in run("ask", "formula-indikator", "--kg", tmp_path / "kg")


def test_help_and_version() -> None:
    shown = run("--help")
    for command in ("read", "build", "check", "ask", "trace", "export", "report", "serve", "demo"):
        assert f"\n  {command} " in shown
        assert "Contoh: kgkesos" in run(command, "--help")
    assert run("--version") == "kgkesos 0.1.0\n"


def test_an_export_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "graf.trig"
    target.write_text("yang lama", encoding="utf-8")
    run("export", "--kg", tmp_path / "tiada", "-o", target, code=2)
    assert target.read_text(encoding="utf-8") == "yang lama"
    assert [path.name for path in tmp_path.iterdir()] == ["graf.trig"]


@pytest.mark.parametrize("command", [("read", IKU, "--format", "xlsx"), ("template", "iku")])
def test_a_workbook_that_a_planner_may_have_filled_is_not_overwritten(
    tmp_path: Path, command: tuple[object, ...]
) -> None:
    target = tmp_path / "kerja.xlsx"
    run(*command, "-o", target)
    target.write_bytes(b"isian")
    run(*command, "-o", target, code=2)
    assert target.read_bytes() == b"isian"
    run(*command, "-o", target, "--timpa")
    assert target.read_bytes() != b"isian"
    run(*command, "-o", tmp_path / "kerja.csv", code=2)
    assert not (tmp_path / "kerja.csv").exists()
