"""The IKI of three offices, each made from its key and rendered by a browser and pdftotext in several ways.

``md`` is the table row by row; ``raw`` prints cell after cell, as a text layer does; ``layout`` prints the page as it
looks, cells side by side; ``mixed`` (pdftotext without a word) goes through the page block by block, so that cells of
different columns share a line. The keys were written first, by a reader who has not seen the code.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench import keys
from kgkesos.reading import accounting, document, evidence
from kgkesos.records import Jabatan, Reading

DATA = Path(__file__).parent / "data" / "iki"
PRINTED = ("md", "raw", "layout", "mixed")
OFFICES = ("dinkes-wanajaya-2020", "perikanan-tanjungbiru-2019", "perpustakaan-ranukarya-2021")
ENDINGS = {"md": ".md", "raw": ".raw.txt", "layout": ".layout.txt", "mixed": ".mixed.txt", "paste": ".paste.txt"}
# An indicator that begins with no word of measure: nothing tells where the result above it ends, so it is left.
LEFT = "Terlaksananya lomba bercerita tingkat kabupaten"


def read(office: str, rendering: str) -> Reading:
    return document.read_file(DATA / f"iki-{office}{ENDINGS[rendering]}")


def rows(found: list[keys.Row]) -> Counter[keys.Row]:
    """Rows that can be compared: the expression and a position's printed spacing are of the rendition."""
    return Counter(_comparable(row) for row in found)


def _comparable(row: keys.Row) -> keys.Row:
    if row[0] == "Formula":
        return row[:-1]
    if row[0] == "Jabatan":
        return (*row[:3], *row[4:])
    if row[0] == "Definisi":
        return tuple(field.rstrip(".;") if isinstance(field, str) else field for field in row)
    return row


def wanted(office: str) -> Counter[keys.Row]:
    key: dict[str, Any] = json.loads((DATA / f"iki-{office}.key.json").read_text(encoding="utf-8"))
    for position in key["jabatan"]:
        # "Sekretaris Dinas X" heads a Sekretariat that this document prints nowhere: without a quote, no field.
        if position["jabatan"] == "Sekretaris Dinas Perikanan":
            position["unit"] = None
        for indicator in (one for result in position["kinerja"] for one in result["indikator"]):
            if indicator["formula"]:
                indicator["formula"].setdefault("ekspresi", None)
    said = [
        ("Definisi", None, d["istilah"], d["singkatan"], d["definisi"], d["kalimat"]) for d in key.get("definisi", [])
    ]
    return rows([*keys.positions(key["jabatan"]), *said])


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("rendering", ["md", "raw", "layout"])
def test_every_rendering_gives_the_records_of_the_key(office: str, rendering: str) -> None:
    reading = read(office, rendering)
    found = rows(keys.record_rows(reading.records))
    missing, extra = wanted(office) - found, found - wanted(office)
    if (office, rendering) == ("perpustakaan-ranukarya-2021", "raw"):
        assert [row[2] for row in missing] == [LEFT]
        assert LEFT in " ".join(left.kutipan for left in reading.tak_terbaca).replace("\n", " ")
    else:
        assert missing == Counter()
    assert extra == Counter()


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("rendering", PRINTED)
def test_evidence_holds(office: str, rendering: str) -> None:
    reading = read(office, rendering)
    assert list(evidence.failures(reading, {reading.dokumen.sha256: reading.text})) == []


@pytest.mark.parametrize("office", OFFICES)
def test_cells_that_share_a_line_are_left_and_the_user_is_told(office: str) -> None:
    reading = read(office, "mixed")
    kinds = Counter(record.jenis for record in reading.records)
    assert set(kinds) == {"Jabatan", "Tugas", "Fungsi"}
    found, key = rows(keys.record_rows(reading.records)), wanted(office)
    assert found == Counter({row: count for row, count in key.items() if row[0] in kinds})
    told = [said for said in reading.peringatan if said.kode == "tabel-tersebar"]
    assert len(told) == kinds["Jabatan"]
    assert all("pdftotext -layout" in said.pesan for said in told)
    unread = accounting.shares(reading)[-1]
    assert unread.bagian > 0.5


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("rendering", ["md", "layout"])
def test_every_printed_line_is_accounted_for(office: str, rendering: str) -> None:
    assert accounting.shares(read(office, rendering))[-1].baris == 0


# Three more offices, with keys made after the reader was built. What differs from the key is listed one by one: names
# of the rows that are left unread (all told to the user), and rows of which one field differs, with what is read.
OTHERS = ("bpbd-telukmerantau-2022", "kecamatan-muarasenja-2023", "distan-padangilalang-2018")
TELUK, SENJA, PADANG = OTHERS
UNREAD = {
    # A table without labels: nothing parts the indicator's name from a formula in words.
    (TELUK, "raw"): {"Tingkat kepuasan pegawai terhadap layanan Sekretariat", "Jumlah peralatan yang dipelihara"},
    # Two rows without a line between them, the second one's formula lower down.
    (TELUK, "layout"): {
        "Tersedianya logistik dan peralatan yang siap digunakan",
        "Persentase pemenuhan kebutuhan logistik korban bencana",
        "Jumlah peralatan yang dipelihara",
    },
    # A row without a formula: nothing parts the name from the source.
    (SENJA, "raw"): {"Nilai evaluasi akuntabilitas kinerja kecamatan"},
    # Its name is printed without any space and cut: "PersentaseluasseranganOPTyangdi / kendalikan".
    (PADANG, "paste"): {
        "Terkendalinya serangan organisme pengganggu tumbuhan",
        "Persentase luas serangan OPT yang dikendalikan",
    },
}
DIFFERS = {
    # Spaces that the text layer lost and no vocabulary puts back; a source that is not told from the formula's words.
    (TELUK, "raw"): {
        "Indeks Risiko Bencana (IRB)",
        "Persentase desa/kelurahan tangguh bencana",
        "Persentase pemenuhan kebutuhan logistik korban bencana",
    },
    (TELUK, "layout"): {"Persentase desa/kelurahan tangguh bencana"},
    (SENJA, "raw"): set[str](),
    # "Luaspanen" opens no quantity; of three fractions two have a gathered multiplier, so none is given one.
    (PADANG, "paste"): {
        "Produktivitas padi sawah (ton/ha)",
        "Persentase peningkatan produksi jagung",
        "Persentase ketersediaan cadangan pangan",
    },
}


@pytest.mark.parametrize(("office", "rendering"), UNREAD)
def test_other_offices_are_read_but_for_what_is_listed(office: str, rendering: str) -> None:
    reading = read(office, rendering)
    kinds = {"Kinerja", "Indikator", "Formula", "Tugas", "Fungsi"}
    found = Counter({row: n for row, n in rows(keys.record_rows(reading.records)).items() if row[0] in kinds})
    key = Counter({row: n for row, n in wanted(office).items() if row[0] in kinds})
    missing, extra = key - found, found - key
    assert {_name(row) for row in missing} == UNREAD[office, rendering] | DIFFERS[office, rendering]
    assert {_name(row) for row in extra} == DIFFERS[office, rendering]
    assert any(said.kode == "tabel-tersebar" for said in reading.peringatan)


def _name(row: keys.Row) -> str:
    """What a row is about: the indicator, or the result."""
    return str(row[1] if row[0] == "Formula" else row[2])


@pytest.mark.parametrize(("office", "rendering"), UNREAD)
def test_their_positions_and_evidence(office: str, rendering: str) -> None:
    reading = read(office, rendering)
    assert list(evidence.failures(reading, {reading.dokumen.sha256: reading.text})) == []
    names = [row[2] for row in keys.record_rows(reading.records) if row[0] == "Jabatan"]
    key = json.loads((DATA / f"iki-{office}.key.json").read_text(encoding="utf-8"))
    assert names == [position["jabatan"] for position in key["jabatan"]]
    superiors = [record.atasan for record in reading.records if isinstance(record, Jabatan)]
    assert superiors == [position["atasan"] for position in key["jabatan"]]
