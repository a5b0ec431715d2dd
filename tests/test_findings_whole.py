"""Findings that none of the project's documents has: a document with the defect, from its file to its findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from rdflib import RDFS, Graph, Literal, URIRef

from kgkesos import findings, keputusan, pipeline
from kgkesos.keputusan import Keputusan
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Saringan, susun
from kgkesos.store import Scratch
from kgkesos.vocab import KESOS, Iris

HEAD = "KINERJA\tINDIKATOR KINERJA\tPENJELASAN/FORMULASI PENGHITUNGAN\tSUMBER DATA"


def post(name: str, superior: str, functions: str, row: str) -> str:
    """The page of one position in an IKI: its duties, its functions, and a row of its table."""
    return (
        f"INDIKATOR KINERJA INDIVIDU\n\n1. JABATAN : {name}.\n2. TUGAS :\n- a. Menyusun rencana {row.split()[1]};\n"
        f"- b. Melaksanakan tugas dinas lain yang diberikan oleh {superior}.\n3. FUNGSI : {functions}\n\n"
        f"{HEAD}\n{row}\n\n"
    )


STAGE = "Terlaksananya pertunjukan seni\tJumlah pertunjukan seni\t$f(x) = \\Sigma$ pertunjukan seni\tLaporan tahunan"
HERITAGE = "Terawatnya cagar budaya\tJumlah cagar budaya terawat\t{}$f(x) = \\Sigma$ cagar budaya terawat\tLaporan"
DANCE = "Terlatihnya penari\tJumlah penari yang dilatih\t$f(x) = \\Sigma$ penari yang dilatih\tLaporan tahunan"
LISTED = "\n- a. Perumusan rencana pertunjukan."


def iki(title: str = "", superior: str = "Kepala Dinas", functions: str = LISTED, said: str = "") -> str:
    """An IKI of two heads of division and a head of section; without arguments it has none of the four defects."""
    return (
        f"INDIKATOR KINERJA INDIVIDU {title}\nDINAS KEBUDAYAAN KOTA CONTOHARJO TAHUN 2021\n\n"
        + post("Kepala Bidang Kesenian", superior, LISTED, STAGE)
        + post("Kepala Bidang Cagar Budaya", "Kepala Dinas", functions, HERITAGE.format(said))
        + post("Kepala Seksi Sanggar Tari", "Kepala Bidang Kesenian", "-", DANCE)
    )


def found(path: Path, code: str) -> list[str]:
    """Where ``code`` is found in the file at ``path``, built as any other."""
    (work,) = pipeline.build([path], path.parent / "kg").works
    return [one.pada.rsplit("/", 1)[-1] for one in work.findings if one.kode == code]


def written(folder: Path, text: str) -> Path:
    path = folder / "iki.md"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("code", ["putaran", "fungsi-tidak-seragam", "definisi-terpotong"])
def test_a_document_without_these_defects_has_none(tmp_path: Path, code: str) -> None:
    assert found(written(tmp_path, iki()), code) == []


def test_two_positions_that_report_to_each_other_are_one_loop(tmp_path: Path) -> None:
    """Their results support each other, too; that goes when the tie of the positions is mended."""
    path = written(tmp_path, iki(superior="Kepala Seksi Sanggar Tari"))
    (work,) = pipeline.build([path], tmp_path / "kg").works
    (one,) = (one for one in work.findings if one.kode == "putaran")
    assert one.pada.rsplit("/", 1)[-1] == "kepala-bidang-kesenian"
    assert one.nilai == (
        "Kepala Bidang Kesenian → Kepala Seksi Sanggar Tari; Kepala Seksi Sanggar Tari → Kepala Bidang Kesenian"
    )


def test_two_loops_are_two_findings_each_with_its_way_round() -> None:
    base = "https://contoh.id/id/dokumen/uji/"
    data = Graph()
    ways = {"a": ("a", "c", "b"), "x": ("x", "y")}
    for names in ways.values():
        for lower, upper in zip(names, (*names[1:], names[0]), strict=True):
            data.add((URIRef(base + lower), KESOS.melaporKepada, URIRef(base + upper)))
            data.add((URIRef(base + lower), RDFS.label, Literal(lower.upper())))
    # Somebody below the loop is not in it.
    data.add((URIRef(f"{base}z"), KESOS.melaporKepada, URIRef(f"{base}a")))
    (check,) = (one for one in findings.load_checks() if one.kode == "putaran")
    said = [(one.pada.removeprefix(base), one.nilai) for one in findings.run_checks(Scratch(data), [check])]
    assert said == [("a", "A → C; B → A; C → B"), ("x", "X → Y; Y → X")]


@pytest.mark.parametrize("title", ["", "ESELON III DAN IV"])
def test_one_of_two_heads_of_division_lacks_functions(tmp_path: Path, title: str) -> None:
    """The head of section lacks them too, but nobody of that rank has any."""
    assert found(written(tmp_path, iki(title, functions="-")), "fungsi-tidak-seragam") == ["kepala-bidang-cagar-budaya"]


def test_a_definition_that_stops_at_a_connector(tmp_path: Path) -> None:
    whole = "<p>Penjelasan : Cagar budaya adalah bangunan yang berumur lima puluh tahun.</p> "
    assert found(written(tmp_path, iki(said=whole)), "definisi-terpotong") == []
    cut = whole.replace("lima puluh tahun.", "lima puluh tahun atau")
    assert found(written(tmp_path, iki(said=cut)), "definisi-terpotong") == ["cagar-budaya"]


def drawn(path: Path, *rows: Sequence[str]) -> Path:
    """A tree of positions on a sheet: each row shares four columns evenly."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["CASCADING KINERJA DINAS KEBUDAYAAN KOTA CONTOHARJO TAHUN 2022"])
    for number, row in enumerate(rows, 3):
        each = 4 // len(row)
        for at, text in enumerate(row):
            first = at * each + 1
            page.cell(number, first).value = text
            if each > 1:
                page.merge_cells(start_row=number, end_row=number, start_column=first, end_column=first + each - 1)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("number", "expected"),
    # 1.1 is a number of the head of the office alone; 1.2.1 is the head of division's.
    [("1.1.1", ["1-1-1"]), ("1.1", ["1-1"]), ("1.2.1.1", []), ("1.2.1", []), ("7.1", [])],
)
def test_an_indicator_that_passes_over_the_head_of_division(tmp_path: Path, number: str, expected: list[str]) -> None:
    path = drawn(
        tmp_path / "pohon.xlsx",
        ("KEPALA DINAS KEBUDAYAAN",),
        ("Sasaran 1 : Meningkatnya apresiasi budaya",),
        ("1.1 Persentase warga yang menonton pertunjukan",),
        ("1.2 Persentase bangunan cagar budaya terawat",),
        ("KABID KESENIAN", "KABID CAGAR BUDAYA"),
        ("1.2.1 Jumlah juru pelihara", "1.2.2 Jumlah bangunan yang dirawat"),
        ("KASI TARI", "KASI MUSIK", "KASI MUSEUM", "KASI BANGUNAN"),
        (f"{number} Jumlah pertunjukan", "1.2.1.2 Jumlah pelatih", "1.2.2.1 Jumlah museum", "1.2.2.2 Jumlah bangunan"),
    )
    assert found(path, "tingkat-terlewati") == expected


QUOTES = """
PREFIX kesos: <https://w3id.org/kgkesos/ontology#>
SELECT ?graf ?kutipan ?berkas
WHERE {
  GRAPH ?graf { ?temuan kesos:kodeTemuan "definisi-beda-dokumen" ; kesos:dibuktikanOleh ?bukti . }
  ?bukti kesos:kutipan ?kutipan ; kesos:dariRendisi/kesos:namaBerkas ?berkas .
}
ORDER BY ?berkas
"""
SAID = "<p>Penjelasan : Cagar budaya adalah bangunan yang berumur {}.</p> "


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [("seratus tahun", ["lain.md", "sini.md"]), ("lima puluh tahun", []), ("lima puluh, tahun", [])],
)
def test_two_documents_define_a_term_differently(tmp_path: Path, theirs: str, expected: list[str]) -> None:
    """The finding stands in a graph of its own, with a quote of each; neither document has it alone."""
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "sini.md").write_text(iki(said=SAID.format("lima puluh tahun")), encoding="utf-8")
    # Another town's, in its own words: nothing else of the two is compared.
    other = iki(said=SAID.format(theirs)).replace("CONTOHARJO", "SEBERANG").replace("Sanggar Tari", "Musik")
    (folder / "lain.md").write_text(other.replace("penari", "pemusik"), encoding="utf-8")
    made = pipeline.build([folder], tmp_path / "kg")
    assert [one.kode for work in made.works for one in work.findings if "beda-dokumen" in one.kode] == []
    assert [one.kode for one in made.across] == ["definisi-beda-dokumen"] * (len(expected) // 2)
    rows = Knowledge.open(tmp_path / "kg").store.select(QUOTES, {}).rows
    assert {str(graph).rsplit("/graf/", 1)[-1] for graph, _, _ in rows} == ({"temuan-lintas"} if expected else set())
    assert [str(file) for _, _, file in rows] == expected
    for _, quote, file in rows:
        assert ("seratus" if str(file) == "lain.md" else "lima puluh") in str(quote)


def test_a_difference_between_documents_can_be_decided(tmp_path: Path) -> None:
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "sini.md").write_text(iki(said=SAID.format("lima puluh tahun")), encoding="utf-8")
    other = iki(said=SAID.format("seratus tahun")).replace("CONTOHARJO", "SEBERANG").replace("Sanggar Tari", "Musik")
    (folder / "lain.md").write_text(other.replace("penari", "pemusik"), encoding="utf-8")
    (thing,) = [
        one for one in pipeline.make([folder], Iris(), extra=()).hal if one.tempat.aturan == "definisi-beda-dokumen"
    ]
    said = Keputusan(thing.tempat, thing.sidik, "dikesampingkan", "", "wali data", date(2026, 3, 5), "dua daerah")
    (folder / keputusan.FILE).write_bytes(keputusan.written([said]))
    made = pipeline.build([folder], tmp_path / "kg")
    assert [(one.keputusan, one.status) for one in made.hasil] == [(said, "diterapkan")]
    report = susun.of_build(Knowledge.open(tmp_path / "kg"), Saringan(kode="definisi-beda-dokumen"))
    assert [one.putusan and one.putusan.alasan for one in report.butir] == ["dua daerah"]
