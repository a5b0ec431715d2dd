"""Which lines are a signature (place and date, post, name, rank, personnel number) or a letterhead's address.

They are hidden from every reader, so that a signature is never read as the end of the cell above it and no person's
name reaches a record; each such line is of a named class.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from kgkesos.reading import orang, pribadi
from kgkesos.reading.excerpt import Source

SIGNATURE = "tanda tangan"
LETTERHEAD = "kepala surat"
# Room for the hand that signs, and inside the parts of a signature.
_ROOM = 9
_CLOSE = 2
# The most lines of one kind of part: a longer run of posts is a list.
_MOST = 12
_MONTHS = "Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember"
_DATE = (
    r"(?:ditetapkan|dikeluarkan|disahkan|dibuat)\s+di\b.{0,50}|pada\s+tanggal\b.{0,40}"
    r"|[A-Z][\w .]{2,40},\s{0,12}(?:tanggal\s+)?(?:\d{1,2}|[.…_]{1,12})?\s{0,12}"
    rf"(?:{_MONTHS}|[.…_]{{2,20}})\s{{1,4}}"
    r"(?:\d{4}|\d{2}[.…_]{1,6})"
)
_POST = (
    r"(?:(?:a\.?\s?n|u\.?\s?b|plt|plh|pj|pjs)\b\.?\s*){0,3}(?:kepala|(?:bupati|wali\s?kota)(?!\s?/)"
    r"|gubernur|sekretaris|direktur|camat|lurah|ketua|inspektur|asisten|menteri|pengguna\s+anggaran|kuasa\s+pengguna)\b[^:;|\t\n]{0,90}"
)
_ROLE = (
    r"(?:pihak\s+(?:pertama|ke\s?satu|kedua|ketiga)|mengetahui|menyetujui|mengesahkan|disetujui(?:\s+oleh)?|disahkan"
    r"|diketahui(?:\s+oleh)?|yang\s+(?:membuat|menyatakan|menilai|dinilai|bersangkutan)(?:\s+pernyataan)?|pejabat\s+penilai"
    r"|atasan\s+langsung|selaku\b.{0,40}"
    # Words that a metadata sheet prints as labels, too: only a comma makes them the role of someone who signs.
    r"|(?:wali\s?data|(?:produsen|pembina)\s+data)(?:\s+\w+){0,3}(?=\s*,))\s*[,:]?"
)
_UNDER = (
    r"(?:dinas|badan|kabupaten|kota|pro[vp]insi|kecamatan|pemerintah|bidang|seksi|sub\s?bagian|selaku)\b"
    r"[^:;|\t\n]{0,70}"
)
_GRADE = r"\(?\s?(?:gol(?:ongan)?\.?\s*)?[IV]{1,3}\s?[/.]?\s?[a-eA-E]\b\s?\)?"
_RANK = (
    r"(?:pangkat\s*:?\s*)?(?:pembina|penata|pengatur|juru)(?:\s+(?:utama|muda|madya|(?:tingkat|tk)\.?(?:\s?I\b)?|I\b))*"
    rf"(?:\s*[,;/(–-]?\s*{_GRADE})?"
)
_NUMBER = r"(?:NIP|NIPPPK|NRP|NIK)\b[ .:]*(?:[\d .xX*_…-]{0,40}|\[[^\]\n]{0,40}\])|(?:19|20)\d{16}"
_EMPTY_NAME = re.compile(
    r"[(\[]?[\s._…-]{5,}[)\]]?|[(\[][^()\[\]\n]{2,60}[)\]]|nama(?:\s+(?:lengkap|terang|jelas))?", re.I
)
_NAME = re.compile(r"(?:[A-Z][\w’'.]*|bin|binti)(?:\s+(?:[A-Z][\w’'.]*|bin|binti)){0,5}")
# Where a signature may be: lines whose form alone says so, or posts and roles that a comma closes.
_SEED = re.compile(
    rf"^[^\w\n(\[]*(?:(?P<nomor>{_NUMBER})|(?P<tanggal>(?i:{_DATE}))|(?i:(?:{_POST}|{_ROLE}),)|(?i:pihak\s+\w{{3,8}}))",
    re.MULTILINE,
)
_STRONG_RANK = re.compile(
    rf"^[^\w\n]*(?i:pembina|penata|pengatur|juru)\s+(?:(?i:utama|muda|madya|tingkat|tk|I\b)|[,;/(–-]?\s?{_GRADE})[^\n]{{0,30}}$",
    re.MULTILINE,
)
# A post or role that no comma closes, with at most blank lines before words in capitals: only a name makes it one.
_BARE_POST = re.compile(rf"^[^\w\n(\[]*(?i:{_POST}|{_ROLE})[ \t*_]*$(?=\n(?:[ \t]*\n){{1,9}}[^\w\n]*[A-Z]{{2}})", re.M)
# A small "jalan" that a number follows is no street: "berobat jalan" goes on so in the next line of a cell.
_STREET = re.compile(r"^[^\w\n]*(?:alamat\W+)?(?:(?:jl|jln)\b|(?-i:J)alan\b[^\n]{0,80}\d)[^\n]{0,160}$", re.I | re.M)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>")
_COLUMNS = re.compile(r"[\t|]+|\s{3,}")
_EDGES = " \t\r\f*_#|\x1f-–"
_PLACE_WORDS = re.compile(
    r"\b(?:alamat|telepon|telp|tlp|fax|faks|faksimile|e-?mail|surel|website|web|situs|laman|kode\s?pos|pos|hp|wa"
    r"|https?://\S{1,100}|www\.\S{1,100})\b|[\d\W_]",
    re.IGNORECASE,
)


class Part(Enum):
    """What a line of a signature holds."""

    DATE = auto()
    POST = auto()
    ROLE = auto()
    UNDER = auto()
    NAME = auto()
    RANK = auto()
    NUMBER = auto()


_FORMS = (
    (Part.NUMBER, re.compile(_NUMBER, re.IGNORECASE)),
    (Part.DATE, re.compile(_DATE, re.IGNORECASE)),
    (Part.ROLE, re.compile(_ROLE, re.IGNORECASE)),
    (Part.RANK, re.compile(_RANK, re.IGNORECASE)),
    (Part.POST, re.compile(_POST, re.IGNORECASE)),
    (Part.UNDER, re.compile(_UNDER, re.IGNORECASE)),
)
_OVER = frozenset({Part.POST, Part.ROLE, Part.UNDER})
_BELOW = frozenset({Part.RANK, Part.NUMBER})


@dataclass(frozen=True, slots=True)
class Persons:
    """What is hidden from readers: spans of the source's text, and the class of each line that is hidden whole.

    ``introduced`` are the names among the spans that a word introduces ("Narahubung:").
    """

    spans: tuple[tuple[int, int], ...]
    classes: Mapping[int, str]
    introduced: tuple[tuple[int, int], ...]


def part(text: str) -> Part | None:
    """What part of a signature a line with ``text`` may be, its columns all being one; None where it is none."""
    whole = _TAG.sub(" ", text).strip(_EDGES)
    found = _part(whole)
    if found or not whole:
        return found
    columns = [_part(column.strip(_EDGES)) for column in _COLUMNS.split(whole) if column.strip(_EDGES)]
    return columns[0] if len(columns) > 1 and all(columns) else None


def _part(text: str) -> Part | None:
    if pribadi.is_named(text):
        return Part.NAME
    found = next((name for name, form in _FORMS if form.fullmatch(text)), None)
    if found in _OVER and text.endswith((".", ";")):
        return None
    return found or (Part.NAME if _EMPTY_NAME.fullmatch(text) else None)


def find(source: Source) -> Persons:
    """The persons' details in ``source``: signatures, addresses, names and numbers wherever they stand."""
    text = source.text
    classes: dict[int, str] = {}
    for match in _STREET.finditer(text):
        if not {"\t", "|"} & set(match.group()):
            classes[source.line_of(match.start())] = LETTERHEAD
    lines = _Lines(source)
    seeds = {
        source.line_of(m.start()): m for pattern in (_SEED, _STRONG_RANK, _BARE_POST) for m in pattern.finditer(text)
    }
    for seed in sorted(seeds):
        if seed not in classes:
            bare = seeds[seed].re is _BARE_POST
            classes.update(dict.fromkeys(lines.signature(seed, bare=bare), SIGNATURE))
    introduced = pribadi.introduced(text)
    spans = list(pribadi.details(text, introduced))
    by_line: dict[int, list[tuple[int, int]]] = {}
    for span in spans:
        by_line.setdefault(source.line_of(span[0]), []).append(span)
    for number, hidden in by_line.items():
        if number not in classes and (use := _hidden_whole(source, number, hidden)):
            classes[number] = use
    for number in classes:
        line = source.line(number)
        if line:
            spans.append((line.start, line.end))
    return Persons(tuple(spans), classes, introduced)


def _hidden_whole(source: Source, number: int, spans: Iterable[tuple[int, int]]) -> str | None:
    """The class of a line that holds nothing but what ``spans`` hide, or nothing but an address and contacts."""
    start = source.line_starts[number - 1]
    text = source.line(number).text
    pieces: list[str] = []
    at = 0
    for first, last in sorted(spans):
        pieces.append(text[at : max(first - start, at)])
        at = max(last - start, at)
    left = " ".join([*pieces, text[at:]])
    if not any(c.isalnum() for c in left):
        return LETTERHEAD if pribadi.contacts(text) else SIGNATURE
    told = pribadi.contacts(text) and not {"\t", "|"} & set(text) and not _PLACE_WORDS.sub("", left).strip()
    return LETTERHEAD if told else None


class _Lines:
    """The printed lines around a seed, each looked at when it is asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts: dict[int, Part | None] = {}

    def signature(self, seed: int, *, bare: bool) -> tuple[int, ...]:
        """The lines of the signature that the line ``seed`` belongs to; none where it is no signature.

        ``bare`` says that no comma closes the post: room to sign below it does not make the next words a name.
        """
        found = self._part(seed)
        if found is None:
            return ()
        if found in _BELOW:
            return tuple(sorted({seed, *self._up(seed), *self._down(seed, _BELOW)}))
        over = [seed, *self._down(seed, _OVER | {Part.DATE})]
        name = self._next(over[-1], _ROOM)
        if name is None:
            return ()
        gap = name - over[-1] - 1
        known = self._part(name)
        if known is Part.NAME or (
            self._is_name(name) and ((gap >= _CLOSE and not bare) or self._signs_below(name) or self._is_person(name))
        ):
            above = self._above(seed) if found is not Part.DATE else ()
            return tuple(sorted({*over, *above, name, *self._down(name, _BELOW)}))
        return ()

    def _signs_below(self, name: int) -> bool:
        below = self._next(name, _CLOSE)
        return below is not None and self._part(below) in _BELOW

    def _up(self, seed: int) -> tuple[int, ...]:
        """From a rank or a number up: the name, then after the room to sign the post, then place and date."""
        found: list[int] = []
        at = seed
        while (above := self._before(at, _CLOSE)) is not None and self._part(above) in _BELOW:
            found.append(at := above)
        if above is None or not (self._part(above) is Part.NAME or self._is_name(above)):
            # The name was taken away, or stands in a picture: the post is right above the room to sign.
            over = self._before(at, _ROOM)
            named = over is not None and self._part(over) in (Part.POST, Part.UNDER)
            return (*found, over, *self._above(over)) if over and named else tuple(found)
        found.append(at := above)
        post = self._before(at, _ROOM)
        if post is None or self._part(post) not in _OVER:
            return tuple(found)
        return (*found, post, *self._above(post))

    def _above(self, post: int) -> tuple[int, ...]:
        """The further lines of the post, and the place and date over it."""
        found: list[int] = []
        dated = False
        at: int | None = self._before(post, 0)
        while at is not None and len(found) < _MOST and self._part(at) in (_OVER | {Part.DATE}):
            if dated and self._part(at) is not Part.DATE:
                break
            dated = self._part(at) is Part.DATE
            found.append(at)
            at = self._before(at, _CLOSE if dated else 0)
        # The unit of a post stands under the post: over it, such a line belongs to what comes before.
        while found and self._part(found[-1]) is Part.UNDER:
            found.pop()
        if not dated and (at := self._before(min([post, *found]), _CLOSE)) and self._part(at) is Part.DATE:
            found.append(at)
        return tuple(found)

    def _down(self, at: int, wanted: frozenset[Part]) -> tuple[int, ...]:
        found: list[int] = []
        while len(found) < _MOST and (below := self._next(at, _CLOSE)) is not None and self._part(below) in wanted:
            found.append(at := below)
        return tuple(found)

    def _part(self, number: int) -> Part | None:
        if number not in self._parts:
            self._parts[number] = part(self._source.line(number).text)
        return self._parts[number]

    def _is_name(self, number: int) -> bool:
        text = _TAG.sub(" ", self._source.line(number).text).strip(_EDGES)
        pieces = [piece.strip(_EDGES) for piece in _COLUMNS.split(text)]
        return all(_NAME.fullmatch(piece) for piece in pieces if piece)

    def _is_person(self, number: int) -> bool:
        """Whether a line holds names in capitals alone, and the text ends there or goes on with a signature."""
        text = self._source.line(number).text.strip(_EDGES)
        pieces = [piece.strip(_EDGES) for piece in _COLUMNS.split(text) if piece.strip(_EDGES)]
        if not text.isupper() or not all(map(orang.is_name, pieces)) or self._next(number, 0):
            return False
        below = self._next(number, _ROOM)
        return below is None or self._part(below) is not None

    def _next(self, number: int, blank: int) -> int | None:
        last = min(number + blank + 1, self._source.line_count)
        return next((n for n in range(number + 1, last + 1) if self._source.line(n).text.strip()), None)

    def _before(self, number: int, blank: int) -> int | None:
        first = max(number - blank - 1, 1)
        return next((n for n in range(number - 1, first - 1, -1) if self._source.line(n).text.strip()), None)
