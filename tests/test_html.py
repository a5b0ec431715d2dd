"""Web pages: lists, merged and nested cells, what Word and Excel save, encodings, and places to find them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgkesos.errors import InputError
from kgkesos.reading import load
from kgkesos.reading.excerpt import Source


def loaded(tmp_path: Path, page: str | bytes, name: str = "x.html") -> Source:
    path = tmp_path / name
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return load.load(path)


def lines(source: Source) -> list[str]:
    return [line.replace("\u2029", "⏎").strip("\n") for line in source.printed.split("\n") if line.strip()]


def place(source: Source, words: str) -> str | None:
    at = source.printed.index(words)
    assert source.places
    return source.places.of(at, at + len(words))


def test_paragraphs_are_lines_with_places(tmp_path: Path) -> None:
    page = "<p>Satu\n   dua <b>tiga</b></p><p>&nbsp;</p><div>Empat<br>lima</div>enam &amp; <i>tujuh</i>"
    source = loaded(tmp_path, page)
    assert lines(source) == ["Satu dua tiga", "Empat", "lima", "enam & tujuh"]
    assert [place(source, words) for words in ("dua", "lima", "enam")] == ["paragraf 1", "paragraf 2", "paragraf 3"]


LISTS = {
    "<ol><li>x<li>y</ol>": ["1. x", "2. y"],
    "<ol type=a start=3><li>x</li><li>y</li></ol>": ["c. x", "d. y"],
    "<ol type=I><li>x</li><li value=7>y</li><li>z</li></ol>": ["I. x", "VII. y", "VIII. z"],
    "<ol style='list-style-type:upper-alpha'><li>x</li></ol>": ["A. x"],
    "<ol><li><p>x</p></li><li><p>y</p><p>z</p></li></ol>": ["1. x", "2. y", "z"],
    "<ol><li>x<ol type=a><li>y</li></ol></li><li>z</li></ol>": ["1. x", "a. y", "2. z"],
    "<ul><li>x</li></ul>": ["• x"],
    "<ul style='list-style:none'><li>a. x</li></ul>": ["a. x"],
    "<ol><li></li><li>y</li></ol>": ["1.", "2. y"],
    "<ol><li>x</li><li hidden>y</li><li>z</li></ol>": ["1. x", "2. z"],
}


@pytest.mark.parametrize("page", LISTS)
def test_numbers_of_lists_are_part_of_the_text(tmp_path: Path, page: str) -> None:
    assert lines(loaded(tmp_path, page)) == LISTS[page]


def test_tables_with_merged_and_nested_cells(tmp_path: Path) -> None:
    page = (
        "<table><thead><tr><th rowspan=2>No<th colspan=2>Target<tr><th>2021<th>2022</thead>"
        "<tr><td rowspan=0>1<td>a<br>b<td><table><tr><td>x<td>y</table>"
        "<tr><td>c<td>d</table>"
    )
    source = loaded(tmp_path, page)
    assert lines(source) == ["No\tTarget\t", "\t2021\t2022", "1\ta⏎b\tx y", "\tc\td"]
    assert [place(source, words) for words in ("2022", "x y", "c")] == [
        *("tabel 1, baris 2, kolom 3", "tabel 1, baris 3, kolom 3", "tabel 1, baris 4, kolom 2"),
    ]
    at = source.printed.index("\tc\td")
    assert source.places
    assert source.printed[slice(*source.places.merged[at])] == "1"


def test_a_table_for_layout_is_opened_out(tmp_path: Path) -> None:
    inner = "<table><tr><td>No<td>Sasaran<tr><td>1<td>Terlayani</table>"
    source = loaded(tmp_path, f"<table><tr><td><p>Judul</p>{inner}</table><table><tr><td>a<td>b</table>")
    assert lines(source) == ["Judul", "No\tSasaran", "1\tTerlayani", "a\tb"]
    assert place(source, "Terlayani") == "tabel 1, baris 1, kolom 1, tabel 1, baris 2, kolom 2"
    assert place(source, "b") == "tabel 2, baris 1, kolom 2"


def test_what_is_not_shown_is_not_read(tmp_path: Path) -> None:
    page = (
        "<html><head><title>judul</title><style>p{}</style></head><body><script>alert(1)</script><!-- catatan -->"
        "<p style='display: none'>rahasia</p><p>tampak</p><table><tr style='display:none'><td>x</td></tr>"
        "<tr><td>a</td><td hidden>y</td><td>b</td></tr></table><img src='http://127.0.0.1:9/x.png'></body></html>"
    )
    source = loaded(tmp_path, page)
    assert lines(source) == ["tampak", "a\tb"]
    said = "Ada teks tersembunyi; tidak dibaca. Isi gambar tidak dibaca (1); ketik rumus yang berupa gambar."
    assert source.remark == said


def test_preformatted_lines_and_tabs_stay(tmp_path: Path) -> None:
    page = "<pre>No\tSasaran\tTarget\n1.\tTerlayani\t80%\n\nCatatan:   jarak</pre>"
    assert lines(loaded(tmp_path, page)) == ["No\tSasaran\tTarget", "1.\tTerlayani\t80%", "Catatan:   jarak"]


def test_fractions_of_formulas(tmp_path: Path) -> None:
    page = (
        "<p>Rumus: <math><mfrac><mrow><mi>A</mi></mrow><mrow><mi>B</mi></mrow></mfrac>"
        "<mo>×</mo><mn>100</mn></math>%</p>"
    )
    assert lines(loaded(tmp_path, page)) == ["Rumus: (A) / (B) ×100%"]


def test_what_word_saves(tmp_path: Path) -> None:
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head>"
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
        "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body lang=IN>"
        "<div class=WordSection1><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>a.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
        "<![endif]>Menyusun\nrencana<o:p></o:p></p><p class=MsoNormal>"
        "Nama Unit<span style='mso-tab-count:1'>&nbsp;&nbsp; "
        "</span>:<span style='mso-tab-count:1'>&nbsp; </span>Dinas \x93Sosial\x94<o:p></o:p></p></div></body></html>"
    )
    source = loaded(tmp_path, page.encode("latin-1"))
    assert [" ".join(line.split()) for line in lines(source)] == ["a. Menyusun rencana", "Nama Unit : Dinas “Sosial”"]


def test_what_excel_saves(tmp_path: Path) -> None:
    page = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset=utf-8></head><body>"
        "<table border=0 style='border-collapse:collapse'><col width=64 span=4>"
        "<tr height=20><td colspan=4 height=20 class=xl65 style='mso-ignore:colspan'>CASCADING\n  DINAS</td></tr>"
        "<tr><td rowspan=2 class=xl66>SASARAN</td><td colspan=3>INDIKATOR</td></tr>"
        "<tr><td>2021</td><td colspan=2>2022</td></tr>"
        "<tr><td>Terlayani</td><td x:num>10,5</td>"
        "<td colspan=2><span style='mso-spacerun:yes'>&nbsp; </span>20</td></tr>"
        "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]>"
        "</table></body></html>"
    )
    source = loaded(tmp_path, page)
    assert lines(source) == ["CASCADING DINAS", "SASARAN\tINDIKATOR\t", "\t2021\t2022", "Terlayani\t10,5\t20"]
    assert place(source, "20\n") is not None
    assert source.remark is None


ENCODED = {
    "utf-8": "<p>café</p>".encode(),
    "mark": "<p>café</p>".encode("utf-8-sig"),
    "utf-16": "<p>café</p>".encode("utf-16"),
    "said": b"<meta charset='iso-8859-1'><p>caf\xe9</p>",
    "xml": b"<?xml version='1.0' encoding='windows-1252'?><html><body><p>caf\xe9</p></body></html>",
    "entity": b"<p>caf&eacute;</p>",
}


@pytest.mark.parametrize("name", ENCODED)
def test_the_encoding_is_as_the_page_says(tmp_path: Path, name: str) -> None:
    assert lines(loaded(tmp_path, ENCODED[name])) == ["café"]


REFUSED = {
    "no UTF-8": (b"<p>caf\xe9</p>", "bukan utf-8"),
    "not what it says": (b"<meta charset=utf-8><p>caf\xe9</p>", "bukan utf-8"),
    "an encoding that is none": (b"<meta charset=rot13><p>x</p>", "pengodean rot13 tidak dikenal"),
    "no text": (b"<html><body><p> </p></body></html>", "berkas kosong"),
    "no tree": (b"<!-- -->", "berkas kosong"),
    "spaces": (b" \n", "berkas kosong"),
    "pictures alone": (b"<p><img src=x></p>", "hanya memuat gambar"),
    "an archive": (b"PK\x03\x04 ...", "tidak sesuai dengan akhiran"),
    "text": (b"INDIKATOR KINERJA UTAMA\nSasaran", "tidak ada HTML di dalamnya"),
    "zeros": (b"<p>a\x00b</p>", "berkas biner"),
    "a drawing": (b"<div style='left:1px;top:2px'>a</div>" * 3, "halaman ini digambar"),
    "frames": (b"<html><frameset><frame src='a/sheet001.htm'></frameset></html>", "hanya bingkai"),
    "deep": (b"<div>" * 20_000 + b"x", "bersarang terlalu dalam"),
    "wide": (b"<table>" + b"<tr><td colspan=999>a<td>b" * 9_000 + b"<tr>" + b"<td>c" * 1_100, "tabel terlalu besar"),
    "marks": (b"<p>" + b"<b>" * 3_000_001, "isi berkas terlalu besar"),
    "long": (b"<p>" + b"x" * 6_000_000, "terlalu panjang"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_page_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(InputError, match=reason) as caught:
        loaded(tmp_path, content)
    assert "\n" not in str(caught.value)


def test_entities_of_a_page_are_not_unfolded(tmp_path: Path) -> None:
    outside = tmp_path / "rahasia.txt"
    outside.write_text("isi rahasia", encoding="utf-8")
    page = f"<!DOCTYPE html [<!ENTITY a SYSTEM '{outside.as_uri()}'><!ENTITY b '&a;&a;'>]><p>x &a; &b;</p>"
    assert "isi rahasia" not in loaded(tmp_path, page).printed


def test_many_items_and_cells_take_little_time(tmp_path: Path) -> None:
    items = "".join(f"<li>butir {n}" for n in range(20_000))
    assert lines(loaded(tmp_path, f"<ol>{items}</ol>"))[-1] == "20000. butir 19999"
