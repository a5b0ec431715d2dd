"""PDF files: how lines become cells, rows and frames, pages on their side, and files that are none or are damaged."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from kgkesos.errors import InputError
from kgkesos.reading import document, load
from kgkesos.reading.blocks import WRAP, Block, Box, Cell, Covered, PageEnd, Paragraph, Table
from kgkesos.reading.pdf import berkas, sambung, shades, words
from kgkesos.reading.pdf.words import Line, Word
from kgkesos.records import Reading, values

FILES = Path(__file__).parent / "data" / "files"
IKU = FILES / "01-iku-dinsos-lebak-2022.pdf"
BROKEN = FILES / "rusak"


def line(*said: str, top: float = 0.0, width: float = 5.0, gap: float = 3.0) -> Line:
    """A line of words side by side, every letter ``width`` wide."""
    found = []
    at = 0.0
    for word in said:
        found.append(Word(word, Box(1, at, top, at + width * len(word), top + 10)))
        at += width * len(word) + gap
    return Line(tuple(found))


def records(reading: Reading) -> list[tuple[object, ...]]:
    """What was read, without its places."""
    return [(record.jenis, record.id, record.induk, values(record)) for record in reading.records]


def turned(path: Path, degrees: int) -> bytes:
    """The PDF ``path``, each page shown turned by ``degrees``."""
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for page in pdf:
        page.set_rotation(degrees)
    out = io.BytesIO()
    pdf.save(out)
    pdf.close()
    return out.getvalue()


def scanned(pages: int = 1) -> bytes:
    """A PDF of pictures of pages."""
    images = [Image.new("L", (200, 280), 255) for _ in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:])
    return out.getvalue()


def test_a_line_that_had_room_for_the_next_word_was_ended_by_its_author() -> None:
    full, short = line("Jumlah", "anak"), line("Jumlah")
    below = line("terlantar", top=12)
    assert words.text([full, below], right=60) == f"Jumlah anak{WRAP}terlantar"
    assert words.text([short, line("B", top=12)], right=60) == "Jumlah\nB"


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("marasmus-", "kwasiorkor", "marasmus-kwasiorkor"),
        ("Kabupaten/", "Kota", "Kabupaten/Kota"),
        ("sertifikat", "/rekomendasi", f"sertifikat{WRAP}/rekomendasi"),
        ("(jiwa", ")", "(jiwa)"),
        ("diverifikasi-", "Dinas", f"diverifikasi-{WRAP}Dinas"),
    ],
)
def test_words_that_the_width_of_a_cell_cut_are_whole(above: str, below: str, expected: str) -> None:
    assert words.text([line(above), line(below, top=12)], right=len(above) * 5) == expected


@pytest.mark.parametrize("above", ["Jumlah A x 100%", "Jumlah A × 1.000", "Persentase anak =", "----------"])
def test_the_line_of_a_fraction_ends_where_it_is_printed(above: str) -> None:
    lower = line("Jumlahpenduduk", top=12)
    assert words.text([line(*above.split()), lower], right=10) == f"{above}\nJumlahpenduduk"


def rect(x0: float, top: float, x1: float, bottom: float, colour: Sequence[float]) -> dict[str, object]:
    sides = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**sides, "fill": True, "stroke": False, "non_stroking_color": tuple(colour)}


def test_pieces_of_one_shade_end_where_the_whole_does() -> None:
    pieces = [rect(0, 0, 50, 10, (0.8,)), rect(0, 10, 50, 20, (0.8,)), rect(60, 0, 90, 20, (1, 0, 0))]
    found = shades.areas([*pieces, rect(0, 30, 90, 60, (1, 1, 1))], 3)
    assert [(area["x0"], area["top"], area["x1"], area["bottom"]) for area in found] == [
        (0, 0, 50, 20),
        (60, 0, 90, 20),
    ]


HEADS = ("No", "Sasaran", "Indikator Kinerja", "Penjelasan", "Sumber Data")


def table(*rows: Sequence[str | Covered]) -> Table:
    """A table whose columns begin at the same sides on every page."""
    made = []
    for at, row in enumerate(rows):
        made.append(
            tuple(
                cell if isinstance(cell, Covered) else Cell(cell, f"{at}.{n}", Box(1, n * 50, at, n * 50 + 50, at + 1))
                for n, cell in enumerate(row)
            )
        )
    return Table(tuple(made))


def texts(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text if isinstance(cell, Cell) else "^" for cell in row] for row in block.rows]


def joined(upper: Table, lower: Table, *between: Block) -> tuple[list[list[str]], list[list[str]]]:
    found = sambung.joined([upper, *between, PageEnd(), lower])
    return texts(found[0]), texts(found[-1])


FIRST = ("1", "Meningkatnya X", "Jumlah A", "Penjelasan yang", "Dinas")


def test_the_rest_of_a_row_moves_up_to_it() -> None:
    upper, lower = joined(table(HEADS, FIRST), table(("", "", "", "panjang", ""), ("2", "Y", "Jumlah B", "", "Desa")))
    assert upper[1] == ["1", "Meningkatnya X", "Jumlah A", f"Penjelasan yang{WRAP}panjang", "Dinas"]
    assert lower == [["", "", "", "", ""], ["2", "Y", "Jumlah B", "", "Desa"]]


def test_a_row_that_begins_on_the_next_page_stays_there() -> None:
    rows = ("", "", "Jumlah B", "Lain", "Desa")
    upper, lower = joined(table(HEADS, FIRST), table(rows))
    assert upper[1] == list(FIRST)
    assert lower == [list(rows)]


@pytest.mark.parametrize(
    "row",
    [
        ("32", "Menurunnya pengemis", "Jumlah pengemis", "", "seksi pengemis"),
        ("", "", "jumlah pengemis yang dibina", "orang", "seksi pengemis"),
        ("", "", "Terlaksananya koordinasi", "", ""),
    ],
)
def test_a_new_row_in_small_letters_is_no_rest(row: tuple[str, ...]) -> None:
    upper, lower = joined(table(HEADS, FIRST), table(row))
    assert upper[1] == list(FIRST)
    assert lower == [list(row)]


def test_a_cascading_goes_on_only_where_every_cell_does() -> None:
    heads = ("Sasaran", "Indikator Sasaran", "Program", "Kegiatan", "Indikator Kegiatan")
    first = ("Meningkatnya X", "Persentase X", "Program P", "Pembinaan 5.1", "jumlah orang")
    for row in (("", "", "", "pembinaan 5.2", "jumlah orang dibina"), ("", "", "", "Pembinaan 5.2", "")):
        upper, lower = joined(table(heads, first), table(row))
        assert upper[1] == list(first)
        assert lower == [list(row)]
    upper, lower = joined(table(heads, first), table(("", "", "", "dan pelatihan", "")))
    assert upper[1][3] == f"Pembinaan 5.1{WRAP}dan pelatihan"


def test_a_word_that_had_no_room_goes_on_though_it_has_a_capital() -> None:
    rows = [[Cell(text, "", Box(1, n * 50, 0, n * 50 + 50, 9), 2.0, 30.0) for n, text in enumerate(row)] for row in
            (HEADS, ("1", "Meningkatnya Penanganan", "Jumlah anak", "Penjelasan", "Bidang Pelayanan"),
             ("", "Penyandang Disabilitas", "yang dibina", "", "Sosial"))]  # fmt: skip
    upper, _ = joined(Table((tuple(rows[0]), tuple(rows[1]))), Table((tuple(rows[2]),)))
    assert upper[1][1:] == [
        "Meningkatnya Penanganan\nPenyandang Disabilitas",
        f"Jumlah anak{WRAP}yang dibina",
        "Penjelasan",
        "Bidang Pelayanan\nSosial",
    ]


def test_repeated_heads_are_no_rest_and_the_row_below_them_may_be_one() -> None:
    upper, lower = joined(table(HEADS, FIRST), table(HEADS, ("", "", "", "Formulasi : A / B x 100%", "")))
    assert upper[1][3] == "Penjelasan yang\nFormulasi : A / B x 100%"
    assert lower[0] == list(HEADS)


def test_the_foot_of_a_page_may_stand_between_but_no_text() -> None:
    rest = table(("", "", "", "panjang", ""))
    assert joined(table(HEADS, FIRST), rest, Paragraph("Halaman 1"))[1] == [[""] * 5]
    long = Paragraph("Teks lain yang panjang sekali di antara dua tabel " * 3)
    assert joined(table(HEADS, FIRST), rest, long)[1] == [["", "", "", "panjang", ""]]


def test_another_table_is_no_rest() -> None:
    other = Table((((Cell("", "", Box(1, 0, 0, 9, 1))), Cell("panjang", "", Box(1, 9, 0, 20, 1))),))
    assert joined(table(HEADS, FIRST), other)[1] == [["", "panjang"]]


def test_a_merged_source_that_the_page_cuts_holds_on_the_next_page() -> None:
    second = ("", "", "Jumlah B", "", Covered(1, 4))
    upper, lower = joined(table(HEADS, FIRST, second), table(("", "", "Jumlah C", "", "")))
    assert upper[1][4] == "Dinas"
    assert lower[0] == ["", "", "Jumlah C", "", "Dinas"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_pages_that_lie_on_their_side_say_the_same(tmp_path: Path, degrees: int) -> None:
    path = tmp_path / IKU.name
    path.write_bytes(turned(IKU, degrees))
    assert records(document.read_file(path)) == records(document.read_file(IKU))


def test_each_page_of_a_file_ends_and_the_last_too() -> None:
    source = load.load(IKU)
    assert source.printed.count("\f") == 2
    assert source.places is not None
    assert len(source.places.starts) == len(source.places.boxes)


def test_a_scan_is_refused_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(scanned(2))
    with pytest.raises(InputError, match="perlu OCR"):
        load.load(path)


def test_a_scanned_page_among_others_is_told_by_its_number(tmp_path: Path) -> None:
    whole = pypdfium2.PdfDocument(IKU.read_bytes())
    whole.import_pages(pypdfium2.PdfDocument(scanned()))
    path = tmp_path / "campuran.pdf"
    whole.save(path)
    reading = document.read_file(path)
    assert [w.pesan for w in reading.peringatan if w.kode == "berkas"] == [
        "Halaman 3 tidak memuat teks (gambar atau kosong) dan tidak dibaca."
    ]
    assert records(reading) == records(document.read_file(IKU))


@pytest.mark.parametrize(
    ("name", "message"),
    [("sandi.pdf", "dikunci kata sandi"), ("terpotong.pdf", "PDF rusak"), ("terpotong-ekor.pdf", "PDF rusak")],
)
def test_files_that_cannot_be_read_are_refused_in_one_sentence(name: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        load.load(BROKEN / name)
    assert "\n" not in str(error.value)


def test_a_password_of_the_owner_alone_does_not_lock_the_words() -> None:
    assert records(document.read_file(BROKEN / "sandi-pemilik-saja.pdf")) == records(document.read_file(IKU))


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"", "kosong"), (b"PK\x03\x04 kerja", "bukan PDF"), (b"%PDF-1.7\nsampah", "PDF rusak")],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "bukan.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message):
        load.load(path)


def test_bounds_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, "MOST_PAGES", 1)
    with pytest.raises(InputError, match="berisi 2 halaman, paling banyak 1"):
        load.load(IKU)
    monkeypatch.setattr(berkas, "LARGEST_FILE", 10)
    with pytest.raises(InputError, match="terlalu besar"):
        load.load(IKU)


def test_a_page_of_endless_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, "MOST_CHARACTERS", 50)
    with pytest.raises(InputError, match="halaman 1 memuat"):
        load.load(IKU)


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "berubah.pdf"
    path.write_bytes(IKU.read_bytes())
    read = Path.read_bytes

    def slow(self: Path) -> bytes:
        data = read(self)
        with self.open("ab") as file:
            file.write(b"\n")
        return data

    monkeypatch.setattr(Path, "read_bytes", slow)
    with pytest.raises(InputError, match="berubah ketika dibaca"):
        load.load(path)
