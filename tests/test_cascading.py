"""The reader of cascading sheets: against the answer key, on changed copies of the sample, on an invented sheet.

The key is ``tests/data/gold/cascading.json``, a copy of the project's answer key. A mutation changes the text (and,
where rows are expected to change, the key's rows) and says which records follow, or which warning says why not.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.keys import Row, key_rows, record_rows
from kgkesos import resources
from kgkesos.reading import cascading, evidence
from kgkesos.reading.cascading import reader, words
from kgkesos.reading.cascading.runs import Numbered, runs
from kgkesos.reading.excerpt import Source
from kgkesos.reading.formula import words as formula_words
from kgkesos.reading.page import Page
from kgkesos.records import DUGAAN, Formula, Indikator, Kegiatan, Program, Reading, Record, Sasaran, SubKegiatan, Tujuan

DATA = Path(__file__).parent / "data"
GOLD = DATA / "gold"
SHARED = Path(__file__).parents[2] / "shared" / "gold" / "cascading.json"
SAMPLE = (resources.folder("documents") / "cascading-dinas-sosial.txt").read_text(encoding="utf-8")
# What the sample itself makes the reader say.
USUAL = Counter({"nama-terpotong": 1, "nomor-lepas": 1, "nomor-tidak-urut": 1})


def read(text: str) -> Reading:
    """Read ``text``; every reading in this module must have evidence that holds, unique ids and existing parents."""
    page = Page(Source.of(text, "0" * 64))
    dokumen, records = cascading.read(page)
    reading = Reading(dokumen, records, tuple(page.warnings), page.unread(), text)
    assert [str(error) for error in evidence.failures(reading, {dokumen.sha256: text})] == []
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
    assert {record.induk for record in records if record.induk} <= set(ids)
    told = {n for left in reading.tak_terbaca for n in range(left.baris[0], left.baris[1] + 1)}
    printed = {n for n, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert printed <= told | {page.source.printed_line(number) for number in page.uses()}
    return reading


def rows(reading: Reading) -> Counter[Row]:
    return Counter(record_rows(reading.records))


def key() -> Counter[Row]:
    return Counter(row for row in key_rows(GOLD, "003") if row[0] != "Definisi")


def codes(reading: Reading) -> Counter[str]:
    return Counter(warning.kode for warning in reading.peringatan)


def unusual(reading: Reading) -> Counter[str]:
    """The warnings that the unchanged sample does not give."""
    return codes(reading) - USUAL


def of(reading: Reading, kind: type[Record], **wanted: object) -> list[Any]:
    return [r for r in reading.records if type(r) is kind and all(getattr(r, n) == v for n, v in wanted.items())]


def one(reading: Reading, kind: type[Record], **wanted: object) -> Any:
    found = of(reading, kind, **wanted)
    assert len(found) == 1, found
    return found[0]


def lines_without(text: str, *ranges: tuple[int, int]) -> str:
    dropped = {n for first, last in ranges for n in range(first, last + 1)}
    return "\n".join(line for n, line in enumerate(text.split("\n"), 1) if n not in dropped)


def block(beginning: str) -> str:
    """The block of the sample whose words, spaces made single, begin so."""
    return next(b for b in SAMPLE.split("\n\n") if " ".join(b.split()).startswith(beginning))


def swapped(text: str, *pairs: tuple[str, str]) -> str:
    blocks = text.split("\n\n")
    for first, second in pairs:
        a, b = blocks.index(block(first)), blocks.index(block(second))
        blocks[a], blocks[b] = blocks[b], blocks[a]
    return "\n\n".join(blocks)


def gold() -> Any:
    return json.loads((GOLD / "cascading.json").read_text(encoding="utf-8"))


def gold_programs() -> Iterator[tuple[str, Any, list[Any]]]:
    """Generation, programme and its activities, from the key."""
    for generation in gold()["tujuan"][0]["sasaran"][0]["program_generasi"]:
        for program in generation["program"]:
            under = [program, *program["indikator_program"]]
            yield generation["generasi"], program, [a for node in under for a in node.get("kegiatan", ())]


SAMPLE_READING = read(SAMPLE)


# The sample against its key


def test_the_key_here_is_the_shared_key() -> None:
    if not SHARED.is_file():
        pytest.skip("../shared/gold is absent: the copy in tests/data/gold stands alone")
    assert SHARED.read_bytes() == (GOLD / "cascading.json").read_bytes()


def test_records_and_ties_equal_the_key() -> None:
    assert rows(SAMPLE_READING) == key()
    assert Counter(r.jenis for r in SAMPLE_READING.records) == {
        "Tujuan": 1, "Sasaran": 1, "Program": 7, "Kegiatan": 22, "Indikator": 31, "Formula": 5
    }  # fmt: skip


def test_every_printed_line_is_used_and_named() -> None:
    assert SAMPLE_READING.tak_terbaca == ()
    page = Page(Source.of(SAMPLE, "0" * 64))
    cascading.read(page)
    classes = {use: {n for n, u in page.uses().items() if u == use} for use in page.uses().values()}
    head = gold()["dokumen"]
    assert classes["judul"] == {head["baris_judul"]}
    headings = {n for first, last in head["baris_kolom"] for n in range(first, last + 1)}
    assert classes["kepala kolom"] == {n for n in headings if SAMPLE.split("\n")[n - 1].strip()}
    note = gold()["tujuan"][0]["sasaran"][0]["catatan_perubahan"]
    assert {note["baris"][0], note["baris"][1]} <= classes["catatan"]
    assert classes["nomor"] == {gold()["tujuan"][0]["baris_no"]}


def gold_lines() -> Iterator[tuple[str, str, tuple[int, int]]]:
    goal = gold()["tujuan"][0]
    objective = goal["sasaran"][0]
    yield "Tujuan", goal["teks"], tuple(goal["baris"])
    yield "Sasaran", objective["teks"], tuple(objective["baris"])
    measures = [*goal["indikator_tujuan"], *objective["indikator"]]
    for _, program, activities in gold_programs():
        yield "Program", program["teks"], tuple(program["baris"])
        measures += program["indikator_program"]
        for activity in activities:
            yield "Kegiatan", activity["nama"], tuple(activity["baris"])
            measures += activity["indikator"]
    for measure in measures:
        yield "Indikator", measure["teks"], tuple(measure["baris"])
        if measure.get("formula"):
            yield "Formula", measure["formula"]["ekspresi"], tuple(measure["baris_formula"])


def test_fields_stand_on_the_lines_that_the_key_names() -> None:
    found: Counter[tuple[str, str, tuple[int, int]]] = Counter()
    for record in SAMPLE_READING.records:
        field = next(name for name in ("nama", "teks", "ekspresi") if hasattr(record, name))
        quotes = [*record.bukti[field], *record.bukti.get("teks_tercetak", ())]
        span = (min(q.baris[0] for q in quotes), max(q.baris[1] for q in quotes))
        found[record.jenis, getattr(record, field), span] += 1
    assert found == Counter(gold_lines())


def test_what_the_sheet_leaves_open_is_marked_and_the_other_reading_given() -> None:
    open_ones = {r.nama for r in of(SAMPLE_READING, Indikator, kepastian=DUGAAN)}
    goal = gold()["tujuan"][0]
    assert open_ones == {goal["indikator_tujuan"][0]["teks"], goal["sasaran"][0]["indikator"][0]["teks"]}
    assert [r for r in SAMPLE_READING.records if r.kepastian == DUGAAN and not r.alternatif] == []
    assert {r.jenis for r in SAMPLE_READING.records if r.kepastian == DUGAAN} == {"Indikator"}
    aim = one(SAMPLE_READING, Indikator, nama=goal["indikator_tujuan"][0]["teks"])
    assert "tujuan kedua" in aim.alternatif


def test_ties_that_a_rule_chose_say_so() -> None:
    activities = of(SAMPLE_READING, Kegiatan)
    assert {(a.aturan_induk, a.kepastian_induk) for a in activities} == {("nomor-mulai-ulang", DUGAAN)}
    programs = of(SAMPLE_READING, Program)
    assert {(p.aturan_induk, p.kepastian_induk) for p in programs} == {("satu-satunya-sasaran", "pasti")}
    rules = Counter((f.aturan_induk, f.kepastian_induk) for f in of(SAMPLE_READING, Formula))
    assert rules == {(None, "pasti"): 3, ("pembilang-sama-dengan-nama", DUGAAN): 2}
    assert {r.aturan_induk for r in SAMPLE_READING.records} - {None} <= documented_rules()


def documented_rules() -> set[str]:
    return set(re.findall(r"^([a-z-]{8,}) {2,}\S", reader.__doc__ or "", re.MULTILINE))


def test_generations() -> None:
    new = {p.id: p for p in of(SAMPLE_READING, Program, periode="2019-2022")}
    old = of(SAMPLE_READING, Program, periode=None)
    assert (len(new), len(old)) == (3, 4)
    assert {p.digantikan_oleh for p in old} == {tuple(sorted(new))}
    assert {p.digantikan_oleh for p in new.values()} == {()}
    assert all("2018" in p.catatan and "dugaan" in p.catatan for p in old)
    assert {p.bukti["periode"][0].kutipan for p in new.values()} == {"2019-2022"}
    assert [p.nomor for p in sorted(old, key=lambda p: str(p.nomor))] == ["1", "2", "3", "4"]
    assert [p.nomor for p in sorted(new.values(), key=lambda p: str(p.nomor))] == ["1", "2", "3"]


def test_numbers_stay_as_printed_and_lead_to_their_print() -> None:
    wanted = [(a.get("no_tercetak", a["no"]), a["nama"]) for _, _, activities in gold_programs() for a in activities]
    assert Counter((int(a.nomor), a.nama) for a in of(SAMPLE_READING, Kegiatan)) == Counter(wanted)
    misnumbered = one(SAMPLE_READING, Kegiatan, nama="Pengembangan model kelembagaan perlindungan sosial")
    assert (misnumbered.nomor, "seharusnya 3" in misnumbered.catatan) == ("4", True)
    goal = one(SAMPLE_READING, Tujuan)
    assert (goal.nomor, goal.bukti["nomor"][0].baris) == ("1", (101, 101))
    misprinted = next(p for p in of(SAMPLE_READING, Program) if p.nama.startswith("Prorgam"))
    assert (misprinted.nomor, misprinted.bukti["nomor"][0].baris) == ("2", (307, 307))


def test_cells_torn_at_page_boundaries() -> None:
    joined = next(a for a in of(SAMPLE_READING, Kegiatan) if a.nama.endswith("luar biasa"))
    assert "dihitung sekali" in joined.catatan
    cut = one(SAMPLE_READING, Kegiatan, nama="Penanganan masalah masalah strategis yang")
    assert "terpotong" in cut.catatan
    assert joined.nama in cut.alternatif
    twice = one(SAMPLE_READING, Kegiatan, nama="Fasilitasi Program Keluarga Harapan")
    assert "baris 241" in twice.catatan
    assert twice.teks_tercetak == "Kegiatan Fasilitasi Program Keluarga Harapan"


def test_what_the_reader_says_of_the_sample() -> None:
    assert codes(SAMPLE_READING) == USUAL


# Changed copies of the sample


def test_another_office() -> None:
    reading = read(
        SAMPLE.replace("CASCADING DINAS SOSIAL", "CASCADING DINAS PERTANIAN KABUPATEN LEMBAH ASRI TAHUN 2020")
    )
    said = reading.dokumen
    assert (said.instansi, said.wilayah, said.tahun) == ("DINAS PERTANIAN", "KABUPATEN LEMBAH ASRI", 2020)
    assert rows(reading) == key()


WORDS = (
    ("PMKS", "PPKS"),
    ("kesejahteraan", "ketahanan"),
    ("Kesejahteraan", "Ketahanan"),
    ("sosial", "pangan"),
    ("Sosial", "Pangan"),
    ("miskin", "rentan"),
    ("Miskin", "Rentan"),
    ("bencana", "paceklik"),
    ("Fakir", "Buruh"),
)


def in_other_words(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(in_other_words(part) for part in value)
    for old, new in WORDS if isinstance(value, str) else ():
        value = value.replace(old, new)
    return value


def test_other_words_throughout() -> None:
    reading = read(in_other_words(SAMPLE))
    assert rows(reading) == Counter(in_other_words(row) for row in key().elements())
    assert unusual(reading) == Counter()


def test_a_programme_by_an_invented_name() -> None:
    printed = block("1 Program Pemberdayaan")
    name = " ".join(printed.split()[1:])
    reading = read(SAMPLE.replace(printed, "1 Program \nTata Ruang \nKebun Raya"))
    wanted = (tuple("Program Tata Ruang Kebun Raya" if v == name else v for v in row) for row in key().elements())
    assert rows(reading) == Counter(wanted)


def test_an_indicator_by_another_name() -> None:
    text = SAMPLE.replace("Jumlah RTM Peserta", "Jumlah Siswa Penerima").replace("\nPKH\n", "\nBeasiswa\n")
    wanted = (
        tuple("Jumlah Siswa Penerima Beasiswa" if v == "Jumlah RTM Peserta PKH" else v for v in row)
        for row in key().elements()
    )
    reading = read(text)
    assert rows(reading) == Counter(wanted)
    assert unusual(reading) == Counter()


def test_line_ends_without_spaces_and_with_carriage_returns() -> None:
    assert rows(read("\n".join(line.rstrip() for line in SAMPLE.split("\n")))) == key()
    assert rows(read(SAMPLE.replace("\n", "\r\n"))) == key()


def test_title_at_the_top() -> None:
    title = "CASCADING DINAS SOSIAL\n"
    reading = read(title + SAMPLE.replace(title, "", 1))
    assert rows(reading) == key()
    assert reading.dokumen.instansi == "DINAS SOSIAL"


def activities_to_delete() -> list[tuple[str, str]]:
    """Programme and name of every activity whose cells share no line or row with another's."""
    shared = (
        "Penanganan masalah masalah strategis yang",
        "penyelenggaraan Perlindungan",
        "Fasilitasi Program Keluarga",
    )
    return [
        (program["teks"], activity["nama"])
        for generation, program, activities in gold_programs()
        for activity in activities
        if generation == "lama" or not activity["nama"].startswith(shared)
    ]


@pytest.mark.parametrize(("program", "name"), activities_to_delete())
def test_one_activity_deleted_with_its_indicators(program: str, name: str) -> None:
    activity = next(a for _, p, all_ in gold_programs() for a in all_ if p["teks"] == program and a["nama"] == name)
    cells = [activity["baris"]] if "potongan" not in activity else [p["baris"] for p in activity["potongan"]]
    cells += [measure["baris"] for measure in activity["indikator"]]
    reading = read(lines_without(SAMPLE, *(tuple(c) for c in cells)))
    gone = [row for row in key() if row[0] == "Kegiatan" and row[1:3] == (program, name)]
    gone += [("Indikator", name, measure["teks"], None, None, None) for measure in activity["indikator"]]
    assert rows(reading) == key() - Counter(gone)
    # A gap in the numbering, or a programme without activities, is told; a list that only ends earlier shows nothing.
    assert set(unusual(reading)) <= {"nomor-loncat", "jumlah-kelompok-berbeda"}


@pytest.mark.parametrize(
    "beginning", ["1 Pelatihan", "2 Pelatihan", "1 Peningkatan peran", "1 Pemantauan", "2 Kegiatan Pemberdaayan"]
)
def test_one_activity_deleted_but_not_its_indicator(beginning: str) -> None:
    reading = read(SAMPLE.replace(block(beginning) + "\n\n", "", 1))
    name = " ".join(block(beginning).split()[1:]).removeprefix("Kegiatan ")
    orphans = [row for row in key() if row[:2] == ("Indikator", name)]
    kept = key() - Counter({row: 1 for row in key() if row[0] == "Kegiatan" and row[2] == name and gone(row, reading)})
    assert sum((kept - rows(reading)).values()) == sum(Counter(dict.fromkeys(orphans, 1)).values())
    assert rows(reading) - kept == Counter()
    assert unusual(reading)["indikator-tanpa-induk"] == 1
    assert "indikator tanpa induk" in {left.alasan for left in reading.tak_terbaca}


def gone(row: Row, reading: Reading) -> bool:
    return row not in rows(reading)


def test_an_indicator_deleted() -> None:
    reading = read(SAMPLE.replace(block("Jumlah PMKS dan PSKS yang di data") + "\n\n", ""))
    activity = "Pembentukan pusat informasi penyandang cacat dan trauma center"
    lost = ("Indikator", activity, "Jumlah PMKS dan PSKS yang di data", None, None, None)
    assert rows(reading) == key() - Counter([lost])
    assert unusual(reading) == {"kegiatan-tanpa-indikator": 1}


def test_the_whole_new_generation_deleted() -> None:
    start = min(a["baris"][0] for g, _, activities in gold_programs() if g == "baru" for a in activities)
    reading = read("\n".join(SAMPLE.split("\n")[: start - 1]) + "\n")
    new = [program["teks"] for g, program, _ in gold_programs() if g == "baru"]
    left = Counter(row for row in key().elements() if row[0] in ("Tujuan", "Sasaran", "Program") and row[2] not in new)
    assert Counter(row for row in rows(reading).elements() if row[0] in ("Tujuan", "Sasaran", "Program")) == left
    olds = [row for row in key() if row[0] == "Kegiatan" and row[1] not in new]
    assert Counter(row for row in rows(reading).elements() if row[0] == "Kegiatan") == Counter(olds)
    assert {(p.periode, p.digantikan_oleh) for p in of(reading, Program)} == {(None, ())}
    assert codes(reading)["penggantian-tanpa-program"] == 1


def test_the_old_generation_deleted() -> None:
    cells = [(14, 80), (86, 88), (93, 99), (134, 193)]
    reading = read(lines_without(SAMPLE, *cells))
    old = [program["teks"] for g, program, _ in gold_programs() if g == "lama"]
    wanted = {row for row in key() if row[0] == "Kegiatan" and row[1] not in old}
    assert {row for row in rows(reading) if row[0] == "Kegiatan"} == wanted
    assert codes(reading)["penggantian-tanpa-program"] == 1


def test_the_note_deleted() -> None:
    reading = read(SAMPLE.replace(block("TH. 2019-2022") + "\n\n" + block("dan diganti") + "\n\n", ""))
    wanted = ((*row[:3], None) if row[0] == "Program" else row for row in key().elements())
    assert rows(reading) == Counter(wanted)
    assert {p.digantikan_oleh for p in of(reading, Program)} == {()}
    assert unusual(reading) == {"generasi-tanpa-keterangan": 1}


def test_half_the_note_deleted() -> None:
    ended = read(SAMPLE.replace(block("dan diganti") + "\n\n", ""))
    assert {(p.periode, p.digantikan_oleh) for p in of(ended, Program)} == {(None, ())}
    assert unusual(ended) == {"pengganti-tidak-disebut": 1}
    unknown = read(SAMPLE.replace(block("TH. 2019-2022") + "\n\n", ""))
    assert {p.periode for p in of(unknown, Program)} == {None}
    assert {"potongan-tanpa-awal", "generasi-tanpa-keterangan"} == set(unusual(unknown))


def test_another_period() -> None:
    reading = read(SAMPLE.replace("TH. 2019-2022", "TAHUN 2024 s.d. 2026"))
    assert {p.periode for p in of(reading, Program)} == {None, "2024 s.d. 2026"}
    assert sum("2023" in (p.catatan or "") for p in of(reading, Program)) == 4


def test_rows_swapped_inside_a_programme() -> None:
    """Activities and indicators move together: the tree stays. Only the activities move: they take other indicators."""
    together = (("1 Pelatihan", "2 Pelatihan"), ("Jumlah keluarga miskin yang diberi", "jumlah PMKS yang diberi"))
    assert rows(read(swapped(SAMPLE, *together))) == key()
    moved = read(swapped(SAMPLE, together[0]))
    first, second = (block(b).split(maxsplit=1)[1] for b in together[0])
    names = [" ".join(name.split()) for name in (first, second)]
    measures = [" ".join(block(b).split()) for b in together[1]]
    found = {(r[1], r[2]) for r in rows(moved) if r[0] == "Indikator" and r[1] in names}
    assert found == {(names[0], measures[1]), (names[1], measures[0])}
    assert Counter(r for r in rows(moved) if r[0] == "Kegiatan") == Counter(r for r in key() if r[0] == "Kegiatan")


def test_texts_swapped_under_their_numbers() -> None:
    first, second = (block(b)[2:] for b in ("1 Pelatihan", "2 Pelatihan"))
    text = SAMPLE.replace("1 " + first, "1 \0").replace("2 " + second, "2 " + first).replace("\0", second)
    reading = read(text)
    assert one(reading, Kegiatan, nama=" ".join(first.split())).nomor == "2"
    assert one(reading, Kegiatan, nama=" ".join(second.split())).nomor == "1"
    assert unusual(reading) == Counter()


@pytest.mark.parametrize(
    "pair",
    [
        ("1 Program Pemberdayaan", "2 Program"),
        ("3 Program Pemberdayaan", "4 Program"),
        ("3 Program Peng", "1 Presentase PSKS"),
    ],
)
def test_programme_cells_in_another_place(pair: tuple[str, str]) -> None:
    reading = read(swapped(SAMPLE, pair))
    assert rows(reading) == key()
    assert {r.id for r in reading.records} == {r.id for r in SAMPLE_READING.records}


def test_the_blocks_of_two_programmes_swapped() -> None:
    """Each programme keeps its activities: the place of the cells and their words speak against the numbers."""
    lines = SAMPLE.split("\n")
    third, fourth = lines[136:179], lines[179:194]
    assert third[0].startswith("1 Peningkatan")
    assert fourth[0].startswith("4 Program")
    reading = read("\n".join([*lines[:136], *fourth, *third, *lines[194:]]))
    assert rows(reading) == key()
    third_program = next(p for p in of(reading, Program) if p.nama.startswith("Program Pemberdayaan Kelembagaan"))
    assert {a.aturan_induk for a in of(reading, Kegiatan, induk=third_program.id)} == {"urutan-cetak"}


def test_activities_of_two_programmes_exchanged() -> None:
    """They follow the programme whose cell is printed first, as before: its words say so too."""
    first, second = ("\n\n".join(SAMPLE.split("\n\n")[a:b]) for a, b in ((4, 8), (8, 16)))
    assert first in SAMPLE
    text = SAMPLE.replace(first, "\0").replace(second, first).replace("\0", second)
    assert rows(read(text)) == key()


def test_names_of_two_programmes_exchanged() -> None:
    """The activities follow the numbers; a warning says that the words do not fit."""
    second, third = (block(b)[2:] for b in ("2 Program Pelayanan", "3 Program Pemberdayaan"))
    reading = read(SAMPLE.replace(second, "\0").replace(third, second).replace("\0", third))
    exchange = dict(
        zip((" ".join(t.split()) for t in (second, third)), (" ".join(t.split()) for t in (third, second)), strict=True)
    )
    assert rows(reading) == Counter(tuple(exchange.get(value, value) for value in row) for row in key().elements())
    assert unusual(reading) == {"kata-tidak-sesuai-urutan": 1}


def test_a_programme_that_goes_on_under_its_name() -> None:
    old = "Program Peningkatan Pelayanan Penyandang Masalah Sosial"
    reading = read(SAMPLE.replace(block("3 Program Pengembangan"), f"3 {old}"))
    twins = of(reading, Program, nama=old)
    assert {p.periode for p in twins} == {None, "2019-2022"}
    assert sum("2019-2022" in p.id for p in twins) == 1
    assert "rekaman-kembar" not in codes(reading)


def test_ids_do_not_depend_on_the_order_of_rows() -> None:
    pairs = (("1 Pelatihan", "2 Pelatihan"), ("Jumlah keluarga miskin yang diberi", "jumlah PMKS yang diberi"))
    moved = read(swapped(SAMPLE, *pairs, ("1 Program Pemberdayaan", "2 Program")))
    assert {r.id: r.induk for r in moved.records} == {r.id: r.induk for r in SAMPLE_READING.records}


def test_new_programmes_numbered_on_from_the_old() -> None:
    text = SAMPLE.replace("1 Program Pelayanan,", "5 Program Pelayanan,").replace("2 Rumah Tangga", "6 Rumah Tangga")
    reading = read(text.replace("3 Program \nPengembangan", "7 Program \nPengembangan"))
    assert rows(reading) == key()
    assert {p.nomor for p in of(reading, Program, periode="2019-2022")} == {"5", "6", "7"}
    assert unusual(reading) == Counter()


def test_misnumbered_activity_renumbered() -> None:
    reading = read(SAMPLE.replace("4 Pengembangan", "3 Pengembangan"))
    assert rows(reading) == key()
    assert codes(reading) == USUAL - Counter(["nomor-tidak-urut"])
    assert {a.catatan for a in of(reading, Kegiatan) if "Pengembangan" in a.nama} == {None}


@pytest.mark.parametrize("beginning", ["2 Program Pelayanan", "1 Program Pemberdayaan", "3 Program Pemberdayaan"])
def test_a_programme_cell_deleted(beginning: str) -> None:
    """Its activities hang nowhere, with a warning each; all other ties stay."""
    name = " ".join(block(beginning).split()[1:])
    reading = read(SAMPLE.replace(block(beginning) + "\n\n", "", 1))
    kept = [row for row in key().elements() if name not in row]
    orphans = [row for row in key().elements() if row[0] == "Kegiatan" and row[1] == name]
    assert rows(reading) == Counter([*kept, *((row[0], None, *row[2:]) for row in orphans)])
    assert unusual(reading) == {"nomor-loncat": 1, "kegiatan-tanpa-program": len(orphans)}


def test_goal_and_objective_deleted() -> None:
    goal = read(SAMPLE.replace(block("Meningkatkan system") + "\n\n", ""))
    alone = one(goal, Tujuan)
    assert (alone.kepastian, alone.teks.startswith("Menurunkan Jumlah")) == (DUGAAN, True)
    assert one(goal, Sasaran).induk == alone.id
    objective = read(SAMPLE.replace(block("p 1Meningkatnya") + "\n\n", ""))
    assert {p.induk for p in of(objective, Program)} == {None}
    assert {"sasaran-tidak-ditemukan", "program-tanpa-sasaran"} <= set(codes(objective))
    doubted = one(objective, Indikator, nama="Persentase penduduk miskin")
    assert (doubted.kepastian, "indikator sasaran" in doubted.alternatif) == (DUGAAN, True)


def test_an_indicator_of_a_programme_deleted() -> None:
    reading = read(SAMPLE.replace(block("1 Presentase PSKS") + "\n\n", ""))
    assert unusual(reading) == {"formula-tanpa-indikator": 1}
    name = "Program Pengembangan Potensi Kelembagaan dan Restorasi Sosial"
    parent = one(reading, Program, nama=name)
    assert {(a.indikator_program) for a in of(reading, Kegiatan, induk=parent.id)} == {None}


def test_end_of_a_torn_cell_deleted() -> None:
    reading = read(SAMPLE.replace(block("darurat dan kejadian") + "\n\n", ""))
    cut = next(a for a in of(reading, Kegiatan) if a.nama.endswith("darurat dan"))
    assert "terpotong" in cut.catatan
    assert unusual(reading) == {"nama-terpotong": 1}


def test_beginning_of_a_torn_cell_deleted() -> None:
    reading = read(
        SAMPLE.replace(block("4 Penanganan") + "\n\n", "").replace(block("Jumlah Korban bencana") + "\n\n", "", 1)
    )
    assert unusual(reading) == {"potongan-tanpa-awal": 1}
    assert [left.kutipan.split()[0] for left in reading.tak_terbaca] == ["darurat"]


def test_whole_row_of_a_repeated_beginning_deleted() -> None:
    """Then the beginning before the page boundary is all there is: cut off, and said to be."""
    text = SAMPLE.replace(block("3 Kegiatan Fasilitasi Program") + "\n\nJumlah RTM Peserta \nPKH\n\n", "")
    reading = read(text)
    activity = one(reading, Kegiatan, nama="Fasilitasi")
    measure = one(reading, Indikator, induk=activity.id)
    assert measure.nama == "Jumlah RTM Peserta"
    assert "terpotong" in activity.catatan
    assert "PKH" in measure.alternatif
    assert unusual(reading)["nama-terpotong"] == 2


SECOND_PAGE = """\f
1 Kegiatan \nPendataan lanjut \nusia

Jumlah lanjut usia \nyang didata

2 Kegiatan \nPembinaan anak \njalanan

Jumlah anak jalanan \nyang dibina

4 Program \nLayanan Lanjut Usia

1 Presentase lanjut \nusia yang terlayani

Lanjut usia yang \nterlayani/Jumlah lanjut \nusia yang terdata X \n100%
"""


def test_a_further_page() -> None:
    reading = read(SAMPLE + SECOND_PAGE)
    program = one(reading, Program, nama="Program Layanan Lanjut Usia")
    measure = one(reading, Indikator, induk=program.id)
    formula = one(reading, Formula, induk=measure.id)
    assert (program.nomor, program.periode) == ("4", "2019-2022")
    assert (formula.pembilang, formula.pengali) == ("Lanjut usia yang terlayani", 100)
    added = of(reading, Kegiatan, induk=program.id)
    assert [(a.nama, a.indikator_program) for a in added] == [
        ("Pendataan lanjut usia", measure.id),
        ("Pembinaan anak jalanan", measure.id),
    ]
    assert program.bukti["nama"][0].halaman == 2
    assert {len(p.digantikan_oleh) for p in of(reading, Program, periode=None)} == {4}
    assert key() - rows(reading) == Counter()
    assert unusual(reading) == Counter()


# Heads in another case, markup, codes, sub-activities


HEADINGS_OF_SAMPLE = (
    "NO TUJUAN INDIKATOR \nTUJUAN", "FORMULASI \nINDIKATOR", "FORMULASI INDIKATOR FORMULASI \nINDIKATOR \nPROGRAM",
    "DINAS PENGAMPU", "SASARAN INDIKATOR SASARAN PROGRAM INDIKATOR PROGRAM KEGIATAN INDIKATOR \nKEGIATAN",
)  # fmt: skip


def test_heads_in_small_letters() -> None:
    text = SAMPLE
    for heading in HEADINGS_OF_SAMPLE:
        assert f"\n{heading}\n\n" in text
        text = text.replace(f"\n{heading}\n\n", f"\n{heading.title()}\n\n")
    reading = read(text)
    assert rows(reading) == key()
    assert (unusual(reading), reading.tak_terbaca) == (Counter(), ())


@pytest.mark.parametrize(
    "text",
    ["Program", "Kegiatan", "Program Padi", "Sasaran Kami", "program kegiatan", "perangkat daerah", "Perangkat Daerah"],
)
def test_words_that_are_no_heads(text: str) -> None:
    assert not words.is_header_cell(text)


@pytest.mark.parametrize(
    "text", ["TUJUAN", "PROGRAM", "Tujuan", "Program / Kegiatan", "Indikator\nSasaran", "Dinas Pengampu"]
)
def test_words_that_are_heads(text: str) -> None:
    assert words.is_header_cell(text)


def test_markup_in_the_sample() -> None:
    text = SAMPLE.replace(
        "keluarga miskin\n\nJumlah keluarga \nmiskin", "keluarga <b>miskin</b>\n\n**Jumlah** keluarga \nmiskin"
    )
    text = text.replace(
        "Jumlah PMKS dan \nPSKS yang di data", "<p>\nJumlah PMKS&nbsp;dan \n$PSKS$ yang di data<br>\n</p>"
    )
    assert text.count("<") == 5
    reading = read(text)
    assert rows(reading) == key()
    assert (unusual(reading), reading.tak_terbaca) == (Counter(), ())


CODED = (
    "CASCADING DINAS PASAR", "TUJUAN SASARAN PROGRAM KEGIATAN", "Meningkatkan daya beli", "Meningkatnya omzet kios",
    "1.06.02.2.01 Kegiatan Bazar malam", "Jumlah bazar",
    "1.06.02.2.01.0001 Sub Kegiatan Sewa tenda", "Jumlah tenda",
    "1.06.04.2.01 Penyapuan los", "Jumlah los",
    "1.06.04.2.01.0002 Sub Kegiatan Beli sapu", "Jumlah sapu",
    "X.XX.01 Program Penunjang Urusan", "1.06.02 Program Pasar Ramai", "1.06.04 Program Pasar Bersih",
)  # fmt: skip


def test_codes_tie_and_are_no_numbers() -> None:
    reading = read("\n\n".join(CODED) + "\n")
    coded = [*of(reading, Program), *of(reading, Kegiatan), *of(reading, SubKegiatan)]
    names = {r.id: r.nama for r in coded}
    found = {(r.nama, r.kode, r.nomor, names.get(r.induk)) for r in coded}
    assert found == {
        ("Program Penunjang Urusan", "X.XX.01", None, None),
        ("Program Pasar Ramai", "1.06.02", None, None),
        ("Program Pasar Bersih", "1.06.04", None, None),
        ("Bazar malam", "1.06.02.2.01", None, "Program Pasar Ramai"),
        ("Penyapuan los", "1.06.04.2.01", None, "Program Pasar Bersih"),
        ("Sewa tenda", "1.06.02.2.01.0001", None, "Bazar malam"),
        ("Beli sapu", "1.06.04.2.01.0002", None, "Penyapuan los"),
    }
    rules = {(r.aturan_induk, r.kepastian_induk) for r in (*of(reading, Kegiatan), *of(reading, SubKegiatan))}
    assert rules == {("kode-di-bawahnya", "pasti")}
    assert {(i.nama, names[i.induk]) for i in of(reading, Indikator)} == {
        ("Jumlah bazar", "Bazar malam"),
        ("Jumlah tenda", "Sewa tenda"),
        ("Jumlah los", "Penyapuan los"),
        ("Jumlah sapu", "Beli sapu"),
    }
    assert one(reading, SubKegiatan, nama="Beli sapu").bukti["kode"][0].kutipan == "1.06.04.2.01.0002"
    assert (codes(reading), reading.tak_terbaca) == (Counter(), ())


def test_codes_in_cells_of_their_own() -> None:
    cells = [
        "CASCADING DINAS PASAR", "TUJUAN SASARAN PROGRAM KEGIATAN", "Meningkatkan daya beli", "Meningkatnya omzet kios",
        "1.06.02.2.01", "Kegiatan Bazar malam", "Jumlah bazar", "1.06.02", "Program Pasar Ramai", "1.06.09",
    ]  # fmt: skip
    reading = read("\n\n".join(cells) + "\n")
    assert (one(reading, Program).kode, one(reading, Kegiatan).kode) == ("1.06.02", "1.06.02.2.01")
    assert codes(reading) == {"kode-lepas": 1}
    assert [left.kutipan for left in reading.tak_terbaca] == ["1.06.09"]


def test_an_activity_whose_code_is_another_programmes() -> None:
    cells = [*CODED[:4], "1.06.03.2.01 Kegiatan Bazar", "Jumlah bazar", "1.06.02 Program Pasar Ramai"]
    reading = read("\n\n".join(cells) + "\n")
    assert one(reading, Kegiatan).induk is None
    assert codes(reading) == {"kegiatan-tanpa-program": 1}


def sub_sheet(*cells: str) -> Reading:
    head = ("CASCADING DINAS PASAR", "TUJUAN SASARAN PROGRAM KEGIATAN", "Meningkatkan daya beli", "Meningkatnya omzet")
    return read("\n\n".join([*head, "Program Pasar Ramai", *cells]) + "\n")


def test_sub_activities_after_their_activity() -> None:
    reading = sub_sheet(
        "1 Kegiatan Bazar", "Jumlah bazar", "1 Sub Kegiatan Sewa tenda", "Jumlah tenda", "2 Sub Kegiatan Sewa lampu",
        "Jumlah lampu", "2 Kegiatan Penyapuan los", "Jumlah los", "1 Subkegiatan Beli sapu", "Jumlah sapu",
    )  # fmt: skip
    names = {r.id: r.nama for r in (*of(reading, Kegiatan), *of(reading, SubKegiatan))}
    assert {(s.nama, s.nomor, s.teks_tercetak, names[s.induk]) for s in of(reading, SubKegiatan)} == {
        ("Sewa tenda", "1", "Sub Kegiatan Sewa tenda", "Bazar"),
        ("Sewa lampu", "2", "Sub Kegiatan Sewa lampu", "Bazar"),
        ("Beli sapu", "1", "Subkegiatan Beli sapu", "Penyapuan los"),
    }
    assert {(i.nama, names[i.induk]) for i in of(reading, Indikator)} == {
        ("Jumlah bazar", "Bazar"), ("Jumlah tenda", "Sewa tenda"), ("Jumlah lampu", "Sewa lampu"),
        ("Jumlah los", "Penyapuan los"), ("Jumlah sapu", "Beli sapu"),
    }  # fmt: skip
    assert {(s.aturan_induk, s.kepastian_induk) for s in of(reading, SubKegiatan)} == {("kegiatan-di-atas", DUGAAN)}
    assert "kegiatan-di-atas" in documented_rules()
    assert (codes(reading), reading.tak_terbaca) == (Counter(), ())


def test_sub_activities_that_fit_nowhere() -> None:
    """Before any activity; and two lists of numbers run together after one activity."""
    before = sub_sheet("1 Sub Kegiatan Sewa tenda", "Jumlah tenda", "1 Kegiatan Bazar", "Jumlah bazar")
    assert codes(before) == {"sub-kegiatan-tidak-dibaca": 1, "indikator-tanpa-induk": 1}
    assert {left.kutipan for left in before.tak_terbaca} == {"1 Sub Kegiatan Sewa tenda", "Jumlah tenda"}
    twice = sub_sheet(
        "1 Kegiatan Bazar", "Jumlah bazar", "2 Kegiatan Penyapuan los", "Jumlah los", "1 Sub Kegiatan Sewa tenda",
        "Jumlah tenda", "1 Sub Kegiatan Beli sapu", "Jumlah sapu",
    )  # fmt: skip
    assert of(twice, SubKegiatan) == []
    assert codes(twice) == {"sub-kegiatan-tidak-dibaca": 2, "indikator-tanpa-induk": 2}


# Cut off, and formulas deleted


@pytest.mark.parametrize("seed", range(30))
def test_cut_anywhere_it_is_told(seed: int) -> None:
    """A cut inside a cell is always told; where whole programmes end with a page nothing shows that more was due."""
    end = random.Random(seed).randrange(200, len(SAMPLE.rstrip()))
    reading = read(SAMPLE[:end])
    assert unusual(reading) != Counter()
    if SAMPLE[end - 1] != "\n":
        assert unusual(reading)["dokumen-terpotong"] == 1


def test_the_last_cells_missing() -> None:
    cut_after = {
        "2 Kegiatan Peningkatan peran": {"dokumen-terpotong"},
        "3 Program Pengembangan": {"dokumen-terpotong"},
        "1 Presentase PSKS": {"indikator-tanpa-formula"},
    }
    for beginning, wanted in cut_after.items():
        end = SAMPLE.rindex(block(beginning)) + len(block(beginning))
        assert wanted <= set(unusual(read(SAMPLE[:end] + "\n\n"))), beginning


def test_one_formula_deleted() -> None:
    """Of the programmes' four each is missed; the one of the only objective has nothing beside it."""
    formulas = [b for b in SAMPLE.split("\n\n") if "/" in b]
    assert len(formulas) == 5
    missed = [unusual(read(SAMPLE.replace(formula + "\n\n", "", 1))) for formula in formulas]
    assert Counter(code for codes_ in missed for code in codes_) == {"indikator-tanpa-formula": 4}


# Another office, invented


def invented_rows() -> Iterator[Row]:
    key_of = json.loads((DATA / "cascading-perikanan.json").read_text(encoding="utf-8"))
    ((goal, goal_measures),) = key_of["tujuan"].items()
    ((objective, objective_measures),) = key_of["sasaran"].items()
    yield "Tujuan", None, goal
    yield "Sasaran", goal, objective
    for parent, measures in ((goal, goal_measures), (objective, objective_measures)):
        yield from (("Indikator", parent, m, None, None, None) for m in measures)
    for program, under in key_of["program"].items():
        yield "Program", objective, program, None
        for measure, said in under.items():
            if measure == "nomor":
                continue
            yield "Indikator", program, measure, None, None, None
            if said["formula"]:
                over, below, times = said["formula"]
                yield "Formula", measure, "rasio", over, below, times
            for activity, counts in said["kegiatan"].items():
                yield "Kegiatan", program, activity, measure
                yield from (("Indikator", activity, count, None, None, None) for count in counts)


INVENTED = (DATA / "cascading-perikanan.txt").read_text(encoding="utf-8")


def test_an_invented_sheet_of_another_office() -> None:
    reading = read(INVENTED)
    found = (row[:6] if row[0] == "Formula" else row for row in rows(reading).elements())
    assert Counter(found) == Counter(invented_rows())
    # The programme indicator that the key gives no formula stands among others that have one.
    assert codes(reading) == {"nomor-loncat": 1, "indikator-tanpa-formula": 1}
    assert reading.tak_terbaca == ()
    numbers = json.loads((DATA / "cascading-perikanan.json").read_text(encoding="utf-8"))["program"]
    assert {p.nama: p.nomor for p in of(reading, Program)} == {name: p["nomor"] for name, p in numbers.items()}
    said = reading.dokumen
    assert (said.instansi, said.wilayah, said.tahun) == ("DINAS KELAUTAN DAN PERIKANAN", "KABUPATEN TELUK NILA", 2021)


def test_activities_without_numbers_stand_under_the_programme_above() -> None:
    head = "CASCADING DINAS PASAR\n\nTUJUAN SASARAN PROGRAM\n\nMeningkatkan daya beli\n\nMeningkatnya omzet kios\n\n"
    body = "Program Pasar Bersih\n\nKegiatan Penyapuan los\n\nJumlah los\n\nKegiatan Pengecatan kios\n\nJumlah kios\n\n"
    reading = read(head + body + "Program Pasar Ramai\n\nKegiatan Bazar murah\n\nTersedianya panggung\n")
    assert [row[1:3] for row in rows(reading) if row[0] == "Kegiatan"] == [
        ("Program Pasar Bersih", "Penyapuan los"),
        ("Program Pasar Bersih", "Pengecatan kios"),
        ("Program Pasar Ramai", "Bazar murah"),
    ]
    assert {a.aturan_induk for a in of(reading, Kegiatan)} == {"program-di-atas"}
    assert one(reading, Indikator, nama="Tersedianya panggung").kepastian == DUGAAN


def test_two_objectives() -> None:
    cells = [
        "CASCADING DINAS PASAR", "TUJUAN SASARAN PROGRAM KEGIATAN", "1 Meningkatkan daya beli",
        "1 Meningkatnya omzet kios", "2 Berkurangnya sampah pasar",
        "1 Program Pasar Ramai", "2 Program Kios Murah", "1 Program Pasar Bersih",
        "1 Bazar malam", "Jumlah bazar", "1 Sewa kios", "Jumlah kios", "1 Angkut sampah", "Jumlah truk",
    ]  # fmt: skip
    reading = read("\n\n".join(cells) + "\n")
    found = {(row[1], row[2]) for row in rows(reading) if row[0] == "Program"}
    assert found == {
        ("Meningkatnya omzet kios", "Program Pasar Ramai"),
        ("Meningkatnya omzet kios", "Program Kios Murah"),
        ("Berkurangnya sampah pasar", "Program Pasar Bersih"),
    }
    assert {p.kepastian_induk for p in of(reading, Program)} == {DUGAAN}
    assert codes(reading) == Counter()


HEADINGS = (
    "NO", "TUJUAN", "INDIKATOR TUJUAN", "SASARAN", "INDIKATOR SASARAN", "FORMULASI INDIKATOR", "PROGRAM",
    "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN",
)  # fmt: skip
FIRST_ROW = (
    "1", "Meningkatkan pangan", "Indeks pangan", "Meningkatnya panen", "Persentase panen padi",
    "Luas panen/Luas tanam X 100%", "1 Program Padi", "Persentase desa padi", "1 Kegiatan Benih Padi",
    "Jumlah benih; Jumlah petani",
)  # fmt: skip
OTHER_ROWS = (
    ("", "", "", "", "", "", "", "", "2 Kegiatan Pupuk Organik", "Jumlah pupuk"),
    ("", "", "", "", "", "", "2 Program Jagung", "", "1 Kegiatan Tanam Jagung", "Jumlah jagung"),
)


@pytest.mark.parametrize("separator", ["\t", "|"])
def test_a_table_that_kept_its_columns(separator: str) -> None:
    edge = separator.strip()
    lines = [edge + separator.join(row) + edge for row in (HEADINGS, FIRST_ROW, *OTHER_ROWS)]
    reading = read("\n".join(["CASCADING DINAS PERTANIAN KABUPATEN LEMBAH ASRI", *lines, ""]))
    assert [row[:3] for row in rows(reading) if row[0] in ("Program", "Kegiatan")] == [
        ("Program", "Meningkatnya panen", "Program Padi"),
        ("Kegiatan", "Program Padi", "Benih Padi"),
        ("Kegiatan", "Program Padi", "Pupuk Organik"),
        ("Program", "Meningkatnya panen", "Program Jagung"),
        ("Kegiatan", "Program Jagung", "Tanam Jagung"),
    ]
    assert {(r.kepastian, r.kepastian_induk, r.aturan_induk) for r in reading.records} == {("pasti", "pasti", None)}
    assert one(reading, Formula).pembilang == "Luas panen"
    assert {r.nama for r in of(reading, Indikator) if "benih" in r.nama or "petani" in r.nama} == {
        "Jumlah benih",
        "Jumlah petani",
    }
    assert (codes(reading), reading.tak_terbaca) == (Counter(), ())


# Poor input


@pytest.mark.parametrize("text", ["", "\n\n", "x", "1\n\n2\n", "CASCADING", "a\tb\tc", "1 /\n\n/ 2", "\f\f"])
def test_next_to_nothing(text: str) -> None:
    reading = read(text)
    assert reading.records == ()
    assert {"tujuan-tidak-ditemukan", "program-tidak-ditemukan", "kegiatan-tidak-ditemukan"} <= set(codes(reading))


def test_labels_without_names() -> None:
    reading = read("1 Program\n\n2 Kegiatan\n\nJumlah\n")
    assert codes(reading)["nama-tidak-ditemukan"] == 2
    assert len(reading.tak_terbaca) > 0


def test_table_with_empty_rows() -> None:
    reading = read("TUJUAN\tSASARAN\tPROGRAM\tKEGIATAN\nxx\n\t\t\t;\n;\t;\t;\t;\n1\t1\t1\t1\n")
    assert reading.records == ()
    assert codes(reading)["baris-tanpa-kolom"] == 1


@pytest.mark.parametrize("seed", range(15))
def test_shuffled_and_garbled(seed: int) -> None:
    """Whatever comes, what is read has its evidence, and every line is accounted for (``read`` holds that)."""
    chance = random.Random(seed)
    blocks = SAMPLE.split("\n\n")
    chance.shuffle(blocks)
    read("\n\n".join(blocks[: chance.randint(0, len(blocks))]))
    letters = list(SAMPLE)
    for _ in range(80):
        letters[chance.randrange(len(letters))] = chance.choice(
            ["\n", " ", "/", ";", "", "1", "(", "\f", "Program ", "\t"]
        )
    read("".join(letters))


# Parts


def formula_of(text: str) -> tuple[str | None, ...]:
    parts = formula_words.parse(Source.of(text, "0").span(0, len(text)))
    said = (part.text if part else None for part in (parts.pembilang, parts.penyebut, parts.pengali))
    return (parts.bentuk, *said)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Luas panen/Luas tanam X 100%", ("rasio", "Luas panen", "Luas tanam", "100")),
        ("(Luas panen) / (Luas tanam) × 1.000", ("rasio", "Luas panen", "Luas tanam", "1000")),
        ("(Luas panen/Luas tanam) x 100 %", ("rasio", "Luas panen", "Luas tanam", "100")),
        ("Luas panen\npadi/Luas tanam\npadi", ("rasio", "Luas panen padi", "Luas tanam padi", None)),
        ("Jumlah anak dan/atau lansia yang dilayani", ("jumlah", None, None, None)),
        ("Luas/tanam", ("lain", None, None, None)),
        ("Luas panen/Luas tanam/Luas lahan", ("lain", None, None, None)),
        ("Luas panen (padi/jagung)", ("lain", None, None, None)),
        ("", ("lain", None, None, None)),
    ],
)
def test_plain_formulas(text: str, wanted: tuple[str | None, ...]) -> None:
    assert formula_of(text) == wanted


@pytest.mark.parametrize(
    ("numbers", "expected", "lengths"),
    [
        ([1, 2, 1, 2, 3, 4], None, (2, 4)),
        ([2, 1, 1, 2, 3], 2, (2, 3)),
        ([1, 2, 4, 4, 1], 2, (4, 1)),
        ([1, 2, 2, 3, 4], 2, (2, 3)),
        ([2, 1, 3, 4, 1, 2, 3], 2, (4, 3)),
        ([2, 3, 4, 1, 2, 3], 2, (3, 3)),
        ([1, 2, 3, 4, 5], 3, (5,)),
        ([], 2, ()),
    ],
)
def test_where_a_numbering_starts_again(numbers: Iterable[int], expected: int | None, lengths: tuple[int, ...]) -> None:
    assert runs([Numbered(n) for n in numbers], expected).lengths == lengths
