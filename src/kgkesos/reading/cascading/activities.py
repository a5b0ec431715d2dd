"""Activities to programmes: the lists of activities and the programmes (or their indicators) matched in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kgkesos.reading.cascading import codes
from kgkesos.reading.cascading.generations import Generation
from kgkesos.reading.cascading.nodes import Node, Sheet, name, values
from kgkesos.reading.cascading.results import in_order
from kgkesos.reading.cascading.runs import Numbered, Runs, faults, runs
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.page import Page

_WORD = re.compile(r"[^\W\d_]{4,}")
_LABELS = frozenset({"program", "kegiatan", "jumlah", "persentase", "presentase", "prosentase", "yang", "bagi"})
# How much more of the programmes' words two lists must share for their order to be in doubt (1 = all of one's words).
_CLEARLY_BETTER = 0.25
# A list under each programme indicator or each programme; with a list for missing programmes or without; how unlikely.
_VARIANTS = ((True, True, 0.0), (True, False, 0.5), (False, True, 1.0), (False, False, 1.5))


@dataclass(frozen=True, slots=True)
class Unit:
    """What one list of activities stands under: a programme, or one of its indicators. None: printed nowhere."""

    program: Node | None
    indicator: Node | None = None


def settle(page: Page, sheet: Sheet, found: Sequence[Generation]) -> None:
    """Hang every activity under its programme; what cannot be hung is told."""
    activities = sheet.of(Kind.KEGIATAN)
    for activity in activities:
        activity.placed = True
    if not activities:
        page.warn("kegiatan-tidak-ditemukan", "Tidak ada kegiatan yang dapat dibaca.")
        return
    programs = [program for generation in found for program in generation]
    _by_code(sheet, activities)
    rest = [activity for activity in activities if not activity.parent and not codes.is_elsewhere(activity, programs)]
    if len(programs) == 1 and not _indicators(sheet, programs[0])[1:]:
        _only_program(sheet, programs[0], rest)
    elif rest:
        for generation, theirs in _by_generation(found, rest):
            _match(page, sheet, generation, theirs)
    for activity in activities:
        if activity.parent is None:
            page.warn(
                "kegiatan-tanpa-program",
                f'Program dari kegiatan "{name(activity)}" tidak ditemukan.',
                activity.cell.span,
            )


def _by_code(sheet: Sheet, activities: Sequence[Node]) -> None:
    for activity in activities:
        codes.tie(activity, sheet.of(Kind.PROGRAM))
        indicators = _indicators(sheet, activity.parent) if activity.parent else []
        activity.under = indicators[0] if len(indicators) == 1 else None


def _by_generation(
    found: Sequence[Generation], activities: Sequence[Node]
) -> list[tuple[Sequence[Generation], Sequence[Node]]]:
    """Each generation with its activities, where their cells begin to bear a label with the second; else all at once.

    The way cells are written changes with the plan they were written for.
    """
    bare = [activity for activity in activities if not activity.label]
    labelled = [activity for activity in activities if activity.label]
    if len(found) == 2 and bare and labelled and bare[-1].at < labelled[0].at:
        return [(found[:1], bare), (found[1:], labelled)]
    return [(found, activities)]


def _only_program(sheet: Sheet, program: Node, activities: Sequence[Node]) -> None:
    indicators = _indicators(sheet, program)
    for activity in activities:
        activity.tie(program, "satu-satunya-program")
        activity.under = indicators[0] if len(indicators) == 1 else None


def _match(page: Page, sheet: Sheet, found: Sequence[Generation], activities: Sequence[Node]) -> None:
    lost = _lost(sheet, activities)
    printed = sorted([*activities, *lost], key=lambda node: node.at)
    units, cut = _best(sheet, found, printed)
    lists = list(_lists(printed, cut))
    if len(units) > 1 and (len(lists) == 1 or not values(activities)):
        _by_program_above(sheet, activities)
        return
    likeness = _Likeness(sheet)
    if len(lists) == len(units):
        ordered = _ordered(likeness, units, lists)
        for unit, group, by_number in zip(ordered, lists, units, strict=True):
            _hang(unit, group, "nomor-mulai-ulang" if unit is by_number else "urutan-cetak")
        _doubt_order(page, likeness, ordered, lists)
    else:
        page.warn(
            "jumlah-kelompok-berbeda",
            f"Ada {len(lists)} kelompok nomor kegiatan untuk {len(units)} program atau indikator program; "
            "dipasangkan menurut urutan dan kemiripan kata.",
        )
        for unit, group in _aligned(likeness, units, lists):
            _hang(unit, group, "urutan-dan-kemiripan-kata")
    for group in lists:
        check_numbers(page, group)


def _ordered(likeness: _Likeness, units: Sequence[Unit], lists: Sequence[list[Node]]) -> list[Unit]:
    """The units by their numbers, save where two cells are printed in the other order and their words say so too.

    Two witnesses, the place of the cells and their words, then speak against the numbers.
    """
    ordered = list(units)
    for i, j in combinations(range(len(units)), 2):
        first, second = ordered[i], ordered[j]
        backward = first.program and second.program and first.program.at > second.program.at
        if backward and likeness.gain((first, lists[i]), (second, lists[j])) > _CLEARLY_BETTER:
            ordered[i], ordered[j] = second, first
    return ordered


def _doubt_order(page: Page, likeness: _Likeness, units: Sequence[Unit], lists: Sequence[list[Node]]) -> None:
    """Warn where two lists of activities would each share more words with the other's programme."""
    for one, other in combinations(zip(units, lists, strict=True), 2):
        (first, a), (second, b) = one, other
        if first.program and second.program and a and b and likeness.gain(one, other) > _CLEARLY_BETTER:
            page.warn(
                "kata-tidak-sesuai-urutan",
                f'Menurut kata-katanya, kegiatan di bawah "{name(first.program)}" lebih cocok di bawah '
                f'"{name(second.program)}", dan sebaliknya.',
                a[0].cell.span,
            )


def _lost(sheet: Sheet, activities: Sequence[Node]) -> list[Node]:
    """One node for each cell of indicators, among or just after ``activities``, whose activity is missing."""
    alone = [node for node in sheet.of(Kind.INDIKATOR) if not node.placed and node.number is None]
    others = [node.at for node in sheet.of(Kind.KEGIATAN) if node not in activities]
    before = max((at for at in others if at < activities[0].at), default=-1)
    after = min((at for at in others if at > activities[-1].at), default=len(sheet.cells))
    cells = {node.at: node for node in reversed(alone) if before < node.at < after}
    # An indicator between two generations belongs to the one before it, whose last cell it follows.
    return [node for at, node in sorted(cells.items()) if before < 0 or at > activities[0].at]


def _best(sheet: Sheet, found: Sequence[Generation], printed: Sequence[Node]) -> tuple[list[Unit], Runs]:
    """The units whose number agrees best with where the activities' numbering starts again."""
    items = [_numbered(sheet, printed, at) for at in range(len(printed))]
    tried = []
    cuts: dict[int, Runs] = {}
    for by_indicator, with_missing, unlikely in _VARIANTS:
        units = [unit for generation in found for unit in _units(sheet, generation, by_indicator, with_missing)]
        if len(units) not in cuts:
            cuts[len(units)] = runs(items, len(units))
        cut = cuts[len(units)]
        tried.append((cut.cost + unlikely, units, cut))
    _, units, cut = min(tried, key=lambda row: row[0])
    return units, cut


def _numbered(sheet: Sheet, printed: Sequence[Node], at: int) -> Numbered:
    node = printed[at]
    between = sheet.between(printed[at - 1], node) if at else ()
    after_program = any(other.kind is Kind.PROGRAM for other in between)
    return Numbered(node.value, node.label, after_program, lost=node.kind is not Kind.KEGIATAN)


def _units(sheet: Sheet, generation: Generation, by_indicator: bool, with_missing: bool) -> Iterator[Unit]:
    printed = values(generation)
    missing = faults(printed)[0] if with_missing and len(printed) == len(generation) else []
    lacking = [n for n in missing if n > min(printed, default=0) - 2]
    for program in generation:
        while lacking and program.value is not None and lacking[0] < program.value:
            lacking.pop(0)
            yield Unit(None)
        indicators = _indicators(sheet, program)
        if by_indicator and indicators:
            gaps = [n for n in faults(values(indicators))[0] if with_missing]
            slots = sorted([*((i.value or 0, i) for i in indicators), *((n, None) for n in gaps)], key=lambda s: s[0])
            yield from (Unit(program, indicator) for _, indicator in slots)
        else:
            yield Unit(program, indicators[0] if len(indicators) == 1 else None)


def _indicators(sheet: Sheet, program: Node) -> list[Node]:
    """The programme's indicators in order, those left out that may be another's."""
    return in_order([node for node in sheet.under(program, Kind.INDIKATOR) if node.certain])


def _lists(printed: Sequence[Node], cut: Runs) -> Iterator[list[Node]]:
    start = 0
    for length in cut.lengths:
        yield [node for node in printed[start : start + length] if node.kind is Kind.KEGIATAN]
        start += length


def _hang(unit: Unit, group: Sequence[Node], rule: str) -> None:
    for activity in group:
        if unit.program:
            activity.tie(unit.program, rule, sure=False)
            activity.under = unit.indicator


def _by_program_above(sheet: Sheet, activities: Sequence[Node]) -> None:
    """One numbering through all programmes: each activity under the programme above it, if all have one above."""
    programs = sheet.of(Kind.PROGRAM)
    if not programs or programs[0].at > activities[0].at:
        return
    for activity in activities:
        above = [program for program in programs if program.at < activity.at][-1]
        indicators = _indicators(sheet, above)
        activity.tie(above, "program-di-atas", sure=False)
        activity.under = indicators[0] if len(indicators) == 1 else None


def _aligned(likeness: _Likeness, units: Sequence[Unit], lists: Sequence[list[Node]]) -> list[tuple[Unit, list[Node]]]:
    """Units and lists matched without crossing, as many as possible, so that they share the most words."""
    best: dict[tuple[int, int], tuple[float, list[tuple[Unit, list[Node]]]]] = {}
    for u in range(len(units) + 1):
        for g in range(len(lists) + 1):
            choices: list[tuple[float, list[tuple[Unit, list[Node]]]]] = [(0.0, [])]
            if u:
                choices.append(best[u - 1, g])
            if g:
                choices.append(best[u, g - 1])
            if u and g:
                score, pairs = best[u - 1, g - 1]
                fit = 1.0 + likeness.of(units[u - 1], lists[g - 1])
                choices.append((score + fit, [*pairs, (units[u - 1], lists[g - 1])]))
            best[u, g] = max(choices, key=lambda choice: choice[0])
    return best[len(units), len(lists)][1]


class _Likeness:
    """Which part of a unit's words a list of activities and their indicators uses; each set of words found once."""

    def __init__(self, sheet: Sheet) -> None:
        self._measures: dict[Node, list[Node]] = {}
        for node in sheet.of(Kind.INDIKATOR):
            if node.parent:
                self._measures.setdefault(node.parent, []).append(node)
        self._used: dict[int, set[str]] = {}
        self._said: dict[Unit, set[str]] = {}

    def of(self, unit: Unit, group: Sequence[Node]) -> float:
        """From 0 (no word in common) to 1 (all of the unit's words)."""
        if unit not in self._said:
            self._said[unit] = _words([node for node in (unit.program, unit.indicator) if node])
        if id(group) not in self._used:
            self._used[id(group)] = _words([*group, *(i for a in group for i in self._measures.get(a, ()))])
        said = self._said[unit]
        return len(said & self._used[id(group)]) / len(said) if said else 0.0

    def gain(self, one: tuple[Unit, list[Node]], other: tuple[Unit, list[Node]]) -> float:
        """How much more two units would share with their lists if the lists were exchanged."""
        (first, a), (second, b) = one, other
        return self.of(first, b) + self.of(second, a) - self.of(first, a) - self.of(second, b)


def _words(nodes: Sequence[Node]) -> set[str]:
    return {word.casefold() for node in nodes for word in _WORD.findall(node.text.text)} - _LABELS


def check_numbers(page: Page, group: Sequence[Node]) -> None:
    """Warn of numbers that a list of activities lacks; a number that breaks the sequence is also noted beside it."""
    printed = values(group)
    missing, twice = faults(printed)
    before = 0
    for node in group:
        if node.value in twice and before + 1 in missing:
            node.remarks.append(f"Tercetak nomor {node.value}; menurut urutan seharusnya {before + 1}.")
            page.warn(
                "nomor-tidak-urut",
                f'"{name(node)}" bernomor {node.value}, seharusnya {before + 1}.',
                node.cell.span,
            )
            missing.remove(before + 1)
            twice.remove(node.value)
        before = node.value or before
    for number in missing:
        page.warn(
            "nomor-loncat",
            f'Kegiatan nomor {number} di kelompok "{name(group[0])}" tidak ditemukan.',
            group[0].cell.span,
        )
    for number in twice:
        page.warn(
            "nomor-ganda",
            f'Nomor kegiatan {number} di kelompok "{name(group[0])}" tercetak dua kali.',
            group[0].cell.span,
        )
