"""The same document in another rendering is the same records: encodings, line ends, signs, bullets, capitals.

Each test changes the printed text; what is read must be what is read from the text as it was (whose records are
compared with the answer keys elsewhere), and every quote must be verbatim in the changed text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kgkesos import resources
from kgkesos.errors import InputError
from kgkesos.normalize import INVISIBLE, LIGATURES
from kgkesos.reading import document, evidence
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading, Record, values

DOCUMENTS = resources.folder("documents")
SAMPLES = tuple(sorted(p.name for p in DOCUMENTS.iterdir() if p.suffix in (".txt", ".md") and p.name != "README.md"))
IKI_MD = "iki-dinsos-probolinggo-2019.md"


@cache
def sample(name: str) -> str:
    return (DOCUMENTS / name).read_text(encoding="utf-8")


def read(text: str) -> Reading:
    """What ``text`` says; its quotes are held to be verbatim."""
    reading = document.read_source(Source.of(text, "0" * 64), Path("diubah.txt"))
    assert reading.text == text
    evidence.hold(reading, {"0" * 64: text})
    return reading


def said(records: tuple[Record, ...]) -> list[tuple[Any, ...]]:
    """Every record without its evidence, in order."""
    return [(r.jenis, r.id, r.induk, r.kepastian, tuple(values(r).items())) for r in records]


@cache
def wanted(name: str) -> list[tuple[Any, ...]]:
    found = said(read(sample(name)).records)
    assert len(found) > 10
    return found


def same(text: str, name: str) -> Reading:
    """The reading of ``text``, which must say the same as the sample, with as little unread."""
    reading, plain = read(text), read(sample(name))
    assert said(reading.records) == wanted(name)
    assert [left.baris for left in reading.tak_terbaca] == [left.baris for left in plain.tak_terbaca]
    assert [w.kode for w in reading.peringatan] == [w.kode for w in plain.peringatan]
    return reading


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 big endian with a mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16 little endian": lambda text: text.encode("utf-16-le"),
    "utf-16 big endian": lambda text: text.encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "UTF-16 with Windows line ends": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "line ends of old Macintosh": lambda text: text.replace("\n", "\r").encode(),
    "line ends doubled by a transfer": lambda text: text.replace("\n", "\r\r\n").encode(),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_and_line_ends(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(ENCODINGS[encoding](sample(name)))
    reading = document.read_file(path)
    assert said(reading.records) == wanted(name)
    plain = read(sample(name))
    assert [left.baris for left in reading.tak_terbaca] == [left.baris for left in plain.tak_terbaca]
    quotes = [(q.baris, q.kutipan.split()) for r in reading.records for field in r.bukti.values() for q in field]
    assert quotes == [(q.baris, q.kutipan.split()) for r in plain.records for field in r.bukti.values() for q in field]
    evidence.hold(reading, {reading.dokumen.sha256: reading.text})


def test_the_decoded_text_keeps_its_carriage_returns(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(sample(IKI_MD).replace("\n", "\r\n").encode())
    assert document.read_file(tmp_path / "a.md").text == sample(IKI_MD).replace("\n", "\r\n")


def in_words(sign: str) -> Callable[[str], str]:
    """Put ``sign`` into every long word, after its fourth letter."""
    return lambda text: re.sub(r"(?<![\\\w])([^\W\d_]{4})(?=[^\W\d_]{4})", rf"\1{sign}", text)


def ligatures(text: str) -> str:
    for ligature, letters in sorted(LIGATURES.items(), key=lambda pair: -len(pair[1])):
        text = re.sub(rf"(?<!\\){letters}" if len(letters) > 1 else letters, ligature, text)
    return text


# In a cascading sheet a space at the end of a line says that the cell goes on: it stays what it is.
SIGNS: dict[str, Callable[[str], str]] = {
    "soft hyphens": in_words("\xad"),
    "zero-width spaces": in_words("\u200b"),
    "zero-width joiners": in_words("\u200d"),
    "word joiners": in_words("\u2060"),
    "byte order marks inside": lambda text: "\ufeff" + text.replace("\n\n", "\n\ufeff\n"),
    "marks of direction": lambda text: re.sub(r"(?m)^(?=\w)", "\u200e", text),
    "ligatures": ligatures,
    "no-break spaces": lambda text: text.replace(" ", "\xa0"),
    "narrow no-break spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u202f", text),
    "figure and thin spaces": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u2009", text),
    "no-break hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text),
    "several at once": lambda text: in_words("\xad")(ligatures(text).replace(" ", "\xa0")).replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("sign", SIGNS)
def test_signs_that_are_not_seen(name: str, sign: str) -> None:
    changed = SIGNS[sign](sample(name))
    needed = {"ligatures": "f[fil]|st", "no-break hyphens": r"\w-\w"}.get(sign, "")
    assert (changed != sample(name)) == bool(re.search(needed, sample(name)))
    same(changed, name)


@pytest.mark.parametrize("sign", ["\xad", "\u200b"])
def test_a_quote_keeps_the_signs_that_are_not_seen(sign: str) -> None:
    reading = read(in_words(sign)(sample(IKI_MD)))
    quotes = [q.kutipan for r in reading.records for field in r.bukti.values() for q in field]
    assert sum(sign in quote for quote in quotes) > len(quotes) / 2
    assert not any(set(INVISIBLE) & set(str(value)) for r in reading.records for value in values(r).values())


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word() -> None:
    """The first long word of each item is cut over two lines, as a PDF's text layer gives it."""
    cut = re.sub(r"(?m)^( ?- [a-o]\. [^\W\d_]{4})(?=[^\W\d_]{4})", "\\1\xad\n", sample(IKI_MD))
    assert cut.count("\xad") > 80
    assert said(read(cut).records) == wanted(IKI_MD)


@pytest.mark.parametrize(
    "bullet", ["•", "▪", "●", "‣", "◦", "–", "-", "*", "➢", "✓", "■", "□", "►", "❖", "\uf0b7", "\uf0a7", "\uf0d8"]
)
def test_bullets_of_any_sort_before_items_and_in_cells(bullet: str) -> None:
    """Items keep their letters; in the last column the bullet is no part of the source's name."""
    text = re.sub(r"(?m)^\s*- (?=[a-o]\. )", f"{bullet} ", sample(IKI_MD))
    text = re.sub(r"\t- (?=Bidang)", f"\t{bullet} ", text)
    assert text.count(f"{bullet} ") > 100
    assert said(read(text).records) == wanted(IKI_MD)


@pytest.mark.parametrize("bullet", ["o", "—", "+"])
def test_bullets_that_are_letters_or_dashes_in_cells(bullet: str) -> None:
    text = re.sub(r"\t- (?=Bidang)", f"\t{bullet} ", sample(IKI_MD))
    assert text.count(f"\t{bullet} Bidang") > 5
    assert said(read(text).records) == wanted(IKI_MD)


@pytest.mark.parametrize("bullet", ["•", "▪", "‣", "➢", "\uf0b7"])
def test_bullets_of_a_metadata_sheet(bullet: str) -> None:
    """A bullet that slid to the end of its line stays as it is; one at the beginning may be of any sort."""
    name = "metadata-sipd-jumlah-kkks.txt"
    text = re.sub(r"(?m)^ +(\S.*)●$", rf" {bullet} \1", sample(name))
    assert text.count(bullet) == 6
    assert said(read(text).records) == wanted(name)


def pages(text: str, mark: str) -> str:
    return re.sub(r"(?m)^(?=INDIKATOR KINERJA INDIVIDU *$)", mark, text)


@pytest.mark.parametrize("name", [IKI_MD, "iki-dinsos-probolinggo-2019.txt"])
@pytest.mark.parametrize("mark", ["\f", "\f\n", "\n\f\n\n"])
def test_form_feeds_between_positions_count_pages(name: str, mark: str) -> None:
    text = sample(name).replace("\f", "")
    plain, paged = read(text), read(pages(text, mark))
    assert said(paged.records) == said(plain.records)
    assert {q.halaman for r in plain.records for field in r.bukti.values() for q in field} == {None}
    at = 1
    for record in paged.records:
        if record.jenis == "Jabatan":
            at += 1
            assert {q.halaman for q in record.bukti["nama"]} == {at}
    assert at == text.count("JABATAN :") + 1 > 10


def capitals(text: str) -> str:
    return re.sub(r"(?m)^(\d\. JABATAN : )(.*)$", lambda m: m[1] + spaced(m[2]).upper(), text)


def spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)


def test_positions_in_capitals() -> None:
    """Only the names change; ids, duties, superiors, levels and tables are the same."""
    plain, found = read(sample(IKI_MD)).records, read(capitals(sample(IKI_MD))).records
    assert [(r.jenis, r.induk, r.id) for r in found] == [(r.jenis, r.induk, r.id) for r in plain]
    for before, after in zip(plain, found, strict=True):
        if before.jenis == "Jabatan":
            old, new = values(before), values(after)
            assert new["nama"] == str(old["nama"]).upper()
            assert new["eselon"] == old["eselon"]
            assert new["atasan"] == old["atasan"]
            assert str(new["unit"] or "").casefold() == str(old["unit"] or "").casefold()
        else:
            assert values(after) == values(before)


@pytest.mark.parametrize("cells", ["tabs with spaces around", "bars", "bars without spaces"])
def test_columns(cells: str) -> None:
    wide = {"tabs with spaces around": " \t  ", "bars": " | ", "bars without spaces": "|"}[cells]

    def row(line: str) -> str:
        inner = line.replace("\t", wide)
        return f"|{inner}|" if "|" in wide else inner

    text = "\n".join(row(line) if "\t" in line else line for line in sample(IKI_MD).split("\n"))
    assert said(read(text).records) == wanted(IKI_MD)


def lettered(count: int) -> str:
    """A position with ``count`` duties: a to z, then aa, bb, ..., with a page's end among them."""
    marks = [chr(97 + at % 26) * (at // 26 + 1) for at in range(count)]
    items = [f"{mark}. Melaksanakan urusan nomor {at} kantor;" for at, mark in enumerate(marks)]
    items.insert(20, "\f")
    head = "INDIKATOR KINERJA INDIVIDU\n\n1. JABATAN : Kepala Seksi Rumah Tangga\n2. TUGAS :\n"
    table = "KINERJA\tINDIKATOR KINERJA\tSUMBER DATA\nTertibnya urusan\tJumlah urusan\tSubbagian\n"
    return head + "\n".join(items) + "\n\n" + table


def test_letters_beyond_z() -> None:
    duties = [r for r in read(lettered(30)).records if r.jenis == "Tugas"]
    assert [values(r)["huruf"] for r in duties] == [*map(chr, range(97, 123)), "aa", "bb", "cc", "dd"]
    assert [values(r)["teks"] for r in duties] == [f"Melaksanakan urusan nomor {at} kantor" for at in range(30)]
    assert {q.halaman for r in duties[:20] for q in r.bukti["teks"]} == {1}
    assert {q.halaman for r in duties[20:] for q in r.bukti["teks"]} == {2}


def test_roman_numbers_of_parts_and_codes_of_items() -> None:
    text = sample(IKI_MD)
    for number, roman in (("1", "I"), ("2", "II"), ("3", "III")):
        text = re.sub(rf"(?m)^{number}\. (?=JABATAN|TUGAS|FUNGSI)", f"{roman}. ", text)
    assert said(read(text).records) == wanted(IKI_MD)


def test_codes_of_a_cascade() -> None:
    """The numbers of the nomenclature before names, through the signs that are not seen."""
    name = "cascading-perikanan.txt"
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    plain = said(read(text).records)
    for sign, change in SIGNS.items():
        assert said(read(change(text)).records) == plain, sign


def test_windows_1252_is_read_where_its_signs_are_sure(tmp_path: Path) -> None:
    """Bullets of Windows-1252 before the items: said, and the words are the same."""
    text = re.sub(r"(?m)^\s*- (?=[a-o]\. )", "\u2022\xa0", sample(IKI_MD))
    text = text.replace("\u2211", "\\sum").replace("\u03a3", "\\Sigma")
    text = "".join(c for c in text if c.isascii() or c in "\u2022\xa0\u2013")
    (tmp_path / "a.md").write_bytes(text.encode("cp1252"))
    reading = document.read_file(tmp_path / "a.md")
    assert said(reading.records) == said(read(text).records)
    (told,) = [w for w in reading.peringatan if w.kode == "pengodean"]
    assert "Windows-1252" in told.pesan


@pytest.mark.parametrize(
    "word",
    [
        "caf\xe9".encode("latin-1"),  # a letter may be another in another code page
        "pen\xf1a".encode("cp1252"),
        b"ke\x96sejahteraan",  # a dash inside a word is a letter of another code page
        b"\x81\x8d",
    ],
)
def test_other_encodings_are_refused(tmp_path: Path, word: bytes) -> None:
    (tmp_path / "a.md").write_bytes(sample(IKI_MD).encode("ascii", "ignore") + word)
    with pytest.raises(InputError, match="bukan UTF-8"):
        document.read_file(tmp_path / "a.md")


def test_evidence_counts_in_the_text_as_printed() -> None:
    """The places of a quote are those of the decoded text, not of what readers see."""
    text = "\ufeff" + in_words("\xad")(sample(IKI_MD))
    for record in read(text).records:
        for field in record.bukti.values():
            for quote in field:
                assert text[quote.awal : quote.akhir] == quote.kutipan
                lines = (text.count("\n", 0, quote.awal) + 1, text.count("\n", 0, quote.akhir - 1) + 1)
                assert replace(quote, baris=lines) == quote
