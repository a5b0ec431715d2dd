"""Word files (.docx, .docm): paragraphs, tables, numbers of lists, formulas and text boxes, each with its place.

What Word computes and does not keep in the text (the numbers of lists) is put in; what a reader of the printed page
does not see (deleted and hidden text) is left out, and the source's remark says so. Nothing in a file is run, and
nothing outside it is fetched.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading import compose, file, grid, tabbed, text
from kgkesos.reading.docx.body import Body
from kgkesos.reading.docx.package import Package
from kgkesos.reading.excerpt import Source
from kgkesos.reading.noticed import Noticed

# Photographs make most of a large file; beyond this it is no document of an office.
LARGEST_FILE = 100_000_000


def load(path: Path) -> Source:
    """The decoded text of the Word file ``path``.

    Raises:
        InputError: it is missing, empty, locked, damaged, too large, no Word file, or holds no text.
    """
    data = file.content(path, LARGEST_FILE)
    package = Package.of(path, data)
    noticed = Noticed(macros=package.has_macros())
    try:
        blocks = list(tabbed.tables(Body(package, noticed).blocks()))
    except grid.TooLargeError as error:
        raise InputError(path, f"tabel terlalu besar: {error} (a table is too large)") from error
    except RecursionError:
        raise InputError(path, "isinya bersarang terlalu dalam; ini bukan dokumen biasa (nested too deeply)") from None
    source = compose.compose(blocks, hashlib.sha256(data).hexdigest(), noticed.remark())
    return text.bounded(path, source, noticed.pictures)
