"""A sheet: a grid of shown texts with its merged cells; and the paragraphs and tables that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading.blocks import Block, Box, Cell, Covered, Paragraph, Table
from kgkesos.reading.compose import FEWEST, is_labelled

# The most cells, empty ones between filled ones counted: a stray cell far off makes a sheet that nobody wrote.
MOST_CELLS = 1_000_000
# A sheet whose first cell ends so serves the workbook (help, lists); it is no part of the document.
SERVICE = "(kgkesos)"
# A cell that marks its row as one that shows how to fill a template in: never data, whatever else stands in the row.
EXAMPLE = "(contoh)"

_SPARSE = "lembar {} memuat sel yang terlalu jauh terpisah; hapus sel di luar tabel (too sparse)"
# Row and column of a cell, from 0.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell: its first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet shows: ``texts`` by row and column from 0, none of them blank; ``hidden_*`` are not shown.

    ``visible`` is False for a sheet that is hidden as a whole. ``origins`` leads from a place to where its text really
    stands, where that is another: a merged cell whose first row or column is hidden.
    """

    name: str
    texts: Mapping[Place, str]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    origins: Mapping[Place, Place] = field(default_factory=dict)

    def address(self, row: int, column: int) -> str:
        """The place of a cell as a person looks for it: "lembar IKI 2019, sel C5"."""
        row, column = self.origins.get((row, column), (row, column))
        return f"lembar {self.name}, sel {letters(column)}{row + 1}"

    @property
    def is_service(self) -> bool:
        """Whether the sheet serves the workbook and is no part of the document."""
        return self.texts.get((0, 0), "").rstrip().endswith(SERVICE)


def letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def shown(sheet: Sheet) -> tuple[Sheet, tuple[str, ...]]:
    """``sheet`` without what it does not show, and a sentence for each kind of thing that was left out.

    A merged cell whose first row or column is hidden shows its text in the first of it that is not.
    """
    if not sheet.visible:
        hidden = (f"Lembar {sheet.name} tersembunyi dan tidak dibaca.",)
        return Sheet(sheet.name, {}), hidden if sheet.texts else ()
    texts, origins = dict(sheet.texts), dict(sheet.origins)
    merges = []
    for before, merge in _moved(sheet):
        merges.append(merge)
        first, now = (before.top, before.left), (merge.top, merge.left)
        if now != first and first in texts:
            texts[now] = texts.pop(first)
            origins[now] = first
    examples = {row for (row, _), text in texts.items() if text.strip().casefold() == EXAMPLE}
    left_rows = {row for row, _ in texts if row in sheet.hidden_rows}
    left_columns = {column for row, column in texts if column in sheet.hidden_columns and row not in left_rows}
    kept = {
        (row, column): text
        for (row, column), text in texts.items()
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns and row not in examples
    }
    said: list[str] = []
    if left_rows:
        said.append(f"Lembar {sheet.name}: baris {_spans(left_rows)} tersembunyi dan tidak dibaca.")
    if left_columns:
        names = ", ".join(letters(column) for column in sorted(left_columns))
        said.append(f"Lembar {sheet.name}: kolom {names} tersembunyi dan tidak dibaca.")
    if examples:
        said.append(f"Lembar {sheet.name}: baris {_spans(examples)} adalah contoh pengisian dan tidak dibaca.")
    made = Sheet(sheet.name, kept, tuple(merges), sheet.hidden_rows, sheet.hidden_columns, True, origins)
    return made, tuple(said)


def _next_shown(hidden: frozenset[int]) -> dict[int, int]:
    """For each hidden row or column the next one that is shown."""
    following: dict[int, int] = {}
    for one in sorted(hidden, reverse=True):
        following[one] = following.get(one + 1, one + 1)
    return following


def _moved(sheet: Sheet) -> Iterator[tuple[Merge, Merge]]:
    """The merges of which something is shown: each as it is, and from the first of its cells that is shown."""
    rows, columns = _next_shown(sheet.hidden_rows), _next_shown(sheet.hidden_columns)
    for merge in sheet.merges:
        top, left = rows.get(merge.top, merge.top), columns.get(merge.left, merge.left)
        if top <= merge.bottom and left <= merge.right:
            yield merge, Merge(top, left, merge.bottom, merge.right)


def _spans(rows: set[int]) -> str:
    """Rows, counted from 0, as a person reads them: "3, 12-14"."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(a + 1) if a == b else f"{a + 1}-{b + 1}" for a, b in runs)


def blocks(sheet: Sheet, path: Path, number: int = 1) -> Iterator[Block]:
    """The paragraphs and tables of ``sheet``, the ``number``-th of its workbook, which holds only what is shown.

    Blank rows part it into stretches. The rows of a stretch above the first with three filled cells are titles and
    labels, the others one table, without the empty columns at its sides; a stretch of rows below a table and no wider
    keeps that table's columns, since a table goes on under a blank row.

    Raises:
        InputError: the filled cells stand so far apart that the sheet is no document.
    """
    rows = _by_row(sheet)
    covered = _covered(sheet, rows, path)
    frame = _Frame(number, {(one.top, one.left): one for one in sheet.merges})
    area = 0
    above: tuple[int, int] | None = None
    for stretch in _stretches(rows, covered, sheet.hidden_rows):
        columns = [column for row in stretch for column in (*rows.get(row, {}), *covered.get(row, {}))]
        left, right = min(columns), max(columns)
        first = next((at for at, row in enumerate(stretch) if _is_wide(rows.get(row, {}))), len(stretch))
        # Behind a title another table begins, with columns of its own.
        above = above if not first else None
        if above and above[0] <= left and right <= above[1]:
            left, right = above
        area += len(stretch) * (right - left + 1)
        if area > MOST_CELLS:
            raise InputError(path, _SPARSE.format(sheet.name))
        yield from _titles(sheet, frame, stretch[:first], rows, covered, (left, right))
        if first < len(stretch):
            yield _table(sheet, frame, stretch[first:], rows, covered, (left, right))
            above = left, right
        yield Paragraph("")


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the cells of a sheet stand in it, the sheet being a page: a drawing is read by what stands below what."""

    page: int
    merges: Mapping[Place, Merge]

    def of(self, row: int, column: int) -> Box:
        """The box of a cell, a merged one with all that it covers, in columns and rows of the whole sheet."""
        merge = self.merges.get((row, column), Merge(row, column, row, column))
        return Box(self.page, column, row, merge.right + 1, merge.bottom + 1)


def _by_row(sheet: Sheet) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(sheet.texts.items()):
        rows.setdefault(row, {})[column] = text
    return rows


def _covered(sheet: Sheet, rows: Mapping[int, Mapping[int, str]], path: Path) -> dict[int, dict[int, Place]]:
    """For each row the columns that a merged cell with a text covers, and where that begins; only in the used area."""
    last_row = max(rows, default=0)
    last_column = max((max(cells) for cells in rows.values()), default=0)
    found: dict[int, dict[int, Place]] = {}
    area = 0
    for merge in sheet.merges:
        if (merge.top, merge.left) not in sheet.texts:
            continue
        bottom, right = min(merge.bottom, last_row), min(merge.right, last_column)
        area += (bottom - merge.top + 1) * (right - merge.left + 1)
        if area > MOST_CELLS:
            raise InputError(path, _SPARSE.format(sheet.name))
        for row in range(merge.top, bottom + 1):
            if row in sheet.hidden_rows:
                continue
            for column in range(merge.left, right + 1):
                if (row, column) != (merge.top, merge.left) and (row, column) not in sheet.texts:
                    found.setdefault(row, {})[column] = merge.top, merge.left
    return found


def _stretches(
    rows: Mapping[int, Mapping[int, str]], covered: Mapping[int, Mapping[int, Place]], hidden: frozenset[int]
) -> Iterator[list[int]]:
    """Runs of rows with something in them; one that a merged cell reaches into is not blank, hidden ones part none."""
    stretch: list[int] = []
    following = _next_shown(hidden)
    for row in sorted({*rows, *covered}):
        if stretch and row != following.get(stretch[-1] + 1, stretch[-1] + 1):
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def _is_wide(cells: Mapping[int, str]) -> bool:
    """Whether a row is one of a table: three filled cells or more that are no label and what it says."""
    return len(cells) >= FEWEST and not is_labelled([Cell(text) for text in cells.values()])


def _titles(
    sheet: Sheet,
    frame: _Frame,
    stretch: Sequence[int],
    rows: Mapping[int, Mapping[int, str]],
    covered: Mapping[int, Mapping[int, Place]],
    within: tuple[int, int],
) -> Iterator[Paragraph | Table]:
    """The rows above a table: a lone cell is a paragraph, but for one that goes on right of labels and items."""
    group: list[int] = []
    for row in stretch:
        cells = rows.get(row, {})
        first = min((column for one in group for column in rows.get(one, {})), default=within[1])
        if len(cells) > 1 or (group and (not cells or min(cells) > first)):
            group.append(row)
            continue
        if group:
            yield _table(sheet, frame, group, rows, covered, within)
            group = []
        for column, text in cells.items():
            yield Paragraph(text, sheet.address(row, column), frame.of(row, column))
    if group:
        yield _table(sheet, frame, group, rows, covered, within)


def _table(
    sheet: Sheet,
    frame: _Frame,
    stretch: Sequence[int],
    rows: Mapping[int, Mapping[int, str]],
    covered: Mapping[int, Mapping[int, Place]],
    within: tuple[int, int],
) -> Table:
    columns = [column for column in range(within[0], within[1] + 1) if column not in sheet.hidden_columns]
    index = {column: at for at, column in enumerate(columns)}
    number = {row: at for at, row in enumerate(stretch)}
    made: list[tuple[Cell | Covered, ...]] = []
    for row in stretch:
        cells: list[Cell | Covered] = []
        for column in columns:
            text = rows.get(row, {}).get(column)
            origin = covered.get(row, {}).get(column)
            if text is not None:
                cells.append(Cell(text, sheet.address(row, column), frame.of(row, column)))
            elif origin and origin[0] in number and origin[1] in index:
                cells.append(Covered(number[origin[0]], index[origin[1]]))
            else:
                cells.append(Cell("", sheet.address(row, column)))
        made.append(tuple(cells))
    return Table(tuple(made))
