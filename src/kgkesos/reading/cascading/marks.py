"""What stands in front of a name: its number, the code of the official nomenclature, a letter left of another cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading import kode, markup
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt

_CODE = kode.PATTERN
_ONE = r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?"
_TOKEN = rf"(?:{_CODE}\.?(?:\s*[-–:](?=\s))?|{_ONE})"
# "3 Pembinaan", "1 1 Jumlah", "1Meningkatnya", "x 1Meningkatnya", "2" alone; not "100%", "2019", "3D".
_LEAD = re.compile(
    rf"(?:(?P<residue>[A-Za-z])\s+(?=\d))?(?P<marks>{_TOKEN}(?:\s+{_TOKEN})*)"
    r"(?:\s+(?=[^\W\d_]|[(\"“])|(?=[A-Z][a-z])|\s*$)"
)
_MARK = re.compile(r"[\dXx]+(?:\.[\dXx]+)*")
_LONGEST_NUMBER = 4
_BOLD = re.compile(r"\*\*|__")
_BLANK = frozenset("-–—.,;:…_*/\\ ")


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands in front of ``body``: numbers, a code, a stray letter."""

    body: Excerpt
    numbers: tuple[Excerpt, ...] = ()
    code: Excerpt | None = None
    residue: Excerpt | None = None


def lead(text: Excerpt) -> Lead | None:
    """The numbers and the code that ``text`` begins with; None where it begins with neither."""
    match = _LEAD.match(text.text)
    if not match:
        return None
    printed = text.group(match, "marks")
    marks = [printed.group(mark) for mark in _MARK.finditer(printed.text)]
    found = [mark for mark in marks if kode.is_code(mark.text)]
    if any(not kode.is_code(mark.text) and not _is_number(mark.text) for mark in marks):
        return None
    return Lead(
        text[match.end() :],
        tuple(mark for mark in marks if not kode.is_code(mark.text)),
        found[-1] if found else None,
        text.group(match, "residue") if match["residue"] else None,
    )


def _is_number(mark: str) -> bool:
    return not set(mark) & set("Xx") and mark.count(".") < _LONGEST_NUMBER


def own(text: Excerpt) -> Lead:
    """The number and the code in front of ``text``, the last of each; all of it where nothing but marks is printed."""
    found = lead(text)
    if not found or not found.body:
        return Lead(text)
    return Lead(found.body, found.numbers[-1:], found.code)


def level(code: str | None) -> Kind | None:
    """What a code of the nomenclature is the code of, told by its groups."""
    name = kode.level(code)
    return Kind(name) if name else None


def is_under(code: Excerpt | None, higher: Excerpt | None) -> bool:
    """Whether ``code`` goes on from the code ``higher``."""
    return code is not None and higher is not None and kode.is_under(code.text, higher.text)


def clean(text: Excerpt) -> Excerpt:
    """``text`` as a reader sees it: no tags, entities, LaTeX signs or marks of bold type."""
    seen = markup.plain(text)
    return seen.sub(_BOLD, "").squeezed() if len(_BOLD.findall(seen.text)) > 1 else seen


def is_blank(text: str) -> bool:
    """Whether a cell with ``text`` is empty: nothing, or strokes and dots."""
    return set(text) <= _BLANK
