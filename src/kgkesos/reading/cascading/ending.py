"""What a sheet that lost its columns ends with: whether more is due, so that the user looks for the whole of it."""

from __future__ import annotations

from kgkesos.reading.cascading.cells import marks_ends
from kgkesos.reading.cascading.nodes import ACTIVITIES, Node, Sheet, name
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.page import TRUNCATED, Page

_FURNITURE = (Kind.TITLE, Kind.HEADER, Kind.NOTE, Kind.NUMBER)


def tell(page: Page, sheet: Sheet) -> None:
    """Warn where the text ends before its last expected cell, and of every activity without an indicator."""
    bare = [node for node in sheet.of(*ACTIVITIES) if node.placed and not sheet.under(node, Kind.INDIKATOR)]
    last = _last(page, sheet)
    for node in bare:
        if node not in last:
            kind = node.kind.value.replace(" ", "-")
            message = f'{node.kind.value.capitalize()} "{name(node)}" tidak memuat sel indikator.'
            page.warn(f"{kind}-tanpa-indikator", message, node.cell.span)
    if reason := _why_cut(page, sheet, bare, last):
        page.warn(TRUNCATED, f"{reason}; dokumen tampaknya terpotong di sini.", _end(page))


def _last(page: Page, sheet: Sheet) -> list[Node]:
    """The nodes of the cell that the text ends with."""
    _, end = _end(page)
    cells = {id(node.cell): node.cell for node in sheet.nodes}
    ends = {known for known, cell in cells.items() if end in cell.lines}
    return [node for node in sheet.nodes if id(node.cell) in ends]


def _end(page: Page) -> tuple[int, int]:
    numbers = range(page.source.line_count, 0, -1)
    line = next((n for n in numbers if page.source.line(n).text.strip()), page.source.line_count)
    return line, line


def _why_cut(page: Page, sheet: Sheet, bare: list[Node], last: list[Node]) -> str | None:
    if not sheet.nodes:
        return None
    for node in last:
        if node in bare:
            return f'{node.kind.value.capitalize()} "{name(node)}" di akhir dokumen tidak memuat sel indikator'
        if node.kind is Kind.PROGRAM and _lacks_indicator(sheet, node):
            return f'Program "{name(node)}" di akhir dokumen tidak memuat sel indikator'
    ends = [cell for cell in sheet.cells if _end(page)[1] in cell.lines]
    if any(cell.trails if cell.kind in _FURNITURE else cell.open for cell in ends):
        return "Sel terakhir tidak selesai"
    if marks_ends(page.source) and not page.source.text.endswith(("\n", "\f")):
        return "Baris terakhir tidak selesai"
    return None


def _lacks_indicator(sheet: Sheet, program: Node) -> bool:
    """Whether ``program`` has no indicator, though the programme printed before it has."""
    before = [node for node in sheet.of(Kind.PROGRAM) if node.at < program.at]
    return bool(before) and bool(sheet.under(before[-1], Kind.INDIKATOR)) and not sheet.under(program, Kind.INDIKATOR)
