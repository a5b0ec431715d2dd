"""Metadata cards, SDG metadata and performance trees: against keys made by others, and what changed documents give.

The keys say of a record "dugaan" where the document leaves it open, and "ganda" where another record says the same: a
reading is neither wrong with the first nor without. The row of a card's name hangs under nothing in the keys.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kgkesos.reading import document, evidence
from kgkesos.reading.excerpt import Source
from kgkesos.records import Formula, Indikator, Metadata, Reading, Record, Target

KINDS = Path(__file__).parent / "data" / "kinds"
STEMS = ("kartu-data-", "sdg-", "pohon-")
KEYS = sorted(path for path in KINDS.glob("*.key.json") if path.name.startswith(STEMS))
Row = tuple[Any, ...]
# The fields of each kind that the keys state; Formula is compared by its expression, its parts in test_formula.
FIELDS = {
    "Indikator": ("nama", "satuan"),
    "Metadata": ("label", "nilai"),
    "Definisi": ("istilah", "definisi"),
    "Formula": ("ekspresi",),
    "Target": ("nilai", "satuan", "tahun"),
    "Tujuan": ("teks", "nomor"),
    "Sasaran": ("teks", "nomor"),
    "Program": ("nama",),
    "Kegiatan": ("nama",),
    "SubKegiatan": ("nama",),
}


def read(text: str, name: str = "dokumen.txt") -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path(name))


def key_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def text_of(path: Path) -> str:
    return (KINDS / str(key_of(path)["dokumen"])).read_text(encoding="utf-8")


def said(value: object) -> str | None:
    """A field as it is compared: no capitals for labels, no closing stop."""
    return None if value is None else str(value).strip(" .")


def key_row(record: dict[str, Any]) -> Row:
    fields = tuple(said(record.get(name)) for name in FIELDS[record["jenis"]])
    if record["jenis"] == "Metadata":
        fields = (fields[0].casefold() if fields[0] else None, fields[1])
    return (record["jenis"], said(record["induk"]), *fields)


def words(record: Record) -> str | None:
    return getattr(record, "nama", None) or getattr(record, "teks", None)


def row(record: Record, by_id: dict[str, Record]) -> Row:
    parent = words(by_id[record.induk]) if record.induk else None
    fields: tuple[str | None, ...] = tuple(said(getattr(record, name)) for name in FIELDS[record.jenis])
    if isinstance(record, Metadata):
        nilai = " ".join(record.nilai) if isinstance(record.nilai, tuple) else record.nilai
        fields = (record.label.casefold(), said(nilai))
        if nilai == parent:
            parent = None
    return (record.jenis, said(parent), *fields)


def rows(reading: Reading) -> list[Row]:
    by_id = {record.id: record for record in reading.records}
    return [row(record, by_id) for record in reading.records]


def test_there_are_keys_of_each_kind() -> None:
    assert Counter(key_of(path)["jenis"] for path in KEYS) == {"kartu-data": 4, "metadata-sdg": 4, "pohon-kinerja": 4}


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
def test_the_kind_is_known(path: Path) -> None:
    assert read(text_of(path)).dokumen.jenis == key_of(path)["jenis"]


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
@pytest.mark.parametrize("jenis", FIELDS)
def test_the_records_equal_the_key(path: Path, jenis: str) -> None:
    """Nothing missing, nothing extra, whatever may be read in two ways apart."""
    records = [record for record in key_of(path)["records"] if record["jenis"] == jenis]
    open_ways = Counter(key_row(record) for record in records if record.get("dugaan"))
    wanted = Counter(key_row(record) for record in records if not record.get("dugaan"))
    found = Counter(one for one in rows(read(text_of(path))) if one[0] == jenis)
    assert wanted - found == Counter()
    assert found - wanted - open_ways == Counter()


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
def test_what_the_key_says_of_an_indicator_is_read(path: Path) -> None:
    """Its code, source and who answers for it, where the key states them."""
    found = {r.nama: r for r in read(text_of(path)).records if isinstance(r, Indikator)}
    for record in key_of(path)["records"]:
        if record["jenis"] == "Indikator":
            for name in {"kode", "sumber_data", "penanggung_jawab"} & set(record):
                assert getattr(found[record["nama"]], name) == record[name]


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
def test_every_field_has_evidence_and_at_most_one_line_in_a_hundred_is_unread(path: Path) -> None:
    reading = read(text_of(path))
    assert [str(error) for error in evidence.failures(reading, {reading.dokumen.sha256: reading.text})] == []
    printed = sum(1 for line in reading.text.split("\n") if line.strip())
    unread = sum(1 for left in reading.tak_terbaca for line in left.kutipan.split("\n") if line.strip())
    assert unread * 100 <= printed
    ids = [record.id for record in reading.records]
    assert len(ids) == len(set(ids))
    assert {record.induk for record in reading.records if record.induk} <= set(ids)


def test_the_heads_say_whose_the_documents_are() -> None:
    heads = {path.name.removesuffix(".key.json"): read(text_of(path)).dokumen for path in KEYS}
    facts = {name: (head.instansi, head.wilayah, head.tahun) for name, head in heads.items()}
    assert facts == {
        "kartu-data-dinkes-sumedang-2025": ("Dinas Kesehatan Kabupaten Sumedang", "Kabupaten Sumedang", 2025),
        "kartu-data-disnakertrans-sindangsari-2024": (
            "DINAS TENAGA KERJA DAN TRANSMIGRASI",
            "KABUPATEN SINDANGSARI",
            2024,
        ),
        "kartu-data-kulonprogo-2024": ("DINAS SOSIAL P3A", "KABUPATEN KULON PROGO", 2024),
        "kartu-data-sosial-merauke-2023": ("Dinas Sosial", "KABUPATEN MERAUKE", 2023),
        "pohon-dinkes-palopo-2026": ("Dinas Kesehatan Kota Palopo", "Kota Palopo", 2026),
        "pohon-dispar-telukmutiara-2025": ("DINAS PARIWISATA", "KABUPATEN TELUKMUTIARA", 2025),
        "pohon-dinsos-bantul-2025": ("DINAS SOSIAL KABUPATEN BANTUL", "KABUPATEN BANTUL", 2025),
        "pohon-dp3ap2kb-sumbawa-2024": (
            "DINAS PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK, PENGENDALIAN PENDUDUK DAN KB",
            "KABUPATEN SUMBAWA",
            2024,
        ),
        "sdg-1-3-1-c-ntb": (None, "PROVINSI NUSA TENGGARA BARAT", None),
        "sdg-6-bappeda-lembahmanis-2023": ("BADAN PERENCANAAN PEMBANGUNAN DAERAH", "KABUPATEN LEMBAHMANIS", 2023),
        "sdg-kesehatan-kendari-2024": (None, "Kota Kendari", 2024),
        "sdg-sosial-palembang-2025": (None, "KOTA PALEMBANG", 2025),
    }


# ---------- Changed documents: what is read follows

CARD = {
    "Judul Data": "Jumlah Taman Baca Aktif",
    "Konsep": "Taman Baca",
    "Definisi": "Tempat warga membaca buku yang dikelola warga",
    "Klasifikasi": "Kecamatan",
    "Ukuran": "Jumlah",
    "Satuan": "Unit",
    "Sumber Data": "Dinas Perpustakaan",
    "Frekuensi": "Tahunan",
}
OTHER = CARD | {
    "Judul Data": "Persentase Warga Pembaca",
    "Konsep": "Warga Pembaca",
    "Definisi": "Warga yang membaca paling sedikit satu buku dalam sebulan",
    "Ukuran": "Persentase",
    "Satuan": "Persen",
}


def table(cards: list[dict[str, str]]) -> str:
    heads = "No\t" + "\t".join(cards[0])
    return "\n".join([heads, *(f"{at}\t" + "\t".join(card.values()) for at, card in enumerate(cards, 1))])


LAYOUTS = {
    "titik dua": lambda cards: "\n\n".join("\n".join(f"{k} : {v}" for k, v in card.items()) for card in cards),
    "palang": lambda cards: "\n\n".join("\n".join(f"{k} | {v}" for k, v in card.items()) for card in cards),
    "tab": lambda cards: "\n".join("\n".join(f"{k}\t{v}" for k, v in card.items()) for card in cards),
    "markdown": lambda cards: "\n\n".join(
        "\n".join(["| Uraian | Isi |", "|---|---|", *(f"| {k} | {v} |" for k, v in card.items())]) for card in cards
    ),
    "satu baris": lambda cards: "\n".join(" | ".join(f"{k} | {v}" for k, v in card.items()) for card in cards),
    "di bawah": lambda cards: "\n\n".join("\n".join(f"{k}\n{v}" for k, v in card.items()) for card in cards),
    "bernomor": lambda cards: "\n\n".join(
        "\n".join(f"{at}. {k} : {v}" for at, (k, v) in enumerate(card.items(), 1)) for card in cards
    ),
    "tabel": table,
}


def cards_of(reading: Reading) -> list[dict[str, object]]:
    """The fields of each card as they were read, by label."""
    names = [record for record in reading.records if isinstance(record, Indikator)]
    fields = [record for record in reading.records if isinstance(record, Metadata)]
    return [{field.label: field.nilai for field in fields if field.induk == name.id} for name in names]


def upper(card: dict[str, str]) -> dict[str, object]:
    return {name.upper(): value for name, value in card.items()}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_card_reads_the_same_in_every_layout(layout: str) -> None:
    reading = read(LAYOUTS[layout]([CARD, OTHER]))
    assert reading.dokumen.jenis == "kartu-data"
    assert cards_of(reading) == [upper(CARD), upper(OTHER)]
    told = [(r.nama, r.satuan, r.sumber_data) for r in reading.records if isinstance(r, Indikator)]
    assert told == [(card["Judul Data"], card["Satuan"], card["Sumber Data"]) for card in (CARD, OTHER)]
    defined = [r[2:4] for r in rows(reading) if r[0] == "Definisi"]
    assert defined == [(card["Konsep"], card["Definisi"]) for card in (CARD, OTHER)]
    assert reading.tak_terbaca == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_swapped_cards_give_the_same_records(layout: str) -> None:
    one, two = (read(LAYOUTS[layout](cards)) for cards in ([CARD, OTHER], [OTHER, CARD]))
    assert Counter(rows(one)) == Counter(rows(two))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_reordered_fields_give_the_same_records(layout: str) -> None:
    def turned(card: dict[str, str]) -> dict[str, str]:
        return dict(reversed(card.items()))

    one, two = read(LAYOUTS[layout]([CARD, OTHER])), read(LAYOUTS[layout]([turned(CARD), turned(OTHER)]))
    assert Counter(rows(one)) == Counter(rows(two))


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "tabel"])
@pytest.mark.parametrize("missing", [name for name in CARD if name != "Judul Data"])
def test_a_missing_field_is_missing_and_no_other_takes_its_place(layout: str, missing: str) -> None:
    one = {name: value for name, value in CARD.items() if name != missing}
    reading = read(LAYOUTS[layout]([one, OTHER, CARD]))
    assert cards_of(reading) == [upper(one), upper(OTHER), upper(CARD)]


@pytest.mark.parametrize("layout", ["titik dua", "palang", "markdown"])
def test_a_card_without_a_name_is_no_part_of_the_card_above(layout: str) -> None:
    nameless = {name: value for name, value in OTHER.items() if name != "Judul Data"}
    reading = read(LAYOUTS[layout]([CARD, nameless, CARD | {"Judul Data": "Jumlah Pojok Baca"}]))
    assert [r.nama for r in reading.records if isinstance(r, Indikator)] == [CARD["Judul Data"], "Jumlah Pojok Baca"]
    assert cards_of(reading)[0] == upper(CARD)
    assert "tanpa-nama-indikator" in [warning.kode for warning in reading.peringatan]


def test_the_measure_is_not_the_unit() -> None:
    (indicator,) = [r for r in read(LAYOUTS["titik dua"]([CARD])).records if isinstance(r, Indikator)]
    without = {name: value for name, value in CARD.items() if name != "Satuan"}
    (unitless,) = [r for r in read(LAYOUTS["titik dua"]([without])).records if isinstance(r, Indikator)]
    assert (indicator.satuan, unitless.satuan) == ("Unit", None)


def test_a_dash_is_a_value_of_the_field_but_no_unit_or_formula() -> None:
    reading = read(LAYOUTS["palang"]([CARD | {"Satuan": "-", "Rumus": "-"}]))
    (indicator,) = [r for r in reading.records if isinstance(r, Indikator)]
    assert indicator.satuan is None
    assert cards_of(reading)[0]["RUMUS"] == "-"
    assert not [r for r in reading.records if isinstance(r, Formula)]


def test_people_and_ways_to_reach_them_are_not_read() -> None:
    contact = {"Kontak": "Siti Aminah 081234567890", "Catatan": "Hubungi siti@contoh.go.id untuk salinan"}
    reading = read(
        LAYOUTS["titik dua"]([CARD | contact]) + "\n\nBantul, 3 Mei 2024\nKepala Dinas,\n\nBudi\nNIP. 19700101"
    )
    told = " ".join(str(r) for r in reading.records)
    for word in ("Siti", "0812", "@contoh", "Budi", "1970"):
        assert word not in told
    assert "data-pribadi" in [warning.kode for warning in reading.peringatan]


def test_an_unknown_field_is_read_as_it_is_and_said() -> None:
    reading = read(LAYOUTS["palang"]([CARD | {"Penanda Mutu": "Baik"}]))
    assert cards_of(reading)[0]["PENANDA MUTU"] == "Baik"
    assert [warning.kode for warning in reading.peringatan] == ["label-tidak-dikenal"]


# ---------- SDG metadata

SDG = """METADATA INDIKATOR TPB/SDGs KOTA CONTOH

TUJUAN 4
Menjamin mutu pendidikan

TARGET 4.6
Menjamin remaja dapat membaca

INDIKATOR
4.6.1.(a)
Persentase angka melek aksara

KONSEP DAN DEFINISI
Melek aksara adalah kemampuan membaca dan menulis.

METODE PERHITUNGAN
Banyaknya warga yang melek aksara dibandingkan dengan seluruh warga.

Rumus:
Jumlah warga melek aksara / Jumlah seluruh warga x 100%

MANFAAT
Memantau aksara.

SUMBER DAN CARA PENGUMPULAN DATA
BPS: Susenas.

DISAGREGASI
Jenis kelamin

FREKUENSI WAKTU PENGUMPULAN DATA
Tahunan
"""
SECOND = "\nINDIKATOR\n4.6.1.(b)\nAngka" + SDG.partition("Persentase angka")[2]


def test_a_second_indicator_begins_another_sheet() -> None:
    reading = read(SDG + SECOND)
    indicators = [r for r in reading.records if isinstance(r, Indikator)]
    assert [(r.kode, r.nama) for r in indicators] == [
        ("4.6.1.(a)", "Persentase angka melek aksara"),
        ("4.6.1.(b)", "Angka melek aksara"),
    ]
    own = Counter(r.induk for r in reading.records if isinstance(r, Metadata) and r.induk)
    assert own == {r.id: 6 for r in indicators}
    formulas = [(r.induk, r.pembilang, r.pengali) for r in reading.records if isinstance(r, Formula)]
    assert formulas == [(r.id, "Jumlah warga melek aksara", 100) for r in indicators]


def test_labels_before_a_colon_read_the_same() -> None:
    named = r"^(TUJUAN \d|TARGET [\d.]+|INDIKATOR|[A-Z][A-Z ]{6,})\n"
    colon = re.sub(named, lambda m: f"{m[1]} : ", SDG.partition("\n\n")[2], flags=re.MULTILINE)
    colon = colon.replace("(a)\n", "(a) ").replace("\n\n", "\n")
    assert Counter(rows(read("METADATA INDIKATOR TPB/SDGs KOTA CONTOH\n\n" + colon))) == Counter(rows(read(SDG)))


def test_a_star_stays_with_the_code() -> None:
    (indicator,) = [r for r in read(SDG.replace("4.6.1.(a)", "4.6.1*")).records if isinstance(r, Indikator)]
    assert indicator.kode == "4.6.1*"


# ---------- Performance trees

TREE = """POHON KINERJA DINAS PERPUSTAKAAN KOTA CONTOH
TAHUN 2025

Ultimate Outcome: Meningkatnya minat baca warga
  Indikator: Indeks minat baca
  Intermediate Outcome: Meningkatnya mutu layanan baca
    Indikator: Persentase pembaca yang puas
    Output: Tersedianya pojok baca
      Indikator: Jumlah pojok baca
      Satuan: Unit
      Target 2025: 40
    Output: Terlatihnya pustakawan
      Indikator: Jumlah pustakawan terlatih
  Intermediate Outcome: Meningkatnya koleksi buku
    Indikator: Jumlah judul buku
"""
TIES = {
    ("Meningkatnya minat baca warga", None),
    ("Meningkatnya mutu layanan baca", "Meningkatnya minat baca warga"),
    ("Tersedianya pojok baca", "Meningkatnya mutu layanan baca"),
    ("Terlatihnya pustakawan", "Meningkatnya mutu layanan baca"),
    ("Meningkatnya koleksi buku", "Meningkatnya minat baca warga"),
}


def ties(reading: Reading) -> set[Row]:
    return {(found[2], found[1]) for found in rows(reading) if found[0] in ("Tujuan", "Sasaran", "Program")}


def test_a_tree_told_by_levels_and_indent() -> None:
    reading = read(TREE)
    assert reading.dokumen.jenis == "pohon-kinerja"
    assert ties(reading) == TIES
    assert reading.tak_terbaca == ()
    (target,) = [r for r in reading.records if isinstance(r, Target)]
    assert (target.nilai, target.satuan, target.tahun) == ("40", "Unit", 2025)


def test_a_tree_told_by_levels_alone() -> None:
    assert ties(read(re.sub(r"^ +", "", TREE, flags=re.MULTILINE))) == TIES


def test_a_tree_told_by_bullets_and_indent_alone() -> None:
    plain = re.sub(r"^( *)(Ultimate Outcome|Intermediate Outcome|Output): ", r"\1- ", TREE, flags=re.MULTILINE)
    reading = read(plain)
    assert ties(reading) == TIES
    nodes = [r for r in reading.records if r.jenis == "Sasaran"]
    assert {r.kepastian for r in nodes} == {"dugaan"}
    assert all(r.alternatif for r in nodes)


CHAINS = """POHON KINERJA DINAS PERPUSTAKAAN

Meningkatnya minat baca warga > Meningkatnya mutu layanan baca > Tersedianya pojok baca
Meningkatnya minat baca warga > Meningkatnya mutu layanan baca > Terlatihnya pustakawan
Meningkatnya minat baca warga > Meningkatnya koleksi buku
"""


@pytest.mark.parametrize("arrow", [">", "->", "→"])
def test_chains_that_share_their_first_node_run_down(arrow: str) -> None:
    reading = read(CHAINS.replace(">", arrow))
    assert ties(reading) == TIES
    assert {r.kepastian_induk for r in reading.records} == {"pasti"}


def test_chains_that_share_their_last_node_run_up() -> None:
    turned = "\n".join(" -> ".join(reversed(line.split(" > "))) for line in CHAINS.split("\n"))
    assert ties(read(turned)) == TIES


def test_a_swapped_branch_gives_the_same_tree() -> None:
    head, first, second = re.split(r"(?m)^(?=  Intermediate)", TREE)
    assert ties(read(head + second + first)) == TIES


def test_another_office_gives_its_own_head_and_the_same_tree() -> None:
    reading = read(TREE.replace("DINAS PERPUSTAKAAN KOTA CONTOH", "BADAN PERTANIAN PROVINSI LAIN"))
    assert (reading.dokumen.instansi, reading.dokumen.wilayah) == ("BADAN PERTANIAN PROVINSI LAIN", "PROVINSI LAIN")
    assert ties(reading) == TIES


def test_an_activity_is_one_only_where_the_tree_says_so() -> None:
    kinds = {r.jenis for r in read(TREE.replace("Output: Ters", "Kegiatan: Ters")).records}
    assert "Kegiatan" in kinds
    assert "Kegiatan" not in {r.jenis for r in read(TREE).records}


def test_a_person_is_no_owner() -> None:
    told = TREE.replace("  Indikator: Indeks", "  Penanggung jawab: Budi Santoso, S.Sos\n  Indikator: Indeks")
    reading = read(told)
    assert "Budi" not in " ".join(str(record) for record in reading.records)
    assert not any("Budi" in left.kutipan for left in reading.tak_terbaca)


def test_a_drawn_tree_and_levels_in_brackets() -> None:
    drawn = """POHON KINERJA
DINAS SOSIAL KOTA CONTOH
├── [Ultimate Outcome] Meningkatnya kesejahteraan
│   ├── [Intermediate Outcome] Meningkatnya layanan
│   │   ├── [Output] Tersedianya alat bantu
│   │   │   Indikator: Jumlah alat bantu (unit)
│   └── [Intermediate Outcome] Meningkatnya data
"""
    reading = read(drawn)
    assert ties(reading) == {
        ("Meningkatnya kesejahteraan", None),
        ("Meningkatnya layanan", "Meningkatnya kesejahteraan"),
        ("Tersedianya alat bantu", "Meningkatnya layanan"),
        ("Meningkatnya data", "Meningkatnya kesejahteraan"),
    }
    assert [(r.nama, r.satuan) for r in reading.records if isinstance(r, Indikator)] == [
        ("Jumlah alat bantu (unit)", "unit")
    ]


def test_a_list_of_indicators_ends_where_its_numbers_change() -> None:
    listed = """POHON KINERJA KOTA CONTOH

A. Tujuan : Meningkatnya kesejahteraan
   1. Sasaran : Meningkatnya keberfungsian
      Indikator Sasaran :
      a. Persentase PPKS yang berfungsi
      b. Persentase PSKS yang aktif
      1) Program Rehabilitasi Sosial
         Indikator Program : Persentase PPKS terlayani
         a) Kegiatan Rehabilitasi Dasar
            - Sub Kegiatan Penyediaan Permakanan
"""
    assert [one[:3] for one in rows(read(listed))] == [
        ("Tujuan", None, "Meningkatnya kesejahteraan"),
        ("Sasaran", "Meningkatnya kesejahteraan", "Meningkatnya keberfungsian"),
        ("Indikator", "Meningkatnya keberfungsian", "Persentase PPKS yang berfungsi"),
        ("Indikator", "Meningkatnya keberfungsian", "Persentase PSKS yang aktif"),
        ("Program", "Meningkatnya keberfungsian", "Program Rehabilitasi Sosial"),
        ("Indikator", "Program Rehabilitasi Sosial", "Persentase PPKS terlayani"),
        ("Kegiatan", "Program Rehabilitasi Sosial", "Rehabilitasi Dasar"),
        ("SubKegiatan", "Rehabilitasi Dasar", "Penyediaan Permakanan"),
    ]


def test_a_cell_with_a_bar_in_it_keeps_its_evidence() -> None:
    reading = read(LAYOUTS["palang"]([CARD | {"Klasifikasi": "Kecamatan | jenis kelamin | umur"}]))
    assert cards_of(reading)[0]["KLASIFIKASI"] == "Kecamatan jenis kelamin umur"


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path.stem)
def test_a_document_cut_after_any_line_or_without_any_line_is_read_without_fault(path: Path) -> None:
    """Whatever is left is read with evidence that holds, or refused as no known document."""
    lines = text_of(path).split("\n")
    pieces = [lines[:at] for at in range(1, len(lines))] + [lines[:at] + lines[at + 1 :] for at in range(len(lines))]
    faults = [said for piece in pieces for said in faults_of("\n".join(piece))]
    assert faults == []


def faults_of(text: str) -> list[str]:
    """What is wrong with the reading of ``text``: a fault that the reader tells, or evidence that does not hold."""
    from kgkesos.errors import InputError

    try:
        reading = read(text)
    except InputError as refused:
        return [str(refused)] if "fault of the reader" in str(refused) else []
    return [str(error) for error in evidence.failures(reading, {reading.dokumen.sha256: reading.text})]


# ---------- In the graph


def test_each_card_s_fields_describe_its_own_indicator_and_the_measure_is_no_unit() -> None:
    from rdflib import RDF, RDFS

    from kgkesos import graph
    from kgkesos.records import Work
    from kgkesos.vocab import BASE, KESOS, KODE, Iris

    reading = read(LAYOUTS["palang"]([CARD, OTHER]))
    triples = graph.of(Work("kartu", reading.dokumen, reading.records, (reading,)), Iris(BASE))
    fields = list(triples.subjects(RDF.type, KESOS.BidangMetadata))
    assert len(fields) == len(CARD) + len(OTHER)
    for card in (CARD, OTHER):
        (indicator,) = (node for node, label in triples.subject_objects(RDFS.label) if str(label) == card["Judul Data"])
        own = list(triples.subjects(KESOS.bidangDari, indicator))
        held = {triples.value(field, KESOS.jenisBidang): str(triples.value(field, KESOS.nilaiBidang)) for field in own}
        assert held[KODE["bidang/ukuran"]] == card["Ukuran"]
        assert held[KODE["bidang/satuan"]] == str(triples.value(indicator, KESOS.satuanTercetak)) == card["Satuan"]
        assert held[KODE["bidang/nama-indikator"]] == card["Judul Data"]


def test_a_tree_s_nodes_support_the_node_above_with_a_link_that_says_so() -> None:
    from rdflib import RDF

    from kgkesos import graph
    from kgkesos.records import Work
    from kgkesos.vocab import BASE, KESOS, Iris

    reading = read(TREE)
    triples = graph.of(Work("pohon", reading.dokumen, reading.records, (reading,)), Iris(BASE))
    named = {
        (str(triples.value(child, KESOS.teks)), str(triples.value(parent, KESOS.teks)))
        for child, parent in triples.subject_objects(KESOS.mendukungLangsung)
    }
    assert named == {(child, parent) for child, parent in TIES if parent}
    assert len(list(triples.subjects(RDF.type, KESOS.Tautan))) == len(named)
