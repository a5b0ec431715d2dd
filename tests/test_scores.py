"""What evaluators score: each field and verdict rests on what is printed, and a changed line changes its rows alone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kgkesos import answers, pipeline, scoring
from kgkesos.knowledge import Knowledge
from kgkesos.project import vocabulary
from kgkesos.store import Scratch
from kgkesos.vocab import KESOS

DATA = Path(__file__).parent / "data" / "skor"
CARD = DATA / "kartu-lengkap.txt"
WHOLE, OTHER = "Persentase Lansia Sendu yang Dilayani", "Jumlah Rumah Singgah"
# What the second card prints: its number, name, concept and unit; the measure is the first word of the name.
OF_OTHER = {1: "terisi", 2: "terisi", 3: "terisi", 7: "terisi", 8: "terisi"}
NOTHING = "tidak ada"

Fields = dict[tuple[str, int], tuple[str, str | None]]


def built_from(text: str, folder: Path) -> Knowledge:
    """The build of a document that is ``text``."""
    (folder / "dokumen").mkdir()
    (folder / "dokumen" / "kartu.txt").write_text(text, encoding="utf-8")
    pipeline.build([folder / "dokumen"], folder / "kg")
    return Knowledge.open(folder / "kg")


def rows(knowledge: Knowledge, question: str, *columns: str) -> list[tuple[answers.Cell, ...]]:
    answer = answers.ask(knowledge, question)
    places = [answer.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in answer.rows]


def fields(knowledge: Knowledge) -> Fields:
    """The state and place of each item of each indicator."""
    found = rows(knowledge, "kelengkapan-ms-ind", "namaIndikator", "nomor", "keadaan", "letak")
    assert len(found) == len({row[:2] for row in found})
    return {(str(row[0]), int(str(row[1]))): (str(row[2]), None if row[3] is None else str(row[3])) for row in found}


def scores(knowledge: Knowledge) -> dict[str, tuple[answers.Cell, ...]]:
    found = rows(knowledge, "skor-indikator", "namaIndikator", "msInd", "definisi", "smartYa", "smartDinilai")
    return {str(name): tuple(rest) for name, *rest in found}


def verdicts(knowledge: Knowledge) -> dict[tuple[str, str], str]:
    found = rows(knowledge, "smart-indikator", "namaIndikator", "kriteria", "hasil")
    return {(str(name), str(criterion)): str(verdict) for name, criterion, verdict in found}


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return built_from(CARD.read_text(encoding="utf-8"), tmp_path_factory.mktemp("kartu"))


# ---------------------------------------------------------------- completeness


def test_an_indicator_with_all_items_has_seventeen(card: Knowledge) -> None:
    found = fields(card)
    states = {number: found[WHOLE, number][0] for number in range(1, 18)}
    # It is not composite: two items do not apply.
    assert states == {number: "tidak berlaku" if number in (11, 12) else "terisi" for number in range(1, 18)}
    assert {number: found[OTHER, number][0] for number in range(1, 18)} == {
        number: OF_OTHER.get(number, NOTHING) for number in range(1, 18)
    }
    assert (scores(card)[WHOLE][:2], scores(card)[OTHER][:2]) == ((17, "ya"), (5, "tidak"))


def without(label: str) -> tuple[str, str]:
    """The line of ``label`` in the first card, and the same without a value."""
    line = re.search(rf"^{label} : .+$", CARD.read_text(encoding="utf-8"), re.MULTILINE)
    assert line
    return line[0] + "\n", f"{label} :\n"


DEFINED = "Satuan : Unit\nDefinisi : Rumah yang menampung orang telantar untuk sementara\n"
# What is changed, the rows that change, and how many items each indicator has then.
EDITS = {
    "a field emptied": (without("Interpretasi"), {(WHOLE, 5): ("kosong", "bidang INTERPRETASI")}, 16, 5),
    "a dash is no value": (
        (without("Klasifikasi")[0], "Klasifikasi : -\n"),
        {(WHOLE, 9): ("kosong", "bidang KLASIFIKASI")},
        16,
        5,
    ),
    "a field left out": ((without("Level Estimasi")[0], ""), {(WHOLE, 16): (NOTHING, None)}, 16, 5),
    "a measure that the name has, too": (without("Ukuran"), {(WHOLE, 7): ("terisi", "nama indikator")}, 17, 5),
    "a unit that the formula has, too": (without("Satuan"), {(WHOLE, 8): ("terisi", "formula")}, 17, 5),
    "a variable that the formula has, too": (
        without("Nama Variabel Pembangun"),
        {(WHOLE, 15): ("terisi", "formula")},
        17,
        5,
    ),
    "a composite indicator": (
        ("Indikator Komposit : Tidak", "Indikator Komposit : Ya"),
        {
            (WHOLE, 11): ("kosong", "bidang PUBLIKASI KETERSEDIAAN"),
            (WHOLE, 12): ("kosong", "bidang NAMA INDIKATOR PEMBANGUN"),
        },
        15,
        5,
    ),
    "a repaired indicator": (("Satuan : Unit\n", DEFINED), {(OTHER, 4): ("terisi", "bidang DEFINISI")}, 17, 6),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=[name.replace(" ", "-") for name in EDITS])
def test_a_changed_line_changes_its_item_alone(
    edit: tuple[tuple[str, str], Fields, int, int], card: Knowledge, tmp_path: Path
) -> None:
    (old, new), changed, whole, other = edit
    text = CARD.read_text(encoding="utf-8")
    assert text.count(old) == 1
    knowledge = built_from(text.replace(old, new), tmp_path)
    assert dict(fields(knowledge).items() - fields(card).items()) == changed
    after = scores(knowledge)
    assert (after[WHOLE][0], after[OTHER][0]) == (whole, other)


def test_a_repaired_indicator_raises_its_own_score(card: Knowledge, tmp_path: Path) -> None:
    knowledge = built_from(CARD.read_text(encoding="utf-8").replace("Satuan : Unit\n", DEFINED), tmp_path)
    assert scores(card)[OTHER] == (5, "tidak", 2, 2)
    assert scores(knowledge)[OTHER] == (6, "ya", 3, 3)
    assert scores(knowledge)[WHOLE] == scores(card)[WHOLE]
    assert dict(verdicts(knowledge).items() - verdicts(card).items()) == {(OTHER, "Spesifik"): "ya"}
    share = rows(knowledge, "definisi-operasional", "tingkat", "berdefinisi", "jumlah", "persen", "rentang")
    assert ("dokumen", 2, 2, 100.0, ">90%") in share
    before = rows(card, "definisi-operasional", "tingkat", "berdefinisi", "jumlah", "persen", "rentang")
    assert ("dokumen", 1, 2, 50.0, ">40%") in before


EMPTY = "".join(f"{label} :\n" for label in ("Konsep", "Definisi", "Rumus", "Satuan", "Sumber Data"))


def test_a_document_with_nothing_but_a_name(tmp_path: Path) -> None:
    head = CARD.read_text(encoding="utf-8").partition("KARTU DATA 1")[0].replace(" - TAHUN 2024", "")
    knowledge = built_from(f"{head}KARTU DATA 1\nNama Indikator : Rumah Singgah\n{EMPTY}", tmp_path)
    assert scores(knowledge) == {"Rumah Singgah": (1, "tidak", 0, 2)}
    found = {criterion: verdict for (_, criterion), verdict in verdicts(knowledge).items()}
    assert found == {
        "Spesifik": "tidak dapat dinilai",
        "Terukur": "tidak",
        "Dapat dicapai": "tidak dapat dinilai",
        "Relevan": "tidak dapat dinilai",
        "Berbatas waktu": "tidak",
    }
    share = rows(knowledge, "definisi-operasional", "tingkat", "berdefinisi", "jumlah", "persen", "rentang")
    assert ("dokumen", 0, 1, 0.0, "≤10%") in share


# ---------------------------------------------------------------- SMART

OPEN = "tidak-dapat-dinilai"
# By the rules that queries/scores/README.md gives: indicator, then the verdict on each criterion.
READ = {
    "baik": ("ya", "ya", "ya", "ya", "ya"),
    "kurang": (OPEN, "tidak", OPEN, OPEN, "tidak"),
    "salah": ("tidak", "tidak", OPEN, "tidak", "tidak"),
    "terbuka": (OPEN, OPEN, OPEN, OPEN, "tidak"),
}
CRITERIA = ("spesifik", "terukur", "dapat-dicapai", "relevan", "berbatas-waktu")


def judged(graph: Graph) -> dict[str, dict[str, tuple[str, str]]]:
    """For each indicator of ``graph`` and each criterion: the verdict, and the words that it rests on."""
    scratch = Scratch([*graph, *vocabulary("kode.ttl")])
    given = Graph(bind_namespaces="none")
    for triple in scoring.score(scratch, scoring.load()):
        given.add(triple)
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for node, criterion in given.subject_objects(KESOS.kriteria):
        if "/smart/" in str(criterion):
            (verdict,), (words,) = given.objects(node, KESOS.hasilPenilaian), given.objects(node, KESOS.kataPenilaian)
            assert len(set(given.objects(node, KESOS.alasan))) == 2
            assert len(set(given.objects(node, KESOS.dibuktikanOleh))) == 1
            (about,) = given.objects(node, KESOS.menilai)
            of = found.setdefault(str(about).rpartition("/")[2], {})
            of[str(criterion).rpartition("/")[2]] = (str(verdict).rpartition("/")[2], str(words))
    return found


@pytest.fixture
def made() -> Graph:
    return Graph(bind_namespaces="none").parse(DATA / "smart.ttl", format="turtle")


def test_findings_and_words_give_the_verdicts(made: Graph) -> None:
    found = judged(made)
    assert {name: tuple(said[one][0] for one in CRITERIA) for name, said in found.items()} == READ
    # The gravest finding counts, with its own words; without any, those quoted.
    assert found["salah"]["spesifik"] == ("tidak", "Jumlah peserta")
    assert found["salah"]["terukur"] == ("tidak", "Jumlah tamu")
    assert found["salah"]["relevan"] == ("tidak", "kinerja lain")
    assert found["terbuka"]["dapat-dicapai"] == (OPEN, "bantuan")
    assert found["baik"]["berbatas-waktu"] == ("ya", "2024")


def test_without_its_finding_a_verdict_changes_alone(made: Graph) -> None:
    before = judged(made)
    made.remove((URIRef("https://contoh.example/t4"), None, None))
    after = judged(made)
    assert after["salah"]["relevan"] == ("ya", "peserta")
    after["salah"]["relevan"] = before["salah"]["relevan"]
    assert after == before


# Read by hand in the documents: indicator, criterion, verdict.
BY_HAND = {
    # The formula counts other people than the name.
    ("Jumlah Lanjut Usia yang mendapatkan bantuan", "Spesifik"): "tidak",
    ("Jumlah PMKS yang terjaring razia di Jalan", "Spesifik"): "ya",
    ("Jumlah Warga Miskin yang mendapatkan bantuan", "Spesifik"): "tidak dapat dinilai",
    # Two things in one figure: perhaps one.
    ("Jumlah PMKS dan PSKS yang di data", "Spesifik"): "tidak dapat dinilai",
    # A rise is promised, a state is counted.
    ("Persentase Peningkatan Disiplin Aparatur", "Spesifik"): "tidak",
    ("Persentase Peningkatan Disiplin Aparatur", "Terukur"): "tidak",
    ("Jumlah fakir miskin yang mendapat pelatihan Keterampilan Usaha.", "Dapat dicapai"): "ya",
    ("Jumlah Warga Miskin yang mendapatkan bantuan", "Dapat dicapai"): "tidak dapat dinilai",
    ("Jumlah Penyandang Disabilitas yang mendapatkan Bantuan.", "Relevan"): "ya",
    ("Jumlah keluarga miskin yang diberi pelatihan", "Relevan"): "ya",
    ("Presentase Kegiatan Bimtek yang sudah terlaksana", "Relevan"): "tidak",
    ("Jumlah Koordinator Kegiatan Kesejahteraan Sosial (KKKS)", "Relevan"): "tidak dapat dinilai",
    # The goal and the objective have no period; the new programmes have one.
    ("Persentase penduduk miskin", "Berbatas waktu"): "tidak",
    ("Presentase PMKS yang berhasil direhabilitasi", "Berbatas waktu"): "ya",
}


def test_verdicts_are_those_of_a_reader(built: Knowledge) -> None:
    found = verdicts(built)
    assert {key: found[key] for key in BY_HAND} == BY_HAND


def test_each_indicator_has_one_verdict_on_each_criterion_with_its_quote(built: Knowledge) -> None:
    found = rows(built, "smart-indikator", "indikator", "kriteria", "kata", "alasan", "berkas", "baris", "kutipan")
    assert all(all(cell not in (None, "") for cell in row) for row in found)
    assert set(Counter(row[0] for row in found).values()) == {5}
    assert set(Counter(row[:2] for row in found).values()) == {1}
    indicators = {row[0] for row in rows(built, "formula-indikator", "indikator")}
    assert {row[0] for row in found} == indicators


def test_what_is_filled_has_a_quote(built: Knowledge) -> None:
    found = rows(built, "kelengkapan-ms-ind", "keadaan", "letak", "nilai", "berkas", "baris", "kutipan")
    for state, *rest in found:
        assert (state == NOTHING) == all(cell is None for cell in rest)
        if state not in (NOTHING, "kosong"):
            assert None not in rest
