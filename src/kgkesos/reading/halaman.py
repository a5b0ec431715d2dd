"""Marks of pages: "Halaman 2", "Hal. 2 dari 9", and the running line of a document with the page's number in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kgkesos.reading.excerpt import Source

PAGE_MARK = "tanda halaman"
_SAID = re.compile(
    r"^[^\w\n]*hal(?:aman)?\b\.?\W{0,3}\d{1,4}(?:\s*(?:dari|/|of)\s*\d{1,4})?\W*$", re.IGNORECASE | re.MULTILINE
)
# A number before or after a bar, and the same words on each page.
_RUNNING = re.compile(
    r"^[ \t\f]*(?:(?P<nomor>\d{1,4})[ \t]*\|[ \t]*(?P<isi>[^\n|\t]{3,100})"
    r"|(?P<depan>[^\n|\t]{3,100})\|[ \t]*(?P<akhir>\d{1,4}))[ \t\r]*$",
    re.MULTILINE,
)


def find(source: Source) -> Mapping[int, str]:
    """The lines of ``source`` that mark a page, with their class."""
    marked = {source.line_of(match.start()): PAGE_MARK for match in _SAID.finditer(source.text)}
    running: dict[str, list[tuple[int, int]]] = {}
    for match in _RUNNING.finditer(source.text):
        words = (match["isi"] or match["depan"]).strip()
        number = int(match["nomor"] or match["akhir"])
        running.setdefault(words, []).append((source.line_of(match.start()), number))
    for found in running.values():
        numbers = [number for _, number in found]
        if len(found) > 1 and numbers == sorted(set(numbers)):
            marked.update((line, PAGE_MARK) for line, _ in found)
    return marked
