"""Cascading sheets that kept their columns: every expectation is written out by hand for a small invented sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from test_cascading import codes, of, one, read

from bench.keys import record_rows
from kgkesos.records import (
    Formula,
    Indikator,
    Kegiatan,
    Peringatan,
    Program,
    Reading,
    Sasaran,
    SubKegiatan,
    Target,
    Tujuan,
)

TITLE = "CASCADING DINAS PERTANIAN KABUPATEN LEMBAH ASRI TAHUN 2021"


def sheet(*rows: Sequence[str], separator: str = "\t", end: str = "\n") -> str:
    edge = separator.strip()
    return "\n".join([TITLE, *(edge + separator.join(row) + edge for row in rows)]) + end


def texts(reading: Reading) -> set[str]:
    """The names and statements of all records that have one."""
    fields = (getattr(record, "nama", getattr(record, "teks", None)) for record in reading.records)
    return {field for field in fields if isinstance(field, str)}


def warning(reading: Reading, code: str) -> Peringatan:
    (found,) = (w for w in reading.peringatan if w.kode == code)
    return found


def targets(reading: Reading) -> set[tuple[str, str, str | None, int | None]]:
    """The name of the indicator, the value, the unit and the year of every target."""
    names = {r.id: r.nama for r in of(reading, Indikator)}
    return {(names[t.induk], t.nilai, t.satuan, t.tahun) for t in of(reading, Target)}


# Markup inside cells


HEAD = ("TUJUAN", "INDIKATOR TUJUAN", "SASARAN", "INDIKATOR SASARAN", "FORMULASI", "PROGRAM", "KEGIATAN")


@pytest.mark.parametrize("separator", ["\t", "|"])
def test_markup_inside_cells(separator: str) -> None:
    row = (
        "Meningkatkan <b>pangan</b> &amp; gizi", "Indeks **pangan** daerah", "1. **Meningkatnya panen**",
        "Persentase <i>panen</i> &lt; 3 ton", "$\\frac{\\text{Luas panen}}{\\text{Luas tanam}} \\times 100\\%$",
        "**Program Padi &amp; Jagung**", "1&nbsp;Kegiatan <u>Benih</u> Padi",
    )  # fmt: skip
    reading = read(sheet(HEAD, row, separator=separator))
    assert texts(reading) == {
        "Meningkatkan pangan & gizi", "Indeks pangan daerah", "Meningkatnya panen", "Persentase panen < 3 ton",
        "Program Padi & Jagung", "Benih Padi",
    }  # fmt: skip
    assert (one(reading, Sasaran).nomor, one(reading, Kegiatan).nomor) == ("1", "1")
    formula = one(reading, Formula)
    assert (formula.bentuk, formula.pembilang, formula.penyebut, formula.pengali) == (
        "rasio", "Luas panen", "Luas tanam", 100,
    )  # fmt: skip
    assert codes(reading) == Counter()


def test_indicators_on_lines_of_one_cell() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "PROGRAM")
    row = ("Meningkatkan A", "Meningkatnya B", "1. Rasio B<br>2. Jumlah C", "Program D")
    reading = read(sheet(head, row, ("", "", "Persentase panen<br/>padi yang baik", "")))
    assert {i.nama for i in of(reading, Indikator)} == {"Rasio B", "Jumlah C", "Persentase panen padi yang baik"}


# Heads


def test_a_head_printed_again_is_a_head() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET", "KODE", "PROGRAM", "KEGIATAN")
    text = sheet(
        head,
        ("Meningkatkan A", "Meningkatnya B", "Persentase C", "85", "1.06.02", "Program D", "1.06.02.2.01 Kegiatan E"),
        head,
        ("", "", "Persentase C3", "90", "1.06.03", "Program Z", "Kegiatan G"),
    )
    reading = read(text)
    assert texts(reading) == {
        "Meningkatkan A", "Meningkatnya B", "Persentase C", "Persentase C3", "Program D", "Program Z", "E", "G",
    }  # fmt: skip
    objective = one(reading, Sasaran)
    assert {i.induk for i in of(reading, Indikator)} == {objective.id}
    assert {(p.nama, p.kode, p.induk) for p in of(reading, Program)} == {
        ("Program D", "1.06.02", objective.id),
        ("Program Z", "1.06.03", objective.id),
    }
    assert {(k.nama, k.kode, k.nomor) for k in of(reading, Kegiatan)} == {
        ("E", "1.06.02.2.01", None),
        ("G", None, None),
    }
    assert targets(reading) == {("Persentase C", "85", None, None), ("Persentase C3", "90", None, None)}
    assert (codes(reading), reading.tak_terbaca) == (Counter(), ())


def test_a_second_head_replaces_the_columns() -> None:
    reading = read(
        sheet(
            ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN"),
            ("Meningkatkan A", "Meningkatnya B", "Program D", "Kegiatan E"),
            ("SASARAN", "KEGIATAN", "INDIKATOR KEGIATAN", "PROGRAM"),
            ("Meningkatnya C", "Kegiatan F", "Jumlah G", "Program H"),
        )
    )
    assert [row[:3] for row in record_rows(reading.records) if row[0] != "Tujuan"] == [
        ("Sasaran", "Meningkatkan A", "Meningkatnya B"),
        ("Program", "Meningkatnya B", "Program D"),
        ("Kegiatan", "Program D", "E"),
        ("Sasaran", "Meningkatkan A", "Meningkatnya C"),
        ("Program", "Meningkatnya C", "Program H"),
        ("Kegiatan", "Program H", "F"),
        ("Indikator", "F", "Jumlah G"),
    ]
    assert codes(reading) == Counter()


ROW = (
    "Meningkatkan A",
    "Indeks A",
    "Meningkatnya B",
    "Persentase B",
    "Luas panen/Luas tanam",
    "Program D",
    "Kegiatan E",
)


@pytest.mark.parametrize("change", [str.title, str.lower, str.capitalize])
@pytest.mark.parametrize("separator", ["\t", "|"])
def test_heads_in_any_case(change: Callable[[str], str], separator: str) -> None:
    changed = tuple(change(title) for title in HEAD)
    capitals = read(sheet(HEAD, ROW, separator=separator))
    assert record_rows(read(sheet(changed, ROW, separator=separator)).records) == record_rows(capitals.records)
    assert len(capitals.records) == 7


def test_a_row_of_names_is_no_head() -> None:
    """Three levels begin with their label, but a name follows each."""
    head = ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN", "SUB KEGIATAN")
    row = ("Meningkatkan A", "Sasaran antara B", "Program Padi", "Kegiatan Benih", "Sub Kegiatan Benih Padi")
    reading = read(sheet(head, row))
    assert texts(reading) == {"Meningkatkan A", "Sasaran antara B", "Program Padi", "Benih", "Benih Padi"}
    assert (one(reading, SubKegiatan).teks_tercetak, one(reading, SubKegiatan).induk) == (
        "Sub Kegiatan Benih Padi",
        one(reading, Kegiatan).id,
    )


def test_a_row_that_numbers_the_columns_is_part_of_the_head() -> None:
    reading = read(
        sheet(
            ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET", "PROGRAM"),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("Meningkatkan A", "Meningkatnya B", "Persentase C", "4", "Program D"),
        )
    )
    assert targets(reading) == {("Persentase C", "4", None, None)}
    assert (codes(reading), reading.tak_terbaca) == (Counter(), ())


# Columns of one role


def test_indicator_columns_of_two_levels() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR TUJUAN", "FORMULASI", "INDIKATOR SASARAN", "FORMULASI", "PROGRAM")
    row = ("Meningkatkan A", "Meningkatnya B", "Indeks A", "Jumlah a dua/Jumlah a tiga", "Rasio B",
           "Jumlah b dua/Jumlah b tiga", "Program D")  # fmt: skip
    reading = read(sheet(head, row))
    parents = {i.nama: i.induk for i in of(reading, Indikator)}
    assert parents == {"Indeks A": one(reading, Tujuan).id, "Rasio B": one(reading, Sasaran).id}
    ids = {i.id: i.nama for i in of(reading, Indikator)}
    assert {(ids[f.induk], f.pembilang) for f in of(reading, Formula)} == {
        ("Indeks A", "Jumlah a dua"),
        ("Rasio B", "Jumlah b dua"),
    }
    assert codes(reading) == Counter()


def test_an_indicator_column_before_the_column_of_its_level() -> None:
    head = ("TUJUAN", "INDIKATOR SASARAN", "SASARAN", "PROGRAM")
    reading = read(sheet(head, ("Meningkatkan A", "Rasio B", "Meningkatnya B", "Program D")))
    assert one(reading, Indikator).induk == one(reading, Sasaran).id


def test_a_column_printed_twice() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "INDIKATOR KINERJA SASARAN", "PROGRAM", "PROGRAM")
    row = ("Meningkatkan A", "Meningkatnya B", "Rasio B", "Indeks B", "Program D", "Program E")
    reading = read(sheet(head, row, row))
    assert texts(reading) == {"Meningkatkan A", "Meningkatnya B", "Rasio B", "Program D"}
    said = {w.pesan.split('"')[1]: w.baris for w in reading.peringatan if w.kode == "kolom-kembar"}
    assert said == {"INDIKATOR KINERJA SASARAN": (2, 2), "PROGRAM": (2, 2)}
    assert codes(reading) == {"kolom-kembar": 2}


def test_what_a_head_about_another_thing_names_is_no_level() -> None:
    head = ("TUJUAN", "SASARAN", "PROGRAM", "KELOMPOK SASARAN", "PENANGGUNG JAWAB PROGRAM")
    reading = read(sheet(head, ("Meningkatkan A", "Meningkatnya B", "Program D", "petani muda", "Kepala Bidang")))
    assert texts(reading) == {"Meningkatkan A", "Meningkatnya B", "Program D"}
    assert codes(reading) == {"kolom-tidak-dibaca": 2}


def test_one_column_of_several_levels() -> None:
    head = ("TUJUAN", "SASARAN", "PROGRAM/KEGIATAN/SUB KEGIATAN", "INDIKATOR", "TARGET 2021")
    reading = read(
        sheet(
            head,
            ("Meningkatkan A", "Meningkatnya B", "1.06.02 Program D", "Persentase D", "80%"),
            ("", "", "1.06.02.2.01 Kegiatan E", "Jumlah E", "4"),
            ("", "", "1.06.02.2.01.0001 Penyediaan F", "Jumlah F", "12"),
        )
    )
    program, activity, sub = one(reading, Program), one(reading, Kegiatan), one(reading, SubKegiatan)
    assert (program.nama, activity.nama, sub.nama) == ("Program D", "E", "Penyediaan F")
    assert (activity.induk, sub.induk) == (program.id, activity.id)
    assert {(i.nama, i.induk) for i in of(reading, Indikator)} == {
        ("Persentase D", program.id),
        ("Jumlah E", activity.id),
        ("Jumlah F", sub.id),
    }
    assert targets(reading) == {
        ("Persentase D", "80%", "%", 2021),
        ("Jumlah E", "4", None, 2021),
        ("Jumlah F", "12", None, 2021),
    }
    assert codes(reading) == Counter()


# Targets, units, codes, other columns


def test_targets_units_and_years() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "SATUAN", "TARGET 2021", "2022", "PROGRAM", "INDIKATOR PROGRAM",
            "TARGET")  # fmt: skip
    row = ("Meningkatkan A", "Meningkatnya B", "Rasio B", "persen", "85,5", "90", "Program D", "Indeks D", "75 %")
    reading = read(sheet(head, row, ("", "", "Nilai B", "%", "-", "3", "", "", "")))
    assert targets(reading) == {
        ("Rasio B", "85,5", "persen", 2021),
        ("Rasio B", "90", "persen", 2022),
        ("Nilai B", "3", "%", 2022),
        ("Indeks D", "75 %", "%", None),
    }
    assert {(i.nama, i.satuan) for i in of(reading, Indikator)} == {
        ("Rasio B", "persen"),
        ("Nilai B", "%"),
        ("Indeks D", None),
    }
    first = one(reading, Target, nilai="85,5")
    assert first.id == f"{first.induk}/target/2021"
    assert {name: quotes[0].kutipan for name, quotes in first.bukti.items()} == {
        "nilai": "85,5", "satuan": "persen", "tahun": "2021",
    }  # fmt: skip
    assert first.bukti["tahun"][0].baris == (2, 2)
    bare = one(reading, Target, nilai="75 %")
    assert bare.id.startswith(f"{bare.induk}/target/75-")
    assert (codes(reading), reading.tak_terbaca) == (Counter(), ())


def test_years_in_a_second_row_of_the_head() -> None:
    reading = read(
        sheet(
            ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET", "", "PAGU", "", "PROGRAM"),
            ("", "", "", "2021", "2022", "2021", "2022", ""),
            ("Meningkatkan A", "Meningkatnya B", "Rasio B", "85", "90", "100.000", "200.000", "Program D"),
        )
    )
    assert targets(reading) == {("Rasio B", "85", None, 2021), ("Rasio B", "90", None, 2022)}
    assert codes(reading) == {"kolom-tidak-dibaca": 2}
    assert reading.tak_terbaca == ()


def test_a_target_beside_an_indicator_that_goes_on_from_above() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "TARGET", "PROGRAM")
    row = ("Meningkatkan A", "Meningkatnya B", "Rasio B", "85", "Program D")
    again = (*row[:4], "Program E")
    reading = read(sheet(head, row, again, ("", "", "", "60", "Program F"), ("", "", "Rasio B", "70", "Program G")))
    assert targets(reading) == {("Rasio B", "85", None, None), ("Rasio B", "70", None, None)}
    assert codes(reading) == {"target-tanpa-indikator": 1, "target-berbeda": 1}
    assert warning(reading, "target-tanpa-indikator").baris == (5, 5)


def test_targets_of_two_indicators_in_one_cell() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "SATUAN", "TARGET", "PROGRAM")
    both = ("Meningkatkan A", "Meningkatnya B", "Rasio B; Jumlah C", "persen; orang", "85; 7", "Program D")
    reading = read(sheet(head, both, ("", "Meningkatnya E", "Rasio E; Jumlah F", "", "85", "")))
    assert targets(reading) == {("Rasio B", "85", "persen", None), ("Jumlah C", "7", "orang", None)}
    assert codes(reading) == {"target-tanpa-indikator": 1}


def test_code_columns() -> None:
    head = ("TUJUAN", "SASARAN", "KODE", "PROGRAM", "KODE", "KEGIATAN", "KODE", "SUB KEGIATAN")
    reading = read(
        sheet(
            head,
            ("Meningkatkan A", "Meningkatnya B", "1.06.02", "Program D", "1.06.02.2.01", "Kegiatan E",
             "1.06.02.2.01.0001", "Sub Kegiatan F"),
            ("", "", "1.06.02", "Program D", "", "", "1.06.02.2.01.0002", "Sub Kegiatan G"),
            ("", "", "", "", "1.06.02.2.02", "", "", ""),
        )
    )  # fmt: skip
    found = [*of(reading, Program), *of(reading, Kegiatan), *of(reading, SubKegiatan)]
    assert {(r.nama, r.kode, r.nomor) for r in found} == {
        ("Program D", "1.06.02", None),
        ("E", "1.06.02.2.01", None),
        ("F", "1.06.02.2.01.0001", None),
        ("G", "1.06.02.2.01.0002", None),
    }
    assert one(reading, Program).bukti["kode"][0].kutipan == "1.06.02"
    assert codes(reading) == {"kode-tidak-dikaitkan": 1}
    assert warning(reading, "kode-tidak-dikaitkan").baris == (5, 5)


def test_one_code_column_for_rows_like_stairs() -> None:
    reading = read(
        sheet(
            ("TUJUAN", "SASARAN", "KODE", "PROGRAM", "KEGIATAN"),
            ("Meningkatkan A", "Meningkatnya B", "1.06.02", "Program D", ""),
            ("", "", "1.06.02.2.01", "", "Kegiatan E"),
            ("", "", "1.06.02.2.02", "", "1.06.02.2.03 Kegiatan F"),
        )
    )
    assert {(r.nama, r.kode) for r in [*of(reading, Program), *of(reading, Kegiatan)]} == {
        ("Program D", "1.06.02"),
        ("E", "1.06.02.2.01"),
        ("F", "1.06.02.2.03"),
    }
    assert codes(reading) == {"kode-berbeda": 1}


@pytest.mark.parametrize(
    ("cell", "name", "code", "number"),
    [
        ("1 Kegiatan Benih", "Benih", None, "1"),
        ("1. Kegiatan Benih", "Benih", None, "1"),
        ("1.1 Kegiatan Benih", "Benih", None, "1.1"),
        ("1.1.2 Kegiatan Benih", "Benih", None, "1.1.2"),
        ("1.06.02.2.01 Kegiatan Benih", "Benih", "1.06.02.2.01", None),
        ("1.06.02.2.01. Kegiatan Benih", "Benih", "1.06.02.2.01", None),
        ("1.06.02.2.01 - Kegiatan Benih", "Benih", "1.06.02.2.01", None),
        ("1.06.02.2.01.0001 Kegiatan Benih", "Benih", "1.06.02.2.01.0001", None),
        ("1.13.15 Kegiatan Benih", "Benih", "1.13.15", None),
        ("X.XX.01.2.05 Kegiatan Benih", "Benih", "X.XX.01.2.05", None),
        ("3 1.06.02.2.01 Kegiatan Benih", "Benih", "1.06.02.2.01", "3"),
        ("2021 Benih", "2021 Benih", None, None),
        ("1.000 benih unggul", "1.000 benih unggul", None, None),
    ],
)
def test_codes_and_numbers_in_front_of_a_name(cell: str, name: str, code: str | None, number: str | None) -> None:
    head = ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN")
    reading = read(sheet(head, ("Meningkatkan A", "Meningkatnya B", "X.XX.01 Program Penunjang", cell)))
    program, activity = one(reading, Program), one(reading, Kegiatan)
    assert (activity.nama, activity.kode, activity.nomor) == (name, code, number)
    assert (program.nama, program.kode, program.nomor) == ("Program Penunjang", "X.XX.01", None)
    assert codes(reading) == Counter()


def test_columns_that_are_not_read_are_told_once() -> None:
    head = ("NO", "TUJUAN", "SASARAN", "PROGRAM", "PAGU (Rp)", "DINAS PENGAMPU", "REALISASI", "")
    reading = read(
        sheet(
            head,
            ("1", "Meningkatkan A", "Meningkatnya B", "Program D", "1.500.000", "Dinas Pertanian", "", ""),
            ("2", "", "", "Program E", "2.500.000", "Dinas Pasar", "-", "lihat lampiran"),
        )
    )
    told = {w.pesan.split('"')[1]: w.baris for w in reading.peringatan if w.kode == "kolom-tidak-dibaca"}
    assert told == {"NO": (2, 2), "PAGU (Rp)": (2, 2), "DINAS PENGAMPU": (2, 2), "kolom ke-8": (2, 2)}
    assert codes(reading) == {"kolom-tidak-dibaca": 4}
    assert one(reading, Tujuan).nomor is None


def test_a_number_column_that_numbers_the_column_beside_it() -> None:
    head = ("NO", "TUJUAN", "SASARAN", "PROGRAM")
    reading = read(sheet(head, ("1.", "Meningkatkan A", "Meningkatnya B", "Program D"), ("2.", "Mewujudkan C", "", "")))
    assert {(t.teks, t.nomor) for t in of(reading, Tujuan)} == {("Meningkatkan A", "1"), ("Mewujudkan C", "2")}
    assert codes(reading) == Counter()


def test_a_cell_without_a_name() -> None:
    head = ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN")
    reading = read(sheet(head, ("Meningkatkan A", "Meningkatnya B", "Program D", "7"), ("", "", "", "-")))
    assert of(reading, Kegiatan) == []
    assert codes(reading) == {"sel-tanpa-nama": 1}


# Rows that do not fit the head, and where the sheet ends


def test_cells_beyond_the_head_and_rows_with_fewer_cells() -> None:
    head = ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN")
    reading = read(
        sheet(
            head,
            ("Meningkatkan A", "Meningkatnya B", "Program D", "Kegiatan E", "", "Pagu 10"),
            ("", "", "Program F"),
            ("", "", "", "Kegiatan G", ""),
        )
    )
    assert {w.kode: w.baris for w in reading.peringatan} == {"sel-berlebih": (3, 3), "baris-kurang-sel": (4, 4)}
    assert "Pagu 10" in warning(reading, "sel-berlebih").pesan
    assert {k.nama for k in of(reading, Kegiatan)} == {"E", "G"}


WHOLE = sheet(
    ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN"),
    ("Meningkatkan pangan", "Meningkatnya panen", "Program Padi", "Kegiatan Benih Padi"),
    ("", "", "", "Kegiatan Pupuk Organik"),
    ("Mewujudkan pasar", "Meningkatnya omzet", "Program Kios", "Kegiatan Cat Kios"),
)


@pytest.mark.parametrize(
    "last_line",
    ["Mewuj", "Mewujudkan pasar\t", "Mewujudkan pasar\tMeningkatnya", "Mewujudkan pasar\tMeningkatnya omzet\tProgram"],
)
@pytest.mark.parametrize("bars", [False, True])
def test_cut_in_the_middle_of_the_last_row(last_line: str, bars: bool) -> None:
    whole_rows = WHOLE.rstrip("\n").split("\n")[:-1]
    lines = [*whole_rows, last_line]
    if bars:
        lines = [
            lines[0],
            *(f"|{line}|".replace("\t", "|") for line in lines[1:-1]),
            "|" + last_line.replace("\t", "|"),
        ]
    reading = read("\n".join(lines))
    assert codes(reading) == {"dokumen-terpotong": 1}
    assert warning(reading, "dokumen-terpotong").baris == (5, 5)


def test_cut_in_the_last_cell() -> None:
    """Between bars the closing bar is missing; between tabs nothing tells "Kegiatan Cat K" from a whole name."""
    assert codes(read(WHOLE.rstrip("\n")[:-3])) == Counter()
    title, *rows = WHOLE.rstrip("\n").split("\n")
    barred = "\n".join([title, *(f"|{row}|".replace("\t", "|") for row in rows)])
    assert codes(read(barred)) == Counter()
    assert codes(read(barred[:-3])) == {"dokumen-terpotong": 1}
    assert codes(read(f"{barred}\n| | |")) == {"dokumen-terpotong": 1}
    assert codes(read(f"{barred}\n-----\n")) == Counter()


def test_the_last_cell_hangs() -> None:
    for ending in ("Kegiatan Cat Kios yang", "Kegiatan", "2 Kegiatan"):
        text = WHOLE[: WHOLE.rindex("Kegiatan Cat Kios")] + ending + "\n"
        assert codes(read(text))["dokumen-terpotong"] == 1


@pytest.mark.parametrize("head", ["TUJUAN\tSASARAN\tPROGRAM\tKEGIATAN", "TUJUAN\tSAS", "TUJUAN\tSASARAN\tPROGRAM\tKE"])
def test_cut_at_a_head_printed_again(head: str) -> None:
    reading = read(WHOLE + head)
    assert codes(reading) == {"dokumen-terpotong": 1}
    assert reading.records == read(WHOLE).records


def test_a_whole_sheet_is_not_cut() -> None:
    assert codes(read(WHOLE)) == Counter()
    assert codes(read(WHOLE.rstrip("\n"))) == Counter()
    signed = read(WHOLE + "\nKepala Dinas\n")
    assert codes(signed) == {"baris-tanpa-kolom": 1}


# Formulas


def test_a_formula_missing_beside_those_of_its_siblings() -> None:
    head = ("TUJUAN", "SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "FORMULASI")
    rows = [
        ("Meningkatkan A", "Meningkatnya B", "Program D", "Rasio D", "Luas panen/Luas tanam"),
        ("", "", "Program E", "Rasio E", "Luas kebun/Luas lahan"),
        ("", "", "Program F", "Rasio F", "Luas sawah/Luas lahan"),
    ]
    assert codes(read(sheet(head, *rows))) == Counter()
    rows[1] = (*rows[1][:4], "")
    reading = read(sheet(head, *rows))
    assert codes(reading) == {"indikator-tanpa-formula": 1}
    assert warning(reading, "indikator-tanpa-formula").baris == (4, 4)
    assert "Rasio E" in warning(reading, "indikator-tanpa-formula").pesan


def test_a_row_printed_again_says_nothing_new() -> None:
    head = ("TUJUAN", "SASARAN", "INDIKATOR SASARAN", "FORMULASI", "PROGRAM", "KEGIATAN")
    row = ("Meningkatkan A", "Meningkatnya B", "Rasio B", "Luas panen/Luas tanam", "Program D", "Kegiatan E")
    once, twice = read(sheet(head, row)), read(sheet(head, row, row, (*row[:5], "Kegiatan F")))
    assert {r.id for r in once.records} < {r.id for r in twice.records}
    assert len(twice.records) == len(once.records) + 1
    assert (codes(twice), twice.tak_terbaca) == (Counter(), ())
