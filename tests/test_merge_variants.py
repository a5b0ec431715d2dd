"""Where renditions differ in letters: each reading kept with its place, the choice by a rule that is said."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from renditions import GOLD, IKI, PLAIN, read, text_layer, wordings

from bench import keys
from kgkesos import findings, formats, graph
from kgkesos.normalize import key
from kgkesos.reading import evidence, merge
from kgkesos.records import Formula, Indikator, Reading, Record, Varian, Work
from kgkesos.vocab import KESOS, Iris

# The key's wordings that stand in a field, as words of the key's rows; the other seven are labels of formulas.
CORRECTED = (
    (r"kepastakaan", "kepustakaan"),
    (r"kegiatan verifikasi barang", "kegiatan verivikasi barang"),
    (r"kegiatan pemeriksaan barang yang sudah", "kegiatan pemerikasaan barang yang sudah"),
    (r"Kegiatan pemeriksaan barang yang seharusnya", "Kegiatan pemeriksanaan barang yang seharusnya"),
    (r"Melaksanakan Akuntabilitas Kinerja", "Melaksanakan Akuntabilitasi Kinerja"),
    (r"^(Persentase Penyandang Masalah )Kesejahteraan( Sosial \(PMKS\) yang mendapatkan re)", r"\1Kesejahteran\2"),
    (r"Anak dengan Kedisabilitas\b", "Anak dengan Kedisabilitasan"),
    (r"Ekspisikotik", "Ekspsikotik"),
    (r"Pelatihan Keterampilan Bagi Pemulung", "Pelatihan Ketrampilan Bagi Pemulung"),
    (r"entrepreneurship", "enterpreneurship"),
    (r"mengabdikan diri", "mengabdi"),
    (r"meliputi anak yang mengalami", "meliputi anak uang mengalami"),
    (r"ditelantarkan oleh", "ditelantarkan oelh"),
)
LABEL = "Penghitungan"
# A sheet without markup, and the same as a program with markup would have saved it.
SHEET = (
    "INDIKATOR KINERJA UTAMA\nDINAS CONTOH KOTA SATU\nTAHUN 2021\n\n"
    "No\tSasaran\tIndikator\tPenjelasan\tSumber Data\tPenanggung Jawab\n"
    "1\tMeningkatnya minat baca\tJumlah pembaca\tBanyaknya orang yang membaca\tLaporan tahunan\tBidang Layanan Baca\n"
    "2\tMeningkatnya koleksi\tJumlah judul\tBanyaknya judul yang dibeli\tLaporan tahunan\tBidang Layanan Baca\n"
)
MARKED = SHEET.replace("TAHUN 2021", "**TAHUN 2021**").replace("Banyaknya judul", "<p>Banyaknya judul")


def merged(*readings: Reading) -> Work:
    (work,) = merge.works(readings, {})
    return work


def corrected(value: object) -> object:
    if not isinstance(value, str):
        return value
    for old, new in CORRECTED:
        value = re.sub(old, new, value)
    return value


def by_name(place: tuple[Varian, ...], work: Work) -> dict[str, Varian]:
    names = {reading.dokumen.sha256: reading.nama_berkas for reading in work.rendisi}
    return {names[sha256]: variant for variant in place for sha256 in variant.rendisi}


# ---------- The two files of the IKI


@pytest.mark.parametrize("fractions", [r"(\1) / (\2)", r"\1 / \2"])
def test_exactly_the_wordings_of_the_key_are_variants_and_the_right_one_is_chosen(fractions: str) -> None:
    work = merged(read(text_layer(fractions=fractions), "lapisan.txt"), read(IKI, "model.md"))
    found = []
    for place in merge.wordings(work.records):
        names = by_name(place, work)
        marked, plain = names["model.md"], names["lapisan.txt"]
        (quote,), (other,) = marked.bukti, plain.bukti
        assert other.baris == quote.baris
        found.append((key(marked.bacaan), key(plain.bacaan), quote.baris[0], "004" if plain.dipilih else "001"))
    wanted = [(key(w.marked), key(w.plain), w.line, w.right) for w in wordings()]
    assert len(wanted) == 21
    assert Counter(found) == Counter(wanted)


def test_records_of_the_work_read_as_the_key_with_the_right_wordings() -> None:
    work = merged(read(text_layer(), "lapisan.txt"), read(IKI, "model.md"))
    rows = [tuple(corrected(value) for value in row) for row in keys.key_rows(GOLD, "001")]
    assert sum(row not in keys.key_rows(GOLD, "001") for row in rows) >= 13
    # The printed form of a position's name stays that of its rendition.
    assert Counter(keys.record_rows(work.records)) == Counter(rows)


def test_the_files_themselves_differ_only_where_the_key_says() -> None:
    """The text layer as it is: exactly the key's wordings, on its lines, and the reading that the key calls right."""
    work = merged(read(PLAIN, "lapisan.txt"), read(IKI, "model.md"))
    found = []
    for place in merge.wordings(work.records):
        names = by_name(place, work)
        marked, plain = names["model.md"], names["lapisan.txt"]
        (line,) = {quote.baris[0] for quote in marked.bukti}
        (lines,) = {quote.baris for quote in plain.bukti}
        assert (marked.dipilih, plain.dipilih) in ((True, False), (False, True))
        found.append((key(marked.bacaan), key(plain.bacaan), line, lines[0], "004" if plain.dipilih else "001"))
        assert len(place) == 2
    wanted = [(key(w.marked), key(w.plain), w.line, w.plain_lines[0], w.right) for w in wordings()]
    assert len(wanted) == 21
    assert sorted(found) == sorted(wanted)


def test_records_of_the_files_themselves_read_as_the_key_with_the_right_wordings() -> None:
    work = merged(read(PLAIN, "lapisan.txt"), read(IKI, "model.md"))
    rows = [tuple(corrected(value) for value in row) for row in keys.key_rows(GOLD, "001")]
    assert Counter(keys.record_rows(work.records)) == Counter(rows)


# Both files print the one field of these, in other letters: its quotes are of the file whose letters it has.
WORDED_OTHERWISE = {
    "Meningkatnya Penanganan Penyandang Disabilitas dan Anak dengan Kedisabilitasan": ("Kedisabilitas", 147),
    "Meningkatnya Penanganan Gelandangan/Pengemis, Ekspsikotik/Tuna Susila": ("Ekspisikotik", 173),
    "Pembinaan dan Pelatihan Ketrampilan Bagi Pemulung": ("Keterampilan", 174),
    "f(x) = Σ peserta pelatihan enterpreneurship bagi penerima bantuan dan fasilitasi pameran produk": (
        "entrepreneurship",
        229,
    ),
}


def test_every_record_has_evidence_of_both_files_or_the_other_reading_of_its_only_words() -> None:
    work = merged(read(PLAIN, "lapisan.txt"), read(IKI, "model.md"))
    marked, plain = (one.dokumen.sha256 for one in sorted(work.rendisi, key=lambda one: one.nama_berkas, reverse=True))
    alone = {}
    for record in work.records:
        files = {quote.rendisi for quotes in record.bukti.values() for quote in quotes}
        if files != {marked, plain}:
            assert files == {plain}
            (other,) = [variant for variant in record.varian if not variant.dipilih]
            (quote,) = other.bukti
            assert other.rendisi == (quote.rendisi,) == (marked,)
            alone[graph.label_of(record)] = (other.bacaan, quote.baris[0])
    assert alone == WORDED_OTHERWISE
    assert len(work.records) == 282


def test_every_field_of_the_work_holds_in_its_quotes() -> None:
    for other in (text_layer(), text_layer(fractions=r"\1 / \2"), PLAIN):
        readings = [read(IKI, "model.md"), read(other, "lapisan.txt")]
        work = merged(*readings)
        texts = {reading.dokumen.sha256: reading.text for reading in readings}
        assert list(evidence.failures(dataclasses.replace(readings[0], records=work.records), texts)) == []


def test_the_quotes_of_a_variant_are_its_words() -> None:
    work = merged(read(PLAIN, "lapisan.txt"), read(IKI, "model.md"))
    texts = {reading.dokumen.sha256: reading.text for reading in work.rendisi}
    variants = [variant for record in work.records for variant in record.varian]
    assert variants
    for variant in variants:
        assert [quote.rendisi for quote in variant.bukti] == list(variant.rendisi)
        for quote in variant.bukti:
            assert texts[quote.rendisi][quote.awal : quote.akhir] == quote.kutipan
            assert key(quote.kutipan) == key(variant.bacaan)


@pytest.mark.parametrize("layer", [text_layer(), PLAIN], ids=["made", "real"])
def test_where_both_print_a_field_alike_both_are_its_evidence(layer: str) -> None:
    work = merged(read(layer, "lapisan.txt"), read(IKI, "model.md"))
    alone = [
        (record.jenis, name, {variant.bidang for variant in record.varian})
        for record in work.records
        for name, quotes in record.bukti.items()
        if len({quote.rendisi for quote in quotes}) == 1 and not any(v.bidang == name for v in record.varian)
    ]
    # Fields that follow others in which the files differ: an expression its parts, a printed form the mended words.
    assert sorted((kind, name, sorted(fields)) for kind, name, fields in alone) == [
        ("Formula", "ekspresi", ["objek_hitung"]),
        ("Formula", "ekspresi", ["pembilang", "penyebut"]),
        ("Indikator", "teks_tercetak", ["nama"]),
        ("Kinerja", "teks_tercetak", ["teks"]),
    ]


def test_the_expression_of_a_formula_has_the_words_of_its_parts() -> None:
    """One part alone differs: the expression, and the quotes under it, are of the file whose words were chosen."""
    marked = IKI.replace("{Jumlah Kegiatan yang ada}", "{Jumlah Kegiatan yang direncanakan}")
    work = merged(read(PLAIN, "lapisan.txt"), read(marked, "model.md"))
    formulas = [record for record in work.records if isinstance(record, Formula)]
    for formula in formulas:
        for part in (formula.pembilang, formula.penyebut, formula.objek_hitung):
            assert part is None or part in formula.ekspresi
    (changed,) = [formula for formula in formulas if formula.penyebut == "Jumlah Kegiatan yang ada"]
    assert changed.ekspresi == "(Jumlah Kegiatan yang terlaksana) / (Jumlah Kegiatan yang ada) × 100%"
    assert [quote.baris for quote in changed.bukti["ekspresi"]] == [(1173, 1175), (1251, 1251)]


# ---------- The rules of the choice


def fields(work: Work, name: str) -> list[str]:
    return [str(getattr(record, name)) for record in work.records if getattr(record, name, None)]


def only(work: Work) -> tuple[Varian, ...]:
    (place,) = merge.wordings(work.records)
    return place


def test_a_text_layer_is_believed_against_a_rewritten_text() -> None:
    spelt = SHEET.replace("Bidang Layanan", "Bidang Layanna", 1)
    chosen, other = only(merged(read(spelt, "lapisan.txt"), read(MARKED, "model.txt")))
    assert (chosen.bacaan, other.bacaan) == ("Layanna", "Layanan")
    assert "lapisan.txt memuat huruf yang tercetak" in chosen.alasan
    assert "model.txt ditulis ulang (HTML, Markdown)" in chosen.alasan


def test_a_text_layer_with_lost_letters_is_not_believed() -> None:
    lost = SHEET.replace("Bidang Layanan", "Bidang Laya\ufffdn", 1)
    chosen, other = only(merged(read(lost, "lapisan.txt"), read(MARKED, "model.txt")))
    assert (chosen.bacaan, other.bacaan) == ("Layanan", "Laya\ufffdn")


def test_of_equals_the_word_that_the_document_prints_elsewhere_is_used() -> None:
    spelt = SHEET.replace("Bidang Layanan", "Bidang Layanna", 1)
    for names in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        chosen, other = only(merged(read(spelt, names[0]), read(SHEET, names[1])))
        assert (chosen.bacaan, other.bacaan) == ("Layanan", "Layanna")
        assert chosen.alasan == "Kata ini tercetak 1 kali di tempat lain dalam dokumen ini."


def test_of_three_equals_two_outvote_one() -> None:
    spelt = SHEET.replace("Bidang Layanan", "Bidang Layanna", 1)
    readings = [read(SHEET, "a.txt"), read(spelt, "b.txt"), read(spelt + "\n", "c.txt")]
    for order in itertools.permutations(readings):
        chosen, other = only(merged(*order))
        assert (chosen.bacaan, len(chosen.rendisi), other.bacaan) == ("Layanna", 2, "Layanan")
        assert chosen.alasan == "2 rendisi membaca demikian."


def test_cells_cut_otherwise_follow_the_clearest_structure() -> None:
    """A cell that swallowed its neighbour is no wording: the rendition with markup knows where cells end."""
    swallowed = SHEET.replace("Bidang Layanan Baca", "Bidang Layanan Baca dan semua seksi di bawahnya", 1)
    work = merged(read(swallowed, "lapisan.txt"), read(MARKED, "model.txt"))
    chosen, other = only(work)
    assert (chosen.bacaan, other.bacaan) == ("", "dan semua seksi di bawahnya")
    assert "susunan sel model.txt" in chosen.alasan
    assert fields(work, "penanggung_jawab") == ["Bidang Layanan Baca"] * 2


def test_a_word_that_only_one_has_is_a_variant_of_nothing() -> None:
    more = SHEET.replace("Laporan tahunan", "Laporan tahunan dinas", 1)
    place = only(merged(read(more, "a.txt"), read(SHEET, "b.txt")))
    assert {variant.bacaan: len(variant.bukti) for variant in place} == {"dinas": 1, "": 0}


def test_spacing_capitals_and_notation_make_no_variant() -> None:
    other = SHEET.replace("Bidang Layanan Baca", "BidangLayanan  baca", 1)
    work = merged(read(SHEET, "a.txt"), read(other, "b.txt"))
    assert merge.wordings(work.records) == []
    assert len(fields(work, "penanggung_jawab")) == 2


def test_another_figure_is_a_variant() -> None:
    sheet = SHEET.replace("Bidang Layanan", "Bidang 10,5", 1)
    chosen, other = only(merged(read(sheet, "a.txt"), read(sheet.replace("10,5", "105"), "b.txt")))
    assert {chosen.bacaan, other.bacaan} == {"10,5", "105"}


def test_a_word_that_a_line_broke_is_put_together() -> None:
    """The letters are the text layer's, the spacing that of the rendition with markup."""
    work = merged(read(text_layer(), "lapisan.txt"), read(IKI, "model.md"))
    (record,) = [r for r in work.records if isinstance(r, Indikator) and "Kesejahteran" in r.nama]
    assert (
        record.nama == "Persentase Penyandang Masalah Kesejahteran Sosial (PMKS) yang mendapatkan rehabilitasi Sosial"
    )
    assert record.teks_tercetak == record.nama.replace("Kesejahteran", "Kes ejahteran")


def test_the_letters_of_a_field_are_never_a_mix() -> None:
    """Each of two words is wrong in one file: the field is one file's, and both places say which word was not used."""
    one = SHEET.replace("orang yang membaca", "orag yang membaca")
    other = SHEET.replace("orang yang membaca", "orang yang membca")
    work = merged(read(one, "a.txt"), read(other, "b.txt"))
    places = merge.wordings(work.records)
    assert [{variant.bacaan for variant in place} for place in places] == [{"orag", "orang"}, {"membaca", "membca"}]
    assert len({by_name(place, work)["a.txt"].dipilih for place in places}) == 1
    assert fields(work, "penjelasan")[0] in ("Banyaknya orag yang membaca", "Banyaknya orang yang membca")


OFFICE = """INDIKATOR KINERJA UTAMA
DINAS PARIWISATA KABUPATEN SUKAMAJU
TAHUN 2021

No\tSasaran\tIndikator Kinerja\tFormula\tPenanggung Jawab\tSumber Data
1\tMeningkatnya kunjungan\tJumlah kunjungan\t{formula}\tBidang Destinasi\t{source}

Catatan tercetak sesudah tabel
"""


def test_a_formula_of_another_form_is_a_variant_as_a_whole() -> None:
    whole, part = "Jumlah tamu mancanegara ditambah jumlah tamu nusantara", "Jumlah tamu"
    source = "Seksi Data"
    readings = [
        read(OFFICE.format(formula=words, source=source), name) for words, name in ((whole, "a.txt"), (part, "b.txt"))
    ]
    for order in itertools.permutations(readings):
        work = merged(*order)
        (place,) = merge.wordings(work.records)
        assert {(v.bidang, v.bacaan, v.dipilih) for v in place} == {
            ("ekspresi", part, True),
            ("ekspresi", whole, False),
        }
        assert {v.bacaan: [q.kutipan for q in v.bukti] for v in place} == {part: [part], whole: [whole]}
        (said,) = [w.pesan for w in work.peringatan if w.kode == "bacaan-berbeda"]
        assert said == f"Bacaan berbeda pada ekspresi: dipakai '{part}' (b.txt), bukan '{whole}' (a.txt)."


def test_a_formula_that_lost_its_layout_alone_is_no_variant() -> None:
    bar, flat = "Jumlah tamu / Jumlah kamar x 100%", "Jumlah tamu Jumlah kamar x 100%"
    work = merged(
        *(read(OFFICE.format(formula=f, source="Seksi Data"), n) for f, n in ((bar, "a.txt"), (flat, "b.txt")))
    )
    assert [record.bentuk for record in work.records if isinstance(record, Formula)] == ["rasio"]
    assert merge.wordings(work.records) == []


def test_the_last_field_of_a_file_that_goes_on_is_no_torn_one() -> None:
    """A shorter source in the last row is another reading, unless the file ends there."""
    texts = [OFFICE.format(formula="Jumlah tamu", source=source) for source in ("Seksi Data, Seksi Tamu", "Seksi Data")]
    chosen, other = only(merged(read(texts[0], "a.txt"), read(texts[1], "b.txt")))
    assert {(v.bidang, v.bacaan) for v in (chosen, other)} == {("sumber_data", "Seksi Tamu"), ("sumber_data", "")}
    cut = texts[1][: texts[1].index("\n\nCatatan")]
    assert merge.wordings(merged(read(texts[0], "a.txt"), read(cut, "b.txt")).records) == []


# ---------- Labels, JSON, graph


def test_labels_are_variants_of_the_formula_they_announce() -> None:
    work = merged(read(text_layer(), "lapisan.txt"), read(IKI, "model.md"))
    labels = [(record, v) for record in work.records for v in record.varian if v.bidang == "label"]
    assert {type(record) for record, _ in labels} == {Formula}
    assert [v.bacaan for _, v in labels if not v.dipilih] == [LABEL] * 7
    assert [v.bacaan for _, v in labels if v.dipilih] == ["Pengitungan"] * 7


def test_variants_in_json() -> None:
    work = merged(read(PLAIN, "lapisan.txt"), read(IKI, "model.md"))
    found = formats.work_json(work)
    (record,) = [r for r in found["records"] if r["id"] == "jabatan/sekretaris/fungsi/b"]
    chosen, other = record["varian"]
    assert (chosen["bidang"], chosen["tempat"]) == ("teks", 1)
    assert (chosen["bacaan"], chosen["dipilih"]) == ("kepustakaan", True)
    assert (other["bacaan"], other["dipilih"]) == ("kepastakaan", False)
    assert [quote["baris"] for quote in (*chosen["bukti"], *other["bukti"])] == [[50, 50], [25, 25]]
    assert "kepustakaan" in record["teks"]
    assert chosen["alasan"] == other["alasan"] != ""
    assert not any("varian" in r for r in formats.reading_json(read(IKI))["records"])


def test_variants_in_the_graph_are_nodes_and_no_second_label() -> None:
    work = merged(read(text_layer(), "lapisan.txt"), read(IKI, "model.md"))
    made = graph.of(work, Iris())
    nodes = set(made.subjects(RDF.type, KESOS.Varian))
    assert len(nodes) == sum(len(record.varian) for record in work.records)
    for node in nodes:
        assert isinstance(made.value(node, KESOS.varianDari), URIRef)
        assert made.value(node, RDFS.label) is None
        for term in (KESOS.bacaan, KESOS.dipilih, KESOS.alasan, KESOS.bidang, KESOS.tempatVarian):
            assert len(set(made.objects(node, term))) == 1
        for rendition in made.objects(node, KESOS.terbacaDalam):
            assert (rendition, RDF.type, KESOS.Rendisi) in made
        quotes = {str(made.value(b, KESOS.kutipan)) for b in made.objects(node, KESOS.dibuktikanOleh)}
        assert {key(quote) for quote in quotes} == {key(str(made.value(node, KESOS.bacaan)))}
    duty = next(r for r in work.records if r.id == "jabatan/sekretaris/fungsi/b")
    node = Iris().record(work.key, duty.id)
    assert [str(words) for words in made.objects(node, RDFS.label)] == [str(getattr(duty, "teks", ""))]
    readings = {
        str(made.value(v, KESOS.bacaan)): made.value(v, KESOS.dipilih) for v in made.subjects(KESOS.varianDari, node)
    }
    assert readings == {"kepustakaan": Literal(True), "kepastakaan": Literal(False)}


def test_the_shapes_hold_of_the_variants_and_of_none_where_the_choice_is_lost() -> None:
    """Made undecided, one place is found on its record; the merged document itself has no such finding."""
    work = merged(read(PLAIN, "lapisan.txt"), read(IKI, "model.md"))
    made = graph.of(work, Iris())
    assert codes_of_variants(made) == []
    record = Iris().record(work.key, "jabatan/sekretaris/fungsi/b")
    for varian in list(made.subjects(KESOS.varianDari, record)):
        made.set((varian, KESOS.dipilih, Literal(False)))
    assert codes_of_variants(made) == [("varian-tanpa-pilihan", record)]


def codes_of_variants(made: Graph) -> list[tuple[str, URIRef]]:
    shapes = findings.load_shapes()
    return [(one.kode, one.pada) for one in findings.validate(made, shapes) if one.kode.startswith("varian-")]


def test_a_document_of_one_file_has_no_variants() -> None:
    (work,) = merge.works([read(IKI, "model.md")], {})
    records: tuple[Record, ...] = work.records
    assert records == read(IKI, "model.md").records
    assert not any(record.varian for record in records)
