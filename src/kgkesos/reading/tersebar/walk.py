"""From the pieces of a spread table, in their printed order, to one row of cells for each indicator.

A text layer prints the cells of a row one after another: kinerja, indikator, penjelasan, formula, sumber data. Where a
cell begins is told by its first words: a measure opens an indicator, a label a formula, a unit's name a source. Where
nothing tells it, the lines are left: a wrong cell is worse than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kgkesos.normalize import key
from kgkesos.reading.tersebar.pieces import Kind, Piece, complete
from kgkesos.reading.tersebar.quantities import Quantities, is_legend, is_lettered
from kgkesos.reading.tersebar.units import Units

_MEASURES = frozenset({Kind.MEASURE, Kind.COUNT})
_COMPUTES = frozenset({Kind.LABEL, Kind.EXPLAINS, Kind.SUM})
# Measures that also stand inside a result or a formula: they open an indicator only where no surer one does.
_WEAK = re.compile(r"^(?:Target|Realisasi|Pagu|Alokasi|Seluruh|Produksi|Nilai|Angka|Tingkat|Skor|Volume|Luas)(?![a-z])")
_DIVIDES = re.compile(r"\s/(?:\s|$)|\bdibagi\b")
_DEFINES = re.compile(r"\b(?:adalah|ialah|merupakan|yaitu)\b")
# "Bahaya x Kerentanan / Kapasitas": what stands so is computed.
_OPERATES = re.compile(r"^[^.;:]+\s[x×*]\s[^.;:]+$|^\(?[A-Z]\w*\s?[-+−–]\s?[A-Z]\w*\)?\s*/")
# An indicator has more words than its measure.
_FEWEST_WORDS = 2
# Results that do not say so by "-nya"; units are named so too.
_NOUN = re.compile(r"^(?:Pe[a-z]+an|[A-Z][a-z]*isasi|Terciptan|Tercapain)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Cells:
    """The pieces of one indicator's row. ``kinerja`` is empty where the row goes on with the result above it.

    ``rumus`` is its formula. ``source_sure`` is False where the end of the source could not be told, ``result_known``
    where the result that the indicator measures could not.
    """

    kinerja: tuple[Piece, ...] = ()
    indikator: tuple[Piece, ...] = ()
    penjelasan: tuple[Piece, ...] = ()
    label: Piece | None = None
    rumus: Quantities = field(default_factory=Quantities)
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
    _unlabelled: set[int] = field(default_factory=set)
    _named: tuple[Piece, ...] = ()

    def run(self) -> Walk:
        """Walk to the end."""
        while self._at < len(self.pieces):
            if self._kind() is Kind.TIMES:
                self.stranded.extend(self._until(self._at + 1))
            else:
                self._row()
        return self

    def _kind(self) -> Kind | None:
        return self.pieces[self._at].kind if self._at < len(self.pieces) else None

    def _until(self, end: int) -> tuple[Piece, ...]:
        taken = tuple(self.pieces[self._at : end])
        self._at = end
        return taken

    def _first(self, start: int, kinds: frozenset[Kind]) -> int:
        """Where from ``start`` on a piece of one of ``kinds``, or a source, stands; else the end."""
        found = (at for at in range(start, len(self.pieces)) if self.pieces[at].kind in kinds or self._sourced(at))
        return next(found, len(self.pieces))

    def _row(self) -> None:
        opens = self._indicator()
        if opens is None:
            self.left.extend(self._until(max(self._first(self._at, frozenset({Kind.TIMES})), self._at + 1)))
            self._known = False
            return
        if opens > self._at and self.pieces[self._at].words[:1].islower():
            self.left.extend(self._until(opens))
            self._known = False
        if opens > self._at and sum(len(p.words.split()) for p in self.pieces[self._at : opens]) < _FEWEST_WORDS:
            self.left.extend(self._until(opens))
            self._known = False
        kinerja = self._until(opens)
        self._known = self._known or bool(kinerja)
        indikator = self._named = self._until(self._indicator_end())
        penjelasan = self._until(self._explanation_end())
        label = self._until(self._at + 1)[0] if self._kind() is Kind.LABEL else None
        told = label is not None or self._at in self._unlabelled
        rumus = self._formula(indikator[0], labelled=told)
        sumber, sure = self._source(after_times=bool(rumus.times))
        if not rumus.parts and any(piece.paper for piece in indikator[1:]):
            # No formula parts the name from what may be its source: neither is sure.
            self.left.extend([*indikator, *penjelasan, *sumber])
            self._known = self._known and sure
            if kinerja:
                self.rows.append(Cells(kinerja, result_known=self._known))
            return
        self.rows.append(Cells(kinerja, indikator, penjelasan, label, rumus, sumber, sure, self._known))
        self._known = self._known and sure

    def _indicator(self) -> int | None:
        """Where the next indicator opens, before anything that computes or names a source; else at the one gap."""
        anchor = self._first(self._at, _COMPUTES)
        measures = [at for at in range(self._at, anchor) if self.pieces[at].kind in _MEASURES]
        if measures:
            return next((at for at in measures if self._opens_indicator(at)), measures[0])
        gaps = [at for at in range(self._at + 1, anchor) if self.pieces[at].apart]
        return gaps[0] if len(gaps) == 1 and anchor < len(self.pieces) else None

    def _opens_indicator(self, at: int) -> bool:
        """Whether the measure at ``at`` opens an indicator, and does not go on with the result above it.

        "Meningkatnya / Nilai SAKIP": the words above must be a whole, and no surer measure come right after.
        """
        piece = self.pieces[at]
        if not _WEAK.match(piece.words) or piece.apart or at == self._at:
            return True
        said = sum(len(above.words.split()) for above in self.pieces[self._at : at])
        after = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        surer = after is not None and after.kind in _MEASURES and not _WEAK.match(after.words)
        return said >= _FEWEST_WORDS and complete(self.pieces[at - 1]) and not surer

    def _sourced(self, at: int) -> bool:
        """Whether the piece at ``at`` is a source: what comes after it neither computes nor explains."""
        if self.pieces[at].kind is not Kind.SOURCE:
            return False
        ends = (*_MEASURES, *_COMPUTES, Kind.RESULT, Kind.TIMES)
        after = next((piece for piece in self.pieces[at + 1 :] if piece.kind in ends), None)
        return after is None or after.kind not in _COMPUTES

    def _indicator_end(self) -> int:
        """One past the last piece of the indicator that opens here."""
        stops = frozenset({*_COMPUTES, Kind.TIMES, Kind.RESULT})
        end = self._first(self._at + 1, stops)
        for at in range(self._at + 1, end):
            piece = self.pieces[at]
            if piece.computes or self._computes_here(at):
                self._unlabelled.add(at)
                return at
            again = piece.kind is Kind.MEASURE or (piece.kind is Kind.COUNT and piece.apart)
            if again and not _WEAK.match(piece.words) and complete(self.pieces[at - 1]):
                return at
        return end

    def _computes_here(self, at: int) -> bool:
        """Whether the quantity at ``at`` opens the formula of the indicator above it, though no label says so.

        Another quantity or a multiplier must follow in the same row, and the indicator be no count itself.
        """
        if self.pieces[self._at].kind is not Kind.MEASURE or not complete(self.pieces[at - 1]):
            return False
        if sum(len(above.words.split()) for above in self.pieces[self._at : at]) < _FEWEST_WORDS:
            return False
        return self._is_unlabelled_formula(at)

    def _is_unlabelled_formula(self, at: int) -> bool:
        """Whether the quantity at ``at`` is followed by what makes a formula of it."""
        piece = self.pieces[at]
        if is_lettered(piece) or _OPERATES.search(piece.words) or self._names_again(at):
            return True
        if piece.kind is not Kind.COUNT:
            return False
        ends = frozenset({Kind.MEASURE, *_COMPUTES, Kind.RESULT, Kind.COUNT, Kind.TIMES})
        after = self._first(at + 1, ends)
        follows = after < len(self.pieces) and self.pieces[after].kind in (Kind.COUNT, Kind.TIMES)
        return follows or _DIVIDES.search(piece.words) is not None

    def _names_again(self, at: int) -> bool:
        """Whether the lines from ``at`` on say the name of the indicator again: a count that is its own formula."""
        if self.pieces[at].kind is not Kind.COUNT:
            return False
        end = at + 1
        while end < len(self.pieces) and self.pieces[end].kind is Kind.TEXT and not self.pieces[end].paper:
            end += 1
        said = key(" ".join(piece.words for piece in self.pieces[at:end]))
        return bool(said) and said == key(" ".join(piece.words for piece in self._named))

    def _explanation_end(self) -> int:
        if self._kind() is not Kind.EXPLAINS:
            return self._at
        end = self._first(self._at + 1, frozenset({*_COMPUTES, Kind.TIMES}))
        # A sentence has ended and a measure or a result begins: without a label between, another cell does.
        at = next((at for at in range(self._at + 1, end) if self._ends_explanation(at)), end)
        if at < end and self._is_unlabelled_formula(at):
            self._unlabelled.add(at)
        return at

    def _ends_explanation(self, at: int) -> bool:
        piece, above = self.pieces[at], self.pieces[at - 1]
        if above.words.endswith(":") or _DEFINES.search(piece.words):
            return False
        if above.words.endswith("."):
            return piece.kind in (*_MEASURES, Kind.RESULT) or bool(_OPERATES.search(piece.words))
        return piece.kind is Kind.MEASURE and complete(above)

    def _formula(self, indicator: Piece, *, labelled: bool) -> Quantities:
        """The formula that stands here: a sum, or quantities one above the other with a multiplier among them."""
        found = Quantities()
        if not labelled and self._kind() is not Kind.SUM:
            return found
        while self._at < len(self.pieces):
            piece = self.pieces[self._at]
            if piece.kind is Kind.TIMES:
                if found.times or not found.parts or self._is_stranded():
                    break
                found = found.multiplied(piece)
            elif self._ends_formula(found, indicator):
                break
            else:
                found = found.with_piece(piece, opens=self._opens_part(found))
            self._at += 1
        return found

    def _opens_part(self, found: Quantities) -> bool:
        piece = self.pieces[self._at]
        lower = found.in_letters and not found.legend and bool(found.last and piece.words.isupper())
        # After the multiplier of a numerator the denominator stands, whatever it begins with.
        under = found.times_last and len(found.parts) == 1 and not found.in_words and piece.words[:1].isupper()
        return piece.kind in (Kind.COUNT, Kind.MEASURE, Kind.SUM) or not found.parts or lower or under

    def _ends_formula(self, found: Quantities, indicator: Piece) -> bool:
        """Whether the piece here belongs to what comes after the formula ``found`` so far."""
        piece = self.pieces[self._at]
        if not found.parts:
            return piece.kind in (Kind.LABEL, Kind.EXPLAINS, Kind.RESULT) or self._sourced(self._at)
        if piece.kind in (*_COMPUTES, Kind.RESULT, Kind.MEASURE) or self._sourced(self._at):
            return True
        if piece.kind is Kind.COUNT:
            return self._is_next_indicator(found)
        if found.in_letters and found.is_whole and is_legend(piece):
            return False
        ready = found.is_whole or bool(found.legend) or (indicator.kind is Kind.COUNT and not found.times)
        if piece.apart:
            return ready
        if not ready or not found.last or not complete(found.last) or self._has_source():
            return False
        return piece.paper or bool(found.is_whole and found.times_last)

    def _has_source(self) -> bool:
        """Whether a source stands further on in this row."""
        at = self._first(self._at, frozenset({*_MEASURES, *_COMPUTES, Kind.RESULT}))
        return at < len(self.pieces) and self.pieces[at].kind is Kind.SOURCE

    def _is_next_indicator(self, found: Quantities) -> bool:
        """Whether the count here opens the next indicator, and is no quantity of the formula ``found``."""
        if found.is_whole or found.in_letters:
            return True
        if found.times:
            return False
        ends = frozenset({*_MEASURES, *_COMPUTES, Kind.RESULT, Kind.TIMES})
        after = self._first(self._at + 1, ends)
        # What computes after here belongs to the next indicator, which must open before it.
        return after < len(self.pieces) and self.pieces[after].kind in _COMPUTES

    def _is_stranded(self) -> bool:
        """Whether the multiplier here is one of the run that closes the table, and belongs to all its formulas."""
        end = self._at
        while end < len(self.pieces) and self.pieces[end].kind is Kind.TIMES:
            end += 1
        return end == len(self.pieces) and (end - self._at > 1 or self.pieces[self._at].apart)

    def _source(self, *, after_times: bool) -> tuple[tuple[Piece, ...], bool]:
        """The pieces of the source that opens here, and whether its end is sure."""
        if self._at >= len(self.pieces):
            return (), True
        opens = self.pieces[self._at]
        named = opens.kind is Kind.SOURCE or opens.paper
        if not named and not (after_times and opens.kind is Kind.TEXT and not _NOUN.match(opens.words)):
            return (), True
        end = self._at + 1
        while end < len(self.pieces) and self._source_goes_on(end):
            end += 1
        lines = self.pieces[self._at : end]
        gap = end < len(self.pieces) and self.pieces[end].apart
        joined = all(not complete(above) or not _NOUN.match(below.words) for above, below in pairwise(lines))
        sure = self.units.is_whole(self._name(end)) or gap or joined
        return self._until(end), sure

    def _source_goes_on(self, end: int) -> bool:
        """Whether the piece at ``end`` goes on with the source that opens here: not where that is whole without it."""
        piece = self.pieces[end]
        if piece.kind not in (Kind.TEXT, Kind.SOURCE) or piece.apart:
            return False
        longer = self._name(end + 1)
        whole = self.units.is_whole(self._name(end))
        return not whole or self.units.goes_on(longer) or self.units.is_whole(longer)

    def _name(self, end: int) -> str:
        """The words of the source from here up to ``end``, without its bullet."""
        return " ".join(piece.words for piece in self.pieces[self._at : end]).lstrip("-–—•●▪‣➢* ")
