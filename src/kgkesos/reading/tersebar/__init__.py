"""Tables whose cells a text layer spread over lines, one cell after another: kinerja, indikator, penjelasan, sumber.

pieces     what each printed line of such a table can be: the opening of a cell, a multiplier, a page mark, or more text
quantities the quantities of a formula whose lines stand one above the other
units      the names of units that the document knows, by which a source cell is told to be whole
layout     tables printed as they look on the page: cells side by side, parted by white space
walk       from the pieces, in their printed order, to one row of cells for each indicator
rows       the cells of a row as text: lines joined, words mended, the formula taken apart
"""

from kgkesos.reading.tersebar.rows import Segment, Spread, Table, learnt, read
from kgkesos.reading.tersebar.units import Units

__all__ = ["Segment", "Spread", "Table", "Units", "learnt", "read"]
