"""The numbers that Word computes and does not keep in the text: "a.", "1.2", a bullet; here they are data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kgkesos.reading.docx.package import Element, W
from kgkesos.reading.docx.styles import Styles, value
from kgkesos.reading.numerals import BULLET, printed

_LEVELS = 9
_PLACE = re.compile(r"%(\d)")
# Signs that may open an item as they are; others stand in a font of their own, where the code says nothing.
_DASHES = frozenset("-–—*")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, its form, the text with "%1" where the number of level 1 stands."""

    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    style: str | None

    @classmethod
    def of(cls, element: Element) -> _Level:
        restart = value(element, "lvlRestart")
        return cls(
            _number(value(element, "start"), 0),
            value(element, "numFmt") or next((f.get(f"{W}val") for f in element.iter(f"{W}numFmt")), None) or "decimal",
            value(element, "lvlText") or "",
            _number(restart, 0) if restart is not None else None,
            element.find(f"{W}isLgl") is not None,
            value(element, "pStyle"),
        )


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the counters it shares with others (``abstract``), its levels, the starts that it sets anew."""

    abstract: str
    levels: Mapping[int, _Level]
    anew: Mapping[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document in its order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root, styles) if root is not None else {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def before(self, paragraph: Element) -> str:
        """What Word prints before ``paragraph``; empty where it is not numbered. Each call counts it."""
        found = self._numbered(paragraph.find(f"{W}pPr"))
        if found is None:
            return ""
        name, at = found
        known = self._lists[name]
        level = known.levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(known.abstract, [None] * _LEVELS)
        if name not in self._begun:
            self._begun.add(name)
            for anew in known.anew:
                counts[anew] = None
        now = counts[at]
        counts[at] = known.anew.get(at, level.start) if now is None else now + 1
        for deeper in range(at + 1, _LEVELS):
            below = known.levels.get(deeper)
            # A deeper level begins again under each item of any above it, or only under the level it names.
            if below is None or below.restart is None or (below.restart and at < below.restart):
                counts[deeper] = None
        return self._shown(level, known, counts)

    def _shown(self, level: _Level, known: _List, counts: list[int | None]) -> str:
        if level.form == "bullet":
            return level.text if level.text in _DASHES else BULLET

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = known.levels.get(at)
            if shown is None or at < 0:
                return ""
            count = counts[at]
            form = "decimal" if level.legal and shown.form != "none" else shown.form
            return printed(known.anew.get(at, shown.start) if count is None else count, form)

        return _PLACE.sub(number, level.text).strip()

    def _numbered(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph with these properties: its own, or its style's."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        name, level = value(own, "numId"), value(own, "ilvl")
        style = value(properties, "pStyle") or self._styles.usual
        for styled, element in self._styles.chain(style) if name is None or level is None else ():
            given = element.find(f"{W}pPr/{W}numPr")
            if given is None:
                continue
            if name is None:
                name = value(given, "numId")
                linked = self._lists.get(name or "")
                by_style = (at for at, one in (linked.levels.items() if linked else ()) if one.style == styled)
                level = level or value(given, "ilvl") or next(map(str, by_style), None)
            break
        if name is None or name not in self._lists:
            return None
        return name, min(_number(level, 0), _LEVELS - 1)


def _lists(root: Element, styles: Styles) -> dict[str, _List]:
    abstracts = {one.get(f"{W}abstractNumId"): one for one in root.iterchildren(f"{W}abstractNum")}
    numbers = {one.get(f"{W}numId"): one for one in root.iterchildren(f"{W}num")}
    found = {}
    for name, number in numbers.items():
        key = value(number, "abstractNumId")
        abstract = abstracts.get(key)
        link = value(abstract, "numStyleLink")
        if link and link in styles.by_id:
            # A list that only names a style of lists: that style's own list has the levels.
            other = numbers.get(value(styles.by_id[link], "pPr/numPr/numId"))
            key = value(other, "abstractNumId") or key
            abstract = abstracts.get(key, abstract)
        if not name or abstract is None:
            continue
        levels = _levels(abstract)
        anew = {}
        for override in number.iterchildren(f"{W}lvlOverride"):
            at = _number(override.get(f"{W}ilvl"), 0)
            levels |= _levels(override)
            if (start := value(override, "startOverride")) is not None and at < _LEVELS:
                anew[at] = _number(start, 1)
        found[name] = _List(str(key), levels, anew)
    return found


def _levels(element: Element) -> dict[int, _Level]:
    found = {_number(one.get(f"{W}ilvl"), 0): _Level.of(one) for one in element.iterchildren(f"{W}lvl")}
    return {at: level for at, level in found.items() if at < _LEVELS}


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < _LEVELS else otherwise
