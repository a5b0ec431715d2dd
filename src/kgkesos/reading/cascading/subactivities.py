"""Sub-activities to activities, in a sheet that lost its columns: by their codes, else by what is printed before."""

from __future__ import annotations

from kgkesos.reading.cascading import codes
from kgkesos.reading.cascading.nodes import LEVELS, Node, Sheet, name, values
from kgkesos.reading.cascading.runs import faults
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.page import Page


def settle(page: Page, sheet: Sheet) -> None:
    """Hang every sub-activity under its activity; what cannot be hung is left with its indicators, and told."""
    activities = sheet.of(Kind.KEGIATAN)
    for node in sheet.of(Kind.SUBKEGIATAN):
        codes.tie(node, activities)
    for activity in activities:
        _printed_after(sheet, activity)
    for node in sheet.of(Kind.SUBKEGIATAN):
        if node.parent is None:
            _leave(page, sheet, node)


def _printed_after(sheet: Sheet, activity: Node) -> None:
    """The sub-activities between ``activity`` and the next level; lists of several activities run together stay."""
    after = [node for node in sheet.of(*LEVELS) if node.at > activity.at]
    ends = next((node.at for node in after if node.kind is not Kind.SUBKEGIATAN), len(sheet.cells))
    group = [n for n in after if n.at < ends and not n.parent and not codes.is_elsewhere(n, [activity])]
    if faults(values(group))[1]:
        return
    for node in group:
        node.tie(activity, "kegiatan-di-atas", sure=False)


def _leave(page: Page, sheet: Sheet, node: Node) -> None:
    page.leave(node.cell.lines, "sub kegiatan tanpa kegiatan")
    page.warn("sub-kegiatan-tidak-dibaca", f'Sub kegiatan "{name(node)}" belum dapat dikaitkan.', node.cell.span)
    for measure in sheet.under(node, Kind.INDIKATOR):
        measure.placed = False
        page.leave(measure.cell.lines, "indikator tanpa induk")
        page.warn(
            "indikator-tanpa-induk",
            f'Indikator "{name(measure)}" mengukur sub kegiatan yang tidak dapat dikaitkan.',
            measure.cell.span,
        )
