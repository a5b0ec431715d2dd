"""IKI, the indicators of positions: duties, functions, and a table of results and indicators for each position.

reader     the document: its head, each position, its table row by row
lines      what a line is: the line of a position, the head of a part, a title, a row of cells, or text
posisi     which lines belong to each position, and which to none that is named
jabatan    a position: its name, level, unit and superior
butir      the lettered items under TUGAS and FUNGSI
spread     the table of a position whose cells a text layer spread over lines
"""

from kgkesos.reading.iki.lines import POSITION
from kgkesos.reading.iki.reader import TITLE, read

__all__ = ["POSITION", "TITLE", "read"]
