"""Renditions through a whole build with its store: what is one document, and what must stay two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from renditions import IKI, PLAIN

from kgkesos import answers, pipeline, resources
from kgkesos.knowledge import Knowledge
from kgkesos.reading.page import TRUNCATED

# The document of the two files is the same in most of these builds.
pytestmark = pytest.mark.usefixtures("documents_made_once")
OURS = "iki-dinas-sosial-kota-probolinggo-2019"
RECORDS = 282
IKU = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"


def elsewhere(text: str) -> str:
    """The text of another office: its own name and region wherever they are printed."""
    return text.replace("KOTA PROBOLINGGO", "KOTA SUKAMAJU").replace("Kota Probolinggo", "Kota Sukamaju")


def built(tmp_path: Path, third: str, told: str = "") -> tuple[Knowledge, list[dict[str, Any]]]:
    """The build of the two files of the IKI and of ``third``, and what its manifest says of the documents."""
    folder = tmp_path / "dokumen"
    folder.mkdir()
    for name, text in (("iki.md", IKI), ("iki.txt", PLAIN), ("lain.txt", third), ("dokumen.toml", told)):
        if text:
            (folder / name).write_bytes(text.encode("utf-8"))
    report = pipeline.build([folder], tmp_path / "kg")
    assert not report.refused
    assert not [warning for one in report.works for warning in one.work.peringatan if warning.kode == TRUNCATED]
    knowledge = Knowledge.open(tmp_path / "kg")
    return knowledge, knowledge.build.manifest()["documents"]


def files(documents: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {one["key"]: sorted(given["file"] for given in one["inputs"]) for one in documents}


OTHER_YEAR = PLAIN.replace("PEMERINTAH KOTA", "TAHUN 2021\n\nPEMERINTAH KOTA", 1)
# The user tells the year that this file does not print.
TOLD = '["iki.txt"]\ntahun = "2019"\n'


@pytest.mark.parametrize(
    ("third", "told", "key"),
    [
        (elsewhere(PLAIN), "", "iki-dinas-sosial-kota-sukamaju"),
        (PLAIN.replace("DINAS SOSIAL", "DINAS KESEHATAN"), "", "iki-dinas-kesehatan-kota-probolinggo"),
        (OTHER_YEAR, TOLD, "iki-dinas-sosial-kota-probolinggo-2021"),
    ],
    ids=["region", "office", "year"],
)
def test_another_office_or_year_stays_a_document_of_its_own(tmp_path: Path, third: str, told: str, key: str) -> None:
    assert third != PLAIN
    knowledge, documents = built(tmp_path, third, told)
    assert files(documents) == {OURS: ["iki.md", "iki.txt"], key: ["lain.txt"]}
    assert [sum(one["records"].values()) for one in documents] == [RECORDS, RECORDS]
    # No quote and no variant of one document is in the other.
    term = "<https://w3id.org/kgkesos/ontology#{}>".format
    query = (
        f"SELECT DISTINCT ?d ?n WHERE {{ ?s {term('dalamDokumen')} ?d ; {term('dibuktikanOleh')} ?b ."
        f" ?b {term('dariRendisi')}/{term('namaBerkas')} ?n }}"
    )
    quoted = {(str(d).rsplit("/", 1)[-1], str(name)) for d, name in knowledge.store.select(query).rows}
    assert quoted == {(OURS, "iki.md"), (OURS, "iki.txt"), (key, "lain.txt")}
    query = f"SELECT DISTINCT ?d WHERE {{ ?v {term('varianDari')}/{term('dalamDokumen')} ?d }}"
    assert [str(d).rsplit("/", 1)[-1] for (d,) in knowledge.store.select(query).rows] == [OURS]


def test_an_undated_file_that_fits_two_years_joins_neither(tmp_path: Path) -> None:
    """Nothing tells which year's document it is a file of: it stays alone, and the user is told how to say it."""
    _, documents = built(tmp_path, OTHER_YEAR)
    alone = "iki-dinas-sosial-kota-probolinggo"
    assert files(documents) == {OURS: ["iki.md"], alone: ["iki.txt"], f"{alone}-2021": ["lain.txt"]}


def test_the_same_text_once_more_is_one_more_file_of_the_document(tmp_path: Path) -> None:
    _, documents = built(tmp_path, PLAIN + "\n")
    assert files(documents) == {OURS: ["iki.md", "iki.txt", "lain.txt"]}


def test_numbers_of_a_document_stand_in_its_first_row_whatever_its_files_are_called(tmp_path: Path) -> None:
    """Two files of one name, and one whose name goes on where theirs ends."""
    text = IKU.read_text(encoding="utf-8")
    names = ("x/iku.txt", "y/iku.txt", "x/iku.txt.txt")
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text + "\n" * number, encoding="utf-8")
    report = pipeline.build([tmp_path / "x", tmp_path / "y"], tmp_path / "kg")
    (one,) = report.build.manifest()["documents"]
    answer = answers.ask(Knowledge.open(tmp_path / "kg"), "dokumen")
    rows = [[row[answer.columns.index(name)] for name in ("berkas", "indikator", "temuan")] for row in answer.rows]
    counts = [one["records"]["Indikator"], sum(one["findings"].values())]
    assert rows == [["iku.txt", *counts], ["iku.txt", None, None], ["iku.txt.txt", None, None]]
