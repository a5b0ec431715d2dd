"""From blocks to the one text: labels and lone cells become lines, other rows one line with tabs, and places stay."""

from __future__ import annotations

import pytest

from kgkesos.reading import tabbed
from kgkesos.reading.blocks import WRAP, Block, Cell, Covered, PageEnd, Paragraph, Table
from kgkesos.reading.compose import compose
from kgkesos.reading.excerpt import Source
from kgkesos.reading.grid import Spot, opened, tight
from kgkesos.reading.page import Page

SHA = "0" * 64


def table(*rows: str) -> Table:
    """A table of rows whose cells stand between bars; "^" and "<" are covered by the cell above or before."""
    made: list[list[Cell | Covered]] = []
    for number, row in enumerate(rows):
        cells: list[Cell | Covered] = []
        for at, said in enumerate(row.split("|")):
            if said in ("^", "<"):
                near = made[number - 1][at] if said == "^" else cells[at - 1]
                origin = (number - 1, at) if said == "^" else (number, at - 1)
                cells.append(near if isinstance(near, Covered) else Covered(*origin))
            else:
                cells.append(Cell(said.replace("/", "\n"), f"sel {chr(65 + at)}{number + 1}"))
        made.append(cells)
    return Table(tuple(map(tuple, made)))


def text(*blocks: Block) -> str:
    return compose(blocks, SHA).printed.replace("\u2029", "⏎")


CASES: dict[str, tuple[tuple[Block, ...], str]] = {
    "paragraphs are lines": ((Paragraph("satu"), Paragraph(""), Paragraph("dua\ntiga")), "satu\n\ndua\ntiga\n"),
    "a line that the page's width ended": ((Paragraph(f"satu{WRAP}dua\ntiga"),), f"satu{WRAP}dua\ntiga\n"),
    "a page ends": ((Paragraph("satu"), PageEnd(), Paragraph("dua")), "satu\n\fdua\n"),
    "no sign parts what is one": ((Paragraph("a\tb\x0cc\rd"),), "a b c d\n"),
    "rows are lines with tabs": ((table("No|Nama", "1|Panti"),), "No\tNama\n1\tPanti\n\n"),
    "lines of a cell": ((table("No|a/b/c", "1|d"),), "No\ta⏎b⏎c\n1\td\n\n"),
    "an empty row": ((table("a|b", "|", "c|d"),), "a\tb\n\nc\td\n\n"),
    "a lone cell on the left": ((table("Judul|", "a|b"),), "Judul\na\tb\n\n"),
    "a lone cell elsewhere": ((table("a|b", "|x"),), "a\tb\n\tx\n\n"),
    "a lone cell once the table has begun": ((table("a|b|c", "d||", "e|f|g"),), "a\tb\tc\nd\t\t\ne\tf\tg\n\n"),
    "items with their mark in a cell": ((table("a.|Menyusun", "b.|Membagi"),), "a. Menyusun\nb. Membagi\n\n"),
    "a title between rows": ((table("a|b", "Judul|<", "c|d"),), "a\tb\nJudul\nc\td\n\n"),
    "a lone cell behind a gap": ((table("a|b", "|", "Judul|", "c|d"),), "a\tb\n\nJudul\nc\td\n\n"),
    "a lone cell below": ((table("a|b", "Catatan|"),), "a\tb\nCatatan\n\n"),
    "a label and what it says": ((table("JABATAN|:|Sekretaris"),), "JABATAN : Sekretaris\n\n"),
    "a label with its number": ((table("1.|JABATAN|:|Sekretaris"),), "1. JABATAN : Sekretaris\n\n"),
    "a colon before what is said": ((table("JABATAN|: Sekretaris"),), "JABATAN : Sekretaris\n\n"),
    "lines of what is said": ((table("TUGAS|:|a. x/b. y"),), "TUGAS : a. x\nb. y\n\n"),
    "what is said goes on": ((table("FUNGSI|:|a. x", "||b. y"),), "FUNGSI : a. x\nb. y\n\n"),
    "many cells are a row": ((table("a|:|b|c|d|e"),), "a\t:\tb\tc\td\te\n\n"),
    "merged down": ((table("a|b", "^|c"),), "a\tb\n\tc\n\n"),
    "merged across": ((table("a|<|b", "c|d|e"),), "a\t\tb\nc\td\te\n\n"),
    "merged down beside nothing": ((table("a|b", "^|"),), "a\tb\n\t\n\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_blocks_become_lines(name: str) -> None:
    blocks, words = CASES[name]
    assert text(*blocks) == words


def test_each_piece_keeps_its_place() -> None:
    source = compose([Paragraph("Judul", "paragraf 1"), table("No|Nama", "1|Panti Sosial")], SHA)
    assert source.places
    places = {"Judul": "paragraf 1", "Nama": "sel B1", "Sosial": "sel B2", "1\tPanti": "sel A2 – sel B2"}
    for words, place in places.items():
        at = source.printed.index(words)
        assert source.places.of(at, at + len(words)) == place
    at = source.printed.index("Panti")
    assert source.bukti(at, at + 5).tempat == "sel B2"
    assert Source.of(source.printed, SHA).bukti(at, at + 5).tempat is None


def test_the_place_of_lines_is_that_of_their_ink() -> None:
    source = compose([Paragraph("Judul", "paragraf 1"), Paragraph(""), table("|x|", "a|b|c")], SHA)
    page = Page(source)
    assert [page.place(n, n) for n in (1, 2, 3)] == ["paragraf 1", None, "sel B1"]
    assert page.place(1, 4) == "paragraf 1 – sel C2"
    assert Page(Source.of("a\nb", SHA)).place(1, 2) is None


def test_a_cell_that_a_merged_one_covers_shows_its_words() -> None:
    source = compose([table("Data Panti|x", "^|y", "^|z")], SHA)
    for number in (2, 3):
        cell = source.line(number)[0:0]
        assert not cell
        line = source.line(number)
        covered = source.span(line.start, line.start)
        assert source.shown(covered).text == "Data Panti"
    plain = source.line(1)[0:4]
    assert source.shown(plain) is plain


def test_columns_in_which_no_cell_begins_are_none() -> None:
    spots = [Spot(0, 0, columns=4), Spot(1, 0), Spot(1, 1, columns=3), Spot(2, 0), Spot(2, 1, columns=3)]
    assert [(spot.column, spot.columns) for spot in tight(spots)] == [(0, 2), (0, 1), (1, 1), (0, 1), (1, 1)]


def test_a_row_that_is_room_for_a_table_is_opened_out() -> None:
    inner = table("x|y")
    spots = [Spot(0, 0), Spot(0, 1), Spot(1, 0, columns=2), Spot(2, 0), Spot(2, 1)]
    cells: list[list[Paragraph | Table]] = [
        [Paragraph("a")],
        [Paragraph("b")],
        [Paragraph("c"), inner],
        [Paragraph("d")],
        [Paragraph("e")],
    ]
    found = opened(spots, cells, 3, lambda spot: spot.place("tabel 1"))
    assert text(*found) == "a\tb\n\nc\nx\ty\n\nd\te\n\n"
    last = found[-1]
    assert isinstance(last, Table)
    assert last.rows[0][1] == Cell("e", "tabel 1, baris 3, kolom 2")


TYPED: dict[str, tuple[tuple[str, ...], str]] = {
    "a table": (("No\tNama\tTarget", "1\tPanti\t80%"), "No\tNama\tTarget\n1\tPanti\t80%\n\n"),
    "one row is none": (("No\tNama\tTarget",), "No Nama Target\n"),
    "two parts are none": (("No\tNama", "1\tPanti"), "No Nama\n1 Panti\n"),
    "labels are none": (("Nama\t:\tA", "Unit\t:\tB"), "Nama : A\nUnit : B\n"),
    "tabs that only lead on": (("No\t\tNama\t\tTarget", "1\t\tPanti\t\t80%"), "No\tNama\tTarget\n1\tPanti\t80%\n\n"),
    "an empty cell": (("No\tNama\tTarget\tSumber", "1\t\t80%\tData"), "No\tNama\tTarget\tSumber\n1\t\t80%\tData\n\n"),
    "what is around": (("Judul", "a\tb\tc", "d\te\tf", "Akhir"), "Judul\na\tb\tc\nd\te\tf\n\nAkhir\n"),
}


@pytest.mark.parametrize("name", TYPED)
def test_tabs_make_a_table_of_three_columns_and_two_rows(name: str) -> None:
    paragraphs, words = TYPED[name]
    assert text(*tabbed.tables(map(Paragraph, paragraphs))) == words
