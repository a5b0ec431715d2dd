"""From cells to nodes, and the top of the tree: goals, objectives, and which statement is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgkesos.reading.cascading import marks, words
from kgkesos.reading.cascading.cells import Cell
from kgkesos.reading.cascading.nodes import ACTIVITIES, Node, Sheet, name, values
from kgkesos.reading.cascading.runs import Numbered, runs
from kgkesos.reading.cascading.stitch import is_cut, presumed_whole
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page

_SEMICOLON = re.compile(r"\s*;\s*")
_CLOSING = " .;,:"
_NODES = (Kind.TUJUAN, Kind.SASARAN, Kind.PROGRAM, Kind.KEGIATAN, Kind.SUBKEGIATAN, Kind.INDIKATOR, Kind.FORMULA)


def sheet(page: Page, cells: Sequence[Cell]) -> Sheet:
    """The nodes of ``cells``: "a; b" in an indicator cell is two, a label before an activity's name is dropped."""
    nodes = [node for at, cell in enumerate(cells) if cell.kind in _NODES for node in nodes_of(cell, at)]
    cut: dict[int, bool] = {}
    for node in nodes:
        node.remarks.extend(node.cell.remarks)
        if node.cell.residue:
            node.remarks.append(f'Huruf "{node.cell.residue.text}" di depan nomor adalah sisa sel lain.')
        if node.kind is Kind.FORMULA:
            continue
        # A cell may hold many indicators: it is looked at once.
        if id(node.cell) not in cut:
            cut[id(node.cell)] = is_cut(cells, node.cell)
        if cut[id(node.cell)]:
            _say_cut(page, node, presumed_whole(cells, node.cell))
    return Sheet(cells, nodes)


def nodes_of(cell: Cell, at: int) -> Iterator[Node]:
    """What one cell says: one node, or one for each indicator in it; none where it has no words."""
    if cell.kind is Kind.INDIKATOR:
        for position, part in enumerate(p.strip(_CLOSING) for p in cell.body.splits(_SEMICOLON)):
            lead = marks.own(part)
            if position and lead.numbers and words.is_measure(lead.body.text):
                yield Node(cell.kind, cell, lead.body, at, lead.numbers[0])
            elif _has_words(part):
                yield Node(cell.kind, cell, part, at, cell.number if position == 0 else None)
    elif cell.kind is Kind.FORMULA:
        yield Node(cell.kind, cell, cell.body, at)
    else:
        text = without_label(cell.body, cell.kind).strip(_CLOSING)
        if not _has_words(text):
            return
        node = Node(cell.kind, cell, text, at, cell.number, cell.code)
        label = words.labelled(cell.text)
        if label and label.casefold() != cell.kind.value:
            node.remarks.append(f'Tercetak "{label}"; dibaca "{cell.kind.value.capitalize()}".')
        yield node


def _has_words(text: Excerpt) -> bool:
    return any(character.isalpha() for character in text.text)


def without_label(body: Excerpt, kind: Kind) -> Excerpt:
    """The name of an activity or a sub-activity without its label; a programme keeps its own."""
    label = words.labelled(body.text) if kind is Kind.KEGIATAN else None
    label = words.sub_label(body.text) if kind is Kind.SUBKEGIATAN else label
    return body[len(label) :].strip() if label else body


def _say_cut(page: Page, node: Node, presumed: str | None) -> None:
    node.remarks.append("Nama terpotong di sumber.")
    if presumed:
        node.alternative = f'Lanjutannya diduga seperti pada "{presumed}".'
    page.warn("nama-terpotong", f'"{name(node)}" terpotong di sumber.', node.cell.span)


def settle_statements(page: Page, sheet: Sheet) -> None:
    """Which statements are goals, which objectives, and which a goal's indicator put as a verb; then their ties."""
    _states_after_activities(sheet)
    _aims_at_measures(sheet)
    _first_of_two_states(sheet)
    goals, objectives = sheet.of(Kind.TUJUAN), sheet.of(Kind.SASARAN)
    for goal in goals:
        goal.placed = True
    if not goals:
        page.warn("tujuan-tidak-ditemukan", "Tidak ada tujuan yang dapat dibaca.")
    if not objectives:
        page.warn("sasaran-tidak-ditemukan", "Tidak ada sasaran yang dapat dibaca.")
    tie_by_runs(page, objectives, goals)


def _states_after_activities(sheet: Sheet) -> None:
    """ "Tersedianya ..." in the place of an activity's indicator is that indicator, put as a state."""
    order = {cell: at for at, cell in enumerate(sheet.cells)}
    for node in sheet.of(Kind.SASARAN):
        at = order[node.cell]
        before = sheet.cells[at - 1].kind if at else None
        after = sheet.cells[at + 1].kind if at + 1 < len(sheet.cells) else None
        if before in ACTIVITIES and after is not Kind.INDIKATOR and node.number is None:
            node.kind = Kind.INDIKATOR
            node.doubt("Dapat juga dibaca sebagai sasaran: rumusannya keadaan yang dicapai, bukan ukuran.")


def _aims_at_measures(sheet: Sheet) -> None:
    """ "Menaikkan Jumlah ..." beside a plain goal is the goal's indicator; alone, it is the goal. Both stay open."""
    goals = sheet.of(Kind.TUJUAN)
    measured = [goal for goal in goals if words.aims_at_measure(goal.text.text)]
    plain = [goal for goal in goals if goal not in measured]
    for node in measured:
        if not plain:
            node.doubt("Dapat juga dibaca sebagai indikator tujuan: yang disebut adalah ukuran.")
            continue
        node.kind = Kind.INDIKATOR
        node.doubt("Dapat juga dibaca sebagai tujuan kedua: rumusannya kata kerja, bukan ukuran.")
        nearest = min(plain, key=lambda goal: abs(goal.at - node.at))
        node.tie(nearest, "satu-satunya-tujuan" if len(plain) == 1 else "tujuan-terdekat", sure=len(plain) == 1)


def _first_of_two_states(sheet: Sheet) -> None:
    """Without any aim, the first of several states that are not one numbered list is taken for the goal."""
    states = sheet.of(Kind.SASARAN)
    if sheet.of(Kind.TUJUAN) or len(states) < 2 or len(set(values(states))) == len(states):
        return
    states[0].kind = Kind.TUJUAN
    states[0].doubt("Dapat juga dibaca sebagai sasaran: rumusannya keadaan yang dicapai.")


def tie_by_runs(page: Page, children: Sequence[Node], parents: Sequence[Node]) -> None:
    """Hang ``children`` under ``parents``: under the only one, else one list of numbers under each, in order."""
    for child in children:
        child.placed = True
    if not children or not parents:
        return
    kind, under = children[0].kind.value, parents[0].kind.value
    if len(parents) == 1:
        for child in children:
            child.tie(parents[0], f"satu-satunya-{under}")
        return
    lengths = runs([Numbered(child.value) for child in children], len(parents)).lengths
    if len(lengths) != len(parents):
        page.warn(f"{kind}-tanpa-{under}", f"Tidak dapat ditentukan {kind} mana di bawah {under} mana.")
        return
    start = 0
    for parent, length in zip(in_order(parents), lengths, strict=True):
        for child in children[start : start + length]:
            child.tie(parent, "nomor-mulai-ulang", sure=False)
        start += length


def in_order(nodes: Sequence[Node]) -> list[Node]:
    """``nodes`` by their numbers; those without one fill the gaps, then follow, in printed order."""
    numbered = {node.value: node for node in reversed(nodes) if node.value is not None}
    bare = [node for node in nodes if node.value is None]
    ordered: list[Node] = []
    for value in range(1, max(numbered, default=0) + 1):
        if value in numbered:
            ordered.extend(node for node in nodes if node.value == value)
        elif bare and value > min(numbered, default=0) - 2:
            ordered.append(bare.pop(0))
    return ordered + bare
