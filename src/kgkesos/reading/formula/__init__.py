"""Formulas as documents print them.

parts       a formula taken apart: its form and its pieces
legend      what its letters stand for: "A = ..., B = ..."
multiplier  what a fraction is multiplied by: "x 100%", "dikalikan 1.000"
operators   signs and words of arithmetic, and the one division that parts two phrases
words       plain text: "A / B x 100%", "A dibagi B"
stacked     a quantity printed above a quantity, the line between them lost
latex       LaTeX fractions
form        which of these forms a formula has
susunan     what a quantity is made of: a sum, a difference, a product, an average
span        where in a cell a formula begins and ends
cell        a cell that explains and computes, and the Formula record
"""

from kgkesos.reading.formula.cell import Explanation, explanation, parse, record, tell_rest, without_notes
from kgkesos.reading.formula.parts import Parts
from kgkesos.reading.formula.stacked import stacked
from kgkesos.reading.formula.susunan import composition

__all__ = [
    "Explanation",
    "Parts",
    "composition",
    "explanation",
    "parse",
    "record",
    "stacked",
    "tell_rest",
    "without_notes",
]
