"""Whose indicators a document lists: the position or office named above its table, with its duties and functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt, Source, join, text_of
from kgkesos.reading.iki import jabatan, lines
from kgkesos.reading.iki.butir import Item
from kgkesos.reading.markup import plain
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen, Fungsi, Jabatan, Record, Tugas

_LABEL = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[A-Za-z]|[IVX]{1,4})[.)]\s*)?"
    r"(?P<label>(?P<nama>nama\s+(?:unit(?:\s+kerja)?(?:\s*/\s*jabatan)?|jabatan(?:\s*/\s*unit(?:\s+kerja)?)?|organisasi|skpd|opd|instansi|perangkat\s+daerah)|jabatan"
    r"|unit\s+(?:kerja|organisasi)|organisasi|perangkat\s+daerah|opd|skpd)"
    r"|(?P<tugas>(?:uraian\s+)?tugas(?:\s+pokok)?)|(?P<fungsi>fungsi)|(?P<lain>[A-Za-z][A-Za-z /]{2,40}?))"
    r"\s*:\s*(?P<isi>\S.*)?$",
    re.IGNORECASE | re.DOTALL,
)
# What the name of a position begins with; another name is that of an office or a unit.
_POSITION = re.compile(
    r"^(?:kepala|sekretaris|wakil|kasi|kasie|kabid|kasubb?(?:ag|id)|kabag|camat|lurah|inspektur|direktur|ketua|bupati"
    r"|wali\s*kota|gubernur|analis|pengelola|penyuluh|pekerja|pengawas|bendahara|koordinator|sub\s*koordinator|staf)\b",
    re.IGNORECASE,
)


# "membantu Kepala Bidang Produksi melaksanakan ...": the words with capitals behind it name the superior.
_HELPS = re.compile(r"\b[Mm]embantu\s+(?P<atasan>(?:Kepala|Sekretaris)(?:\s+[A-Z][\w/]*)*)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what it says, line by line, up to the next label."""

    kind: str
    lines: tuple[int, ...]
    says: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Identitas:
    """The labelled lines above a table: their entries, the first line and the one after the last."""

    entries: tuple[Entry, ...]
    first: int
    until: int


def find(source: Source, until: int, title: re.Pattern[str]) -> Identitas | None:
    """The block of labels above line ``until``; None where no duty or function is named there.

    It ends at a line that begins as ``title`` does: the title of the table below it.
    """
    entries: list[Entry] = []
    end = until
    for number in range(1, until):
        line = plain(source.line(number))
        if entries and title.match(line.text):
            end = number
            break
        if found := _LABEL.match(line.text):
            says = (line.group(found, "isi"),) if found["isi"] else ()
            entries.append(Entry(_kind(found), (number,), says))
        elif entries and line:
            last = entries[-1]
            entries[-1] = Entry(last.kind, (*last.lines, number), (*last.says, line))
    while entries and not entries[0].kind:
        entries.pop(0)
    if not any(entry.kind in ("tugas", "fungsi") for entry in entries):
        return None
    return Identitas(tuple(entries), entries[0].lines[0], end)


def _kind(found: re.Match[str]) -> str:
    return next((name for name in ("nama", "tugas", "fungsi") if found[name]), "")


def records(page: Page, block: Identitas, dokumen: Dokumen) -> Iterator[Record]:
    """The Jabatan that ``block`` names, its Tugas and Fungsi; those of an office hang under nothing."""
    position: Jabatan | None = None
    for entry in block.entries:
        if not entry.kind:
            page.leave(entry.lines, "keterangan lain di atas tabel")
        elif entry.kind != "nama":
            yield from _items(page, entry, position)
        elif _is_position(entry) and position is None:
            position = _position(page, block, entry, dokumen)
            yield position
        else:
            page.take(entry.lines, "kepala bagian")


def _is_position(entry: Entry) -> bool:
    return bool(entry.says) and bool(_POSITION.match(entry.says[0].text))


def _position(page: Page, block: Identitas, entry: Entry, dokumen: Dokumen) -> Jabatan:
    page.take(entry.lines)
    duties = [item.stated for one in block.entries if one.kind == "tugas" for item in _parted(one)]
    above = next((found for duty in reversed(duties) if (found := jabatan.superior(duty))), None)
    name = join(entry.says).squeezed()
    levels = jabatan.levels(dokumen, page.source)
    return jabatan.record(page, name, (entry.lines[0], block.until), above or _helped(duties), levels)


def _helped(duties: list[Excerpt]) -> Excerpt | None:
    """The superior that a duty names: "membantu Kepala Bidang Produksi melaksanakan ..."."""
    for duty in duties:
        if found := _HELPS.search(duty.text):
            return duty.group(found, "atasan")
    return None


def _parted(entry: Entry) -> list[Item]:
    """The items of an entry: each begins with a number or letter; without them it is one."""
    found: list[Item] = []
    for said in entry.says:
        item = lines.item(said, found[-1].huruf.text if found and found[-1].huruf else None)
        if item:
            found.append(Item(entry.kind, said.group(item, "huruf"), (said.group(item, "teks"),)))
        elif found:
            found[-1] = Item(entry.kind, found[-1].huruf, (*found[-1].lines, said))
        else:
            found.append(Item(entry.kind, None, (said,)))
    return found


def _items(page: Page, entry: Entry, position: Jabatan | None) -> Iterator[Record]:
    kind = Tugas if entry.kind == "tugas" else Fungsi
    page.take(entry.lines)
    for item in _parted(entry):
        text, printed = item.stated, item.printed
        differs = text.text != printed.text
        huruf = text_of(item.huruf)
        yield kind(
            id=page.new_id(position.id if position else None, entry.kind, huruf, text.text),
            induk=position.id if position else None,
            bukti=page.evidence({"teks": text, "teks_tercetak": printed if differs else None, "huruf": item.huruf}),
            teks=text.text,
            teks_tercetak=printed.text if differs else None,
            huruf=huruf,
        )
