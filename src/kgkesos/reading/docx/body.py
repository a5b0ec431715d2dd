"""Paragraphs and tables of a Word file in their order, each with the place where a person finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from kgkesos.reading import grid
from kgkesos.reading.blocks import Paragraph, Table
from kgkesos.reading.count import Count
from kgkesos.reading.docx.inline import Inline, chosen
from kgkesos.reading.docx.numbering import Numbering
from kgkesos.reading.docx.package import MC, Element, Package, R, W
from kgkesos.reading.docx.styles import Styles, is_on, value
from kgkesos.reading.grid import Spot
from kgkesos.reading.noticed import Noticed

# Columns of a table's grid that are narrower (in twentieths of a point: 2.6 mm) hold no text: the borders of two rows
# were drawn beside each other by a slip of the hand.
_SLIP = 150
# Word's own limit.
_MOST_COLUMNS = 63


@dataclass(slots=True)
class _Row:
    """A printed row: its cells, each with its first and last border of the table's grid."""

    cells: list[tuple[Element, int, int]] = field(default_factory=list)


class Body:
    """Reads the blocks of ``package``; what is not read is told to ``noticed``."""

    def __init__(self, package: Package, noticed: Noticed) -> None:
        self._package = package
        self._noticed = noticed
        styles = Styles.of(package.one("styles"))
        self._inline = Inline(styles, noticed)
        self._numbering = Numbering(package.one("numbering"), styles)
        self._boxes = 0

    def blocks(self) -> Iterator[Paragraph | Table]:
        """The heads of pages once, the body, the feet of pages once."""
        root = self._package.document()
        body = root.find(f"{W}body")
        if body is None:
            return
        yield from self._margin(root, "headerReference", "kepala halaman")
        yield from self._inside(body, Count())
        yield from self._margin(root, "footerReference", "kaki halaman")

    def _margin(self, root: Element, kind: str, place: str) -> Iterator[Paragraph]:
        """What stands in the head or foot of pages, each text once; a page's number alone says nothing."""
        pictures, seen = self._noticed.pictures, set()
        for name in dict.fromkeys(one.get(f"{R}id") for one in root.iter(f"{W}{kind}")):
            part = self._package.related(name) if name else None
            said = grid.text(self._inside(part, Count(place))) if part is not None else ""
            for line in said.split("\n"):
                if any(c.isalpha() for c in line) and line not in seen:
                    seen.add(line)
                    yield Paragraph(line, place)
        # The arms of a region in a head are no loss.
        self._noticed.pictures = pictures

    def _inside(self, parent: Element, count: Count) -> Iterator[Paragraph | Table]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child, count)
            elif tag == f"{W}tbl":
                yield from self._table(child, count.table())
            elif tag == f"{MC}AlternateContent":
                yield from self._inside(chosen(child), count)
            elif tag == f"{W}altChunk":
                self._noticed.embedded += 1
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self._noticed.changes = True
            elif not (tag.endswith("Pr") or (tag == f"{W}sdt" and is_on(child.find(f"{W}sdtPr"), "showingPlcHdr"))):
                yield from self._inside(child, count)

    def _paragraph(self, element: Element, count: Count) -> Iterator[Paragraph | Table]:
        said = self._inline.text(element).strip("\n")
        boxes = self._inline.boxes()
        mark = element.find(f"{W}pPr/{W}rPr")
        if not said.strip() and mark is not None and mark.find(f"{W}del") is not None:
            self._noticed.changes = True
        else:
            number = self._numbering.before(element)
            text = f"{number} {said.lstrip()}".rstrip() if number else said
            yield Paragraph(text, count.paragraph() if text.strip() else "")
        for box in boxes:
            self._boxes += 1
            place = f"kotak teks {self._boxes}"
            yield from self._inside(box, Count(count.inner(place)))

    def _table(self, element: Element, place: str) -> Iterator[Paragraph | Table]:
        rows = list(self._rows(element))
        column_of = _borders(element, rows)
        spots: list[Spot] = []
        cells: list[Element] = []
        above: dict[int, int] = {}
        for number, row in enumerate(rows):
            reached: dict[int, int] = {}
            for cell, first, last in row.cells:
                column = column_of(first)
                width = max(1, column_of(last) - column)
                origin = above.get(column)
                if _goes_on(cell) and origin is not None and spots[origin].columns == width:
                    old = spots[origin]
                    spots[origin] = Spot(old.row, old.column, number - old.row + 1, old.columns)
                    self._noticed.hidden |= any((one.text or "").strip() for one in cell.iter(f"{W}t"))
                    reached[column] = origin
                    continue
                spots.append(Spot(number, column, 1, width))
                cells.append(cell)
                if value(cell, "tcPr/vMerge") is not None or cell.find(f"{W}tcPr/{W}vMerge") is not None:
                    reached[column] = len(spots) - 1
            above = reached
        spots = grid.tight(spots)

        def name(spot: Spot) -> str:
            return spot.place(place)

        inner = [list(self._inside(cell, Count(name(spot)))) for cell, spot in zip(cells, spots, strict=True)]
        yield from grid.opened(spots, inner, len(rows), name)

    def _rows(self, element: Element) -> Iterator[_Row]:
        for tr in _children(element, f"{W}tr"):
            properties = tr.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._noticed.changes = True
                continue
            if is_on(properties, "hidden"):
                self._noticed.hidden = True
                continue
            row = _Row()
            at = _count(value(properties, "gridBefore"), 0)
            for tc in _children(tr, f"{W}tc"):
                width = _count(value(tc, "tcPr/gridSpan"), 1) or 1
                if value(tc, "tcPr/hMerge") == "continue" and row.cells:
                    # The older way to merge: the cells stay, and the first one takes their room.
                    cell, first, _ = row.cells.pop()
                    row.cells.append((cell, first, at + width))
                else:
                    row.cells.append((tc, at, at + width))
                at += width
            yield row


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """The rows or cells of ``parent``, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}moveTo"):
            yield from _children(child, tag)


def _goes_on(cell: Element) -> bool:
    """Whether ``cell`` is the lower part of a merged one."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _count(said: str | None, otherwise: int) -> int:
    return min(int(said), _MOST_COLUMNS) if said and said.isdecimal() and len(said) < _MOST_COLUMNS else otherwise


def _borders(element: Element, rows: Iterable[_Row]) -> Callable[[int], int]:
    """Which column each border of the grid begins, borders beside each other by a slip of the hand counted as one."""
    widths = [_number(one.get(f"{W}w")) for one in element.iterfind(f"{W}tblGrid/{W}gridCol")][:_MOST_COLUMNS]
    cells = [(first, last) for row in rows for _, first, last in row.cells]
    last = max((last for _, last in cells), default=0)
    if len(widths) < last or not all(widths[:last]):
        return lambda border: border
    places = [0, *accumulate(widths[:last])]
    column = [0]
    for before, here in pairwise(places):
        column.append(column[-1] + (here - before > _SLIP))
    if any(column[first] == column[last] for first, last in cells):
        # A cell of its own stands between the two borders: they are no slip.
        return lambda border: border
    return lambda border: column[border]


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) < _MOST_COLUMNS else 0
