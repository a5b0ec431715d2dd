"""Whether a document ends where more is due: after a head, after a piece of a row, inside its last cell."""

from __future__ import annotations

import re

from kgkesos.reading.excerpt import Source
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once
from kgkesos.reading.table import Head, Row, cells

_LAST_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_TAG_OPEN = re.compile(r"<(?P<name>[A-Za-z]+)\b[^<>]*>")
_PIECE = re.compile(r"(?:<[^<>]*|&\w*|\\\w*)$")
# A shorter piece of a word may well be a word.
_SHORTEST_STEM = 4
# HTML elements that are printed without an end.
_VOID = frozenset({"br", "hr", "img"})


@once
def last_printed(source: Source) -> int:
    """The number of the last line that is not blank."""
    return source.line_of(max(len(source.text.rstrip()) - 1, 0))


def lines_after(source: Source, number: int) -> int:
    """How many lines with words stand after line ``number`` (a rule under a table's head has none)."""
    rest = source.text[source.line(number).end :] if source.line(number) else ""
    return sum(any(c.isalnum() for c in line) for line in rest.split("\n"))


def ends_in_rows(source: Source, under: Head, last: Row) -> bool:
    """Whether the document ends inside ``last``, the last row under ``under``, or in the first cell of the next.

    A row that has an indicator but too few cells is told of where the indicator is read.
    """
    line = last.lines[-1]
    end = last_printed(source)
    rest = source.text[source.line(line).end :]
    if end == line + 1:
        return not source.text.endswith("\n") and not cells(source.line(end))[1:]
    if end != line:
        return False
    if "\t" in rest:
        return True
    if last.missing > 0:
        return not plain(last.cell("indikator"))
    return not last.torn and row_is_cut(source, under, line)


def row_is_cut(source: Source, under: Head, number: int) -> bool:
    """Whether line ``number``, the document's last row under head ``under``, was cut inside its last cell.

    Nothing tells a row that was cut at its very end, or after a whole word that no other row goes on from.
    """
    line = source.line(number).text
    ended = source.text.endswith("\n")
    if _is_open(line) or _ends_in_half_a_word(line, source.text):
        return True
    if source.line(under.line).text.rstrip().endswith("|") and not line.rstrip().endswith("|"):
        return True
    return not ended and (line.endswith("\t") or _begins_another(source, under, number))


def _is_open(text: str) -> bool:
    """Whether a brace, a formula, an element, a tag or an entity was opened and not closed."""
    if text.count("{") > text.count("}") or text.count("$") % 2 or _PIECE.search(text):
        return True
    names = [match["name"].lower() for match in _TAG_OPEN.finditer(text)]
    lower = text.lower()
    return any(names.count(name) > lower.count(f"</{name}") for name in set(names) - _VOID if f"</{name}" in lower) or (
        bool(names) and names[-1] not in _VOID and f"</{names[-1]}" not in lower
    )


def _ends_in_half_a_word(line: str, text: str) -> bool:
    """Whether the last word of ``line`` stands nowhere else in ``text`` but begins a longer word that does."""
    last = _LAST_WORD.search(line)
    if not last or len(last.group()) < _SHORTEST_STEM:
        return False
    stem = last.group().casefold()
    at = text.rindex(line)
    words = {
        w.casefold() for w in re.findall(r"[^\W\d_]+", text[:at] + " " + line[: last.start()] + text[at + len(line) :])
    }
    return stem not in words and any(word.startswith(stem) for word in words)


def _begins_another(source: Source, under: Head, number: int) -> bool:
    """Whether the last cell of line ``number`` is the beginning of the last cell of another row as wide."""
    mine = [cell.text.strip() for cell in cells(source.line(number))]
    if len(mine) < len(under.roles) or not mine[-1]:
        return False
    for other in range(1, source.line_count + 1):
        theirs = [cell.text.strip() for cell in cells(source.line(other))]
        if len(theirs) == len(mine) and theirs[-1] != mine[-1] and theirs[-1].startswith(mine[-1]):
            return True
    return False
