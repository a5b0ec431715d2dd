"""Files of decisions: read and written without loss, and every fault named with file and line."""

from __future__ import annotations

import csv
import doctest
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeGuard

import openpyxl
import pytest

from kgkesos import keputusan, resources
from kgkesos.keputusan import COLUMNS, Hal, Keputusan, Tempat, peran
from kgkesos.keputusan.peran import is_role
from kgkesos.keputusan.tanggal import parse
from kgkesos.reading import document
from kgkesos.records import Jabatan
from kgkesos.reference import regions
from kgkesos.sheets import keputusan as lists

DAY = date(2026, 3, 5)
FINDING = Keputusan(
    Tempat("dok", "temuan", "indikator-tanpa-satuan", "indikator/a"),
    "s0123456789ab",
    "dikesampingkan",
    "",
    "wali data",
    DAY,
    "satuan ada di lampiran",
)
FIELD = Keputusan(
    Tempat("dok", "bidang", "", "indikator/a", "nama"),
    "sba9876543210",
    "ditetapkan",
    "Jumlah PMKS",
    "Kepala Subbag Program",
    date(2026, 12, 31),
    "salah ketik",
)
LINK = Keputusan(
    Tempat("dok", "tautan", "nomor", "kegiatan/1", ke="program/2"),
    "s111111111111",
    "ditolak",
    "",
    "tim SAKIP",
    DAY,
    "x",
)


def row(**changed: str) -> str:
    cells = dict(zip(COLUMNS, keputusan.written([FINDING]).decode().splitlines()[1].split(","), strict=True)) | changed
    return ",".join(cells[name] for name in COLUMNS) + "\n"


def file(folder: Path, *rows: str, head: str = ",".join(COLUMNS)) -> Path:
    path = folder / "keputusan.csv"
    path.write_text(f"{head}\n" + "".join(rows), encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    """What is wrong with the file, without its name, which stands before each."""
    _, found = keputusan.merged([keputusan.load(path)])
    assert all(str(one).startswith(f"{path}: ") for one in found)
    return [str(one).removeprefix(f"{path}: ") for one in found]


# ---------- Round trips


def test_what_is_written_is_read_again_in_one_order(tmp_path: Path) -> None:
    path = tmp_path / "keputusan.csv"
    path.write_bytes(keputusan.written([FIELD, LINK, FINDING]))
    assert keputusan.load(path).keputusan == (FIELD, LINK, FINDING)
    assert keputusan.written([LINK, FINDING, FIELD]) == path.read_bytes()
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r" not in path.read_bytes()


TRICKY = ("=1+1", "+62", "-", "-5", "@x", "'=x", "'biasa", "''", "a,b;c", 'kata "kutip"', "dua\nbaris", "_x0041_ é ≥")


@pytest.mark.parametrize("text", TRICKY)
def test_cells_that_a_spreadsheet_would_run_come_back_unchanged(tmp_path: Path, text: str) -> None:
    said = replace(FIELD, nilai=text, alasan=text)
    path = tmp_path / "keputusan.csv"
    path.write_bytes(keputusan.written([said]))
    assert keputusan.load(path).keputusan == (said,)
    cells = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))[1]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    thing = Hal(said.tempat, said.sidik, isi=text)
    lines = lists.rows([thing], [keputusan.Hasil(said, "diterapkan", (thing,))])
    for name, data in (("isi.csv", lists.as_csv(lines)), ("isi.xlsx", lists.as_workbook(lines))):
        (tmp_path / name).write_bytes(data)
        loaded = keputusan.load(tmp_path / name)
        assert (name, loaded.keputusan, loaded.salah) == (name, (said,), ())


def test_a_workbook_has_a_sheet_and_a_list_to_choose_from_for_each_kind(tmp_path: Path) -> None:
    things = [Hal(one.tempat, one.sidik) for one in (FINDING, LINK, FIELD)]
    path = tmp_path / "isi.xlsx"
    path.write_bytes(lists.as_workbook(lists.rows(things, [])))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Temuan", "Tautan", "Bidang", "Petunjuk"]
    chosen = {page.title: [one.formula1 for one in page.data_validations.dataValidation] for page in book.worksheets}
    assert chosen == {
        "Temuan": ['"diterima,dikesampingkan,diperbaiki"'],
        "Tautan": ['"dikonfirmasi,ditolak"'],
        "Bidang": ['"ditetapkan"'],
        "Petunjuk": [],
    }
    # Nothing is decided yet; then a steward fills in one row, and Excel makes a date of the date.
    assert keputusan.load(path).keputusan == ()
    page = book["Temuan"]
    heads = [cell.value for cell in page[1]]
    filled = {
        "putusan": "dikesampingkan",
        "oleh": "wali data",
        "tanggal": datetime(2026, 3, 5),
        "alasan": FINDING.alasan,
    }
    for name, value in filled.items():
        page.cell(2, heads.index(name) + 1).value = value
    book.save(path)
    assert keputusan.load(path).keputusan == (FINDING,)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("2026-03-05", DAY),
        ("2026-03-05 00:00:00", DAY),
        ("5/3/2026", DAY),
        ("05.03.2026", DAY),
        ("46086", DAY),
        ("2026-02-30", None),
        ("3/13/2026", None),
        ("kemarin", None),
        ("05/03/26", None),
        ("1026-03-05", None),
    ],
)
def test_dates_as_spreadsheets_leave_them(said: str, found: date | None) -> None:
    assert parse(said) == found


def test_one_date_of_a_file_that_can_be_no_other_tells_the_order_of_all(tmp_path: Path) -> None:
    second = row(tanggal="12/31/2026", rekaman="indikator/b")
    found = keputusan.load(file(tmp_path, row(tanggal="3/5/2026"), second)).keputusan
    assert [one.tanggal for one in found] == [DAY, date(2026, 12, 31)]


def test_a_list_saved_by_an_indonesian_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "isi.csv"
    text = (
        keputusan.written([FINDING])
        .decode()
        .replace(",", ";")
        .replace("2026-03-05", "05/03/2026")
        .replace("\n", "\r\n")
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert keputusan.load(path).keputusan == (FINDING,)


# ---------- Faults


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"jenis": "hal"}, "baris 2: jenis 'hal' tidak dikenal"),
        ({"putusan": "setuju"}, "baris 2: putusan 'setuju' tidak berlaku bagi temuan; pilih diterima"),
        ({"putusan": "dikonfirmasi"}, "baris 2: putusan 'dikonfirmasi' tidak berlaku bagi temuan"),
        ({"tanggal": "2026-13-01"}, "baris 2: tanggal '2026-13-01' bukan tanggal"),
        ({"sidik": "1e10"}, "baris 2: sidik '1e10' bukan sidik"),
        ({"sidik": ""}, "baris 2: kolom sidik kosong"),
        ({"alasan": ""}, "baris 2: kolom alasan kosong"),
        ({"aturan": ""}, "baris 2: kolom aturan kosong"),
        ({"nilai": "x"}, "baris 2: kolom nilai hanya untuk jenis bidang"),
        ({"oleh": "Budi Santoso"}, "baris 2: kolom oleh harus peran"),
        ({"oleh": "Wali data NIP 198001012005011001"}, "baris 2: kolom oleh harus peran"),
        ({"alasan": "kata NIP 198001012005011001"}, "baris 2: kolom alasan memuat nama, NIP atau kontak"),
        ({"alasan": "tanya a.b@c.go.id"}, "baris 2: kolom alasan memuat nama, NIP atau kontak"),
    ],
)
def test_a_wrong_row_is_told_in_one_sentence_and_the_others_count(
    tmp_path: Path, changed: dict[str, str], said: str
) -> None:
    path = file(tmp_path, row(**changed), row(rekaman="indikator/b"))
    (fault,) = faults(path)
    assert fault.startswith(said)
    assert "\n" not in fault
    assert [one.tempat.rekaman for one in keputusan.load(path).keputusan] == ["indikator/b"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (",".join((*COLUMNS, "warna")), "baris 1: kolom 'warna' tidak dikenal"),
        (",".join(COLUMNS[:-1]), "baris 1: kolom alasan tidak ada"),
        (",".join((*COLUMNS, "oleh")), "baris 1: ada kolom yang tertulis dua kali"),
    ],
)
def test_wrong_columns_are_named(tmp_path: Path, head: str, said: str) -> None:
    (fault,) = faults(file(tmp_path, head=head))
    assert fault.startswith(said)


def test_a_file_that_is_no_csv_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "keputusan.csv"
    for data, said in (
        (b"", "berkas kosong"),
        (b"\xff\xfeabc", "bukan UTF-8"),
        ((",".join(COLUMNS) + '\n"tak tertutup').encode(), "baris 2: bukan CSV yang benar"),
        ((",".join(COLUMNS) + "\n" + row().strip() + ",lebih\n").encode(), "baris 2: lebih banyak sel"),
    ):
        path.write_bytes(data)
        (fault,) = faults(path)
        assert fault.startswith(said)
    (fault,) = faults(tmp_path / "tiada.csv")
    assert fault.startswith("berkas tidak ada")
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 bukan")
    (fault,) = faults(tmp_path / "rusak.xlsx")
    assert "berkas rusak" in fault


def test_two_that_disagree_are_both_left_and_named_with_their_lines(tmp_path: Path) -> None:
    path = file(tmp_path, row(), row(rekaman="indikator/b"), row(putusan="diterima"))
    kept, found = keputusan.merged([keputusan.load(path)])
    assert [one.tempat.rekaman for one in kept] == ["indikator/b"]
    assert [str(one).removeprefix(f"{path}: ") for one in found] == [
        "baris 4: temuan indikator-tanpa-satuan pada indikator/a: diterima, sedangkan baris 2 dikesampingkan; "
        "keduanya tidak diterapkan (two decisions disagree)"
    ]


def test_of_two_that_agree_the_later_one_counts(tmp_path: Path) -> None:
    path = file(tmp_path, row(tanggal="2026-04-01"), row())
    kept, found = keputusan.merged([keputusan.load(path)])
    assert ([one.tanggal for one in kept], found) == ([date(2026, 4, 1)], ())


ROLES = (
    *("wali data", "Wali Data Dinas Sosial Kota Probolinggo", "Kepala Bidang Resos", "evaluator SAKIP", "data steward"),
    *("Kepala Dinas Sosial Kabupaten Hulu Sungai Utara", "tim Bappeda", "Subbag Program", "PPK-SKPD", "Camat"),
    *("Kasubbag Perencanaan, Evaluasi dan Pelaporan", "Admin SIKS-NG", "Verifikator DTKS", "Plt. Kepala Dinas"),
    *("Perencana Ahli Muda Bappeda Kab. Tapin", "Kabid E-Government", "Dinas P3AP2KB", "Penelaah Teknis Kebijakan"),
    *("KEPALA BIDANG PEMBERDAYAAN SOSIAL", "tim satu data indonesia", "Asisten Pemerintahan dan Kesra", "Sekdis"),
    *("Pelaksana Tugas Kepala Dinas", "Pejabat Fungsional Statistisi Ahli Pertama", "Kepala Seksi II"),
    *("Tim Reviu LKjIP", "Pengurus Barang", "Kepala UPTD Balai Rehabilitasi", "Penanggung jawab IKU", "JFT Perencana"),
)
NAMES = (
    *("Budi Santoso", "budi santoso", "Budi", "wali data Budi Santoso", "wali data (Rina)", "198001012005011001"),
    *("Dra. Siti Aminah, M.Si", "Kepala Dinas, NIP 198001012005011001", "wali.data@dinsos.go.id", ""),
    *("WALI DATA SULASTRI", "wali data sulastri", "Wali Data Sulastri", "wali data desak", "kepala dinas Subagyo"),
    *("KABID KARTIKA", "operator tatang", "wali data rumahorbo", "tim mentari", "Wali Data Julianto", "wali data B"),
    *("sekretaris merlinda", "wali data guruh", "WALI DATA BINARTI", "verifikator Dayat", "Kepala Dinas Pak Subandi"),
    *("wali data 081234567890", "wali data/Yanti", "kepala bidang agung", "Tapin", "sosial"),
)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_taken_in_whatever_letters(role: str) -> None:
    assert (is_role(role), is_role(role.upper())) == (True, True)


def posts(found: object) -> Iterator[str]:
    """The names of positions in the records of a key, and of those that answer for something."""
    if isinstance(found, dict):
        named = found.get("nama") if found.get("jenis") == "jabatan" else None
        yield from (one for one in (named, found.get("jabatan"), found.get("penanggung_jawab")) if _is_post(one))
        found = list(found.values())
    if isinstance(found, list):
        for one in found:
            yield from posts(one)


def _is_post(said: object) -> TypeGuard[str]:
    """Whether this is a name: identifiers of positions stand in the same fields."""
    return isinstance(said, str) and said[:1].isupper()


def test_every_post_of_the_keys_and_of_the_documents_is_a_role_with_every_region() -> None:
    files = sorted(Path("tests/data").rglob("*.json"))
    printed = {name for file in files for name in posts(json.loads(file.read_text(encoding="utf-8")))}
    iki = resources.folder("documents") / "iki-dinsos-probolinggo-2019.md"
    read = {one.nama for one in document.read_file(iki).records if isinstance(one, Jabatan)}
    assert (len(printed) >= 40, len(read) >= 10) == (True, True)
    assert [name for name in sorted(printed | read) if not is_role(name)] == []
    assert len(regions()) >= 500
    assert [one.nama for one in regions() if not is_role(f"wali data {one.nama}")] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_or_nip_is_no_role_in_whatever_letters(name: str) -> None:
    assert (is_role(name), is_role(name.upper()), is_role(name.lower())) == (False, False, False)


def test_who_writes_a_name_is_told_what_a_role_looks_like_and_which_word_is_none(tmp_path: Path) -> None:
    (fault,) = faults(file(tmp_path, row(oleh="WALI DATA SULASTRI")))
    assert fault == (
        "baris 2: kolom oleh harus peran, seperti 'wali data', 'Kepala Bidang Rehabilitasi Sosial' atau "
        "'tim SAKIP Kabupaten Tapin', bukan nama orang atau NIP; kata ke-3 bukan kata peran yang dikenal "
        "(a role, never a person)"
    )


def test_what_is_a_role_and_what_a_person_is_as_the_examples_say() -> None:
    results = doctest.testmod(peran)
    assert (results.failed, results.attempted >= 3) == (0, True)
