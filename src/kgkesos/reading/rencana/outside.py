"""The lines of a plan outside its tables: titles, what the parties declare, signatures, notes, page marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once
from kgkesos.reading.page import Page
from kgkesos.reading.rencana import layout

_POST = (
    r"(?:kepala|bupati|wali\s?kota|gubernur|sekretaris|direktur|camat|lurah|inspektur|kabid|kasi|kasubbag|kasubag|asisten"
    r"|menteri|ketua|pejabat)"
)
_SIGNER = re.compile(rf"\W*(?:a\.?n\.?\s+)?(?:plt\.?|plh\.?|pj\.?|pjs\.?)?\s*{_POST}\b(?!\s?/)", re.IGNORECASE)
_PARTY = re.compile(r"\W*(?:(?:menyetujui|mengetahui)\W*)?pihak\s+(?:pertama|kedua|ke-?\s*[12])\W*", re.IGNORECASE)
_AGREES = re.compile(r"\W*(?:mengetahui|menyetujui|disahkan|ditetapkan|dibuat|pada\s+tanggal)\b[^.]*$", re.IGNORECASE)
_MONTH = r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|desember)"
_DATE = re.compile(
    rf"\W*[A-Z][\w .'-]*,[\s.…_]*(?:\d{{0,2}}[\s.…_]*)?(?:{_MONTH}|[.…_]+)\W*(?:(?:19|20)\d\d)?\W*", re.IGNORECASE
)
_NUMBER = re.compile(r"\W*N\W?I\W?P\b", re.IGNORECASE)
_PAGE = re.compile(
    r"\W*(?:(?:hal(?:aman)?|page)\b\W*|[IVX]{1,6}-)?\d{1,4}\W*(?:(?:dari|of|/)\W*\d{1,4}\W*)?", re.IGNORECASE
)
# The foot of a page: words, then far right the page's number, as of a chapter ("VI-3").
_FOOT = re.compile(r"[^\t|]{0,120}\s{3,}(?:hal(?:aman)?\W*|page\W*)?(?:[IVX]{1,6}\W{1,3})?\d{1,4}\W*", re.IGNORECASE)
_TITLE = re.compile(
    r"\W*(?:lampiran|tabel|bab|matriks|formulir|form|daftar|perjanjian\s+kinerja|penetapan\s+kinerja|pernyataan\s+perjanjian"
    r"|rencana|indikator\s+kinerja|dokumen|bagian|rumusan|tahun|periode|renja|renstra|rkt|ikk|lanjutan|sambungan|lppd"
    r"|pohon\s+kinerja|pemerintah\s+(?:kabupaten|kota|provinsi))\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\W*(?:catatan|keterangan|ket|nb|sumber|tembusan)\b\W*[:.]|\W*\*{1,3}\)", re.IGNORECASE)
_PERSON = re.compile(r"\W*(?:nama|jabatan|nip|pangkat\W*(?:gol\w*)?|alamat|unit\s+kerja|golongan)\s*:", re.IGNORECASE)
_CALLED = re.compile(r"selanjutnya\s+disebut|selaku\s+atasan|bertindak\s+(?:atas|untuk)", re.IGNORECASE)
_URUSAN = re.compile(r"\W*(?:bidang\s+)?urusan\b[^:]*:", re.IGNORECASE)
_SUM = re.compile(r"\W*(?:jumlah|total)\b[\w ]{0,40}\W+(?:rp\W*)?\d[\d.,\s]*", re.IGNORECASE)
# Running text goes on in the lines under it, until a blank one.
_PROSE = ("pembukaan", "catatan")
_SENTENCE_WORDS = 8
_TITLE_WORDS = 25
# A signature has no more lines than these: place, posts, offices, names, ranks, numbers.
_LONGEST_SIGNATURE = 12
# A row has no fewer cells with words; a signature has no more than two beside each other.
_FEWEST_CELLS = 3


def said(line: Excerpt) -> Excerpt:
    """A line without bars, as a reader sees it."""
    return plain(line.sub(_BARS, " ")).strip(" #*_")


_BARS = re.compile(r"\|")


@once
def ends_table(source: Source, number: int) -> bool:
    """Whether line ``number``, among rows, begins what stands under a table: a signature, or a note."""
    return _ends_table(source.line(number)) and not _in_cell(source, number)


def _in_cell(source: Source, number: int) -> bool:
    """Whether a post on line ``number`` is the rest of a cell: "Peraturan / Kepala Daerah" over two lines.

    It goes on right under such a line of the same indent, or rows of the table stand below it.
    """
    line = source.line(number)
    if not _SIGNER.match(said(line).text):
        return False
    above = source.line(number - 1) if number > 1 else line[:0]
    same = above.text.strip() and _indent(above.text) == _indent(line.text) > 0
    if same and not _ends_table(above) and len(_filled(above)) < _FEWEST_CELLS:
        return True
    for below in range(number + 1, min(number + _LONGEST_SIGNATURE, source.line_count + 1)):
        under = source.line(below)
        text = said(under).text
        if any(form.match(text) for form in (_TITLE, _NOTE, _DATE, _NUMBER, _PARTY)) or _ends_table(under):
            return False
        if len(_filled(under)) >= _FEWEST_CELLS:
            return True
    return False


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _cells(line: Excerpt) -> list[str]:
    return [plain(cell).text for cell in layout.cells_anyhow(line)]


def _filled(line: Excerpt) -> list[str]:
    return [cell for cell in _cells(line) if cell]


def _ends_table(line: Excerpt) -> bool:
    text = said(line).text
    if _DATE.fullmatch(text) or _NUMBER.match(text) or _PARTY.match(text):
        return True
    cells = _cells(line)
    filled = [cell for cell in cells if cell]
    posts = bool(filled) and len(filled) < _FEWEST_CELLS and all(_SIGNER.match(cell) for cell in filled)
    return (posts and (not cells[0] or len(filled) > 1 or len(cells) < _FEWEST_CELLS)) or bool(
        _NOTE.match(text) and len(filled) == 1
    )


def is_page_mark(line: Excerpt) -> bool:
    """Whether a line prints the number of a page and nothing else."""
    return bool(_PAGE.fullmatch(line.text.strip())) and not re.search(r"[\t|%]", line.text)


def is_alone(source: Source, number: int) -> bool:
    """Whether nothing stands right above and right below line ``number``: there a number may be that of a page."""
    around = [n for n in (number - 1, number + 1) if 0 < n <= source.line_count]
    ends = "\f" in source.line(number).text
    return ends or not any(source.line(n).text.strip() for n in around)


def is_title(line: Excerpt) -> bool:
    """Whether a line begins as the title of a document, a part of it or a table does, and stands in it alone."""
    text = line.text.strip()
    alone = "\t" not in text and "|" not in text and "  " not in text
    return alone and bool(_TITLE.match(text)) and len(text.split()) <= _TITLE_WORDS and _written_as_title(text)


def _written_as_title(text: str) -> bool:
    """Whether the words that carry a title begin with capitals, and it names a document or has a number."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 4 >= len(words) * 3 and (
        text.isupper() or any(character.isdigit() for character in text)
    )


def is_sentence(text: str) -> bool:
    """Whether ``text`` is running text, not a title."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= _SENTENCE_WORDS and small > len(words) // 3


def classify(page: Page, lines: Iterable[int], *, declares: bool) -> None:
    """Take the lines that belong to a class of their own; ``declares`` says that parties declare something here."""
    signing = 0
    above: str | None = None
    used = page.uses()
    for number in lines:
        line = page.source.line(number)
        text = said(line).text
        if not line.text.strip() or number in used:
            signing = 0 if number in used else signing
            above = None
            continue
        signing = _signed(line, text, signing)
        flows = declares and is_sentence(_flow(page, number, text))
        above = _use(line, text, signing, declares) or (above if above in _PROSE else "pembukaan" if flows else None)
        if above:
            page.take([number], above)


def _flow(page: Page, number: int, text: str) -> str:
    """``text`` of line ``number`` and what of its sentence stands on the next line; empty where it goes no further."""
    below = said(page.source.line(number + 1)).text if number < page.source.line_count else ""
    return f"{text} {below}" if below[:1].islower() and "  " not in text else ""


def _signed(line: Excerpt, text: str, signing: int) -> int:
    """How many more lines may belong to a signature, this one included; 0 where none is open."""
    if _DATE.fullmatch(text) or (_PARTY.match(text) and not is_sentence(text)):
        return _LONGEST_SIGNATURE
    if _AGREES.match(text) and not is_sentence(text):
        return _LONGEST_SIGNATURE
    if _SIGNER.match(text) and not is_sentence(text) and ":" not in text and _ends_table(line):
        return max(signing - 1, _LONGEST_SIGNATURE - 2)
    if not signing or _TITLE.match(text) or _NOTE.match(text) or line.text.startswith("#") or is_sentence(text):
        return 0
    return signing - 1


def _use(line: Excerpt, text: str, signing: int, declares: bool) -> str | None:
    if layout.is_rule(line):
        return "garis"
    if is_page_mark(line) or _FOOT.fullmatch(line.text):
        return "nomor halaman"
    if signing or _NUMBER.match(text):
        return "tanda tangan"
    if declares and (_PERSON.match(text) or _CALLED.search(text)):
        return "pihak"
    if declares and (is_sentence(text) or _PARTY.match(text)):
        return "pembukaan"
    if _NOTE.match(text):
        return "catatan"
    if _URUSAN.match(text):
        return "urusan"
    if _SUM.fullmatch(text):
        return "jumlah"
    if line.text.startswith("#") or (
        _TITLE.match(text) and len(text.split()) <= _TITLE_WORDS and not is_sentence(text)
    ):
        return "judul"
    return None
