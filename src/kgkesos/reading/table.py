"""Tables printed as text: one row a line, cells parted by tabs or by Markdown's bars; columns known by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgkesos.normalize import key
from kgkesos.reading import measure
from kgkesos.reading.columns import PROSE, Column, columns
from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.markup import plain
from kgkesos.reading.once import once

# The most printed lines that one torn row is looked for in.
_LONGEST_ROW = 80
# A longer cell is no head of a column.
_LONGEST_TITLE = 120
# A label with what it labels, or a formula, is a cell: "Rumus : Jumlah A / Jumlah B x 100%".
_TELLS = re.compile(r"\w\s*:\s*\w|[xX×]\s*\d+\s*%|\b(?:jumlah|total)\b.*/.*\b(?:jumlah|total)\b", re.IGNORECASE)
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_TAB = re.compile(r"\t")
_BAR = re.compile(r"(?<!\\)\|")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\(?(?:\d+(?:\.\d+)*|[ivxIVX]{1,5}|[A-Za-z])\s*[.)]?")
_BLANK = " -–—.\t"
# Two cells "1" and "2" may be a row.
_FEWEST_NUMBERED = 2
_ANNOUNCES = re.compile(r"formula|rumus|hitung", re.IGNORECASE)
# Columns that say something of an indicator: one cell may be merged over the rows of several.
SAID = frozenset({"sumber_data", "penanggung_jawab", "satuan", "penjelasan", "formula"})

Cells = tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: its first line, the raw cells by role of their column, how many cells the head has more.

    ``others`` are the cells of columns that are not known, with their heads; ``twins`` those of a column whose role
    an earlier one has (its head, the earlier one's, the cell); ``extra`` those beyond the head: all with something in
    them. ``lines`` are all its lines; ``torn`` says that they make no whole row, so that no cell is sure;
    ``announced`` that the head of the column "penjelasan" promises formulas, too; ``bracketed`` that no column holds
    units, so that one may stand in brackets behind the name.
    """

    line: int
    cells: Mapping[str, Excerpt]
    missing: int = 0
    lines: tuple[int, ...] = ()
    targets: tuple[tuple[Column, Excerpt], ...] = ()
    others: tuple[tuple[str, Excerpt], ...] = ()
    twins: tuple[tuple[str, str, Excerpt], ...] = ()
    extra: tuple[Excerpt, ...] = ()
    torn: bool = False
    announced: bool = False
    bracketed: bool = False

    def cell(self, role: str) -> Excerpt:
        """The cell of the column with ``role``; empty where the table has none."""
        return self.cells.get(role, Excerpt("", (), ()))


@dataclass(frozen=True, slots=True)
class Head:
    """A header row: its (first) line, its columns, all its lines. ``loose``: bars part the cells, none at the ends."""

    line: int
    columns: tuple[Column, ...]
    lines: tuple[int, ...]
    loose: bool = False

    @property
    def roles(self) -> tuple[str | None, ...]:
        """What each column holds; None for one that is not known."""
        return tuple(column.role for column in self.columns)

    def title(self, role: str) -> str:
        """The head of the column with ``role``."""
        return next((column.title for column in self.columns if column.role == role), "")


def cells(line: Excerpt) -> Cells:
    """The cells of a line; one cell where it is no row of a table."""
    if "\t" in line.text:
        return tuple(line.splits(_TAB))
    if line.text.lstrip().startswith("|"):
        return tuple(line.strip()[1:].splits(_BAR))[: -1 if line.text.rstrip().endswith("|") else None]
    return (line,)


def _split(line: Excerpt, loose: bool) -> Cells:
    if not loose or "\t" in line.text or "|" not in line.text:
        return cells(line)
    return tuple(line.splits(_BAR))


@once
def head(source: Source, number: int) -> Head | None:
    """The header row on line ``number``: two or more cells, an indicator column among them; else None.

    A line right below it that holds years alone is its second half.
    """
    words = source.words(number)
    if "\t" not in words and "|" not in words:
        return None
    line = source.line(number)
    loose = "\t" not in line.text and not line.text.lstrip().startswith("|")
    parts = _split(line, loose)
    titles = _plain_titles(parts, loose) if len(parts) > 1 else ()
    if len(titles) < 2 or any(len(title) > _LONGEST_TITLE or _TELLS.search(title.text) for title in titles):
        return None
    known = [column.role for column in columns(titles) if column.role]
    if "indikator" not in known or len(known) < 2:
        return None
    below = _years_below(source, number, loose, len(titles))
    if below is None:
        return Head(number, columns(titles), (number,), loose)
    return Head(number, columns(titles, _titles(source.line(below), loose)), (number, below), loose)


def _titles(line: Excerpt, loose: bool) -> Cells:
    return _plain_titles(_split(line, loose), loose)


def _plain_titles(parts: Cells, loose: bool) -> Cells:
    titles = tuple(map(plain, parts))
    return titles[:-1] if loose and not titles[-1] else titles


def _years_below(source: Source, number: int, loose: bool, width: int) -> int | None:
    following = (n for n in range(number + 1, source.line_count + 1) if not _no_row(source.line(n)))
    below = next(following, None)
    if below is None:
        return None
    said = [title.text for title in _titles(source.line(below), loose)]
    years = [text for text in said if text]
    return below if 1 < len(said) <= width and years and all(map(_YEAR.fullmatch, years)) else None


def _no_row(line: Excerpt) -> bool:
    return not line.text.strip() or bool(_RULE.match(line.text))


def rows(source: Source, under: Head, until: int) -> Iterator[Row]:
    """The rows between ``under`` and line ``until`` (not included); blank lines and Markdown rules are no rows.

    A line with too few cells and the lines after it that make one whole row with it are that row; where they make
    none, they come as one ``torn`` row without cells.
    """
    printed = [
        (n, parts)
        for n, parts in _lines(source, under, until)
        if not _is_cut_head(under, parts) and not numbers_columns(parts)
    ]
    begins: dict[int, bool] = {}
    at = 0
    while at < len(printed):
        number, parts = printed[at]
        short = 1 < len(parts) < len(under.columns)
        rest = _continuing(under, printed[at : at + _LONGEST_ROW], begins) if short else []
        lines = tuple(n for n, _ in printed[at : at + 1 + len(rest)])
        if rest and (whole := _joined(under, [parts, *rest])):
            yield row_of(under, shown(source, under.columns, whole[0]), lines[: whole[1]])
            at += whole[1]
            continue
        if rest:
            yield Row(number, {}, lines=lines, torn=True)
        elif len(parts) > 1:
            yield row_of(under, shown(source, under.columns, parts), lines)
        at += len(lines)


def numbers_columns(parts: Cells) -> bool:
    """Whether a row under the heads numbers the columns: 1, 2, 3 ..., with or without brackets.

    >>> [one] = cells(Excerpt("(1)", range(3), range(1, 4)))
    >>> numbers_columns((one, one))
    False
    """
    said = [plain(part).text.strip(" ().") for part in parts]
    return len(said) > _FEWEST_NUMBERED and said == [str(n) for n in range(1, len(said) + 1)]


def cut_head(source: Source, under: Head, until: int) -> int | None:
    """The line after ``under`` that repeats the beginning of its heads and breaks off; None where there is none."""
    return next((n for n, parts in _lines(source, under, until) if _is_cut_head(under, parts)), None)


def _lines(source: Source, under: Head, until: int) -> Iterator[tuple[int, Cells]]:
    for number in range(under.lines[-1] + 1, until):
        if parts := _parts(source, number, under.loose):
            yield number, parts


@once
def _parts(source: Source, number: int, loose: bool) -> Cells:
    """The cells of line ``number``; none where it is blank or a rule."""
    line = source.line(number)
    return () if _no_row(line) else _split(line, loose)


def _is_cut_head(under: Head, parts: Cells) -> bool:
    if not 1 < len(parts) <= len(under.columns):
        return False
    same = (_said(part) == key(column.title) for part, column in zip(parts[:-1], under.columns, strict=False))
    last = _said(parts[-1]) if all(same) else ""
    return bool(last) and key(under.columns[len(parts) - 1].title).startswith(last)


def _said(part: Excerpt) -> str:
    return key(plain(part).text)


def _continuing(under: Head, printed: Sequence[tuple[int, Cells]], begins: dict[int, bool]) -> list[Cells]:
    """The lines after the first of ``printed`` that are too short for a row and do not begin as a row does.

    A line without any mark between cells counts only where it stands directly between two others. ``begins`` keeps
    which lines begin as a row does: each is asked of every line above it.
    """
    found: list[Cells] = []
    sure = 0
    for (above, _), (number, parts) in pairwise(printed):
        apart = len(parts) == 1 and number != above + 1
        if apart or len(parts) >= len(under.columns):
            break
        if number not in begins:
            begins[number] = _begins_row(under, parts)
        if begins[number]:
            break
        found.append(parts)
        sure = len(found) if len(parts) > 1 else sure
    return found[:sure]


def _begins_row(under: Head, parts: Cells) -> bool:
    """Whether a line of too few cells begins as a row does: by its number, an empty first cell or a measuring word."""
    if len(parts) == 1:
        return False
    first, roles = plain(parts[0]).text, under.roles
    if roles[0] == "nomor" and first:
        return bool(_NUMBER.fullmatch(first))
    measured = roles.index("indikator")
    return not first or (measured < len(parts) and measure.begins(plain(parts[measured]).text))


def _joined(under: Head, pieces: Sequence[Cells]) -> tuple[Cells, int] | None:
    """The first of ``pieces`` that together make exactly one whole row, and how many they are."""
    whole = [[cell] for cell in pieces[0]]
    for count, piece in enumerate(pieces[1:], 2):
        whole[-1].append(piece[0])
        whole.extend([cell] for cell in piece[1:])
        if len(whole) > len(under.columns):
            return None
        if len(whole) == len(under.columns) and len(piece) > 1:
            return tuple(join(cell) if len(cell) > 1 else cell[0] for cell in whole), count
    return None


def shown(source: Source, columns: Sequence[Column], parts: Cells) -> Cells:
    """``parts`` with the words of a merged cell in each row that it reaches into, where they say something of that row.

    What is measured goes on below a merged cell as below an empty one, and is stated once.
    """
    roles = [column.role for column in columns]
    return tuple(source.shown(part) if at < len(roles) and roles[at] in SAID else part for at, part in enumerate(parts))


def row_of(under: Head, parts: Cells, lines: tuple[int, ...]) -> Row:
    """The row that ``parts`` make under ``under``, printed on ``lines``."""
    named: dict[str, Excerpt] = {}
    targets: list[tuple[Column, Excerpt]] = []
    others: list[tuple[str, Excerpt]] = []
    twins: list[tuple[str, str, Excerpt]] = []
    years: dict[str, str] = {}
    for column, part in zip(under.columns, parts, strict=False):
        filled = _filled(part)
        if column.role is None:
            others.extend([(column.title, plain(part))] if filled else [])
        elif column.role == "target":
            first = years.setdefault(column.year.text if column.year else "", column.title)
            if first != column.title:
                twins.extend([(column.title, first, plain(part))] if filled else [])
            elif filled:
                targets.append((column, part))
        elif column.role not in named:
            named[column.role] = part
        elif filled and column.role in PROSE:
            named[column.role] = join([named[column.role], part])
        elif filled:
            twins.append((column.title, under.title(column.role), plain(part)))
    extra = tuple(plain(part) for part in parts[len(under.columns) :] if _filled(part))
    missing = len(under.columns) - len(parts)
    announced = bool(_ANNOUNCES.search(under.title("penjelasan")))
    return Row(
        lines[0],
        named,
        missing,
        lines,
        tuple(targets),
        tuple(others),
        tuple(twins),
        extra,
        announced=announced,
        bracketed="satuan" not in under.roles,
    )


def _filled(part: Excerpt) -> bool:
    return bool(plain(part).text.strip(_BLANK))
