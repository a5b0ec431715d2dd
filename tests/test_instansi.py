"""The report on one office: what it says is what the documents say, whatever the office is called."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from test_gambar import large
from typer.testing import CliRunner

from kgkesos import instansi, pipeline, resources
from kgkesos.cli.app import app
from kgkesos.errors import FilterError, InputError
from kgkesos.gambar import lukis, potong
from kgkesos.instansi import LaporanInstansi, buku, halaman, perbaikan, pilih
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Dokumen, kata
from kgkesos.laporan.model import Putusan

CASCADING = "cascading-dinas-sosial"
HOSTILE = '=1+1 Dinas "Sosial" <script>alert(1)</script>'
SHEETS = ["Ringkasan", "Cascading", "Celah", "Penanggung jawab", "Perbaikan"]
NO_DEFINITION = "indikator-tanpa-definisi"


@pytest.fixture(scope="module")
def sosial(built: Knowledge) -> LaporanInstansi:
    """The report on the office whose cascade is in ``documents/``."""
    return instansi.of_office(built, "Dinas Sosial")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> LaporanInstansi:
    """The report on an office with quotes, tags and an equals sign in its name, which has a metadata sheet alone."""
    place = tmp_path_factory.mktemp("hostile")
    sheet = resources.folder("documents") / "metadata-sipd-jumlah-kkks.txt"
    (place / sheet.name).write_bytes(sheet.read_bytes())
    told = f"[\"{sheet.name}\"]\ninstansi = '{HOSTILE}'\nwilayah = 'Kabupaten Tapin'\n"
    (place / "dokumen.toml").write_text(told, encoding="utf-8")
    pipeline.build([place], place / "kg")
    return instansi.of_office(Knowledge.open(place / "kg"), 'dinas "sosial"')


def workbook(laporan: LaporanInstansi) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(buku.save(laporan)))


class Words(HTMLParser):
    """The tags and the words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag; what it is given plays no part."""
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


# ---------------------------------------------------------------- which office


OFFICES = (
    Dokumen("a", "A", ("DINAS SOSIAL KOTA PROBOLINGGO", "DINAS SOSIAL")),
    Dokumen("b", "B", ("DINAS SOSIAL KABUPATEN TAPIN",)),
    Dokumen("c", "C", ("DINAS SOSIAL",)),
    Dokumen("d", "D", ('DINAS "SOSIAL" KOTA SOLOK', "DINAS SOSIAL SOLOK")),
    Dokumen("e", "E"),
    Dokumen("f", "F", ("DINAS 'SOSIAL'",)),
)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("DINAS SOSIAL", ["c"]),
        ("probolinggo", ["a"]),
        ("Tapin", ["b"]),
        ('dinas "sosial" kota solok', ["d"]),
        ("DINAS 'SOSIAL'", ["f"]),
        ("dinas sosial solok", ["d"]),
    ],
)
def test_an_office_is_meant_by_its_name_before_a_part_of_one(said: str, keys: list[str]) -> None:
    assert [one.key for one in pilih.office(said, OFFICES).dokumen] == keys


def test_a_part_of_several_names_lists_them() -> None:
    with pytest.raises(FilterError, match="cocok dengan 5 instansi") as raised:
        pilih.office("dinas", OFFICES)
    assert len(raised.value.choices) == 5


@pytest.mark.parametrize("said", ["Dinas Sosial Tapim", "", "  ", "%"])
def test_an_unknown_office_names_the_nearest(said: str) -> None:
    with pytest.raises(FilterError, match="tidak ada") as raised:
        pilih.office(said, OFFICES)
    if said.strip("% "):
        assert "DINAS SOSIAL KABUPATEN TAPIN" in raised.value.near


def test_two_offices_of_one_name_are_two_and_a_document_tells_which() -> None:
    """Documents that print "DINAS SOSIAL" and no region may be of any office."""
    here, there = (Dokumen(name, name, ("DINAS SOSIAL",), f"urn:kantor-{name}") for name in ("a", "b"))
    with pytest.raises(FilterError, match="2 instansi") as caught:
        pilih.office("dinas sosial", [here, there])
    assert list(caught.value.choices) == ["a", "b"]
    assert pilih.office("b", [here, there]).dokumen == (there,)
    assert pilih.office("urn:kantor-a", [here, there]).dokumen == (here,)
    assert (
        pilih.office("dinas sosial", [here, Dokumen("c", "c", ("DINAS SOSIAL",), "urn:kantor-a")]).nama
        == "DINAS SOSIAL"
    )


def test_of_many_offices_only_the_nearest_are_listed() -> None:
    many = [Dokumen(str(at), "", (f"DINAS SOSIAL KABUPATEN NOMOR {at}",)) for at in range(500)]
    with pytest.raises(FilterError) as raised:
        pilih.office("Dinas Sosial Tapim", [*many, *OFFICES])
    assert raised.value.choices[-1] == "..."
    assert "DINAS SOSIAL KABUPATEN TAPIN" in raised.value.choices
    assert len(raised.value.choices) == 9


# ---------------------------------------------------------------- what it says


def test_the_cascade_is_the_tree_of_the_document(sosial: LaporanInstansi) -> None:
    """By hand, from the drawing: a tujuan, its sasaran, seven programmes with 4, 2, 4, 1, 5, 3, 3 kegiatan."""
    (only,) = sosial.kaskade
    assert [row.tingkat for row in only.baris[:3]] == [0, 1, 2]
    programmes = [at for at, row in enumerate(only.baris) if row.jenis == "Program"]
    ends = [*programmes[1:], len(only.baris)]
    assert [end - at - 1 for at, end in zip(programmes, ends, strict=True)] == [4, 2, 4, 1, 5, 3, 3]
    assert {row.tingkat for row in only.baris if row.jenis == "Kegiatan"} == {3}
    replaced = [row.keadaan for row in only.baris if row.jenis == "Program"]
    assert replaced == ["diganti"] * 4 + [""] * 3
    pkh = next(row for row in only.baris if row.nama == "Fasilitasi Program Keluarga Harapan")
    assert (pkh.periode, pkh.indikator, pkh.hubungan) == ("2019-2022", ("Jumlah RTM Peserta PKH",), "tercetak, dugaan")
    assert pkh.letak == "cascading-dinas-sosial.txt, baris 270-272"


def test_repairs_are_ranked_by_their_level_and_what_depends_on_them(sosial: LaporanInstansi) -> None:
    """By hand: on tujuan and sasaran all 31 nodes depend, so a warning there is 3 x 31, a note 31.

    Of the new programmes the one with five kegiatan is next: they, itself, sasaran and tujuan, 3 x 8. A programme that
    was replaced without an indicator would be 9 x 7; nobody mends it.
    """
    found = [(one.nilai, one.bobot, one.simpul, one.butir.simpul.nama[:30]) for one in sosial.perbaikan]
    poor, problems = "Persentase penduduk miskin", "Menurunkan Jumlah Penyandang M"
    assert found == [
        *[(93, 3, 31, poor)] * 2,
        *[(93, 3, 31, problems)] * 2,
        *[(31, 1, 31, "Meningkatkan system keamanan l")] * 2,
        *[(31, 1, 31, "Meningkatnya penanggulangan ma")] * 2,
        *[(24, 3, 8, "Presentase PMKS yang berhasil ")] * 2,
    ]
    assert sosial.perbaikan[0].butir.kode == NO_DEFINITION
    assert sosial.perbaikan[0].butir.simpul.kutipan[0].baris == (90, 91)


def test_what_was_replaced_is_said_and_no_repair(sosial: LaporanInstansi) -> None:
    """The four programmes without indicator are those that the document strikes out for 2019-2022."""
    group = next(one for one in sosial.celah if one.kode == "simpul-tanpa-indikator")
    assert [one.simpul.diganti for one in group.butir] == [True] * 4
    assert {kata.sebutan(one.simpul) for one in group.butir} == {"program, sudah diganti"}
    others = [one for each in sosial.celah if each is not group for one in each.butir]
    assert {one.simpul.jenis for one in others if one.simpul.diganti} <= {"Program"}
    assert not any(one.butir.simpul.diganti for one in sosial.perbaikan)
    held = replace(group, butir=tuple(replace(one, simpul=replace(one.simpul, diganti=False)) for one in group.butir))
    assert (perbaikan.ranked([group], {}, nx.DiGraph()), len(perbaikan.ranked([held], {}, nx.DiGraph()))) == ((), 4)


def test_a_finding_that_was_waived_is_no_repair(sosial: LaporanInstansi) -> None:
    """Of two nodes, one of which supports the other: each finding is worth two; the waived one is left out."""
    group = next(one for one in sosial.celah if one.kode == "simpul-tanpa-indikator")
    first, second = (replace(one, simpul=replace(one.simpul, diganti=False)) for one in group.butir[:2])
    waived = replace(first, putusan=Putusan("dikesampingkan", "wali data", "2026-03-05", "di lampiran"))
    tree: nx.DiGraph[str] = nx.DiGraph([(first.simpul.iri, second.simpul.iri)])
    concerned = {one.simpul.iri: frozenset({one.simpul.iri}) for one in (first, second)}
    groups = [replace(group, butir=(waived, second, second))]
    (only,) = perbaikan.ranked(groups, concerned, tree)
    assert (only.butir, only.bobot, only.simpul, only.nilai) == (second, 9, 2, 18)


def test_gaps_are_the_findings_of_the_office_s_documents(built: Knowledge, sosial: LaporanInstansi) -> None:
    (document,) = (one for one in built.build.manifest()["documents"] if one["key"] == CASCADING)
    assert sum(len(group.butir) for group in sosial.celah) == sum(document["findings"].values())
    assert {one.dokumen for group in sosial.celah for one in group.butir} == {CASCADING}


def test_coverage_is_printed_by_level(sosial: LaporanInstansi) -> None:
    """By hand: 31 nodes; the four replaced programmes have no indicator; none names a source."""
    rows = [dict(zip(sosial.cakupan.kepala, row, strict=True)) for row in sosial.cakupan.baris]
    assert sum(int(str(row["Simpul"])) for row in rows) == 31
    old = next(row for row in rows if row["Tingkat"] == "Program" and row["Periode"] == "sampai 2018")
    assert (old["Simpul"], old["Berindikator"], old["Didukung"], old["Mendukung"]) == (4, 0, 4, 4)
    assert {row["Bersumber data"] for row in rows} == {0}


def test_owners_are_named_with_whom_they_report_to(built: Knowledge) -> None:
    found = instansi.of_office(built, "probolinggo")
    assert len(found.pemilik) == 40
    by_name = {one.indikator: one for one in found.pemilik}
    one = by_name["Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang berhasil diberdayakan"]
    assert (one.penanggung_jawab, one.melapor_kepada) == ("Kepala Bidang Pemberdayaan Sosial", "Kepala Dinas")


# ---------------------------------------------------------------- the files


def test_the_workbook_is_typed_and_ready_to_print(sosial: LaporanInstansi) -> None:
    book = workbook(sosial)
    assert book.sheetnames == SHEETS
    for page in book:
        assert page.page_setup.orientation == "landscape"
        setup = page.page_setup
        assert (page.sheet_properties.pageSetUpPr.fitToPage, setup.fitToHeight, setup.fitToWidth) == (True, 0, 1)
        assert setup.paperSize == int(page.PAPERSIZE_A4)
        assert page.freeze_panes
        assert page.print_title_rows
    cascade = book["Cascading"]
    assert [cell.value for cell in cascade[4]][:4] == ["Uraian", "Tingkat", "Periode", "Indikator"]
    assert cascade.max_row == 4 + 31
    assert [cascade.cell(row, 1).alignment.indent for row in (5, 6, 7, 8)] == [0, 1, 2, 3]
    repairs = book["Perbaikan"]
    assert [cell.value for cell in repairs[5]][:4] == [1, 93, 3, 31]
    assert "bobot tingkat temuan" in repairs["A2"].value
    gaps = sum(len(group.butir) for group in sosial.celah)
    assert book["Celah"].max_row == 4 + gaps
    assert book["Celah"].auto_filter.ref == f"A4:H{4 + gaps}"
    overview = [[cell.value for cell in row] for row in book["Ringkasan"].iter_rows()]
    assert overview[0][0] == "Laporan kinerja: DINAS SOSIAL"
    assert ["Simpul tanpa indikator", "pelanggaran", 4] in [row[:3] for row in overview]


def test_the_page_has_every_part_and_asks_for_nothing(sosial: LaporanInstansi) -> None:
    text = halaman.text(sosial)
    page = Words(text)
    for heading in ("perbaikan", "cascading", "celah", "penanggung-jawab", "cakupan"):
        assert f'id="{heading}"' in text
    assert f"Graf {sosial.graf}, disusun {sosial.tanggal}" in page.words
    assert "3 × 31 = 93" in page.words
    assert "Fasilitasi Program Keluarga Harapan" in page.words
    assert text.count('<g class="kotak') == 31
    addresses = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert addresses
    assert all(address.startswith("#") for address in addresses)
    assert len(set(re.findall(r' id="([^"]*)"', text))) == len(re.findall(r' id="([^"]*)"', text))


def test_gaps_that_are_not_on_the_page_are_counted(sosial: LaporanInstansi) -> None:
    assert "dan 30 lagi" in Words(halaman.text(sosial, 1)).words
    assert "lagi: dalam buku kerja" not in Words(halaman.text(sosial, 0)).words


def test_an_office_is_only_words_whatever_it_is_called(hostile: LaporanInstansi) -> None:
    assert hostile.instansi.nama == f"{HOSTILE} Kabupaten Tapin"
    page = Words(halaman.text(hostile))
    assert "script" not in page.tags
    assert f"Laporan kinerja: {HOSTILE} Kabupaten Tapin" in page.words
    book = workbook(hostile)
    assert book["Ringkasan"]["A1"].value == f"Laporan kinerja: {HOSTILE} Kabupaten Tapin"
    assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_an_office_without_cascade_says_so(hostile: LaporanInstansi) -> None:
    assert hostile.berkaskade == ()
    words = Words(halaman.text(hostile)).words
    assert "Dokumen instansi ini tidak memuat cascading." in words
    assert "Dokumen instansi ini tidak memuat simpul cascading." in words
    assert workbook(hostile)["Cascading"].max_row == 4
    assert {one.simpul for one in hostile.perbaikan} == {1}


def test_a_sasaran_without_cascade_stands_alone(built: Knowledge) -> None:
    """The list of key indicators prints three sasaran and no level that they could be tied to."""
    found = instansi.of_office(built, "tapin")
    assert [(row.tingkat, row.jenis, row.keadaan) for one in found.kaskade for row in one.baris] == [
        (0, "Sasaran", "")
    ] * 3


# ---------------------------------------------------------------- pages of the picture


def test_bands_of_a_picture_cut_no_box() -> None:
    sheet = lukis.page(large())
    bands = potong.bands(sheet, 1200)
    assert [start for start, _ in bands[1:]] == [start + height for start, height in bands[:-1]]
    assert bands[-1][0] + bands[-1][1] == sheet.tinggi
    assert max(height for _, height in bands) <= 1200
    for start, _ in bands[1:]:
        at = start - sheet.y
        assert [box for box in sheet.bidang.kotak if box.y < at < box.y + box.tinggi] == []


# ---------------------------------------------------------------- the command


def test_the_command_writes_what_its_file_is_called(built_kg: Path, tmp_path: Path) -> None:
    def run(said: str, name: str, *more: str) -> None:
        words = ["report", "--instansi", said, "-o", str(tmp_path / name), "--kg", str(built_kg), *more]
        CliRunner().invoke(app, words, catch_exceptions=False)

    run("tapin", "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == SHEETS
    run("tapin", "a.html", "--batas", "0")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(InputError, match="sudah ada"):
        run("tapin", "a.xlsx")
    with pytest.raises(InputError, match=r"\.xlsx"):
        run("tapin", "a.pdf")
    with pytest.raises(FilterError, match="tidak ada"):
        run("Dinas Tiada", "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()
