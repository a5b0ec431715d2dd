"""Which readings are renditions of one document, and what is said of those that are not, or that differ."""

from __future__ import annotations

import itertools
import re

import pytest
from renditions import IKI, IKU, PLAIN, SHEET, read, text_layer

from kgkesos.reading import evidence, merge
from kgkesos.reading.told import Told
from kgkesos.records import Indikator, Jabatan, Metadata, Perbandingan, Reading, Work


def works(*readings: Reading, told: Told | None = None) -> tuple[Work, ...]:
    return merge.works(readings, told or {})


def codes(work: Work) -> list[str]:
    return [warning.kode for warning in work.peringatan]


def test_two_renditions_merge_without_being_told() -> None:
    (work,) = works(read(PLAIN, "a.txt"), read(IKI, "b.md"))
    assert work.dokumen.tahun == 2019
    assert len(work.records) == len(read(IKI).records)


def test_what_the_renditions_read_differently_is_told() -> None:
    """The key lists where the two IKI files differ in words; each is a warning here."""
    (work,) = works(read(PLAIN, "a.txt"), read(IKI, "b.md"))
    said = [warning.pesan for warning in work.peringatan if warning.kode == "bacaan-berbeda"]
    assert "Bacaan berbeda pada teks: dipakai 'kepustakaan' (a.txt), bukan 'kepastakaan' (b.md)." in said
    assert len(said) == 21


def test_another_year_does_not_merge_in_any_order() -> None:
    dated = [read(IKU), read(IKU.replace("TAHUN 2020", "TAHUN 2021"))]
    undated = read(IKU.replace("TAHUN 2020", "TAHUN"))
    keys = {
        tuple(sorted(work.key[:41] for work in works(*order))) for order in itertools.permutations([*dated, undated])
    }
    assert keys == {
        (
            "iku-dinas-sosial-kabupaten-tapin",
            "iku-dinas-sosial-kabupaten-tapin-2020",
            "iku-dinas-sosial-kabupaten-tapin-2021",
        )
    }
    made = works(*dated, undated)
    assert ["rendisi-mendua" in codes(work) for work in made] == [True, False, False]


def test_one_without_a_year_joins_the_only_one_it_fits() -> None:
    (work,) = works(read(IKU), read(IKU.replace("TAHUN 2020", "TAHUN")))
    assert work.key == "iku-dinas-sosial-kabupaten-tapin-2020"


@pytest.mark.parametrize(
    ("old", "new"), [("KABUPATEN TAPIN", "KABUPATEN LAIN"), ("DINAS SOSIAL", "DINAS KESEHATAN"), ("2020", "2021")]
)
def test_another_office_region_or_year_is_another_document(old: str, new: str) -> None:
    assert len(works(read(IKU), read(IKU.replace(old, new)))) == 2


def test_a_year_that_only_one_file_prints_is_told() -> None:
    dated, undated_one = read(IKU, "bertahun.txt"), read(IKU.replace("TAHUN 2020", "TAHUN"), "polos.txt")
    for order in itertools.permutations((dated, undated_one)):
        (work,) = works(*order)
        assert [warning.pesan for warning in work.peringatan if warning.kode == "tahun-dari-rendisi-lain"] == [
            "Tahun 2020 hanya ada pada bertahun.txt; polos.txt tidak memuat tahun dan dianggap dari tahun itu."
        ]
    (work,) = works(dated, undated_one, told={undated_one.dokumen.sha256: {"tahun": "2020"}})
    assert "tahun-dari-rendisi-lain" not in codes(work)
    (work,) = works(dated, read(IKU + "\n", "juga.txt"))
    assert "tahun-dari-rendisi-lain" not in codes(work)


def test_sheets_of_nobody_merge_only_when_they_say_the_same() -> None:
    """Two offices fill in the same sheet: same indicator and definitions, other values. They are two documents."""
    other = SHEET.replace("Dinas Sosial, Pengendalian Penduduk, KB, Pemberday", "Dinas Sosial Kota Contoh")
    other = other.replace("Tahunan", "Bulanan").replace("Nasional, Provinsi", "Kota")
    made = works(read(SHEET, "a.txt"), read(other, "b.txt"))
    assert [work.key for work in made] == ["a", "b"]
    fields = {r.label: r.nilai for work in made for r in work.records if isinstance(r, Metadata) if work.key == "b"}
    assert fields["PERIODE"] == "Bulanan"
    assert len(works(read(SHEET, "a.txt"), read(SHEET + "\n", "c.txt"))) == 1


def test_what_the_user_tells_keeps_documents_apart() -> None:
    one, other = read(SHEET, "a.txt"), read(SHEET + "\n", "b.txt")
    told = {
        one.dokumen.sha256: {"wilayah": "KOTA SATU", "instansi": "DINAS SOSIAL"},
        other.dokumen.sha256: {"wilayah": "KOTA DUA", "instansi": "DINAS SOSIAL"},
    }
    assert [work.key for work in works(one, other, told=told)] == [
        "metadata-dinas-sosial-kota-dua",
        "metadata-dinas-sosial-kota-satu",
    ]


# ---------- Which are one document


def verdict(one: Reading, other: Reading) -> Perbandingan:
    (said,) = merge.comparisons([one, other], {})
    assert said.satu == (len(works(one, other)) == 1)
    return said


def test_the_two_files_of_the_iki_are_one_document_and_it_is_said_why() -> None:
    said = verdict(read(IKI, "b.md"), read(PLAIN, "a.txt"))
    assert said.satu
    assert said.berkas == ("a.txt", "b.md")
    assert said.jabatan == 1.0
    assert said.teks is not None
    assert said.teks >= 0.99
    for words in ("Jenis sama (iki)", "instansi sama (DINAS SOSIAL)", "tahun 2019 hanya ada pada b.md", "100% jabatan"):
        assert words in said.alasan


def undated(text: str) -> str:
    return text.replace("\n2019\n", "\n\n", 1)


def changed(words: str) -> str:
    """The IKI as a changed edition, which its title says."""
    title = "(IKI) ESELON III & IV"
    return IKI.replace(title, f"{title} {words}", 1)


def as_iku_of_the_iki_office() -> str:
    return IKU.replace("KABUPATEN TAPIN", "KOTA PROBOLINGGO").replace("TAHUN 2020", "TAHUN 2019")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (IKI, IKI.replace("\n2019\n", "\n2021\n", 1), "Beda tahun: 2019 dan 2021."),
        (IKI, IKI.replace("KOTA PROBOLINGGO", "KOTA SUKAMAJU"), "Beda wilayah: KOTA PROBOLINGGO dan KOTA SUKAMAJU."),
        (IKI, IKI.replace("DINAS SOSIAL", "DINAS KESEHATAN"), "Beda instansi: DINAS SOSIAL dan DINAS KESEHATAN."),
        (IKI, PLAIN.replace("DINAS SOSIAL", "DINAS KESEHATAN"), "Beda instansi: DINAS SOSIAL dan DINAS KESEHATAN."),
        (IKI, as_iku_of_the_iki_office(), "Jenisnya berbeda: iki dan iku."),
        (changed("(PERUBAHAN)"), PLAIN, "Hanya judul a.md yang menyebut perubahan."),
        (IKI, changed("REVISI 2"), "Hanya judul b.txt yang menyebut revisi 2."),
        (changed("REVISI 1"), changed("REVISI 2"), "Beda perubahan menurut judulnya: revisi 1 dan revisi 2."),
    ],
)
def test_what_is_printed_tells_documents_apart_whatever_the_texts(one: str, other: str, reason: str) -> None:
    said = verdict(read(one, "a.md"), read(other, "b.txt"))
    assert not said.satu
    assert said.alasan == reason


def positions(text: str) -> tuple[str, list[str]]:
    """The head of the IKI, and the text of each position."""
    head, *rest = re.split(r"(?m)^(?=INDIKATOR KINERJA INDIVIDU\n)", text)
    return head, rest


def test_two_undated_documents_of_one_office_with_other_positions_stay_two() -> None:
    head, each = positions(undated(IKI))
    assert len(each) == 15
    one, other = head + "".join(each[:9]), head + "".join(each[6:])
    said = verdict(read(one, "a.md"), read(other, "b.md"))
    assert not said.satu
    assert said.jabatan == pytest.approx(3 / 9)
    assert said.alasan == "Hanya 33,3% jabatannya sama (paling sedikit 80%)."
    keys = {work.key for work in works(read(one, "a.md"), read(other, "b.md"))}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("every", "reason"),
    [(3, "teksnya sama (paling sedikit 95%)."), (20, "butir dengan huruf yang sama berisi hal lain")],
)
def test_two_undated_editions_with_the_same_positions_stay_two(every: int, reason: str) -> None:
    """The next year's edition, its year lost with the cover: the positions stay, some of the duties are others."""
    count = itertools.count()
    changed = re.sub(
        r"(?m)^( ?-? ?[a-z]\.) .*$",
        lambda m: f"{m[1]} Tugas baru nomor {'x' * next(count)};" if next(count) % every == 0 else m[0],
        undated(IKI),
    )
    said = verdict(read(undated(IKI), "a.md"), read(changed, "b.md"))
    assert not said.satu
    assert said.jabatan == 1.0
    assert reason in said.alasan


def test_other_figures_are_other_texts() -> None:
    targets = IKU.replace("TAHUN 2020", "TAHUN")
    one = re.sub(r"Persentase ", "Target 2021 Persentase ", targets)
    other = re.sub(r"Persentase ", "Target 2022 Persentase ", targets)
    assert not verdict(read(one, "a.txt"), read(other, "b.txt")).satu


@pytest.mark.parametrize("share", [0.15, 0.3, 0.5, 0.77, 0.95])
@pytest.mark.parametrize("text", [IKI, PLAIN, text_layer()], ids=["md", "txt", "lapisan"])
def test_a_file_that_is_cut_off_still_joins(text: str, share: float) -> None:
    cut = read(text[: int(len(text) * share)], "terpotong.txt")
    whole = read(IKI if text is not IKI else text_layer(year=True), "utuh.md")
    for order in ((cut, whole), (whole, cut)):
        (work,) = works(*order)
        assert len(work.records) == 282
        assert {reading.nama_berkas for reading in work.rendisi} == {"terpotong.txt", "utuh.md"}


def test_beginning_and_end_join_through_the_whole() -> None:
    """Two halves share no text; the whole that holds both makes the three one document, in any order."""
    head, each = positions(undated(IKI))
    first, last = head + "".join(each[:5]), head + "".join(each[10:])
    files = [read(first, "awal.md"), read(last, "akhir.md"), read(text_layer(year=True), "utuh.txt")]
    for order in itertools.permutations(files):
        assert len(works(*order)) == 1
    assert len(works(*files[:2])) == 2
    said = {said.berkas: said for said in merge.comparisons(files, {})}[("akhir.md", "awal.md")]
    assert said.satu
    assert "berkas lain memuat teks dari kedua-duanya" in said.alasan


def test_an_undated_file_that_fits_two_years_is_told_with_the_reason() -> None:
    files = [read(IKU, "a.txt"), read(IKU.replace("2020", "2021"), "b.txt"), read(IKU.replace(" 2020", ""), "c.txt")]
    said = {one.berkas: one for one in merge.comparisons(files, {})}
    assert not any(one.satu for one in said.values())
    assert "juga cocok dengan dokumen tahun lain (2 dokumen)" in said["a.txt", "c.txt"].alasan
    assert said["a.txt", "b.txt"].alasan == "Beda tahun: 2020 dan 2021."


# ---------- What the work holds


def test_the_order_of_the_files_changes_nothing() -> None:
    readings = [read(IKI, "a.md"), read(text_layer(), "b.txt"), read(PLAIN, "c.txt")]
    made = [works(*order)[0] for order in itertools.permutations(readings)]
    assert all(work == made[0] for work in made)
    assert [record.id for record in made[0].records] == [record.id for record in readings[0].records]


def test_every_record_of_both_is_paired() -> None:
    """All that both print has evidence from both, though names differ in spacing and letters."""
    (work,) = works(read(IKI, "a.md"), read(text_layer(), "b.txt"))
    assert len(work.records) == 282
    for record in work.records:
        quoted = {quote.rendisi for quotes in record.bukti.values() for quote in quotes}
        read_by = quoted | {quote.rendisi for variant in record.varian for quote in variant.bukti}
        assert len(read_by) == 2, record.id
    plain = read(PLAIN, "c.txt")
    (work,) = works(read(IKI, "a.md"), plain)
    both = [r for r in work.records if any(q.rendisi == plain.dokumen.sha256 for qs in r.bukti.values() for q in qs)]
    assert len(both) == len(plain.records)


def without_line(text: str, words: str) -> str:
    """``text`` without the one line that holds ``words``."""
    lines = text.split("\n")
    (at,) = [n for n, line in enumerate(lines) if words in line]
    return "\n".join(lines[:at] + lines[at + 1 :])


def test_what_only_one_rendition_has_is_kept_and_told() -> None:
    one = without_line(IKI, "f. Pengoordinasian kegiatan kehumasan")
    other = without_line(text_layer(), "Jumlah Pemulung yang mendapat pelatihan")
    other = without_line(other, "h. Pelaksanaan pengelolaan keuangan keuangan")
    files = [read(one, "a.md"), read(other, "b.txt")]
    whole = {record.id: record for record in read(IKI).records}
    (work,) = works(*files)
    assert {record.id for record in work.records} == set(whole)
    kept = next(record for record in work.records if record.id.endswith("sekretaris/fungsi/f"))
    assert {quote.rendisi for quote in kept.bukti["teks"]} == {files[1].dokumen.sha256}
    (said,) = [w.pesan for w in work.peringatan if w.kode == "hanya-di-satu-rendisi"]
    assert said == "Hanya b.txt yang memuat 1 Fungsi; rekaman itu diambil dari sana."
    order = [record.id for record in work.records if "/sekretaris/fungsi/" in record.id]
    assert [identifier[-1] for identifier in order] == list("abcdefghijkl")


def test_what_hangs_under_a_record_of_the_other_hangs_under_its_id() -> None:
    """An indicator that only the text layer has stands under the result that both have, by that one's id."""
    line = "Jumlah Pemulung yang mendapat pelatihan"
    lines = IKI.split("\n")
    (at,) = [n for n, text in enumerate(lines) if line in text]
    cells = lines[at].split("\t")
    extra = "\t".join(
        ["", "Jumlah pemulung yang dibina", "Formulasi Pengitungan : f(x) = Σ Pemulung yang dibina", "Dinas"]
    )
    more = text_layer().split("\n")
    more.insert(at + 1, extra)
    (work,) = works(read(IKI, "a.md"), read("\n".join(more), "b.txt"))
    (new,) = [r for r in work.records if isinstance(r, Indikator) and r.nama == "Jumlah pemulung yang dibina"]
    result = next(r for r in work.records if r.id == new.induk)
    assert getattr(result, "teks", None) == cells[0].strip().replace("Keterampilan", "Ketrampilan")
    assert new.id.startswith(f"{result.id}/")
    assert [r.jenis for r in work.records if r.induk == new.id] == ["Formula"]


def test_a_field_that_one_lacks_is_taken_from_the_other_with_its_evidence() -> None:
    """The text layer lost a multiplier and a source of data; the other one lost another source."""
    plain = text_layer().replace(") × 100%\tBidang Sekretariat", ")\t", 1)
    assert plain != text_layer()
    lines = IKI.split("\n")
    (at,) = [n for n, line in enumerate(lines) if "Disiplin Aparatur" in line]
    marked = "\n".join([*lines[:at], lines[at].replace("\tBidang Sekretariat", "\t"), *lines[at + 1 :]])
    files = [read(marked, "a.md"), read(plain, "b.txt")]
    (work,) = works(*files)
    whole = {r.id: r for r in read(IKI).records}
    for record in work.records:
        known = whole[record.id]
        assert getattr(record, "pengali", None) == getattr(known, "pengali", None)
        assert getattr(record, "sumber_data", None) == getattr(known, "sumber_data", None)
    first, _, third = [r for r in work.records if isinstance(r, Indikator)][:3]
    assert {quote.rendisi for quote in first.bukti["sumber_data"]} == {files[0].dokumen.sha256}
    assert {quote.rendisi for quote in third.bukti["sumber_data"]} == {files[1].dokumen.sha256}


def test_ids_parents_and_evidence_of_a_work_hold() -> None:
    readings = [read(IKI, "a.md"), read(text_layer(), "b.txt"), read(PLAIN, "c.txt")]
    (work,) = works(*readings)
    ids = [record.id for record in work.records]
    assert len(ids) == len(set(ids)) == 282
    assert {record.induk for record in work.records if record.induk} <= set(ids)
    whole = Reading(work.dokumen, work.records)
    assert list(evidence.failures(whole, {r.dokumen.sha256: r.text for r in readings})) == []


def test_records_of_the_fuller_rendition_are_used_and_the_rest_counted() -> None:
    shorter = IKI[: IKI.index("INDIKATOR KINERJA INDIVIDU\n\n1. JABATAN : KepalaSeksi Jaminan")]
    (work,) = works(read(shorter, "pendek.md"), read(IKI, "utuh.md"))
    assert sum(isinstance(record, Jabatan) for record in work.records) == 15
    assert sum(isinstance(record, Indikator) for record in work.records) == 40
    assert codes(work) == []
