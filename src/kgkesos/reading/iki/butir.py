"""The lettered items of a position, under TUGAS and FUNGSI; other parts and unknown tables among them are left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.iki import lines
from kgkesos.reading.iki.lines import Part, clean, is_row, is_title, other_part, part
from kgkesos.reading.kata.lekat import Mender
from kgkesos.reading.markup import BULLET, without_bullet
from kgkesos.reading.once import printed
from kgkesos.reading.page import TRUNCATED, Page
from kgkesos.reading.truncation import last_printed

UNKNOWN_TABLE = "kepala tabel tidak dikenali"
# The word that joins the last item but one to the last; not the end of a longer word ("Badan").
_CLOSING = re.compile(r"(?:\s*[.;,])*\s*(?:\bdan\s*)?$")
_CLOSES = "dan.;, "


@dataclass(frozen=True, slots=True)
class Item:
    """A lettered item, or the whole text where TUGAS is one sentence."""

    part: str
    huruf: Excerpt | None
    lines: tuple[Excerpt, ...]
    mender: Mender | None = None

    @property
    def stated(self) -> Excerpt:
        """Its text without the punctuation that closes it, words mended."""
        return _without_closing(self.mender.text(self.lines) if self.mender else join(self.lines).squeezed())

    @property
    def printed(self) -> Excerpt:
        """The same with the spacing that is printed."""
        return _without_closing(join(line.squeezed() for line in self.lines))


def _without_closing(text: Excerpt) -> Excerpt:
    # What closes an item is of these signs alone: there is nothing to look for before them.
    match = _CLOSING.search(text.text, len(text.text.rstrip(_CLOSES)))
    return text[: match.start()] if match else text


@dataclass(slots=True)
class Items:
    """Reads the items of one position line by line; a line that opens nothing goes on with the item above it.

    ``mender`` mends the words of a text layer; None where the spacing of the rendition is to be trusted.
    """

    page: Page
    position: str
    mender: Mender | None = None
    found: list[Item] = field(default_factory=list)
    tables: bool = False
    _part: str = ""
    _number: str | None = None
    _huruf: Excerpt | None = None
    _lines: list[Excerpt] = field(default_factory=list)
    # The sign that opens each item of a part without letters, told by its first line.
    _bullet: str | None = None
    # Why the lines are being left, and which they are; the reason is empty while items are read.
    _reason: str = ""
    _left: list[int] = field(default_factory=list)

    def read(self, first: int, until: int) -> None:
        """Read the lines from ``first`` up to, not including, ``until``."""
        last = last_printed(self.page.source)
        for number in printed(self.page.source, first, until):
            line = self._clean(number)
            if not line:
                continue
            if is_title(line):
                self.page.take([number], "judul")
            elif known := part(line):
                self._open(known, number)
            elif is_row(self.page.source, number):
                self._table(number)
            elif another := other_part(line, self._number, self._huruf.text if self._huruf else None):
                self._close(f"bagian lain: {another.word}")
                self._number = another.number or self._number
                self._left.append(number)
            elif self._reason:
                self._left.append(number)
            elif not self._part:
                self.page.leave([number], "teks sebelum TUGAS")
            elif number == last and self._is_torn(line, number):
                self.page.leave([number], "baris terakhir terpotong")
            else:
                self._text(line, BULLET.match(self.page.source.line(number).text))
                self.page.take([number])
        self._close()

    def _clean(self, number: int) -> Excerpt:
        """Line ``number`` without marks; where words are mended, with the space at its end: it may tell a cut word."""
        raw = self.page.source.line(number)
        line = clean(self.page.source, number)
        return join([line, raw[-1:]], "") if self.mender and line and raw.text[-1:].isspace() else line

    def _open(self, head: Part, number: int) -> None:
        self._close()
        self._part, self._number = head.word, head.number or self._number
        says = any(c.isalnum() for c in head.text.text)
        self.page.take([number], "rekaman" if says else "kepala bagian")
        if says:
            self._text(head.text)

    def _text(self, line: Excerpt, bullet: re.Match[str] | None = None) -> None:
        if item := lines.item(line, self._huruf.text if self._huruf else None):
            self._close_item()
            self._huruf, self._lines = line.group(item, "huruf"), [line.group(item, "teks")]
        elif bullet and (self._bullet == bullet["sign"] or not (self._huruf or self._lines or self._bullet)):
            self._close_item()
            self._bullet, self._lines = bullet["sign"], [without_bullet(line)]
        else:
            self._lines.append(line)

    def _table(self, number: int) -> None:
        if self._reason != UNKNOWN_TABLE:
            self._close(UNKNOWN_TABLE)
        self._left.append(number)

    def _close_item(self) -> None:
        if self._part and any(c.isalnum() for c in join(self._lines).text):
            self.found.append(Item(self._part, self._huruf, tuple(self._lines), self.mender))
        elif self._part:
            for line in self._lines:
                self.page.take(line, "isian kosong")
        self._huruf, self._lines = None, []

    def _close(self, reason: str = "") -> None:
        """End the part that is open, and begin to leave lines where there is a ``reason`` to."""
        self._close_item()
        self._bullet = None
        if self._left:
            self._say()
        self._reason, self._left = reason, []
        if reason:
            self._part = ""

    def _say(self) -> None:
        lines = (self._left[0], self._left[-1])
        if self._reason == UNKNOWN_TABLE:
            self.tables = True
            unknown_table(self.page, self.position, self._left)
            return
        name = self._reason.partition(": ")[2]
        self.page.leave(self._left, self._reason)
        self.page.warn("bagian-lain", f"Jabatan {self.position}: bagian {name} tidak dibaca.", lines)

    def _is_torn(self, line: Excerpt, number: int) -> bool:
        """Whether the document's last line is a piece of what was to come, not of the item above it."""
        if lines.item(line) or not self._lines:
            return False
        above = self.page.source.line(number - 1).text.strip()
        return self._lines[-1].text.endswith((".", ";")) or (not above and line.text.isupper())


def unknown_table(page: Page, position: str, lines: list[int]) -> None:
    """Leave ``lines``, a table whose head is not known; one row at the end of a document is the piece of a head."""
    source = page.source
    span = (lines[0], lines[-1])
    if len(lines) == 1 and not source.text[source.line(lines[0]).end :].strip():
        page.leave(lines, "kepala tabel terpotong")
        page.warn(TRUNCATED, f"Jabatan {position}: dokumen tampaknya terpotong di kepala tabel kinerja.", span)
        return
    page.leave(lines, UNKNOWN_TABLE)
    message = f"Jabatan {position}: kepala tabel ini tidak dikenali; isinya tidak dibaca."
    page.warn("kepala-tabel-tidak-dikenali", message, span)
