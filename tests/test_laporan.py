"""The report of findings: grouped, filtered, compared with the build before, and the same in all its forms."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from commands import kgkesos
from lxml import html
from rdflib import RDF, SH, Graph, Literal, URIRef

from kgkesos import answers, builds, pipeline, resources
from kgkesos.cli import laporan as printed
from kgkesos.errors import QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Butir, Dokumen, Kutipan, Laporan, Saringan, Simpul, buku, data, halaman, shacl, susun, tabel
from kgkesos.laporan.berkas import Berkas, at_hand
from kgkesos.vocab import SHAPES

DOCUMENTS = resources.folder("documents")
EVERY = Saringan()
IKU = DOCUMENTS / "iku-dinsos-tapin-2020.txt"
SHEET = DOCUMENTS / "metadata-sipd-jumlah-kkks.txt"
SIPD, TAPIN = "metadata-sipd-jumlah-kkks", "iku-dinas-sosial-kabupaten-tapin-2020"
NO_SOURCE = "indikator-tanpa-sumber-data"
# The indicators of the IKU with their sources, as printed in its three rows.
PROTECTED = (
    "Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang memperoleh perlindungan jaminan sosial",
    "Bidang Perlindungan dan Jaminan Sosial\tData Terpadu Kesejahteraan Sosial (DTKS)",
)
REHABILITATED = (
    "Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang memperoleh rehabilitasi sosial",
    "Bidang Rehabilitasi Sosial\tData Terpadu Kesejahteraan Sosial (DTKS)",
)
TAKING_PART = (
    "Persentase Potensi Sumber Kesejahteraan Sosial (PSKS) yang berpartisipasi dalam melayani Penyandang Masalah "
    "Kesejahteraan Sosial (PMKS)",
    "Bidang Pemberdayaan Sosial\tData PSKS (Potensi Sumber Kesejahteraan Sosial)",
)


def report(kg: Path, saringan: Saringan = EVERY) -> Laporan:
    return susun.of_build(Knowledge.open(kg), saringan)


@pytest.fixture(scope="module")
def whole(built: Knowledge) -> Laporan:
    """The report of the five documents."""
    return susun.of_build(built, Saringan())


def without_sources(target: Path, *rows: tuple[str, str], above: str = "") -> Path:
    """The IKU at ``target``, the source of each of ``rows`` taken away, ``above`` before its first line."""
    text = IKU.read_text(encoding="utf-8")
    for _, ending in rows:
        assert text.count(ending) == 1
        text = text.replace(ending, ending.split("\t")[0] + "\t")
    target.write_text(above + text, encoding="utf-8")
    return target


# ---------- grouping and filtering


def test_counts_are_those_of_the_keys(whole: Laporan) -> None:
    with (Path(__file__).parent / "expected" / "celah.csv").open(encoding="utf-8") as file:
        expected = {(row["dokumen"], row["kode"]): int(row["jumlah"]) for row in csv.DictReader(file)}
    found = Counter((one.dokumen, one.kode) for one in whole.butir)
    assert {place: found[place] for place in expected} == expected
    assert sum(expected.values()) > 100


def test_the_question_of_gaps_has_a_row_a_finding_with_the_mark_that_the_report_prints(
    built: Knowledge, whole: Laporan
) -> None:
    """Who counts rows in Excel has the report's number, whatever number of quotes a finding has."""
    found = answers.ask(built, "celah")
    code, mark, more = (found.columns.index(name) for name in ("kode", "sidik", "kutipanLain"))
    assert Counter((row[code], row[mark]) for row in found.rows) == Counter(
        (one.kode, one.sidik) for one in whole.butir
    )
    assert len(found.rows) == len({row[found.columns.index("temuan")] for row in found.rows}) == len(whole.butir)
    # A finding that judges one text beside another quotes both.
    assert any(row[more] for row in found.rows)
    documents = answers.ask(built, "dokumen")
    sums = {
        name: sum(int(row[documents.columns.index(name)] or 0) for row in documents.rows)
        for name in ("temuan", "indikator")
    }
    # 31 of the cascade, 40 of the IKI, whose two files are one document, 3 of the IKU, 1 of the sheet.
    assert sums == {"temuan": len(whole.butir), "indikator": 31 + 40 + 3 + 1}


def test_rules_come_the_worst_first_then_the_most_frequent(whole: Laporan) -> None:
    order = ["Violation", "Warning", "Info"]
    ranks = [(order.index(group.tingkat), -len(group.butir), group.kode) for group in whole.kelompok]
    assert ranks == sorted(ranks)
    assert whole.kelompok[0].kode == "simpul-tanpa-indikator"
    assert len({group.kode for group in whole.kelompok}) == len(whole.kelompok)
    assert whole.tingkat["Violation"] == 4


def test_a_finding_has_its_words_and_their_line(built_kg: Path) -> None:
    found = report(built_kg, Saringan(kode="bidang-salah-jenis", dokumen=SIPD)).butir
    lines = SHEET.read_text(encoding="utf-8").split("\n")
    said = {
        (one.simpul.label, quote.kutipan, quote.berkas, quote.baris) for one in found for quote in one.simpul.kutipan
    }
    assert said == {
        (label, words, SHEET.name, (lines.index(words) + 1,) * 2)
        for label, words in (("UKURAN", "Orang"), ("UNIT", "Kepala Dinas Sosial"))
    }
    assert {one.nilai for one in found} == {"Orang", "Kepala Dinas Sosial"}
    assert {one.simpul.jenis for one in found} == {"Bidang metadata"}


def test_filters_narrow_and_refuse_what_is_not_there(built_kg: Path, whole: Laporan) -> None:
    warnings = report(built_kg, Saringan(tingkat="peringatan", dokumen=SIPD))
    assert {(one.tingkat, one.dokumen) for one in warnings.butir} == {("Warning", SIPD)}
    assert len(warnings.butir) == sum((one.tingkat, one.dokumen) == ("Warning", SIPD) for one in whole.butir)
    office = report(built_kg, Saringan(instansi="Probolinggo"))
    assert {one.dokumen for one in office.butir} == {"iki-dinas-sosial-kota-probolinggo-2019"}
    assert report(built_kg, Saringan(instansi="tapin", kode=NO_SOURCE)).butir == ()
    for asked in (
        Saringan(kode="tiada"),
        Saringan(dokumen="tiada"),
        Saringan(tingkat="berat"),
        Saringan(instansi="Dinas Kesehatan"),
        Saringan(status="lama"),
    ):
        with pytest.raises(QuestionError):
            report(built_kg, asked)


# ---------- status since the build before


def test_without_a_build_before_no_status_is_given(whole: Laporan) -> None:
    assert whole.sebelumnya is None
    assert whole.status == {}
    assert {one.status for one in whole.butir} == {None}
    assert whole.catatan == ("Tidak ada graf sebelumnya di folder ini, jadi status temuan belum diketahui.",)


def test_what_became_of_each_finding_since_the_build_before(tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    pipeline.build([without_sources(tmp_path / "lama.txt", PROTECTED, TAKING_PART)], kg)
    before = builds.current(kg).name
    # Other lines and another file name make no finding new.
    pipeline.build([without_sources(tmp_path / "baru.txt", REHABILITATED, TAKING_PART, above="\n\n")], kg)
    found = report(kg, Saringan(kode=NO_SOURCE))
    assert found.sebelumnya == before
    assert {one.simpul.label: one.status for one in found.butir} == {REHABILITATED[0]: "baru", TAKING_PART[0]: "tetap"}
    (gone,) = found.selesai
    assert [(one.simpul.label, one.status, one.simpul.kutipan[0].berkas) for one in gone.butir] == [
        (PROTECTED[0], "selesai", "lama.txt")
    ]
    assert found.status == {"baru": 1, "tetap": 1, "selesai": 1}
    assert found.catatan == ()
    only = report(kg, Saringan(kode=NO_SOURCE, status="selesai"))
    assert (only.butir, only.selesai) == ((), found.selesai)
    rows = list(csv.DictReader(io.StringIO(tabel.text(found))))
    assert [(row["status"], row["objek"]) for row in rows] == [
        ("baru", REHABILITATED[0]),
        ("tetap", TAKING_PART[0]),
        ("selesai", PROTECTED[0]),
    ]


def test_a_document_that_is_left_out_is_not_mended(tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    pipeline.build([without_sources(tmp_path / "iku.txt", PROTECTED)], kg)
    pipeline.build([SHEET], kg)
    found = report(kg)
    assert found.selesai == ()
    assert {one.status for one in found.butir} == {"baru"}
    assert found.catatan == (
        f"Dokumen yang tidak ada lagi di graf ini; temuannya tidak dihitung selesai: {TAPIN}.",
        f"Dokumen yang belum ada di graf sebelumnya; semua temuannya baru: {SIPD}.",
    )


def test_a_build_before_of_another_version_or_broken_is_said(tmp_path: Path) -> None:
    kg = tmp_path / "kg"
    for _ in range(2):
        pipeline.build([SHEET], kg)
    assert {one.status for one in report(kg).butir} == {"tetap"}
    old = builds.before(builds.current(kg))
    assert old is not None
    manifest = old.manifest()
    manifest["versions"]["kgkesos"] = "0.0.9"
    manifest["project_sha256"] = "lain"
    manifest["finding_codes"] = [code for code in manifest["finding_codes"] if code != "bidang-kosong"]
    builds.write_manifest(old.folder, manifest)
    version, rules, code = report(kg).catatan
    assert version.startswith("Graf sebelumnya dibuat oleh kgkesos versi 0.0.9")
    assert rules.startswith("Aturan pemeriksaan atau kosakata berubah")
    assert code == "Aturan yang belum diperiksa pada graf sebelumnya; semua temuannya baru: bidang-kosong."
    shutil.rmtree(old.store)
    broken = report(kg)
    assert broken.sebelumnya is None
    assert broken.catatan == (f"Graf sebelumnya ({old.name}) tidak dapat dibaca, jadi status temuan tidak diketahui.",)
    assert {one.status for one in broken.butir} == {None}


# ---------- the forms say the same


def sheets(made: bytes) -> dict[str, list[dict[str, object]]]:
    """Each sheet of a workbook with a table: its rows by the heads of their columns."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    found = {}
    for page in book.worksheets[1:]:
        rows = list(page.iter_rows(min_row=int(page.auto_filter.ref.split(":")[0][1:]), values_only=True))
        found[page.title] = [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]
    return found


def test_both_sides_of_a_comparison_show_their_words(whole: Laporan) -> None:
    compared = [one for one in whole.butir if one.pembanding]
    assert len(compared) > 100
    assert [one.iri for one in compared if not one.pembanding or not one.pembanding.kutipan] == []
    assert [one.iri for one in compared if not one.simpul.kutipan] == []
    # A quantity: its words are quoted with its formula, and those of the other part are not among them.
    (found,) = (
        one
        for one in compared
        if one.kode == "penyebut-terlalu-luas" and "/sasaran/1/" in one.iri and "tapin" in one.dokumen
    )
    assert found.pembanding is not None
    assert [one.kutipan for one in found.pembanding.kutipan] == ["Jumlah PMKS keseluruhan"]


def test_an_abbreviation_is_found_where_the_file_prints_it_first(whole: Laporan) -> None:
    found = [one for one in whole.butir if one.kode == "singkatan-tanpa-kepanjangan"]
    assert found
    for one in found:
        quote = one.simpul.kutipan[0]
        lines = (resources.folder("documents") / quote.berkas).read_text(encoding="utf-8").splitlines()
        form = re.compile(rf"(?<![\w./-]){re.escape(one.nilai or '')}(?![\w/-])")
        first = next(number for number, line in enumerate(lines, 1) if form.search(line))
        assert (one.nilai, quote.baris[0] <= first <= quote.baris[1]) == (one.nilai, True)


def test_all_forms_hold_the_same_findings(whole: Laporan, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = Counter((one.kode, one.simpul.iri) for one in whole.butir)
    marks = Counter(one.sidik for one in whole.butir)
    assert wanted.total() > 200
    as_json = json.loads(json.dumps(data.report(whole)))
    assert (
        Counter((group["aturan"], one["pada"]["iri"]) for group in as_json["kelompok"] for one in group["temuan"])
        == wanted
    )
    rows = list(csv.DictReader(io.StringIO(tabel.text(whole))))
    assert Counter((row["aturan"], row["pada"]) for row in rows) == wanted
    book = sheets(buku.save(whole, Berkas()))
    assert Counter(row["Sidik"] for page in book.values() for row in page) == marks
    assert list(book) == [group.kode.replace("-", " ").capitalize()[:31] for group in whole.kelompok]
    page = html.fromstring(halaman.text(whole, Berkas(), 0))
    counted = {
        section.get("aria-labelledby"): len(section.findall(".//li[@class='butir']"))
        for section in page.findall(".//section")
    }
    assert counted == {group.kode: len(group.butir) for group in whole.kelompok}
    made = Graph().parse(data=shacl.text(whole), format="turtle")
    (head,) = made.subjects(RDF.type, SH.ValidationReport)
    assert made.value(head, SH.conforms) == Literal(False)
    results = Counter(
        (str(made.value(one, SH.sourceShape)).removeprefix(str(SHAPES)), str(made.value(one, SH.focusNode)))
        for one in made.objects(head, SH.result)
    )
    assert results == wanted
    printed.deliver(whole, "table", None, read=None, batas=0, sumber=None, over=False)
    assert capsys.readouterr().out.count("\n  - ") == len(whole.butir)


def test_a_validation_result_has_all_that_the_standard_asks(whole: Laporan) -> None:
    made = Graph().parse(data=shacl.text(whole), format="turtle")
    node = URIRef(f"https://w3id.org/kgkesos/id/dokumen/{SIPD}/bidang/unit")
    (result,) = (
        one
        for one in made.subjects(SH.focusNode, node)
        if made.value(one, SH.sourceShape) == SHAPES["bidang-salah-jenis"]
    )
    assert made.value(result, SH.resultSeverity) == SH.Warning
    assert made.value(result, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent
    assert made.value(result, SH.value) == Literal("Kepala Dinas Sosial")
    assert set(made.objects(result, SH.resultMessage)) == {
        Literal("Bidang ini meminta nama unit kerja atau instansi, tetapi diisi nama jabatan.", lang="id"),
        Literal("This field asks for a work unit or office, but holds the name of a position.", lang="en"),
    }
    for one in made.subjects(RDF.type, SH.ValidationResult):
        for term in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(made.objects(one, term))) == 1
    good = Graph().parse(data=shacl.text(replace(whole, kelompok=())), format="turtle")
    assert list(good.objects(None, SH.conforms)) == [Literal(True)]


# ---------- odd words, many findings, judged texts

EVIL = "=1+1<script>alert(1)</script>"
FAR = Kutipan("lain.pdf", "2" * 64, (9, 9), 3, "halaman 3, kotak 1", "kata kedua")


def item(number: int, **said: object) -> Butir:
    """A finding with odd words that judged a text."""
    quote = Kutipan("a.txt", "1" * 64, (number, number), None, None, f"{EVIL} {number}")
    text = {"id": f'Kata "{EVIL}" keliru.', "en": "Wrong."}
    made = Butir(
        iri=f"https://contoh.id/x/{number}/temuan/kode-uji",
        kode="kode-uji",
        tingkat="Warning",
        dokumen="uji",
        simpul=Simpul(f"https://contoh.id/x/{number}", "Indikator", f"-{EVIL}", (quote,)),
        bidang="nama",
        nilai=None,
        pesan=text,
        alasan={"id": "@alasan", "en": "why"},
        perbaikan={"id": "+perbaikan", "en": "what"},
        menilai=True,
        skor=0.43,
        pembanding=Simpul("https://contoh.id/y", "Formula", "Nama kedua", (FAR,)),
    )
    return replace(made, **said)  # type: ignore[arg-type]


def made_of(*found: Butir) -> Laporan:
    return Laporan("uji", (Dokumen("uji", EVIL),), susun.groups(found))


def test_a_judged_text_says_so_with_its_score_and_the_words_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    one = made_of(item(1))
    (row,) = csv.DictReader(io.StringIO(tabel.text(one)))
    assert (row["penilaian"], row["skor"], row["pembanding"]) == ("menilai teks, skor 0,43", "0.43", "Nama kedua")
    assert (row["kutipan_pembanding"], row["letak_pembanding"]) == ("kata kedua", "lain.pdf, halaman 3, kotak 1")
    ((cells,),) = sheets(buku.save(one, Berkas())).values()
    assert (cells["Penilaian"], cells["Kutipan pembanding"]) == ("menilai teks, skor 0,43", "kata kedua")
    for form in ("table", "html"):
        printed.deliver(one, form, None, read=None, batas=None, sumber=None, over=False)
        shown = capsys.readouterr().out
        assert "menilai teks, skor 0,43" in shown
        assert "kata kedua" in shown


def test_no_cell_is_a_formula_and_no_text_is_markup() -> None:
    one = made_of(item(1))
    (row,) = csv.DictReader(io.StringIO(tabel.text(one)))
    assert (row["objek"], row["alasan"], row["perbaikan"]) == (f"'-{EVIL}", "'@alasan", "'+perbaikan")
    assert row["kutipan"] == f"'{EVIL} 1"
    book = openpyxl.load_workbook(io.BytesIO(buku.save(one, Berkas())))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    odd = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert len(odd) >= 3
    assert all(cell.quotePrefix for cell in odd)
    shown = halaman.text(one, Berkas(), 0)
    assert "<script" not in shown
    assert "=1+1&lt;script&gt;" in shown
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|url\(|@import", shown) == []


def test_many_findings_stay_readable(capsys: pytest.CaptureFixture[str]) -> None:
    many = made_of(*(item(number) for number in range(1, 301)))
    printed.deliver(many, "table", None, read=None, batas=None, sumber=None, over=False)
    shown = capsys.readouterr().out
    assert shown.count("\n  - ") == 5
    assert "dan 295 lagi: kgkesos check --aturan kode-uji --batas 0" in shown
    assert "300 temuan: 300 peringatan" in shown
    page = html.fromstring(halaman.text(many, Berkas(), 100))
    assert len(page.findall(".//li[@class='butir']")) == 100
    assert "dan 200 lagi" in page.text_content()
    assert len(sheets(buku.save(many, Berkas()))["Kode uji"]) == 300


def test_sheets_have_names_that_excel_takes() -> None:
    codes = ("a" * 40, "a" * 41, "ringkasan", "a/b[c]:d*?e'f")
    book = openpyxl.load_workbook(io.BytesIO(buku.save(made_of(*(item(1, kode=code) for code in codes)), Berkas())))
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\']", name) for name in names)
    leads = {cell.hyperlink.location for row in book["Ringkasan"].iter_rows() for cell in row if cell.hyperlink}
    assert leads == {f"'{name}'!A1" for name in names[1:]}


def test_quotes_lead_to_the_files_that_were_read(built_kg: Path, tmp_path: Path) -> None:
    found = report(built_kg, Saringan(dokumen=SIPD, kode="bidang-terpotong"))
    folder = tmp_path / "asli dan lain"
    folder.mkdir()
    shutil.copy(SHEET, folder)
    (tmp_path / SHEET.name).write_text("berkas lain dengan nama yang sama", encoding="utf-8")
    near = at_hand(found, tmp_path, tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(buku.save(found, near)))
    links = [cell.hyperlink.target for row in book.worksheets[1].iter_rows() for cell in row if cell.hyperlink]
    assert links[1:] == [f"asli%20dan%20lain/{SHEET.name}"]
    assert f'href="asli%20dan%20lain/{SHEET.name}"' in halaman.text(found, near, 0)
    assert at_hand(found, None, tmp_path).tempat == {}


@pytest.mark.parametrize(
    ("file", "place", "page", "address"),
    [
        ("a.pdf", "halaman 3, kotak 1", 3, "a.pdf#page=3"),
        ("b.xlsx", "lembar IKU Dinas, sel C5", None, "b.xlsx#'IKU Dinas'!C5"),
        ("c.docx", "tabel 2, baris 3, kolom 1", None, "c.docx"),
    ],
)
def test_a_link_names_the_place_where_a_file_has_addresses(
    tmp_path: Path, file: str, place: str, page: int | None, address: str
) -> None:
    quote = Kutipan(file, "1" * 64, (1, 1), page, place, "kata")
    assert Berkas({"1" * 64: tmp_path / file}, tmp_path).link(quote) == address


# ---------- the command


def run(*arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = kgkesos("check", *arguments)
    assert done.returncode == code, done.stderr
    return done


def test_the_command_writes_each_form_and_overwrites_nothing(built_kg: Path, tmp_path: Path, whole: Laporan) -> None:
    for form, ending in (("csv", "csv"), ("xlsx", "xlsx"), ("html", "html"), ("json", "json"), ("shacl", "ttl")):
        target = tmp_path / f"temuan.{ending}"
        run("--kg", built_kg, "--format", form, "-o", target, code=1)
        written = target.read_bytes()
        assert written
        target.write_bytes(b"catatan saya")
        run("--kg", built_kg, "--format", form, "-o", target, code=2)
        assert target.read_bytes() == b"catatan saya"
    run("--kg", built_kg, "--format", "csv", "-o", tmp_path / "temuan.csv", "--timpa", code=1)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "temuan.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(whole.butir)
    run("--kg", built_kg, "--format", "csv", "-o", tmp_path / "temuan.xlsx", code=2)
    run("--kg", built_kg, "-o", tmp_path / "temuan.txt", code=2)
    run("--kg", built_kg, "--sumber", tmp_path / "tiada", code=2)


def test_the_exit_code_is_that_of_what_was_asked(built_kg: Path) -> None:
    shown = run("--kg", built_kg, "--level", "Warning", "--document", SIPD, "--limit", "1").stdout
    assert "Bidang salah jenis (bidang-salah-jenis)" in shown
    assert "dan 1 lagi: kgkesos check --aturan bidang-salah-jenis --batas 0" in shown
    run("--kg", built_kg, "--rule", "simpul-tanpa-indikator", code=1)
    assert "Known: " in run("--kg", built_kg, "--rule", "tiada", code=2).stderr
