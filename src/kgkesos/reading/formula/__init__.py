"""Formulas as documents print them.

parts      a formula taken apart: its form and its pieces
words      plain text: "A / B x 100%"
latex      LaTeX fractions
stacked    a quantity printed above a quantity, the line between them lost
span       where in a cell a formula begins and ends
cell       a cell that explains and computes, and the Formula record
"""

from kgkesos.reading.formula.cell import Explanation, explanation, parse, record, tell_rest, without_notes
from kgkesos.reading.formula.parts import Parts
from kgkesos.reading.formula.stacked import stacked

__all__ = ["Explanation", "Parts", "explanation", "parse", "record", "stacked", "tell_rest", "without_notes"]
