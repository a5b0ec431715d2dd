"""The number, letter or bullet that a browser puts before an item of a list."""

from __future__ import annotations

import re

from kgkesos.reading.html.parsed import Element
from kgkesos.reading.numerals import BULLET, printed

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(?P<form>none|decimal(?:-leading-zero)?|(?:lower|upper)-\w+)", re.I
)
_FORMS = {
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}
_COUNTED = "data-counted"
_INTEGER = re.compile(r"\s*(-?\d{1,6})\s*")


def marker(item: Element) -> str:
    """What stands before ``item``: "a.", "3.", a bullet; nothing where the list says so."""
    above = item.getparent()
    form = _form(item) or _form(above)
    if above is None or above.tag != "ol":
        return "" if form == "none" else BULLET
    # The number of the item before is kept with it, so that a long list is counted once.
    before = next((one.get(_COUNTED) for one in item.itersiblings("li", preceding=True) if one.get(_COUNTED)), None)
    number = int(before) + 1 if before else _integer(above.get("start"), 1)
    number = _integer(item.get("value"), number)
    item.set(_COUNTED, str(number))
    said = printed(number, form or "decimal")
    return f"{said}." if said else ""


def _form(element: Element | None) -> str | None:
    if element is None:
        return None
    styled = _STYLE.search(element.get("style", ""))
    if styled:
        return _FORMS.get(styled["form"].lower(), "decimal")
    return _TYPES.get(element.get("type", "").strip())


def _integer(said: str | None, otherwise: int) -> int:
    found = _INTEGER.fullmatch(said or "")
    return int(found[1]) if found else otherwise
