"""IKI documents in other forms than the sample's: small invented ones, and edited copies of the sample."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from kgkesos import resources
from kgkesos.reading import document, iki
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import TRUNCATED, Page
from kgkesos.records import Fungsi, Indikator, Jabatan, Kinerja, Reading, Tugas

SAMPLE = (resources.folder("documents") / "iki-dinsos-probolinggo-2019.md").read_text(encoding="utf-8")
HEAD = "KINERJA\tINDIKATOR KINERJA\tPENJELASAN/FORMULASI PENGHITUNGAN\tSUMBER DATA"
ROW = "Tertibnya arsip\tJumlah arsip tertata\tFormulasi : $f(x) = \\Sigma$ arsip tertata\tBidang Arsip"
OTHER_ROW = "Lancarnya surat\tJumlah surat terkirim\tFormulasi : $f(x) = \\Sigma$ surat terkirim\tBidang Surat"
COVER = "INDIKATOR KINERJA INDIVIDU\nDINAS PERPUSTAKAAN\nKABUPATEN CONTOH\nTAHUN 2021\n"
SECRETARY = f"""
1. JABATAN : Sekretaris
2. TUGAS :
a. Menata arsip;
b. Melaksanakan tugas lain yang diberikan oleh Kepala Dinas.

{HEAD}
{ROW}
"""
LETTERS = f"""
1. JABATAN : Kepala Bidang Surat
2. TUGAS :
a. Mengirim surat;
b. Melaksanakan tugas lain yang diberikan oleh Sekretaris.

{HEAD}
{OTHER_ROW}
"""


def read(text: str) -> Reading:
    """``text`` as a document: every field's evidence is held to, too."""
    return document.read_source(Source.of(text, "0" * 64), Path("contoh.txt"))


def positions(reading: Reading) -> list[str]:
    return [record.nama for record in reading.records if isinstance(record, Jabatan)]


def items(reading: Reading, of: str | None = None) -> list[tuple[str, str | None, str]]:
    """Kind, letter and text of each duty and function, of position ``of`` or of all."""
    named = {record.id: record.nama for record in reading.records if isinstance(record, Jabatan)}
    return [
        (record.jenis, record.huruf, record.teks)
        for record in reading.records
        if isinstance(record, (Tugas, Fungsi)) and of in (None, named[record.induk or ""])
    ]


def results(reading: Reading) -> list[tuple[str, str, list[str]]]:
    """Each result with its position and its indicators."""
    named = {record.id: record.nama for record in reading.records if isinstance(record, Jabatan)}
    return [
        (
            named[record.induk or ""],
            record.teks,
            [i.nama for i in reading.records if isinstance(i, Indikator) and i.induk == record.id],
        )
        for record in reading.records
        if isinstance(record, Kinerja)
    ]


def warned(reading: Reading) -> list[str]:
    return [warning.kode for warning in reading.peringatan]


def left(reading: Reading) -> list[tuple[str, str]]:
    return [(unread.alasan, unread.kutipan) for unread in reading.tak_terbaca]


ARCHIVE = ("Sekretaris", "Tertibnya arsip", ["Jumlah arsip tertata"])
POST = ("Kepala Bidang Surat", "Lancarnya surat", ["Jumlah surat terkirim"])


def test_the_plain_form() -> None:
    """What the variants below are to read as well."""
    reading = read(COVER + SECRETARY + LETTERS)
    assert positions(reading) == ["Sekretaris", "Kepala Bidang Surat"]
    assert items(reading) == [
        ("Tugas", "a", "Menata arsip"),
        ("Tugas", "b", "Melaksanakan tugas lain yang diberikan oleh Kepala Dinas"),
        ("Tugas", "a", "Mengirim surat"),
        ("Tugas", "b", "Melaksanakan tugas lain yang diberikan oleh Sekretaris"),
    ]
    assert results(reading) == [ARCHIVE, POST]
    assert (warned(reading), left(reading)) == ([], [])
    assert reading.dokumen.wilayah == "KABUPATEN CONTOH"


# Tags, entities and marks in the lines of JABATAN, TUGAS and FUNGSI.


def test_marks_in_names_and_items_are_taken_off() -> None:
    text = COVER + SECRETARY.replace(
        "1. JABATAN : Sekretaris", "**1. JABATAN** : <b>Kepala Bidang Surat &amp; Arsip</b>"
    )
    text = text.replace("2. TUGAS :", "**2. TUGAS :**")
    text = text.replace("a. Menata arsip;", "a. Menata **arsip** &amp; surat $5\\%$ <i>sepuluh</i> tahun;<br>")
    reading = read(text)
    assert positions(reading) == ["Kepala Bidang Surat & Arsip"]
    assert items(reading)[0] == ("Tugas", "a", "Menata arsip & surat 5% sepuluh tahun")
    position = reading.records[0]
    assert isinstance(position, Jabatan)
    assert (position.unit, position.atasan) == ("Bidang Surat & Arsip", "Kepala Dinas")
    assert (warned(reading), left(reading)) == ([], [])


def test_lines_that_are_whole_elements() -> None:
    text = "\n".join(f"<p>{line}</p>" if line and "\t" not in line else line for line in SECRETARY.split("\n"))
    reading = read(COVER + text)
    assert positions(reading) == ["Sekretaris"]
    assert results(reading) == [ARCHIVE]
    assert (warned(reading), left(reading)) == ([], [])


def test_a_tab_or_a_bar_after_the_letter_is_no_table() -> None:
    text = SECRETARY.replace("1. JABATAN : Sekretaris", "1.\tJABATAN\t:\tSekretaris").replace(
        "2. TUGAS :", "2.\tTUGAS\t:"
    )
    text = text.replace("a. Menata arsip;", "a.\tMenata arsip;").replace("b. Melaksanakan", "| b. | Melaksanakan")
    reading = read(COVER + text)
    assert positions(reading) == ["Sekretaris"]
    assert items(reading) == [
        ("Tugas", "a", "Menata arsip"),
        ("Tugas", "b", "Melaksanakan tugas lain yang diberikan oleh Kepala Dinas"),
    ]
    assert (results(reading), warned(reading), left(reading)) == ([ARCHIVE], [], [])


# A line of JABATAN in another form.


@pytest.mark.parametrize(
    "line",
    [
        "1. JABATAN Kepala Bidang Surat",
        "JABATAN Kepala Bidang Surat",
        "1. Jabatan Kepala Bidang Surat",
        "Jabatan Kepala Bidang Surat",
        "1. NAMA JABATAN : Kepala Bidang Surat",
        "Nama Jabatan: Kepala Bidang Surat",
        "1. jabatan : Kepala Bidang Surat",
        "I) JABATAN :\nKepala Bidang Surat",
        "1. JABATAN :\n\n   Kepala Bidang Surat",
        "1. JABATAN\nKepala Bidang Surat",
        "- 1. JABATAN: Kepala Bidang Surat",
        "1\\. JABATAN : Kepala Bidang Surat",
        "# JABATAN : Kepala Bidang Surat",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_jabatan_in_another_form(line: str, first: bool) -> None:
    changed = LETTERS.replace("1. JABATAN : Kepala Bidang Surat", line)
    reading = read(COVER + (changed + SECRETARY if first else SECRETARY + changed))
    assert results(reading) == ([POST, ARCHIVE] if first else [ARCHIVE, POST])
    assert items(reading, "Kepala Bidang Surat") == [
        ("Tugas", "a", "Mengirim surat"),
        ("Tugas", "b", "Melaksanakan tugas lain yang diberikan oleh Sekretaris"),
    ]
    assert (warned(reading), left(reading)) == ([], [])


@pytest.mark.parametrize(
    "old", ["1. JABATAN : Sekretaris", "1. JABATAN : Kepala Bidang Pelayanan dan Rehabilitasi Sosial"]
)
def test_the_sample_with_one_colon_left_out(old: str) -> None:
    changed = read(SAMPLE.replace(old + "\n", old.replace(" :", "") + "\n", 1))
    told = [(r.jenis, r.id, r.induk) for r in changed.records]
    assert told == [(r.jenis, r.id, r.induk) for r in read(SAMPLE).records]
    assert (changed.peringatan, changed.tak_terbaca) == ((), ())


def test_all_positions_without_a_colon() -> None:
    reading = read((COVER + SECRETARY + LETTERS).replace("JABATAN :", "JABATAN"))
    assert results(reading) == [ARCHIVE, POST]


@pytest.mark.parametrize("printed", ["1. JABATAN :", "1. JABATAN", "JABATAN :"])
def test_a_position_without_a_name_is_left_with_all_it_has(printed: str) -> None:
    nameless = LETTERS.replace("1. JABATAN : Kepala Bidang Surat", printed)
    reading = read(COVER + SECRETARY + nameless + LETTERS)
    assert results(reading) == [ARCHIVE, POST]
    assert warned(reading) == ["jabatan-tanpa-nama"]
    assert left(reading) == [("jabatan tanpa nama", "\n".join(line for line in nameless.split("\n") if line).strip())]


def test_a_title_of_a_chapter_is_no_position() -> None:
    reading = read(COVER + "\nA. JABATAN ADMINISTRATOR\n" + SECRETARY + LETTERS)
    assert positions(reading) == ["Sekretaris", "Kepala Bidang Surat"]
    assert left(reading) == [("teks sebelum tabel", "A. JABATAN ADMINISTRATOR")]


def test_a_duty_that_goes_on_with_the_word_jabatan() -> None:
    text = SECRETARY.replace("a. Menata arsip;", "a. Menyusun analisis\njabatan dan beban kerja;")
    reading = read(COVER + text)
    assert items(reading)[0] == ("Tugas", "a", "Menyusun analisis jabatan dan beban kerja")
    assert (positions(reading), warned(reading), left(reading)) == (["Sekretaris"], [], [])


@pytest.mark.parametrize("title", ["", "INDIKATOR KINERJA INDIVIDU\n"])
def test_a_second_tugas_without_a_new_jabatan_belongs_to_nobody(title: str) -> None:
    lost = LETTERS.replace("1. JABATAN : Kepala Bidang Surat\n", title)
    reading = read(COVER + SECRETARY + lost + LETTERS)
    assert results(reading) == [ARCHIVE, POST]
    assert len(items(reading)) == 4
    assert warned(reading) == ["tanpa-baris-jabatan"]
    quoted = "\n".join(line for line in lost.removeprefix("\n" + title).split("\n") if line).strip()
    assert left(reading) == [("tanpa baris JABATAN", quoted)]


@pytest.mark.parametrize("end", [True, False])
def test_a_table_after_a_repeated_title_belongs_to_nobody(end: bool) -> None:
    lost = f"\nINDIKATOR KINERJA INDIVIDU\n\nBidang Surat\n\n{HEAD}\n{OTHER_ROW}\n"
    reading = read(COVER + SECRETARY + lost + ("" if end else LETTERS))
    assert results(reading) == [ARCHIVE] + ([] if end else [POST])
    assert warned(reading) == ["tanpa-baris-jabatan"]
    assert left(reading) == [("tanpa baris JABATAN", f"Bidang Surat\n{HEAD}\n{OTHER_ROW}")]


def test_a_title_that_runs_over_the_pages_of_one_position() -> None:
    text = SECRETARY.replace("b. Melaksanakan", "INDIKATOR KINERJA INDIVIDU\nb. Melaksanakan")
    reading = read(COVER + text.split("\nKINERJA")[0] + "\n" + LETTERS)
    assert [huruf for _, huruf, _ in items(reading, "Sekretaris")] == ["a", "b"]
    assert results(reading) == [POST]
    assert warned(reading) == ["tanpa-tabel"]


def test_a_document_without_positions() -> None:
    page = Page(Source.of(COVER + "JABATAN\nSekretaris\n", "0" * 64))
    dokumen, records = iki.read(page)
    assert (dokumen.instansi, records) == ("DINAS PERPUSTAKAAN", ())
    assert [unread.alasan for unread in page.unread()] == ["teks sebelum tabel"]


# Tables.


@pytest.mark.parametrize("form", ["{}", "| {} |", "{} "])
def test_an_unknown_head_is_no_duty(form: str) -> None:
    head, row = "HASIL KERJA\tTOLOK UKUR\tCARA HITUNG\tASAL DATA", ROW
    if form != "{}":
        head, row = (form.format(line.replace("\t", " | ")).strip() for line in (head, row))
    reading = read(COVER + SECRETARY.replace(HEAD, head).replace(ROW, row) + LETTERS)
    assert items(reading, "Sekretaris")[-1][2] == "Melaksanakan tugas lain yang diberikan oleh Kepala Dinas"
    assert results(reading) == [POST]
    assert warned(reading) == ["kepala-tabel-tidak-dikenali"]
    assert left(reading) == [("kepala tabel tidak dikenali", f"{head}\n{row}")]


def test_an_unknown_head_after_a_known_table() -> None:
    other = "PROGRAM\tANGGARAN\nPenataan arsip\t10 juta"
    reading = read(COVER + SECRETARY + f"\n{other}\n" + LETTERS)
    assert results(reading) == [ARCHIVE, POST]
    assert warned(reading) == ["kepala-tabel-tidak-dikenali"]
    assert left(reading) == [("kepala tabel tidak dikenali", other)]


def test_functions_after_an_unknown_table_are_read() -> None:
    text = SECRETARY.replace(
        f"\n{HEAD}", f"\nURAIAN\tHASIL\nMenata\tArsip rapi\n\n3. FUNGSI :\na. Penataan arsip.\n\n{HEAD}"
    )
    reading = read(COVER + text)
    assert items(reading)[-1] == ("Fungsi", "a", "Penataan arsip")
    assert results(reading) == [ARCHIVE]
    assert left(reading) == [("kepala tabel tidak dikenali", "URAIAN\tHASIL\nMenata\tArsip rapi")]


def test_a_column_of_sasaran_is_the_kinerja() -> None:
    text = COVER + SECRETARY + LETTERS
    reading = read(text.replace(HEAD, HEAD.replace("KINERJA\t", "SASARAN\t", 1)))
    assert (results(reading), warned(reading), left(reading)) == ([ARCHIVE, POST], [], [])


def test_a_column_of_sasaran_beside_the_kinerja_is_told() -> None:
    text = COVER + SECRETARY.replace(HEAD, "SASARAN\t" + HEAD).replace(ROW, "Arsip\t" + ROW)
    reading = read(text)
    assert (results(reading), warned(reading), left(reading)) == ([ARCHIVE], ["kolom-tidak-dibaca"], [])


def test_a_table_in_bars_without_ends() -> None:
    reading = read(COVER + (SECRETARY + LETTERS).replace("\t", " | "))
    assert (results(reading), warned(reading), left(reading)) == ([ARCHIVE, POST], [], [])


def test_the_same_kinerja_on_each_row_is_one() -> None:
    second = "Tertibnya  arsip.\tJumlah arsip dipindai\tFormulasi : $f(x) = \\Sigma$ arsip dipindai\tBidang Arsip"
    reading = read(COVER + SECRETARY + second + "\n" + LETTERS)
    assert results(reading) == [(*ARCHIVE[:2], ["Jumlah arsip tertata", "Jumlah arsip dipindai"]), POST]
    assert (warned(reading), left(reading)) == ([], [])


def test_the_same_kinerja_under_the_head_of_the_next_page_is_one() -> None:
    second = "Tertibnya arsip\tJumlah arsip dipindai\tFormulasi : $f(x) = \\Sigma$ arsip dipindai\tBidang Arsip"
    reading = read(COVER + SECRETARY + f"\n{HEAD}\n{second}\n" + LETTERS)
    assert results(reading) == [(*ARCHIVE[:2], ["Jumlah arsip tertata", "Jumlah arsip dipindai"]), POST]
    assert (warned(reading), left(reading)) == ([], [])


# Other parts.


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("4. WEWENANG :\na. Menandatangani surat;\nb. Memberi cuti;", "WEWENANG"),
        ("4. Wewenang :\na. Menandatangani surat;", "Wewenang"),
        ("IV. TANGGUNG JAWAB : Kerapian arsip.", "TANGGUNG JAWAB"),
        ("WEWENANG :\n- Memberi cuti;", "WEWENANG"),
        ("4. JABATAN ATASAN : Kepala Dinas", "JABATAN ATASAN"),
    ],
)
def test_another_part_is_no_function(part: str, name: str) -> None:
    text = SECRETARY.replace(f"\n{HEAD}", f"3. FUNGSI :\na. Penataan arsip.\n{part}\n\n{HEAD}")
    reading = read(COVER + text)
    assert items(reading)[2:] == [("Fungsi", "a", "Penataan arsip")]
    assert results(reading) == [ARCHIVE]
    assert warned(reading) == ["bagian-lain"]
    assert left(reading) == [(f"bagian lain: {name}", part)]


def test_another_part_before_a_known_one() -> None:
    text = SECRETARY.replace("2. TUGAS :", "2. UNIT KERJA : Sekretariat\n3. TUGAS :")
    reading = read(COVER + text)
    assert [huruf for _, huruf, _ in items(reading)] == ["a", "b"]
    # The unit stands on that line: the position quotes it, so the line is part of a record all the same.
    assert (warned(reading), left(reading)) == (["bagian-lain"], [])
    other = read(COVER + text.replace("UNIT KERJA : Sekretariat", "UNIT KERJA : Bagian Umum"))
    assert left(other) == [("bagian lain: UNIT KERJA", "2. UNIT KERJA : Bagian Umum")]


def test_a_numbered_item_with_a_colon_goes_on() -> None:
    text = SECRETARY.replace(
        "a. Menata arsip;", "1. Menata arsip;\n2. Menata surat;\n3. Melaporkan :\n- arsip;\n4. SPM : menyusun;"
    )
    reading = read(COVER + text.replace("b. Melak", "5. Melak").replace("2. TUGAS", "7. TUGAS"))
    assert [(huruf, teks) for _, huruf, teks in items(reading)][2:4] == [
        ("3", "Melaporkan : - arsip"),
        ("4", "SPM : menyusun"),
    ]
    assert (warned(reading), left(reading)) == ([], [])


def test_a_rule_at_the_start_of_a_line_is_no_item() -> None:
    """ "No. 13" goes on with the item above; two letters open an item only where they are the same ("aa.")."""
    text = SECRETARY.replace(
        "a. Menata arsip;", "a. Menata arsip menurut Undang-Undang\nNo. 43 Tahun 2009;\naa. Menata surat;"
    )
    reading = read(COVER + text)
    assert [(huruf, teks) for _, huruf, teks in items(reading)][:2] == [
        ("a", "Menata arsip menurut Undang-Undang No. 43 Tahun 2009"),
        ("aa", "Menata surat"),
    ]


# Heads in another case.


def test_heads_in_another_case() -> None:
    text = COVER + SECRETARY + LETTERS
    changed = text.replace("INDIKATOR KINERJA INDIVIDU", "Indikator Kinerja Individu")
    changed = changed.replace("JABATAN :", "Jabatan :").replace("TUGAS :", "Tugas :")
    changed = changed.replace(HEAD, "Kinerja\tIndikator Kinerja\tPenjelasan/Formulasi Penghitungan\tSumber Data")
    changed = changed.replace(
        "DINAS PERPUSTAKAAN\nKABUPATEN CONTOH\nTAHUN", "Dinas Perpustakaan\nKabupaten Contoh\nTahun"
    )
    one, other = read(text), read(changed)
    assert [(r.jenis, r.id, r.induk) for r in other.records] == [(r.jenis, r.id, r.induk) for r in one.records]
    assert (other.dokumen.judul, other.dokumen.instansi, other.dokumen.wilayah, other.dokumen.tahun) == (
        "Indikator Kinerja Individu",
        "Dinas Perpustakaan",
        "Kabupaten Contoh",
        2021,
    )
    assert (warned(other), left(other)) == ([], [])


SPREAD = "Kinerja Indikator Kinerja Penjelasan Sumber Data\n"


def test_a_head_without_tabs_in_another_case() -> None:
    """The cells of a text layer, line by line: what begins like a result and an indicator is read as such."""
    reading = read(COVER + SECRETARY.replace(f"{HEAD}\n{ROW}", f"{SPREAD}Tertibnya\narsip\nJumlah arsip") + LETTERS)
    assert items(reading, "Sekretaris")[-1][2] == "Melaksanakan tugas lain yang diberikan oleh Kepala Dinas"
    results = [(record.id, record.teks) for record in reading.records if isinstance(record, Kinerja)]
    assert [text for _, text in results] == ["Tertibnya arsip", "Lancarnya surat"]
    measures = [(record.induk, record.nama) for record in reading.records if isinstance(record, Indikator)]
    assert measures == [(results[0][0], "Jumlah arsip"), (results[1][0], "Jumlah surat terkirim")]
    assert (warned(reading), left(reading)) == ([], [])


def test_cells_without_tabs_that_no_words_part_are_left() -> None:
    reading = read(COVER + SECRETARY.replace(f"{HEAD}\n{ROW}", f"{SPREAD}arsip\nsurat\nkantor") + LETTERS)
    assert items(reading, "Sekretaris")[-1][2] == "Melaksanakan tugas lain yang diberikan oleh Kepala Dinas"
    assert [record.teks for record in reading.records if isinstance(record, Kinerja)] == ["Lancarnya surat"]
    assert warned(reading) == ["tabel-tersebar"]
    assert left(reading) == [("batas sel tabel tidak pasti", "arsip\nsurat\nkantor")]


def test_a_duty_about_kinerja_and_indikator_is_no_head() -> None:
    text = SECRETARY.replace("a. Menata arsip;", "a. Menyusun sasaran\nkinerja dan indikator kinerja dinas;")
    reading = read(COVER + text)
    assert items(reading)[0] == ("Tugas", "a", "Menyusun sasaran kinerja dan indikator kinerja dinas")
    assert results(reading) == [ARCHIVE]


# Documents that end where more is due.


@pytest.mark.parametrize(
    "end",
    [
        "1. JABATAN :",
        "1. JABATAN : Kepala Bid",
        "2. TUGAS",
        "2. TUGAS :\na. Mengirim",
        "diberikan oleh Sekretaris.",
        "\n\nKINER",
        "\n\nKINERJA\t",
        "\n\nKINERJA\tINDIKA",
        "\n\nKINERJA\tINDIKATOR KINERJA",
        "\n\nKINERJA\tINDIKATOR KINERJA\tPENJELASAN/FOR",
        HEAD[:-3],
        HEAD,
        HEAD + "\n",
        HEAD + "\n\n",
        HEAD + "\nLancar",
        HEAD + "\nLancarnya surat\t",
        HEAD + "\nLancarnya surat\tJumlah sur",
        HEAD + "\n" + OTHER_ROW + "\n\t",
        HEAD + "\nLancarnya surat\tJumlah surat terkirim\tFormulasi : $f(x) = \\Si",
        HEAD + "\nLancarnya surat\tJumlah surat terkirim\tFormulasi : $f(x) = \\Sigma$ surat terkirim\t",
    ],
)
def test_a_cut_inside_a_position_is_said(end: str) -> None:
    text = COVER + SECRETARY + LETTERS
    at = text.index(end, text.index(LETTERS)) if end in LETTERS else -1
    cut = text[: at + len(end)] if at >= 0 else text[: text.index("\n\n" + HEAD, text.index(LETTERS))] + "\n\n" + end
    assert text.startswith(cut.rstrip())
    reading = read(cut)
    assert TRUNCATED in warned(reading)
    assert results(reading)[:1] == [ARCHIVE]
    assert "KINER" not in " ".join(text for _, _, text in items(reading))


@pytest.mark.parametrize(
    "end", ["INDIKATOR KIN", "INDIKATOR KINERJA INDIVIDU\n", "INDIKATOR KINERJA INDIVIDU\n\n1. JABA"]
)
def test_a_title_without_its_position_is_said(end: str) -> None:
    reading = read(COVER + SECRETARY + "\n" + end)
    assert (results(reading), warned(reading)) == ([ARCHIVE], [TRUNCATED])


def test_a_cut_head_is_no_duty_and_no_unknown_table() -> None:
    reading = read(COVER + SECRETARY.split("\tINDIKATOR")[0])
    assert items(reading)[-1][2] == "Melaksanakan tugas lain yang diberikan oleh Kepala Dinas"
    assert (warned(reading), left(reading)) == ([TRUNCATED], [("baris terakhir terpotong", "KINERJA")])
    reading = read(COVER + SECRETARY.split("ATOR KINERJA\t")[0])
    assert (warned(reading), left(reading)) == ([TRUNCATED], [("kepala tabel terpotong", "KINERJA\tINDIK")])


def test_a_head_without_rows_inside_the_document() -> None:
    reading = read(COVER + SECRETARY.replace(ROW, "") + LETTERS)
    assert results(reading) == [POST]
    assert warned(reading) == ["tabel-kosong"]


def test_a_whole_document_is_not_called_cut() -> None:
    for text in (COVER + SECRETARY, (COVER + SECRETARY + LETTERS).rstrip(), SAMPLE, SAMPLE + "\n"):
        assert warned(read(text)) == []
    signed = COVER + SECRETARY + "\nContoh, 2 Januari 2021\nKEPALA DINAS,\n\nNAMA TERANG"
    assert warned(read(signed)) == []


def last_cell(text: str) -> bool:
    """Whether ``text`` ends in (or just after) the last cell of a row: it may be a whole document."""
    line = text.rstrip("\n").rsplit("\n", 1)[-1]
    return line.count("\t") == HEAD.count("\t")


def inside_a_position(at: int) -> bool:
    """Whether a cut at ``at`` falls after the JABATAN of a position of the sample and before its last row ends."""
    before, after = SAMPLE[:at], SAMPLE[at:]
    opened = "JABATAN :" in before.split("INDIKATOR KINERJA INDIVIDU\n")[-1]
    title_next = before.rstrip().rsplit("\n", 1)[-1] in "INDIKATOR KINERJA INDIVIDU"
    rest = after.split("INDIKATOR KINERJA INDIVIDU\n")[0]
    return opened and bool(rest.strip()) and not title_next


CUTS = sorted(random.Random(2026).sample([at for at in range(500, len(SAMPLE)) if inside_a_position(at)], 30))


@pytest.mark.parametrize("at", CUTS)
def test_random_cuts_of_the_sample_are_said(at: int) -> None:
    """Only in the last cell of a row can a document end without a sign that it was cut."""
    cut = SAMPLE[:at]
    assert TRUNCATED in warned(read(cut)) or last_cell(cut)


def test_few_cuts_in_a_last_cell_go_unnoticed() -> None:
    """Of the places where a cut leaves all cells of a row, most still show: half a word, an open formula, a prefix."""
    noticed = Counter(TRUNCATED in warned(read(SAMPLE[:at])) for at in CUTS)
    assert noticed[False] <= 2
