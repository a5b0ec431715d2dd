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
from kgkesos.records import Reading

DATA = Path(__file__).parent / "data" / "iki"
OFFICES = ("dinkes-wanajaya-2020", "perikanan-tanjungbiru-2019", "perpustakaan-ranukarya-2021")
ENDINGS = {"md": ".md", "raw": ".raw.txt", "layout": ".layout.txt", "mixed": ".mixed.txt"}
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
@pytest.mark.parametrize("rendering", ENDINGS)
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
