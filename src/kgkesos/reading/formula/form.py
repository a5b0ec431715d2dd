"""The form of a formula, however it is printed: LaTeX, a sum, one quantity above another, or words."""

from __future__ import annotations

import re
from dataclasses import replace

from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.formula import latex, legend, letters, stacked, words
from kgkesos.reading.formula.parts import JUMLAH, LAIN, Parts
from kgkesos.reading.markup import plain

SUM_SIGN = r"(?:[Σ∑]|\\Sigma(?![A-Za-z])|\\sum(?![A-Za-z]))"
SUM = re.compile(rf"(?:[fƒ]\s*\(\s*x\s*\)\s*=\s*\$?\s*)?{SUM_SIGN}\s*\$?")
_NAMED = re.compile(r"^[\s$(\[{]*(?:[^=+×*]*[=:][\s$(\[{]*)?$")
_COUNT_AGAIN = re.compile(r"^=\s*(?:jumlah\s+)?", re.IGNORECASE)
# A formula is not longer than this: where more text follows, it is none, or it ends before.
LONGEST = 1_000


def of(formula: Excerpt) -> Parts:
    """The parts of ``formula``, its legend included; ``lain`` where the form is not known."""
    if before := letters.find(formula):
        under = formula[before.end :].strip(" .,;\t\n")
        if not under:
            return Parts(LAIN, plain(formula))
        return replace(_form(under, " ".join(entry.text for entry in before.entries)), legenda=before.entries)
    found = legend.find(formula)
    entries = found.entries if found else ()
    if found:
        formula = formula[: found.start].strip(" .,;\t\n")
    return replace(_form(formula, " ".join(entry.text for entry in entries)), legenda=entries)


def _form(formula: Excerpt, meanings: str) -> Parts:
    if len(formula) > LONGEST:
        return Parts(LAIN, plain(formula))
    if latex.fractions(formula):
        return latex.parse(formula, meanings)
    printed = plain(formula)
    if summed := _sum(formula, printed):
        return summed
    over = None if words.divides(printed) else stacked.parse(formula, meanings)
    return over or words.parse(stacked.without_rule(printed), meanings)


def _sum(formula: Excerpt, printed: Excerpt) -> Parts | None:
    """The count that a sum's sign announces; None where more than one thing is summed, or something is done to it."""
    total = SUM.search(formula.text)
    if not total or not _NAMED.match(formula.text[: total.start()]):
        return None
    counted = plain(formula[total.end() :])
    if SUM.search(counted.text) or words.is_percentage(counted.text):
        return None
    if again := _COUNT_AGAIN.match(counted.text):
        counted = counted[again.end() :]
    return Parts(JUMLAH, printed, objek_hitung=counted) if counted else None
