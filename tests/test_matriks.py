"""Objectives against activities: what the rows of the question make, what the workbook holds, what the command says."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import expected_answers as expected
import openpyxl
import pytest
from typer.testing import CliRunner

from kgkesos import answers, matriks, questions
from kgkesos.answers import Answer
from kgkesos.cli.app import app
from kgkesos.errors import QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.matriks import Mark, Matrix, buku

COLUMNS = (
    "dokumen", "sasaran", "namaSasaran", "kegiatan", "namaKegiatan",
    "periode", "langsung", "melalui", "basis", "kepastian",
)  # fmt: skip


def row(
    kegiatan: str | None, sasaran: str | None, *said: str | bool | None, dokumen: str = "a"
) -> tuple[str | bool | None, ...]:
    """A row of the answer; ``said`` is direct or not, through what, basis and certainty."""
    names = [None if name is None else f"Nama {name}" for name in (sasaran, kegiatan)]
    told = said or (None,) * 4
    return (f"https://x/id/dokumen/{dokumen}", sasaran, names[0], kegiatan, names[1], "2020", *told)


def made(*rows: tuple[str | bool | None, ...]) -> Matrix:
    return matriks.matrix(Answer(questions.named("matriks"), {}, COLUMNS, rows, "b"))


def marks(found: Matrix) -> list[Sequence[Mark | None]]:
    return [found.line(one) for one in found.rows]


def test_each_basis_has_its_sign_and_a_pair_without_a_row_has_none() -> None:
    found = made(
        row("k1", "s1", True, "", "dinyatakan", "pasti"),
        row("k2", "s1", False, "Program A", "diturunkan", "dugaan"),
        row("k2", "s2", False, "Program A", "dinyatakan", "dugaan"),
        row("k3", "s2", True, "", "dikonfirmasi", "pasti"),
    )
    assert [one.nama for one in found.columns] == ["Nama s1", "Nama s2"]
    assert [(one.nama, one.dokumen, one.periode) for one in found.rows] == [
        (f"Nama {name}", "a", "2020") for name in ("k1", "k2", "k3")
    ]
    assert marks(found) == [
        (Mark("●", ("",)), None),
        (Mark("○", ("Program A",)), Mark("?", ("Program A",))),
        (None, Mark("●", ("",))),
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_ways_the_surest_is_shown_whatever_their_order(order: int) -> None:
    ways = [
        row("k1", "s1", False, "A", "dinyatakan", "dugaan"),
        row("k1", "s1", False, "B", "dinyatakan", "pasti"),
    ]
    assert marks(made(*ways[::order])) == [(Mark("●", ("B", "A")),)]


def test_what_stands_alone_is_a_row_or_a_column_without_a_mark() -> None:
    found = made(row("k1", "s1", True, "", "dinyatakan", "pasti"), row(None, "s2"), row("k2", None))
    assert marks(found) == [(Mark("●", ("",)), None), (None, None)]
    assert [found.supporting(one) for one in found.columns] == [1, 0]


def test_the_workbook_reads_across_and_down_and_colours_the_gaps() -> None:
    found = made(row("=k1", "s1", True, "", "dinyatakan", "pasti"), row(None, "s2"), row("k2", None))
    page = openpyxl.load_workbook(io.BytesIO(buku.save(found))).active
    assert page is not None
    cells = [[page.cell(number, at).value for at in range(1, 5)] for number in range(4, 8)]
    assert cells == [
        ["Periode", "Kegiatan", "Nama s1", "Nama s2"],
        [None, "Jumlah kegiatan", 1, 0],
        ["2020", "Nama =k1", "●", None],
        ["2020", "Nama k2", None, None],
    ]
    assert page.freeze_panes == "C6"
    coloured = {cell.coordinate for line in page.iter_rows(min_row=5) for cell in line if cell.fill.fill_type}
    assert coloured == {"D5", "B7"}


def test_each_document_has_a_sheet_with_the_objectives_that_its_activities_support() -> None:
    long = "cascading-" + "x" * 40
    found = made(
        row("k1", "s1", True, "", "dinyatakan", "pasti"),
        row("k2", "s2", True, "", "dinyatakan", "pasti", dokumen=f"{long}-1"),
        # An objective of another document.
        row("k2", "s1", True, "", "dikonfirmasi", "pasti", dokumen=f"{long}-1"),
        row(None, "s3", dokumen=f"{long}-2"),
    )
    held = {name: [one.nama for one in part.columns] for name, part in found.documents()}
    assert held == {"a": ["Nama s1"], f"{long}-1": ["Nama s1", "Nama s2"], f"{long}-2": ["Nama s3"]}
    assert [len(part.rows) for _, part in found.documents()] == [1, 1, 0]
    names = openpyxl.load_workbook(io.BytesIO(buku.save(found))).sheetnames
    assert names == ["a", long[:31], f"{long[:29]} 2"]
    assert openpyxl.load_workbook(io.BytesIO(buku.save(made()))).sheetnames == ["Matriks"]


def test_text_that_begins_like_a_formula_stays_text() -> None:
    columns = {"namaKegiatan": "=1+1", "namaSasaran": "@a"}
    said = dict(zip(COLUMNS, row("k1", "s1", True, "", "dinyatakan", "pasti"), strict=True)) | columns
    page = openpyxl.load_workbook(io.BytesIO(buku.save(made(tuple(said.values()))))).active
    assert page is not None
    held = [page["B6"], page["C4"]]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in held] == [("=1+1", "s", True), ("@a", "s", True)]


def test_the_documents_have_the_activities_of_the_key_under_their_objective(built: Knowledge) -> None:
    found = matriks.matrix(answers.ask(built, "matriks"))
    printed = sorted((named.name, named.period) for *_, named in expected.activities())
    assert sorted((one.nama, one.periode) for one in found.rows) == printed
    assert [one.nama for one in found.columns] == [objective["teks"] for _, objective in expected.objectives()]
    # Under which programme an activity stands is a guess: so is every mark.
    assert {mark and mark.sign for line in marks(found) for mark in line} == {"?"}


def test_a_document_without_activities_says_so_and_writes_nothing(built_kg: Path, tmp_path: Path) -> None:
    """The IKU prints three sasaran, the metadata sheet none: neither prints a kegiatan."""
    words = ["matriks", "--kg", str(built_kg), "-o", str(tmp_path / "m.xlsx"), "--dokumen"]
    for document, says in (
        ("iku-dinas-sosial-kabupaten-tapin-2020", "tidak ada kegiatan untuk disandingkan dengan 3 sasaran"),
        ("metadata-sipd-jumlah-kkks", "tidak ada sasaran bersama kegiatannya"),
    ):
        with pytest.raises(QuestionError, match=f"{document}: {says}"):
            CliRunner().invoke(app, [*words, document], catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_the_workbook_once(built_kg: Path, tmp_path: Path) -> None:
    words = ["matriks", "--kg", str(built_kg), "-o", str(tmp_path / "m.xlsx")]
    run = CliRunner()
    done = run.invoke(app, words)
    assert (done.exit_code, done.output.endswith("22 kegiatan, 1 sasaran.\n")) == (0, True)
    before = (tmp_path / "m.xlsx").read_bytes()
    assert run.invoke(app, words).exit_code != 0
    assert (tmp_path / "m.xlsx").read_bytes() == before
    assert run.invoke(app, [*words, "--timpa"]).exit_code == 0
