"""Indicators to what they measure, formulas to their indicators, stranded numbers to what lacks one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from kgkesos.normalize import key
from kgkesos.reading.cascading import words
from kgkesos.reading.cascading.cells import Cell
from kgkesos.reading.cascading.nodes import ACTIVITIES, LEVELS, Ends, Node, Sheet, name, values
from kgkesos.reading.cascading.runs import faults
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula import words as formula_words
from kgkesos.reading.page import Page

_SAME_WORDS = 85.0
# How many cells away a number may have been stranded from what it numbers.
_STRANDED_WITHIN = 2

_FURNITURE = (Kind.TITLE, Kind.HEADER, Kind.NOTE)

Group = list[Node]  # the indicators of one cell


def settle_indicators(page: Page, sheet: Sheet) -> None:
    """Hang every indicator under the cell it is printed after; what is left under what the rules allow."""
    above: list[tuple[Group, Node]] = []
    alone: list[Group] = []
    anchor: Node | None = None
    filled: Cell | None = None
    ends = Ends.of(sheet.cells)
    for group in _groups(sheet):
        if group[0].kind in LEVELS:
            anchor, filled = group[0], None
        elif group[0].parent:
            continue
        elif resumed := _resumed_above(sheet, ends, group[0]):
            _tie(group, resumed)
        elif anchor is None or _apart(sheet, anchor, group[0]) or (filled and not _goes_on(filled, group[0].cell)):
            alone.append(group)
        elif anchor.kind in ACTIVITIES:
            _tie(group, anchor)
            filled = group[0].cell
        else:
            above.append((group, anchor))
    alone += _settle_above(sheet, above, alone)
    for group in alone:
        _settle_alone(page, sheet, group)


def _resumed_above(sheet: Sheet, ends: Ends, node: Node) -> Node | None:
    """The activity without an indicator so far whose rest, torn off by a page boundary, is printed just above."""
    above = ends.above(min(node.cell.lines))
    torn = [a for a in sheet.of(Kind.KEGIATAN) if a.cell is above and a.at < node.at - 1]
    return torn[0] if torn and not sheet.under(torn[0], Kind.INDIKATOR) else None


def _apart(sheet: Sheet, anchor: Node, node: Node) -> bool:
    """Whether a title, headings or a note stand between a statement and ``node``, so that they are not neighbours."""
    between = sheet.cells[anchor.at : node.at]
    return anchor.kind not in ACTIVITIES and any(cell.kind in _FURNITURE for cell in between)


def _groups(sheet: Sheet) -> list[Group]:
    """The nodes in printed order, the indicators of one cell together, formulas left out."""
    groups: list[Group] = []
    for node in sheet.nodes:
        if node.kind is Kind.FORMULA:
            continue
        if node.kind is Kind.INDIKATOR and groups and groups[-1][0].cell is node.cell:
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


def _tie(group: Group, parent: Node, rule: str | None = None, sure: bool = True) -> None:
    for node in group:
        node.tie(parent, rule, sure)


def _goes_on(filled: Cell, cell: Cell) -> bool:
    """Whether ``cell`` is the next of the same list of indicators as ``filled``."""
    if filled.text.endswith((";", ",")):
        return True
    return filled.value is not None and cell.value == filled.value + 1


def _settle_above(sheet: Sheet, above: Sequence[tuple[Group, Node]], alone: list[Group]) -> list[Group]:
    """Indicators printed after a goal, objective or programme measure it; one that stands out may not.

    Returns those that more likely measure an activity whose cell is missing.
    """
    numbered = [group for group, anchor in above if anchor.kind is Kind.PROGRAM and group[0].number]
    ratios_alone = [group for group in alone if _may_measure_objective(group)]
    bare = [group for group, anchor in above if anchor.kind is Kind.PROGRAM and group not in numbered]
    orphans = [group for group in bare if numbered and words.is_count(group[0].text.text)]
    candidates = [group for group in bare if group not in orphans] + ratios_alone
    lone = candidates[0] if len(candidates) == 1 and len(sheet.of(Kind.PROGRAM)) > 1 else None
    objective = _objective_without(sheet, above) if lone else None
    for group, anchor in above:
        if group in orphans or (group is lone and objective):
            continue
        _tie(group, anchor, sure=group is not lone)
        if group is lone:
            _doubt(group, "Dapat juga dibaca sebagai indikator sasaran: hanya satu program yang diikuti indikator.")
    if lone and objective:
        _tie(lone, objective, "sasaran-tanpa-indikator", sure=False)
        _doubt(lone, "Dapat juga dibaca sebagai indikator program: tercetak di antara sel program, tanpa nomor.")
        if lone in alone:
            alone.remove(lone)
    return orphans


def _may_measure_objective(group: Group) -> bool:
    text = group[0].text.text
    return group[0].number is None and words.is_measure(text) and not words.is_count(text)


def _doubt(group: Group, alternative: str) -> None:
    for node in group:
        node.doubt(alternative)


def _objective_without(sheet: Sheet, above: Sequence[tuple[Group, Node]]) -> Node | None:
    """The only objective that no indicator is printed after."""
    measured = [anchor for _, anchor in above]
    bare = [node for node in sheet.of(Kind.SASARAN) if node not in measured]
    return bare[0] if len(bare) == 1 else None


def _settle_alone(page: Page, sheet: Sheet, group: Group) -> None:
    """A numbered indicator just before a programme without one measures that programme; all else is left."""
    following = next((node for node in sheet.of(*LEVELS) if node.at > group[0].at), None)
    free = following and following.kind is Kind.PROGRAM and not sheet.under(following, Kind.INDIKATOR)
    if following and free and group[0].number:
        _tie(group, following, "program-berikutnya", sure=False)
        return
    page.leave(group[0].cell.lines, "indikator tanpa induk")
    page.warn(
        "indikator-tanpa-induk",
        f'Tidak ada sel yang diukur oleh indikator "{name(group[0])}".',
        group[0].cell.span,
    )


def settle_formulas(page: Page, sheet: Sheet) -> None:
    """Each formula to the indicator whose words its numerator has; else to the one it is printed after."""
    free = [node for node in sheet.of(Kind.INDIKATOR) if node.placed]
    formulas = sheet.of(Kind.FORMULA)
    for formula, node in _pairs(formulas, free):
        if formula.parent is None and node in free:
            near = _printed_after(sheet, formula) is node
            formula.tie(node, None if near else "pembilang-sama-dengan-nama", sure=near)
            free.remove(node)
    for formula in formulas:
        _settle_formula_by_place(page, sheet, formula, free)


def _pairs(formulas: Sequence[Node], indicators: Sequence[Node]) -> list[tuple[Node, Node]]:
    """Formulas and indicators of the same words, the likest and nearest first."""
    said = {formula: _numerator(formula) for formula in formulas}
    named = {indicator: _counted(indicator) for indicator in indicators}
    scored = [(_likeness(said[f], named[i]), -abs(f.at - i.at), f, i) for f in formulas for i in indicators]
    fitting = [row for row in scored if row[0] >= _SAME_WORDS]
    return [(f, i) for *_, f, i in sorted(fitting, key=lambda row: (-row[0], -row[1], row[2].at))]


def _numerator(formula: Node) -> str:
    """The key of what the numerator counts; empty where the formula is no ratio."""
    pembilang = formula_words.parse(formula.text).pembilang
    return key(words.without_measure(pembilang.text)) if pembilang else ""


def _counted(indicator: Node) -> str | None:
    """The key of what the indicator's name says without its measuring word; None for a count.

    A count is no ratio: only its place can tie a formula to it.
    """
    named = indicator.text.text
    return None if words.is_count(named) else key(words.without_measure(named))


def _likeness(numerator: str, counted: str | None) -> float:
    """How far the numerator says the same as the indicator's name; 0 where that is too little to tell."""
    return 0.0 if counted is None else float(fuzz.ratio(numerator, counted, score_cutoff=_SAME_WORDS))


def _printed_after(sheet: Sheet, formula: Node) -> Node | None:
    before = [node for node in sheet.nodes if node.at < formula.at]
    return before[-1] if before and before[-1].kind is Kind.INDIKATOR else None


def _settle_formula_by_place(page: Page, sheet: Sheet, formula: Node, free: Sequence[Node]) -> None:
    if formula.parent:
        return
    beside = _printed_after(sheet, formula)
    if beside and beside in free and beside.parent and beside.parent.kind not in ACTIVITIES:
        formula.tie(beside, "bersebelahan", sure=False)
        return
    page.leave(formula.cell.lines, "formula tanpa indikator")
    page.warn(
        "formula-tanpa-indikator",
        f'Formula "{name(formula)}" tidak cocok dengan indikator mana pun.',
        formula.cell.span,
    )


def tell_formulas_lacking(page: Page, sheet: Sheet) -> None:
    """Warn of each indicator without a formula where most others of its level have one: its cell may be lost."""
    having = {node.parent for node in sheet.of(Kind.FORMULA) if node.placed}
    indicators = [node for node in sheet.of(Kind.INDIKATOR) if node.placed and node.parent]
    level = Counter(node.parent.kind for node in indicators if node.parent)
    formed = Counter(node.parent.kind for node in indicators if node.parent and node in having)
    for node in indicators:
        if node not in having and node.parent and formed[node.parent.kind] > (level[node.parent.kind] - 1) / 2:
            page.warn(
                "indikator-tanpa-formula",
                f'Indikator "{name(node)}" tanpa formula, padahal yang setingkat kebanyakan berformula.',
                node.cell.span,
            )


def slashed_names(sheet: Sheet) -> None:
    """A numbered cell with a slash that no indicator speaks of, and that begins as activities do, is an activity."""
    counted = {_counted(indicator) for indicator in sheet.of(Kind.INDIKATOR)}
    for node in sheet.of(Kind.FORMULA):
        if not node.cell.loose or formula_words.is_percentage(node.text.text):
            continue
        numerator = _numerator(node)
        if any(_likeness(numerator, said) >= _SAME_WORDS for said in counted):
            continue
        if words.names_activity(node.text.text):
            node.kind, node.number = Kind.KEGIATAN, node.cell.loose[-1]


def place_numbers(page: Page, sheet: Sheet) -> None:
    """Stranded numbers to the nearest goal, objective or programme without one; those that fit nowhere are told."""
    homeless: dict[Cell, list[Excerpt]] = {}
    for at, printed, cell in _stranded(sheet):
        lacking = [n for n in sheet.of(*LEVELS[:3]) if n.number is None and abs(n.at - at) <= _STRANDED_WITHIN]
        # What numbers a cell is printed in front of it: at equal distance the cell that follows comes first.
        nearest = min(lacking, key=lambda node: (abs(node.at - at), node.at < at), default=None)
        if nearest is None:
            homeless.setdefault(cell, []).append(printed)
            continue
        _number(nearest, printed)
        if cell.kind is Kind.NUMBER:
            nearest.more_lines.append(page.source.line_of(printed.start))
    _fill_only_gap(sheet, homeless)
    for cell, numbers in homeless.items():
        if cell.kind is Kind.NUMBER:
            page.leave(cell.lines, "nomor tanpa sel")
        said = ", ".join(number.text for number in numbers)
        page.warn("nomor-lepas", f"Nomor {said} tidak diketahui milik sel mana.", cell.span)


def _number(node: Node, printed: Excerpt) -> None:
    node.number = printed
    node.remarks.append(f"Nomor {printed.text} tercetak terpisah dari selnya.")


def _fill_only_gap(sheet: Sheet, homeless: dict[Cell, list[Excerpt]]) -> None:
    """A number stranded far away, where exactly one programme has none and the others lack just that number."""
    programs = sheet.of(Kind.PROGRAM)
    bare = [program for program in programs if program.number is None]
    missing = faults(values(programs))[0]
    fitting = [(c, n) for c, numbers in homeless.items() for n in numbers if [_as_integer(n)] == missing]
    if len(bare) == 1 and len(fitting) == 1 and fitting[0][0].kind is not Kind.NUMBER:
        cell, printed = fitting[0]
        _number(bare[0], printed)
        homeless[cell].remove(printed)
        if not homeless[cell]:
            del homeless[cell]


def _stranded(sheet: Sheet) -> list[tuple[int, Excerpt, Cell]]:
    """Every number in front of a cell that is not its own: where, the number, the cell."""
    owners = {node.cell: node.parent.value for node in sheet.of(Kind.FORMULA) if node.parent}
    own = {id(node.number) for node in sheet.nodes if node.number}
    return [
        (at, printed, cell)
        for at, cell in enumerate(sheet.cells)
        for printed in cell.loose
        if id(printed) not in own and owners.get(cell) != _as_integer(printed)
    ]


def _as_integer(printed: Excerpt) -> int:
    return int(printed.text.rsplit(".", 1)[-1])
