"""The words of one paragraph: what Word prints of its runs, fields, formulas and tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgkesos.reading.docx import omath
from kgkesos.reading.docx.package import MC, Element, M, W
from kgkesos.reading.docx.styles import Styles, is_on, value
from kgkesos.reading.noticed import Noticed

BOX = f"{W}txbxContent"
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\xad",
}
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_ADDED = frozenset({f"{W}ins", f"{W}moveTo"})
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_NOTES = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
# Tails of the names of what is a picture, a chart, a diagram or the object of another program.
_PICTURES = frozenset({"pic", "imagedata", "chart", "relIds", "OLEObject"})
# What the font Symbol prints for a letter's code: the signs that formulas are made of.
_SYMBOL = {
    "F053": "Σ",
    "F0B4": "×",
    "F0A3": "≤",
    "F0B3": "≥",
    "F0B8": "÷",
    "F025": "%",
    "F0B1": "±",
    "F0D7": "·",
    "F02B": "+",
    "F02D": "-",
    "F03D": "=",
    "F0E5": "Σ",
}
# A field that draws a fraction, as documents have it from before formulas: EQ \f(above;below).
_FRACTION = re.compile(r"\\f\s*\((?P<a>[^();,]*(?:\([^()]*\)[^();,]*)*)[;,](?P<b>[^()]*(?:\([^()]*\)[^()]*)*)\)", re.I)


class Inline:
    """Reads paragraphs; ``noticed`` takes what is not read, :meth:`boxes` gives the text boxes met on the way."""

    def __init__(self, styles: Styles, noticed: Noticed) -> None:
        self._styles = styles
        self._noticed = noticed
        self._boxes: list[Element] = []
        # For each field that is open, whether its code has ended, and the code.
        self._fields: list[tuple[bool, list[str]]] = []

    def text(self, paragraph: Element) -> str:
        """The words of ``paragraph``, its lines parted by ``\\n``, its tabs kept."""
        self._fields = []
        style = value(paragraph.find(f"{W}pPr"), "pStyle") or self._styles.usual
        return "".join(self._inside(paragraph, self._styles.hides(style)))

    def boxes(self) -> list[Element]:
        """The text boxes anchored in what was read since the last call."""
        found, self._boxes = self._boxes, []
        return found

    def _inside(self, element: Element, hidden: bool) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, hidden)
            elif tag in _DELETED:
                self._noticed.changes = True
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                yield f" {omath.text(child)} "
            elif tag == f"{W}ruby":
                yield from (part for base in child.iterchildren(f"{W}rubyBase") for part in self._inside(base, hidden))
            elif tag == f"{MC}AlternateContent":
                yield from self._inside(chosen(child), hidden)
            elif tag == f"{W}sdt" and is_on(child.find(f"{W}sdtPr"), "showingPlcHdr"):
                continue
            elif not tag.endswith("Pr"):
                self._noticed.changes |= tag in _ADDED
                yield from self._inside(child, hidden)

    def _run(self, run: Element, hidden: bool) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        said = is_on(properties, "vanish")
        style = value(properties, "rStyle")
        if said or (said is None and (self._styles.hides(style) if style else hidden)):
            self._noticed.hidden |= any((one.text or "").strip() for one in run.iter(f"{W}t"))
            return
        yield from self._content(run)

    def _content(self, run: Element) -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                yield from self._field(child.get(f"{W}fldCharType"))
            elif tag == f"{W}instrText":
                if self._fields:
                    self._fields[-1][1].append(child.text or "")
            elif tag in _DRAWN:
                self._drawn(child)
            elif tag in _NOTES:
                self._noticed.notes += 1
            elif tag == f"{MC}AlternateContent":
                yield from self._content(chosen(child))
            elif any(not ended for ended, _ in self._fields):
                continue
            elif tag == f"{W}t":
                yield child.text or ""
            elif tag == f"{W}sym":
                yield _symbol(child.get(f"{W}char", ""), child.get(f"{W}font", ""))
            elif tag in _SIGNS:
                yield _SIGNS[tag]

    def _field(self, mark: str | None) -> Iterator[str]:
        """Begin, part or end a field; its code is not printed, but what a fraction's code draws is."""
        if mark == "begin":
            self._fields.append((False, []))
        elif self._fields and mark in ("separate", "end"):
            ended, code = self._fields.pop()
            said = "".join(code).strip()
            if not ended and said.upper().startswith("EQ"):
                yield _equation(said[2:])
            if mark == "separate":
                self._fields.append((True, []))

    def _drawn(self, element: Element) -> None:
        boxes = [box for box in element.iter(BOX) if _is_outermost(box, element) and not _in_fallback(box, element)]
        self._boxes.extend(boxes)
        pictures = (one for one in element.iter() if isinstance(one.tag, str) and one.tag.rsplit("}")[-1] in _PICTURES)
        self._noticed.pictures += not boxes and any(True for _ in pictures)


def chosen(element: Element) -> Element:
    """What a newer Word shows of content that is given twice; the older one where the newer is empty."""
    options = [*element.iterchildren(f"{MC}Choice"), *element.iterchildren(f"{MC}Fallback")]
    return next((one for one in options if len(one)), element if not options else options[0])


def _is_outermost(box: Element, within: Element) -> bool:
    above = box.getparent()
    while above is not None and above is not within:
        if above.tag == BOX:
            return False
        above = above.getparent()
    return True


def _in_fallback(box: Element, within: Element) -> bool:
    above = box.getparent()
    while above is not None and above is not within:
        if above.tag == f"{MC}Fallback" and any(len(one) for one in above.getparent().iterchildren(f"{MC}Choice")):
            return True
        above = above.getparent()
    return False


def _symbol(code: str, font: str) -> str:
    if font == "Symbol" and (known := _SYMBOL.get(code.upper())):
        return known
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _equation(code: str) -> str:
    """What the code of an EQ field draws, as far as it is fractions."""
    return " ".join(_FRACTION.sub(lambda m: f"({m['a'].strip()}) / ({m['b'].strip()})", code).split())
