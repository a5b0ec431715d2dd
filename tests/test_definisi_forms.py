"""Definitions as explanations state them, against a key that was made without the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kgkesos.reading import definisi, evidence, formula
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import Page
from kgkesos.records import values

# Two keys, the second made after the first was read by the code: on it 49 of 50 were right at first.
CASES: list[dict[str, Any]] = [
    case
    for name in ("definisi.json", "definisi-2.json")
    for case in json.loads((Path(__file__).parent / "data" / "forms" / name).read_text(encoding="utf-8"))
]
# Where the key is held to be wrong: the reason, by the number of the case.
DISPUTED: dict[str, str] = {
    "D034": '"IDL" stands for "imunisasi dasar lengkap", not for its Cakupan: the name of an indicator keeps the '
    'abbreviation of what it measures, as "Jumlah ... (KKKS)" does in the key of the real documents',
}
SHA = "0" * 64


def read(text: str) -> list[dict[str, object]]:
    """The definitions in a cell that explains an indicator, as the key prints them: no mark at the end of a text."""
    source = Source.of(text, SHA)
    prose = formula.explanation(source.span(0, len(text))).penjelasan
    if prose is None:
        return []
    short = definisi.Abbreviations.of(source)
    found = []
    for record in definisi.records(Page(source), "i", formula.without_notes(prose), short):
        for name, value in values(record).items():
            if value:
                words = " ".join(value) if isinstance(value, tuple) else str(value)
                assert evidence.fault(words, record.bukti.get(name, ()), {SHA: text}) is None, name
        said = {name: getattr(record, name) for name in ("istilah", "singkatan", "definisi", "kalimat")}
        said |= {name: said[name].strip(" .;") for name in ("definisi", "kalimat")}
        found.append(said | ({"alias": list(record.alias)} if record.alias else {}))
    return found


def case(wanted: dict[str, Any]) -> Any:
    reason = DISPUTED.get(wanted["id"])
    marks = (pytest.mark.xfail(reason=reason, strict=True),) if reason else ()
    return pytest.param(wanted, id=wanted["id"], marks=marks)


@pytest.mark.parametrize("wanted", [case(wanted) for wanted in CASES])
def test_each_case_of_the_key(wanted: dict[str, Any]) -> None:
    key = [said | {name: said[name].strip(" .;") for name in ("definisi", "kalimat")} for said in wanted["definisi"]]
    assert read(wanted["teks"]) == key


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Menurut UU Nomor 13 Tahun 1998, Lanjut Usia adalah orang yang berusia 60 tahun.", ["Lanjut Usia"]),
        ("Berdasarkan Permen No. 8 yang dimaksud dengan Pengemis adalah orang yang meminta-minta.", ["Pengemis"]),
        ("Pengertian keluarga miskin adalah keluarga yang tidak mampu.", ["keluarga miskin"]),
        ("Upaya Kesehatan Kerja adalah upaya yang menjaga pekerja.", ["Upaya Kesehatan Kerja"]),
        ("Kegiatan adalah bagian dari program yang dilaksanakan satuan kerja.", ["Kegiatan"]),
        ("Rumah layak meliputi: - Atap kuat - Lantai kering", []),
        ("Rumah layak adalah rumah yang memenuhi: - Atap kuat - Lantai kering", ["Rumah layak"]),
        ("Kriteria penerima adalah lansia di atas 60 tahun.", []),
        ("Maksud dari indikator adalah mengetahui jumlah anak.", []),
        ("Sasaran kegiatan adalah masyarakat miskin di desa.", []),
        ("Upaya yang dilakukan adalah pelatihan bagi kader desa.", []),
        ("Tahun 2020 adalah tahun dasar yang dipakai.", []),
        ("Dengan demikian lansia adalah kelompok yang utama.", []),
        ("Penerima bantuan adalah lansia.", []),
        ("Data yang dihitung adalah data yang dilaporkan.", []),
        ("Standar yang dipakai adalah standar operasional yang ditetapkan Bupati.", []),
    ],
)
def test_what_is_a_term_and_what_is_not(text: str, wanted: list[str]) -> None:
    assert [said["istilah"] for said in read(text)] == wanted


def test_the_items_of_a_list_belong_to_the_definition_that_announces_them() -> None:
    (said,) = read("Rumah layak adalah rumah yang memenuhi: - Atap kuat - Lantai kering. Data dari desa.")
    assert said["definisi"] == "rumah yang memenuhi: - Atap kuat - Lantai kering"
