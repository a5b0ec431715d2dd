"""Cells that a page boundary or a blank line tore apart, made whole; cells that were printed twice, counted once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kgkesos.normalize import key, letak
from kgkesos.reading.cascading import words
from kgkesos.reading.cascading.cells import Cell
from kgkesos.reading.cascading.words import Kind
from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.page import Page

_WORD = re.compile(r"\S+")
_FURNITURE = (Kind.TITLE, Kind.HEADER, Kind.NUMBER)
_REPEATED_WHOLE = (Kind.TUJUAN, Kind.SASARAN, Kind.PROGRAM)
# How many words of a name must agree before the rest of another name is offered as its continuation.
_WORDS_TO_PRESUME = 3


def stitched(page: Page, printed: Sequence[Cell]) -> list[Cell]:
    """``printed`` with the fragments put where they belong; what belongs nowhere is left, with a warning."""
    cells = _side_by_side(page, _joined(page, list(printed)))
    cells = _without_repeats(page, _without_copies(page, cells))
    return [cell for cell in cells if not _nameless(page, cell)]


def _joined(page: Page, cells: list[Cell]) -> list[Cell]:
    """Each fragment joined to the open cell it goes on from."""
    done: list[Cell] = []
    for cell in cells:
        at = _beginning(done, cell) if cell.kind is Kind.FRAGMENT else None
        if cell.kind is not Kind.FRAGMENT:
            done.append(cell)
        elif at is None:
            page.leave(cell.lines, "potongan sel tanpa awal")
            page.warn("potongan-tanpa-awal", f'Potongan sel "{cell.text}" tidak diketahui sambungannya.', cell.span)
        else:
            done[at] = _with_rest(done[at], cell)
    return done


def _beginning(before: Sequence[Cell], rest: Cell) -> int | None:
    """Where in ``before`` the cell stands that ``rest`` continues.

    First an open cell that ends in the words ``rest`` begins with (one small connective is not enough); else the cell
    just before it, if that one is open or ``rest`` cannot begin a cell; else an open cell with nothing but its
    indicator between.
    """
    overlaps = [(overlap(cell.body, rest.body), at) for at, cell in enumerate(before) if _can_go_on(cell)]
    shared, best = max(overlaps, default=(0, -1))
    if shared > 1 or (shared == 1 and not words.continues(rest.text)):
        return best
    near = [at for at, cell in enumerate(before) if cell.kind not in _FURNITURE][-2:]
    just_before = near[-1:] == [len(before) - 1]
    if near and (_can_go_on(before[near[-1]]) or (just_before and words.continues(rest.text))):
        return near[-1]
    if len(near) == 2 and before[near[-1]].kind is Kind.INDIKATOR and words.hangs(before[near[0]].text):
        return near[0]
    return None


def _can_go_on(cell: Cell) -> bool:
    return cell.open and cell.kind not in _FURNITURE


def overlap(first: Excerpt, second: Excerpt) -> int:
    """How many words at the end of ``first`` are the words that ``second`` begins with."""
    ending, opening = first.text.casefold().split(), second.text.casefold().split()
    fitting = (n for n in range(1, min(len(ending), len(opening)) + 1) if ending[-n:] == opening[:n])
    return max(fitting, default=0)


def _with_rest(cell: Cell, rest: Cell) -> Cell:
    double = overlap(cell.body, rest.body)
    added = list(_WORD.finditer(rest.text))[double:]
    tail = rest.body[added[0].start() :] if added else rest.body[:0]
    remarks = list(cell.remarks)
    if double:
        again = " ".join(rest.text.split()[:double])
        remarks.append(f'Sel terpotong; "{again}" tercetak dua kali dan dihitung sekali.')
    elif max(cell.lines) + 2 < min(rest.lines):
        remarks.append("Sel terpotong; sambungannya tercetak terpisah.")
    body = join([cell.body, tail])
    lines = (*cell.lines, *rest.lines)
    return replace(cell, body=body, lines=lines, trails=rest.trails, rows=cell.rows + rest.rows, remarks=tuple(remarks))


def _side_by_side(page: Page, cells: list[Cell]) -> list[Cell]:
    """Rows whose first line alone was printed before a page boundary: activity and indicator in one line.

    Where the row is printed whole elsewhere it is the same row; else its two halves are cells that were cut off.
    """
    rows: dict[int, list[Cell]] = {at: [cell] for at, cell in enumerate(cells)}
    for at, cell in enumerate(cells):
        halves = _halves(cell)
        whole = _whole_row(cells, at, halves) if halves else None
        if whole is not None:
            rows[whole] = [_counted_once(page, rows[whole][0], cell)]
            rows[at] = []
        elif halves and cell.open:
            rows[at] = list(halves)
    return [cell for at in sorted(rows) for cell in rows[at]]


def _halves(cell: Cell) -> tuple[Cell, Cell] | None:
    if cell.kind is not Kind.KEGIATAN or cell.rows != 1 or not words.labelled(cell.text):
        return None
    inner = [m for m in _WORD.finditer(cell.text) if m.group()[0].isupper() and words.is_measure(m.group())]
    if not inner or len(cell.text[: inner[0].start()].split()) < 2:
        return None
    name, measure = cell.body[: inner[0].start()].strip(), cell.body[inner[0].start() :]
    return (
        replace(cell, body=name, cut=True),
        Cell(Kind.INDIKATOR, measure, None, (), cell.lines, cell.trails, 1, cut=True),
    )


def _whole_row(cells: Sequence[Cell], at: int, halves: tuple[Cell, Cell]) -> int | None:
    """Where the activity stands whose row begins with ``halves``: the same number, name and indicator going on."""
    name, measure = halves
    for other, cell in enumerate(cells):
        if other == at or cell.kind is not Kind.KEGIATAN or cell.value != name.value or not _begins(cell, name):
            continue
        follows = cells[other + 1] if other + 1 < len(cells) else None
        if follows and follows.kind is Kind.INDIKATOR and _begins(follows, measure):
            return other
    return None


def _begins(whole: Cell, beginning: Cell) -> bool:
    """Whether ``whole`` goes on from the words of ``beginning``."""
    a, b = whole.text.casefold().split(), beginning.text.casefold().split()
    return len(b) > 0 and len(a) > len(b) and a[: len(b)] == b


def _counted_once(page: Page, whole: Cell, again: Cell) -> Cell:
    page.take(again.lines)
    first, last = again.span
    place = letak((page.source.printed_line(first), page.source.printed_line(last)), page.place(first, last))
    return replace(whole, remarks=(*whole.remarks, f"Tercetak juga di {place}; dihitung sekali."))


def _without_repeats(page: Page, cells: list[Cell]) -> list[Cell]:
    """Without an activity whose beginning alone was printed before the next one of the same number prints it whole."""
    activities = [at for at, cell in enumerate(cells) if cell.kind is Kind.KEGIATAN]
    dropped: set[int] = set()
    for at, following in pairwise(activities):
        cell, whole = cells[at], cells[following]
        if cell.open and cell.value is not None and cell.value == whole.value and _begins(whole, cell):
            if at + 1 < following and cells[at + 1].kind is Kind.INDIKATOR and not cells[at + 1].cut:
                continue
            cells[following] = _counted_once(page, whole, cell)
            dropped.add(at)
    return [cell for at, cell in enumerate(cells) if at not in dropped]


def _without_copies(page: Page, cells: list[Cell]) -> list[Cell]:
    """Without programmes, goals and objectives that a following page prints again word by word.

    Where a note says that programmes replace others, a programme may go on under its old name: those stay apart.
    """
    kinds = _REPEATED_WHOLE[:2] if any(cell.kind is Kind.NOTE for cell in cells) else _REPEATED_WHOLE
    done: list[Cell] = []
    for cell in cells:
        same = [at for at, other in enumerate(done) if cell.kind in kinds and _is_copy(other, cell)]
        if same:
            done[same[0]] = _counted_once(page, done[same[0]], cell)
        else:
            done.append(cell)
    return done


def _is_copy(cell: Cell, again: Cell) -> bool:
    return cell.kind is again.kind and cell.value == again.value and key(cell.text) == key(again.text)


def _nameless(page: Page, cell: Cell) -> bool:
    if words.sub_label(cell.text) == cell.text and cell.kind is Kind.SUBKEGIATAN:
        return _leave_nameless(page, cell)
    if cell.kind not in (Kind.KEGIATAN, Kind.PROGRAM) or len(cell.text.split()) > 1:
        return False
    if cell.text and words.labelled(cell.text) is None:
        return False
    return _leave_nameless(page, cell)


def _leave_nameless(page: Page, cell: Cell) -> bool:
    page.leave(cell.lines, "label tanpa nama")
    page.warn("nama-tidak-ditemukan", f'Sel "{cell.text}" bernomor tetapi namanya tidak ditemukan.', cell.span)
    return True


def presumed_whole(cells: Sequence[Cell], cell: Cell) -> str | None:
    """The words of another cell of the same kind that goes on from the words of ``cell``, which was cut off."""
    said = _content_words(cell)
    if len(said) < _WORDS_TO_PRESUME:
        return None
    for other in cells:
        theirs = _content_words(other)
        if other.kind is cell.kind and len(theirs) > len(said) and theirs[: len(said)] == said:
            return other.text
    return None


def _content_words(cell: Cell) -> list[str]:
    said = cell.text.casefold().split()
    return said[1:] if words.labelled(cell.text) else said


def is_cut(cells: Sequence[Cell], cell: Cell) -> bool:
    """Whether the end of ``cell`` is missing: it hangs, or it trails off where another cell goes on."""
    return cell.cut or words.hangs(cell.text) or (cell.trails and presumed_whole(cells, cell) is not None)
