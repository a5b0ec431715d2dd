"""Persons printed as owners of an indicator or of data: an office or a post stays, a person's name is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kgkesos.reading import label, orang
from kgkesos.reading.excerpt import Source
from kgkesos.records import Bukti, Indikator, Metadata, Record

# The code of the warning that a name was taken away; its sentence never prints the name.
CODE = "data-pribadi"
MESSAGE = "Nama orang tercetak di sini sebagai penanggung jawab atau kontak; nama itu tidak dibaca."
_OWNERS = frozenset({"walidata", "produsen-data", "penanggung-jawab"})
_KONTAK = re.compile(r"KONTAK|NARA ?HUBUNG|CONTACT PERSON|PIC|PJ|PETUGAS", re.IGNORECASE)
_PIECE = re.compile(r"[^()\[\],;/|\t\n–]+")
_OPENED = re.compile(r"[ \t]*[(\[][ \t]*$|[ \t]*[,;/–][ \t]*$")
_CLOSED = re.compile(r"[ \t]*[)\],;/–]")
_POST_BEHIND = re.compile(r"[ \t]*\((?P<jabatan>[^()\n]{1,90})\)")


def persons(source: Source, records: Iterable[Record]) -> tuple[tuple[int, int], ...]:
    """Where in ``source.text`` names of persons stand that ``records`` hold as owners, with the brackets around them.

    Evidence counts printed code points, the text those that a reader sees: line ends and signs may take fewer.
    """
    view = source.view
    quotes = {(view.offset(q.awal), view.offset(q.akhir - 1) + 1) for record in records for q in _owners(record)}
    return tuple(sorted({span for first, last in quotes for span in _names(source.text, first, last)}))


def _owners(record: Record) -> Iterator[Bukti]:
    if isinstance(record, Indikator):
        yield from record.bukti.get("penanggung_jawab", ())
    elif isinstance(record, Metadata) and (label.code(record.label) in _OWNERS or _KONTAK.match(record.label)):
        yield from record.bukti.get("nilai", ())


def _names(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The pieces of ``text[first:last]`` that are names; a matter printed small elsewhere is none."""
    for piece in _PIECE.finditer(text, first, last):
        words = piece.group().strip(" *_.-")
        if not orang.is_name(words) or _is_matter(text, words):
            continue
        start = piece.start() + piece.group().index(words)
        end = start + len(words)
        post = _POST_BEHIND.match(text, end, last)
        if post:
            yield start, post.start("jabatan")
            yield post.end("jabatan"), post.end()
            continue
        opened = _OPENED.search(text[first:start])
        closed = _CLOSED.match(text, end, last) if opened is None or "(" in opened.group() else None
        yield (first + opened.start() if opened else start), (closed.end() if closed else end)


def _is_matter(text: str, words: str) -> bool:
    """Whether ``text`` prints one of ``words`` in small letters: then it is a common word there."""
    return any(re.search(rf"(?<![\w@.]){re.escape(word.lower())}(?![\w@.])", text) for word in words.split())
