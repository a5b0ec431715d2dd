"""Nothing is written for the samples: change a document, and the records follow, or a warning says why not.

Each test changes the text and the key in the same way; the reader sees only the text.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import keys
from kgkesos import resources
from kgkesos.reading import document
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading

GOLD = Path(__file__).parent / "data" / "gold"
DOCUMENTS = resources.folder("documents")
NEW_NAMES = (
    ("PROBOLINGGO", "SUKAMAJU"),
    ("P R O B O L I N G G O", "S U K A M A J U"),
    ("Probolinggo", "Sukamaju"),
    ("TAPIN", "MEKARJAYA"),
    ("DINAS SOSIAL", "DINAS PERPUSTAKAAN"),
    ("Dinas Sosial", "Dinas Perpustakaan"),
    ("Pelayanan dan Rehabilitasi Sosial", "Layanan Baca dan Pinjam Buku"),
    ("Perlindungan dan Jaminan Sosial", "Arsip dan Naskah Kuno"),
    ("Pemberdayaan Sosial", "Penggiat Literasi"),
    ("Tata Usaha", "Rumah Tangga Kantor"),
    ("Jaminan Sosial", "Naskah Lama"),
    ("Kementerian Sosial", "Perpustakaan Nasional"),
)


def text_of(number: str) -> str:
    return (DOCUMENTS / keys.DOCUMENTS[number]).read_text(encoding="utf-8")


def read(text: str) -> Reading:
    return document.read_source(Source.of(text, "0" * 64), Path("diubah.txt"))


def rows(reading: Reading) -> Counter[keys.Row]:
    return Counter(keys.record_rows(reading.records))


def renamed(value: Any) -> Any:
    """``value`` (text, or a row of the key) with every name of ``NEW_NAMES`` changed."""
    if isinstance(value, str):
        for old, new in NEW_NAMES:
            value = value.replace(old, new)
        return value
    return tuple(renamed(part) for part in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_other_names(number: str) -> None:
    wanted = Counter(renamed(row) for row in keys.key_rows(GOLD, number))
    assert wanted != Counter(keys.key_rows(GOLD, number))
    assert rows(read(renamed(text_of(number)))) == wanted


def iki_blocks() -> tuple[str, list[str]]:
    """The cover of the IKI, and its positions, each from its title line."""
    parts = re.split(r"(?m)^(?=INDIKATOR KINERJA INDIVIDU$)", text_of("001"))
    return parts[0], parts[1:]


def iki_rows_of(names: set[str]) -> Counter[keys.Row]:
    """The key's rows for the positions called ``names``, with what hangs under them."""
    wanted: list[keys.Row] = []
    stated = {row[2] for row in keys.key_rows(GOLD, "001") if row[0] == "Kinerja" and row[1] in names}
    position = ""
    indicators: set[str] = set()
    for row in keys.key_rows(GOLD, "001"):
        position = row[2] if row[0] == "Jabatan" else position
        if position in names and row[0] != "Definisi":
            wanted.append(row)
            indicators |= {row[2]} if row[0] == "Indikator" else set()
    assert stated
    return Counter(wanted)


def names_in(block: str) -> str:
    found = re.search(r"JABATAN : (.*)", block)
    assert found
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", found.group(1)).strip(" .")


@pytest.mark.parametrize("seed", range(5))
def test_positions_in_another_order(seed: int) -> None:
    cover, blocks = iki_blocks()
    random.Random(seed).shuffle(blocks)
    blocks = [block.rstrip("\n") + "\n\n" for block in blocks]
    assert rows(read(cover + "".join(blocks))) == Counter(keys.key_rows(GOLD, "001"))


@pytest.mark.parametrize("seed", range(5))
def test_positions_left_out(seed: int) -> None:
    cover, blocks = iki_blocks()
    kept = random.Random(seed).sample(blocks, 6)
    kept = [block.rstrip("\n") + "\n\n" for block in kept]
    found = rows(read(cover + "".join(kept)))
    without_definitions = Counter({row: n for row, n in found.items() if row[0] != "Definisi"})
    assert without_definitions == iki_rows_of({names_in(block) for block in kept})


def test_items_numbered_instead_of_lettered() -> None:
    text = re.sub(r"(?m)^(\s*- )([a-o])\. ", lambda m: f"{m[1]}{ord(m[2]) - 96}. ", text_of("001"))
    wanted = Counter(
        (row[0], row[1], str(ord(row[2]) - 96), row[3]) if row[0] in ("Tugas", "Fungsi") and row[2] else row
        for row in keys.key_rows(GOLD, "001")
    )
    assert rows(read(text)) == wanted


def test_parts_numbered_and_written_otherwise() -> None:
    """Roman numerals and title case at the heads, capitals at the items."""
    text = text_of("001")
    for number, roman, head in (("1", "I", "JABATAN"), ("2", "II", "TUGAS"), ("3", "III", "FUNGSI")):
        text = text.replace(f"{number}. {head} :", f"{roman}. {head.capitalize()} :")
    text = re.sub(r"(?m)^(\s*- )([a-o])\. ", lambda m: f"{m[1]}{m[2].upper()}) ", text)
    wanted = Counter(
        (row[0], row[1], row[2].upper(), row[3]) if row[0] in ("Tugas", "Fungsi") and row[2] else row
        for row in keys.key_rows(GOLD, "001")
    )
    assert rows(read(text)) == wanted


def test_bars_instead_of_tabs() -> None:
    """The same tables as Markdown prints them."""

    def barred(line: str) -> str:
        return "| " + " | ".join(line.split("\t")) + " |" if "\t" in line else line

    text = "\n".join(barred(line) for line in text_of("001").split("\n"))
    assert rows(read(text)) == Counter(keys.key_rows(GOLD, "001"))


def test_a_column_moved() -> None:
    """The source before the explanation: columns are known by their heads, not by their place."""

    def moved(line: str) -> str:
        cells = line.split("\t")
        return "\t".join([*cells[:2], cells[3], cells[2]]) if len(cells) == 4 else line

    text = "\n".join(moved(line) for line in text_of("001").split("\n"))
    assert rows(read(text)) == Counter(keys.key_rows(GOLD, "001"))


@pytest.mark.parametrize("dropped", [1, 2, 3])
def test_iku_row_left_out(dropped: int) -> None:
    text = "\n".join(line for line in text_of("002").split("\n") if not line.startswith(f"{dropped}.\t"))
    found = read(text)
    gone = next(row[2] for row in keys.key_rows(GOLD, "002") if row[0] == "Sasaran" and row[3] == str(dropped))
    indicator = next(row[2] for row in keys.key_rows(GOLD, "002") if row[0] == "Indikator" and row[1] == gone)
    wanted = [
        row
        for row in keys.key_rows(GOLD, "002")
        if row[0] != "Definisi" and row[2] != gone and row[1] not in (gone, indicator)
    ]
    assert Counter({row: n for row, n in rows(found).items() if row[0] != "Definisi"}) == Counter(wanted)


def metadata_sections() -> tuple[str, list[str]]:
    labels = "|".join(["RUJUKAN", "RUMUS", "WALI DATA", "UKURAN", "UNIT", "KEGUNAAN", "INTERPRETASI", "KETERANGAN"])
    labels += "|SUMBER|METODOLOGI|KEDALAMAN DATA|PERIODE|LAG DATA|KEWENANGAN|DOKUMEN"
    parts = re.split(rf"(?m)^(?=\s*(?:{labels})\s*$)", text_of("000"))
    return parts[0], parts[1:]


@pytest.mark.parametrize("seed", range(5))
def test_metadata_fields_in_another_order(seed: int) -> None:
    head, sections = metadata_sections()
    random.Random(seed).shuffle(sections)
    sections = [section.rstrip() + "\n" for section in sections]
    assert rows(read(head + "".join(sections))) == Counter(keys.key_rows(GOLD, "000"))


@pytest.mark.parametrize("label", ["UNIT", "KETERANGAN", "RUMUS", "DOKUMEN"])
def test_metadata_field_left_out(label: str) -> None:
    head, sections = metadata_sections()
    kept = [section for section in sections if section.split("\n")[0].strip() != label]
    assert len(kept) == len(sections) - 1
    wanted = Counter(row for row in keys.key_rows(GOLD, "000") if row[0] != "Metadata" or row[2] != label)
    found = rows(read(head + "".join(kept)))
    if label == "KETERANGAN":  # its two definitions go with it
        wanted = Counter(row for row in wanted if row[0] != "Definisi" or "Sosial adalah" not in row[5][:35])
        found_definitions = {row[2] for row in found if row[0] == "Definisi"}
        assert "Relawan Sosial" not in found_definitions
        assert "Lembaga Kesejahteraan Sosial" not in found_definitions
        found = Counter({row: n for row, n in found.items() if row[0] != "Definisi"})
        wanted = Counter({row: n for row, n in wanted.items() if row[0] != "Definisi"})
    assert found == wanted


def truncated_after(marker: str) -> Callable[[str], str]:
    def cut(text: str) -> str:
        return text[: text.index(marker) + len(marker)]

    return cut


@pytest.mark.parametrize(
    "marker",
    [
        "2. TUGAS :\n\n- a. Menyusun rencana",
        "Persentase Peningkatan Disiplin",
        "- e. Pelaksanaan pembinaan",
    ],
)
def test_a_truncated_iki_says_so(marker: str) -> None:
    reading = read(truncated_after(marker)(text_of("001")))
    assert "dokumen-terpotong" in {warning.kode for warning in reading.peringatan}
    assert len(reading.records) > 1


def test_a_superior_who_is_nobody_in_particular_is_no_link() -> None:
    text = text_of("001").replace("diberikan oleh Sekretaris", "diberikan oleh pimpinan")
    reading = read(text)
    warned = [warning for warning in reading.peringatan if warning.kode == "tanpa-atasan"]
    assert len(warned) == 2
    assert {row[5] for row in rows(reading) if row[0] == "Jabatan" and "Sub. Bagian" in row[2]} == {None}


def test_an_indicator_without_objective_is_left_and_said() -> None:
    lines = text_of("002").split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("1.\t"))
    cells = lines[first].split("\t")
    lines[first] = "\t".join([cells[0], "", *cells[2:]])
    reading = read("\n".join(lines))
    assert [w.kode for w in reading.peringatan] == ["indikator-tanpa-sasaran"]
    assert [(left.baris, left.alasan) for left in reading.tak_terbaca] == [
        ((first + 1, first + 1), "indikator tanpa sasaran")
    ]
