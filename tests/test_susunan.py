"""Quantities that are made of quantities: what is read against a key by hand, and what becomes of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, URIRef
from test_web import Site

from kgkesos import answers, formats, pipeline
from kgkesos.keputusan import bidang
from kgkesos.keputusan.model import Keputusan
from kgkesos.keputusan.penerapan import Ruang
from kgkesos.knowledge import Knowledge
from kgkesos.reading import document, evidence, formula, merge
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import Page
from kgkesos.records import Formula, Reading
from kgkesos.vocab import KESOS, KODE
from kgkesos.web.app import create_app
from kgkesos.why import why

ROOT = Path(__file__).parents[1]
Made = tuple[str, str, str, tuple[str, ...]]
with (ROOT / "tests/data/bagian/besaran.csv").open(encoding="utf-8", newline="") as _file:
    KEY = list(csv.DictReader(_file))
FORMS = "tests/data/forms/"
FILES = sorted({row["berkas"] for row in KEY if not row["berkas"].startswith(FORMS)})
CASES = [row for row in KEY if row["berkas"].startswith(FORMS)]
SHA = "0" * 64


def parted(row: dict[str, str]) -> Made:
    return row["bidang"], row["besaran"], row["bentuk"], tuple(row["bagian"].split(" | ")) if row["bagian"] else ()


def read(name: str) -> Reading:
    return document.read_file(ROOT / name)


def made_of(records: Iterable[object]) -> list[tuple[Formula, Made]]:
    return [
        (one, (made.bidang, getattr(one, made.bidang), made.bentuk, tuple(part.teks for part in made.bagian)))
        for one in records
        if isinstance(one, Formula)
        for made in one.susunan
    ]


@pytest.mark.parametrize("name", FILES)
def test_what_is_read_of_a_file_is_what_the_key_says(name: str) -> None:
    reading = read(name)
    rows = [row for row in KEY if row["berkas"] == name]
    found = [(str(one.bukti[said[0]][0].baris[0]), *said) for one, said in made_of(reading.records)]
    assert sorted(found) == sorted((row["tempat"], *parted(row)) for row in rows if row["bentuk"])
    formulas = [one for one in reading.records if isinstance(one, Formula)]
    quantities = {
        (str(quotes[0].baris[0]), field, getattr(one, field)) for one in formulas for field, quotes in one.bukti.items()
    }
    for row in rows:
        assert (row["tempat"], row["bidang"], row["besaran"]) in quantities, row


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["tempat"])
def test_what_is_read_of_a_formula_is_what_the_key_says(row: dict[str, str]) -> None:
    cases = json.loads((ROOT / row["berkas"]).read_text(encoding="utf-8"))
    record = of_cell(next(case["cetak"] for case in cases if case["id"] == row["tempat"]))
    assert getattr(record, row["bidang"]) == row["besaran"]
    assert [said for _, said in made_of([record])] == ([parted(row)] if row["bentuk"] else [])


def test_no_other_formula_of_the_lists_is_taken_apart() -> None:
    keyed = {(row["berkas"], row["tempat"]) for row in CASES}
    for name in ("formulas.json", "formulas-2.json"):
        for case in json.loads((ROOT / FORMS / name).read_text(encoding="utf-8")):
            source = Source.of(case["cetak"], SHA)
            said = formula.explanation(source.span(0, len(case["cetak"])), whole=True)
            if said.ekspresi and (FORMS + name, case["id"]) not in keyed:
                assert formula.record(Page(source), "i", said.ekspresi).susunan == (), case["id"]


def of_cell(text: str) -> Formula:
    source = Source.of(text, SHA)
    said = formula.explanation(source.span(0, len(text)), whole=True)
    assert said.ekspresi
    record = formula.record(Page(source), "i", said.ekspresi)
    quoted(record, {SHA: text})
    return record


def quoted(record: Formula, texts: dict[str, str]) -> None:
    """Each part stands in its quotes, and these are slices of the file's text."""
    for made in record.susunan:
        for part in made.bagian:
            assert all(texts[one.rendisi][one.awal : one.akhir] == one.kutipan for one in part.bukti)
            assert evidence.fault(part.teks, part.bukti, texts) is None


def over(numerator: str) -> list[Made]:
    """What the numerator is made of in a fraction of LaTeX."""
    record = of_cell(rf"$\frac{{\text{{{numerator}}}}}{{\text{{Jumlah semua}}}} \times 100\%$")
    assert record.pembilang == numerator
    return [said for _, said in made_of([record])]


@pytest.mark.parametrize(
    ("numerator", "form", "parts"),
    [
        ("Jumlah LKS + jumlah LKSA + jumlah Orsos", "penjumlahan", ("Jumlah LKS", "jumlah LKSA", "jumlah Orsos")),
        ("(Jumlah LKS) + (jumlah LKSA)", "penjumlahan", ("Jumlah LKS", "jumlah LKSA")),
        ("Jumlah LKS ditambahkan dengan jumlah LKSA", "penjumlahan", ("Jumlah LKS", "jumlah LKSA")),
        ("Nilai target dikurangi nilai realisasi", "selisih", ("Nilai target", "nilai realisasi")),
        ("Jumlah hari dikalikan jumlah petugas", "perkalian", ("Jumlah hari", "jumlah petugas")),
        ("Jumlah A yang aktif + jumlah B yang aktif", "penjumlahan", ("Jumlah A yang aktif", "jumlah B yang aktif")),
        ("Rata-rata nilai kepuasan penerima", "rata-rata", ("nilai kepuasan penerima",)),
        ("Nilai rata-rata dari capaian kegiatan", "rata-rata", ("capaian kegiatan",)),
        ("a + b", "penjumlahan", ("a", "b")),
    ],
)
def test_a_quantity_that_says_what_it_is_made_of(numerator: str, form: str, parts: tuple[str, ...]) -> None:
    assert over(numerator) == [("pembilang", numerator, form, parts)]


@pytest.mark.parametrize(
    "numerator",
    [
        # the second may be part of a name, of a place or of a time
        "Jumlah LKS + LKSA",
        "Jumlah kunjungan bulan Januari - Maret",
        "Jumlah anak usia 0 - 17 tahun",
        "Jalan Merdeka - Jalan Sudirman",
        "Jumlah penderita HIV+ dan AIDS",
        # of each, or of the last alone
        "Jumlah LKS + jumlah LKSA yang aktif",
        "Jumlah lahir - jumlah mati dalam satu tahun",
        # in which order, or how deep
        "Jumlah A + jumlah B - jumlah C",
        "Jumlah A - jumlah B - jumlah C",
        "(Jumlah A + jumlah B) x jumlah C",
        "Jumlah A + jumlah B / jumlah C",
        # a number is no quantity of people
        "Jumlah A x 2",
        "jumlah kasus tahun n + 1",
        "Nilai rata-rata tertimbang kepuasan",
        "Rata-rata jumlah A + jumlah B yang aktif",
        # nothing before the sign, nothing behind it
        "Jumlah A + ",
        "Jumlah anak usia 6 - Jumlah",
    ],
)
def test_what_the_print_leaves_open_stays_whole(numerator: str) -> None:
    assert formula.composition(Source.of(numerator, SHA).span(0, len(numerator))) is None


def test_many_signs_take_no_time() -> None:
    text = "Jumlah A + " * 2_000 + "jumlah A"
    found = formula.composition(Source.of(text, SHA).span(0, len(text)))
    assert found is not None
    assert len(found[1]) == 2_001


# ---------- in the graph: the TB formula of a real PDF, and an IKU whose rehabilitation formula adds up two counts

PDF = ROOT / "tests/data/pdf/iku-dinas-kesehatan-jabar-2017.pdf"
TAPIN = (ROOT / "documents/iku-dinsos-tapin-2020.txt").read_text(encoding="utf-8")
ONE = "Jumlah PMKS yang memperoleh rehabilitasi sosial"
TWO = "Jumlah PSKS yang memperoleh pelatihan"
SUM = f"{ONE} + {TWO}"
ADDED = TAPIN.replace(rf"\frac{{\text{{{ONE}}}}}", rf"\frac{{\text{{{SUM}}}}}")
NAME = "Persentase Penyandang Masalah Kesejahteraan Sosial (PMKS) yang memperoleh rehabilitasi sosial"


@pytest.fixture(scope="module")
def case_kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, kg = tmp_path_factory.mktemp("dokumen"), tmp_path_factory.mktemp("kg")
    assert ADDED != TAPIN
    (folder / "iku-dinsos-tapin-2020.txt").write_text(ADDED, encoding="utf-8")
    (folder / PDF.name).write_bytes(PDF.read_bytes())
    pipeline.build([folder], kg)
    return kg


@pytest.fixture(scope="module")
def case(case_kg: Path) -> Knowledge:
    return Knowledge.open(case_kg)


def rows(knowledge: Knowledge, name: str, columns: tuple[str, ...], **given: str) -> list[tuple[str, ...]]:
    answer = answers.ask(knowledge, name, given)
    places = [answer.columns.index(column) for column in columns]
    return [tuple("" if row[at] is None else str(row[at]) for at in places) for row in answer.rows]


def whole(knowledge: Knowledge, text: str) -> URIRef:
    """The numerator that reads ``text``."""
    found = [s for s, _, o in knowledge.store.match(None, KESOS.teks, None) if str(o) == text]
    (node,) = [node for node in found if str(node).endswith("/pembilang")]
    return URIRef(str(node))


def test_the_answer_shows_the_parts_of_a_part_after_it(case: Knowledge) -> None:
    columns = ("peran", "bagian", "bentuk", "bagianDari", "populasi", "satuan", "baris", "kutipan")
    assert rows(case, "bagian-formula", columns, indikator=NAME) == [
        ("pembilang", SUM, "penjumlahan", "", "PMKS | PSKS | Rehabilitasi sosial", "persen", "9", SUM),
        ("pembilang", ONE, "", SUM, "PMKS | Rehabilitasi sosial", "persen", "9", ONE),
        ("pembilang", TWO, "", SUM, "PSKS", "persen", "9", TWO),
        ("penyebut", "Jumlah PMKS keseluruhan", "", "", "PMKS", "persen", "9", "Jumlah PMKS keseluruhan"),
    ]


def test_the_sum_of_the_real_document_is_answered_with_its_line(case: Knowledge) -> None:
    first, second = "Jumlah Pasien TB yg sudah sembuh", "Jumlah pasien pengobatan lengkap"
    both = f"{first} di tambah {second}"
    columns = ("peran", "bagian", "bentuk", "bagianDari", "berkas", "baris", "kutipan")
    found = rows(case, "bagian-formula", columns, indikator="Angka Keberhasilan Pengobatan TB (Treatment Succes Rate)")
    under = "Jumlah pasien TB yang ditemukan dan diobati"
    assert found == [
        ("pembilang", both, "penjumlahan", "", PDF.name, "22", both),
        ("pembilang", first, "", both, PDF.name, "22", first),
        ("pembilang", second, "", both, PDF.name, "22", second),
        ("penyebut", under, "", "", PDF.name, "22", under),
    ]


def test_the_parts_are_quantities_with_their_place_and_quote(case: Knowledge) -> None:
    node = whole(case, SUM)
    assert [o for _, _, o in case.store.match(node, KESOS.bentukBesaran, None)] == [KODE["besaran/penjumlahan"]]
    parts = [URIRef(f"{node}/bagian/{number}") for number in (1, 2)]
    assert {o for _, _, o in case.store.match(node, KESOS.tersusunDari, None)} == set(parts)
    for number, (part, words) in enumerate(zip(parts, (ONE, TWO), strict=True), 1):
        said = {str(p).removeprefix(str(KESOS)): str(o) for _, p, o in case.store.match(part, None, None)}
        assert (said["teks"], said["urutanBagian"]) == (words, str(number))
        kinds = {o for _, _, o in case.store.match(part, RDF.type, None)}
        # A part of a quantity is a quantity and no formula: nothing follows that forbids.
        assert KESOS.Besaran in kinds
        assert KESOS.Formula not in kinds
        (quote,) = case.store.match(part, KESOS.dibuktikanOleh, None)
        (start,) = case.store.match(quote[2], KESOS.awalKutipan, None)
        (end,) = case.store.match(quote[2], KESOS.akhirKutipan, None)
        assert ADDED[int(str(start[2])) : int(str(end[2]))] == words


def test_words_are_counted_once_where_a_part_says_them_again(case: Knowledge) -> None:
    """Mentions and features of texts are of the whole quantity; who is in a part is said of the part, too."""
    for kind in (KESOS.sebutanDari, KESOS.ciriDari, KESOS.pembanding, KESOS.pada):
        assert not [o for _, _, o in case.store.match(None, kind, None) if "/bagian/" in str(o)], kind
    part = URIRef(f"{whole(case, SUM)}/bagian/2")
    (named,) = case.store.match(part, KESOS.menyebut, None)
    reason = why(case, named)
    assert (reason.aturan or "").startswith("sebutan-")
    assert [quote.kutipan for quote in reason.kutipan] == [TWO]


def address(node: URIRef) -> str:
    return "/" + node.removeprefix("https://w3id.org/kgkesos/")


def test_the_page_of_a_quantity_shows_its_parts_and_that_of_a_part_its_quote(case: Knowledge, case_kg: Path) -> None:
    site = Site(create_app(case_kg))
    node = whole(case, SUM)
    page = site.get(address(node)).text
    for words in ("tersusun dari", ONE, TWO, "bentuk besaran"):
        assert words in page
    part = site.get(address(URIRef(f"{node}/bagian/2"))).text
    assert "iku-dinsos-tapin-2020.txt" in part
    assert TWO in part


# ---------- on the way: files of one document, decisions, JSON

IKI = ROOT / "tests/data/iki"


def test_files_of_one_document_show_a_part_in_each() -> None:
    names = ("iki-dinkes-wanajaya-2020.md", "iki-dinkes-wanajaya-2020.layout.txt")
    readings = [document.read_file(IKI / name) for name in names]
    (work,) = merge.works(readings, {})
    ((record, made),) = made_of(work.records)
    assert made == ("pembilang", "A - B", "selisih", ("A", "B"))
    quoted(record, {one.dokumen.sha256: one.text for one in readings})
    for part in record.susunan[0].bagian:
        assert {quote.rendisi for quote in part.bukti} == {one.dokumen.sha256 for one in readings}
        assert part.bukti[0].rendisi == record.bukti["pembilang"][0].rendisi


def test_a_quantity_that_was_decided_is_no_longer_taken_apart() -> None:
    reading = read("tests/data/iki/iki-kecamatan-muarasenja-2023.raw.txt")
    (work,) = merge.works([reading], {})
    before = [made for _, made in made_of(work.records)]
    assert len(before) == 2
    things = bidang.fields_of(work)
    thing = next(one for one in things if one.tempat.bidang == "penyebut" and " x " in one.isi)
    words = "Jumlah hari kerja semua pegawai"
    decision = Keputusan(thing.tempat, thing.sidik, "ditetapkan", words, "wali data", date(2026, 3, 5), "uji")
    room = Ruang({work.key: frozenset(record.id for record in work.records)}, frozenset())
    decided, (result,) = bidang.decided(work, [decision], room)
    assert result.status == "diterapkan"
    assert [made for _, made in made_of(decided.records)] == [made for made in before if made[0] != "penyebut"]


def test_the_json_of_a_formula_has_its_parts_with_their_quotes_and_no_other_has_the_word() -> None:
    records = [formats.record_json(one) for one in read("tests/data/pdf/iku-dinas-kesehatan-jabar-2017.pdf").records]
    (one,) = [record for record in records if "susunan" in record]
    (made,) = one["susunan"]
    assert (made["bidang"], made["bentuk"]) == ("pembilang", "penjumlahan")
    assert [(part["teks"], part["bukti"][0]["baris"]) for part in made["bagian"]] == [
        ("Jumlah Pasien TB yg sudah sembuh", [22, 22]),
        ("Jumlah pasien pengobatan lengkap", [22, 22]),
    ]


def test_a_quote_that_does_not_hold_is_told_of_a_part_too() -> None:
    reading = read("tests/data/iki/iki-kecamatan-muarasenja-2023.raw.txt")
    assert not list(evidence.failures(reading, {reading.dokumen.sha256: reading.text}))
    record = next(one for one, _ in made_of(reading.records))
    made = record.susunan[0]
    wrong = replace(made.bagian[0], teks="Jumlah orang")
    torn = replace(record, susunan=(replace(made, bagian=(wrong, *made.bagian[1:])),))
    found = list(evidence.failures(replace(reading, records=(torn,)), {reading.dokumen.sha256: reading.text}))
    assert [(one.record, one.field) for one in found] == [(record.id, made.bidang)]
