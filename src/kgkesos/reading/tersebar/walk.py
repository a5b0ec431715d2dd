"""From the pieces of a spread table, in their printed order, to one row of cells for each indicator.

A text layer prints the cells of a row one after another: kinerja, indikator, penjelasan, formula, sumber data. Where a
cell begins is told by its first words: a measure opens an indicator, a label a formula, a unit's name a source. Where
nothing tells it, the lines are left: a wrong cell is worse than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kgkesos.reading.tersebar.pieces import Kind, Piece
from kgkesos.reading.tersebar.units import Units

_MEASURES = frozenset({Kind.PERCENT, Kind.COUNT})
_COMPUTES = frozenset({Kind.LABEL, Kind.EXPLAINS, Kind.SUM})
# Measures that also stand inside a result or a formula: they open an indicator only where no surer one does.
_WEAK = re.compile(r"^(?:Target|Realisasi|Seluruh|Nilai|Angka|Tingkat|Skor|Volume|Luas)(?![a-z])")
_GOES_ON = re.compile(r"(?:\b(?:dan|atau|serta|di|ke|untuk|dengan|yang)|[,&/-])\s*$")
_RATIO_PARTS = 2


@dataclass(frozen=True, slots=True)
class Cells:
    """The pieces of one indicator's row. ``kinerja`` is empty where the row goes on with the result above it.

    ``rumus`` are the quantities of its formula, ``kali`` the multiplier. ``result_known`` is False where the result it
    measures could not be told.
    """

    kinerja: tuple[Piece, ...] = ()
    indikator: tuple[Piece, ...] = ()
    penjelasan: tuple[Piece, ...] = ()
    label: Piece | None = None
    rumus: tuple[tuple[Piece, ...], ...] = ()
    kali: Piece | None = None
    sumber: tuple[Piece, ...] = ()
    source_sure: bool = True
    result_known: bool = True


@dataclass(slots=True)
class Walk:
    """Walks the pieces of one table; ``stranded`` are multipliers that stand away from their formulas."""

    pieces: Sequence[Piece]
    units: Units
    rows: list[Cells] = field(default_factory=list)
    stranded: list[Piece] = field(default_factory=list)
    left: list[Piece] = field(default_factory=list)
    _at: int = 0
    _known: bool = True

    def run(self) -> Walk:
        """Walk to the end."""
        while self._at < len(self.pieces):
            if self._kind() is Kind.TIMES:
                self.stranded.append(self._next())
            else:
                self._row()
        return self

    def _kind(self, ahead: int = 0) -> Kind | None:
        at = self._at + ahead
        return self.pieces[at].kind if at < len(self.pieces) else None

    def _next(self) -> Piece:
        self._at += 1
        return self.pieces[self._at - 1]

    def _until(self, end: int) -> tuple[Piece, ...]:
        taken = tuple(self.pieces[self._at : end])
        self._at = end
        return taken

    def _row(self) -> None:
        opens = self._indicator()
        if opens is None:
            self._lose(self._past_row())
            return
        kinerja = self._until(opens)
        if kinerja:
            self._known = True
        indikator = self._until(self._indicator_end())
        penjelasan = self._explanation()
        label, rumus, kali = self._formula(indikator[0])
        sumber, sure = self._source()
        self.rows.append(Cells(kinerja, indikator, penjelasan, label, rumus, kali, sumber, sure, self._known))
        if not sure:
            self._known = False

    def _lose(self, end: int) -> None:
        self.left.extend(self._until(end))
        self._known = False

    def _past_row(self) -> int:
        """One past the lines that make no row: up to a multiplier, or past the next source."""
        for at in range(self._at, len(self.pieces)):
            if self.pieces[at].kind is Kind.TIMES:
                return max(at, self._at + 1)
        return len(self.pieces)

    def _indicator(self) -> int | None:
        """Where the next indicator opens, before anything that computes or names a source; else at the one gap."""
        anchor = self._anchor(self._at)
        measures = [at for at in range(self._at, anchor) if self.pieces[at].kind in _MEASURES]
        sure = [at for at in measures if not _WEAK.match(self.pieces[at].words) or self.pieces[at].apart]
        if measures:
            return min(sure, default=measures[0])
        gaps = [at for at in range(self._at + 1, anchor) if self.pieces[at].apart]
        return gaps[0] if len(gaps) == 1 and anchor < len(self.pieces) else None

    def _anchor(self, start: int) -> int:
        """The first piece from ``start`` on that computes or is a source."""
        ends = (at for at in range(start, len(self.pieces)) if self.pieces[at].kind in _COMPUTES or self._sourced(at))
        return next(ends, len(self.pieces))

    def _sourced(self, at: int) -> bool:
        """Whether the piece at ``at`` is a source: what comes after it neither computes nor explains."""
        if self.pieces[at].kind is not Kind.SOURCE:
            return False
        for piece in self.pieces[at + 1 :]:
            if piece.kind in _COMPUTES:
                return False
            if piece.kind in _MEASURES or piece.kind in (Kind.RESULT, Kind.TIMES):
                return True
        return True

    def _indicator_end(self) -> int:
        """One past the last piece of the indicator that opens here."""
        for at in range(self._at + 1, len(self.pieces)):
            piece = self.pieces[at]
            ends = piece.kind in _COMPUTES or piece.kind in (Kind.TIMES, Kind.RESULT) or self._sourced(at)
            again = piece.kind in _MEASURES and not _WEAK.match(piece.words) and self._complete(self.pieces[at - 1])
            if ends or (again and (piece.apart or piece.kind is Kind.PERCENT)):
                return at
        return len(self.pieces)

    @staticmethod
    def _complete(piece: Piece) -> bool:
        return not _GOES_ON.search(piece.words)

    def _explanation(self) -> tuple[Piece, ...]:
        if self._kind() is not Kind.EXPLAINS:
            return ()
        end = self._at + 1
        while end < len(self.pieces) and self.pieces[end].kind not in (Kind.LABEL, Kind.SUM, Kind.TIMES):
            if self._sourced(end) or (self.pieces[end].kind is Kind.EXPLAINS):
                break
            end += 1
        return self._until(end)

    def _formula(self, indicator: Piece) -> tuple[Piece | None, tuple[tuple[Piece, ...], ...], Piece | None]:
        label = self._next() if self._kind() is Kind.LABEL else None
        if self._kind() is Kind.SUM:
            return label, (self._until(self._sum_end()),), None
        if label is None:
            return None, (), None
        return label, *self._quantities(indicator)

    def _sum_end(self) -> int:
        at = self._at + 1
        while at < len(self.pieces) and self.pieces[at].kind is Kind.TEXT and not self.pieces[at].apart:
            at += 1
        return at

    def _quantities(self, indicator: Piece) -> tuple[tuple[tuple[Piece, ...], ...], Piece | None]:
        """The quantities of a formula, each with the lines it goes on over, and the multiplier among them."""
        end = self._formula_end(indicator)
        parts: list[list[Piece]] = []
        times: Piece | None = None
        for piece in self._until(end):
            if piece.kind is Kind.TIMES:
                times = piece
            elif piece.kind in _MEASURES or not parts:
                parts.append([piece])
            else:
                parts[-1].append(piece)
        return tuple(map(tuple, parts)), times

    def _formula_end(self, indicator: Piece) -> int:
        """One past the formula's last piece: before its source, or before the result or indicator that comes next."""
        start = self._at
        bound = next((at for at in range(start, len(self.pieces)) if self._ends_formula(at)), len(self.pieces))
        opens = [at for at in range(start + 1, bound) if self.pieces[at].kind in _MEASURES]
        followed = bound < len(self.pieces) and self.pieces[bound].kind in _COMPUTES
        most = _RATIO_PARTS - 1
        if followed and opens:
            # What computes after here belongs to the next indicator, which opens at the last measure above it.
            nexts = [at for at in opens if self.pieces[at].kind is Kind.PERCENT or self.pieces[at].apart]
            wanted = [at for at in opens[:most] if indicator.kind is Kind.PERCENT and len(opens) > most]
            later = [at for at in opens if at not in wanted]
            return self._without_stranded(min([*nexts, *later[:1]]))
        percent = [at for at in opens if self.pieces[at].kind is Kind.PERCENT]
        return self._without_stranded(min([*percent, *opens[most : most + 1], bound]))

    def _ends_formula(self, at: int) -> bool:
        piece = self.pieces[at]
        apart = piece.apart and piece.kind is Kind.TEXT and at > self._at
        return piece.kind in _COMPUTES or piece.kind is Kind.RESULT or self._sourced(at) or apart

    def _without_stranded(self, end: int) -> int:
        """``end`` without the run of multipliers that closes the table: they belong to all its formulas."""
        at = end
        while at > self._at and self.pieces[at - 1].kind is Kind.TIMES:
            at -= 1
        run = self.pieces[at:end]
        one = len(run) == 1 and not run[0].apart
        return end if one or not run else at

    def _source(self) -> tuple[tuple[Piece, ...], bool]:
        """The pieces of the source that opens here, and whether its end is sure."""
        if self._kind() is not Kind.SOURCE:
            return (), True
        end = self._at + 1
        while (
            end < len(self.pieces) and self.pieces[end].kind in (Kind.TEXT, Kind.SOURCE) and not self.pieces[end].apart
        ):
            if (
                self._said(end)
                and not self.units.goes_on(self._name(end + 1))
                and not self.units.is_whole(self._name(end + 1))
            ):
                break
            end += 1
        whole = self.units.is_whole(self._name(end))
        gap = end < len(self.pieces) and self.pieces[end].apart
        result = end >= len(self.pieces) or self.pieces[end].kind in (Kind.RESULT, Kind.TIMES)
        lines = self.pieces[self._at : end]
        joined = all(_GOES_ON.search(a.words) or b.words[:1].islower() for a, b in zip(lines, lines[1:], strict=False))
        sure = whole or gap or result or len(lines) == 1 or joined
        return self._until(end), sure

    def _said(self, end: int) -> bool:
        return self.units.is_whole(self._name(end))

    def _name(self, end: int) -> str:
        """The words of the source from here up to ``end``, without its bullet."""
        return " ".join(piece.words for piece in self.pieces[self._at : end]).lstrip("-–—•●▪‣➢* ")
