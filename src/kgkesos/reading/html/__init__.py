"""Web pages (.html, .htm), also those that Word and Excel save: paragraphs, lists and tables with their places.

What a browser does not show is left out; programs in a page are not run, and nothing is fetched.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading import compose, file, grid, tabbed, text
from kgkesos.reading.excerpt import Source
from kgkesos.reading.html import encoding
from kgkesos.reading.html.flow import Flow
from kgkesos.reading.html.parsed import body
from kgkesos.reading.noticed import Noticed

# What Word and Excel save is wordy: beyond this it is no document of an office.
LARGEST_FILE = 30_000_000


def load(path: Path) -> Source:
    """The decoded text of the web page ``path``.

    Raises:
        InputError: it is missing, empty, no web page, of an unknown encoding, too large, or holds no text.
    """
    data = file.content(path, LARGEST_FILE)
    root = body(path, encoding.decoded(path, data))
    noticed = Noticed()
    try:
        blocks = list(tabbed.tables(Flow(noticed).blocks(root)))
    except grid.TooLargeError as error:
        raise InputError(path, f"tabel terlalu besar: {error} (a table is too large)") from error
    except RecursionError:
        raise InputError(path, "isinya bersarang terlalu dalam; ini bukan dokumen biasa (nested too deeply)") from None
    source = compose.compose(blocks, hashlib.sha256(data).hexdigest(), noticed.remark())
    return text.bounded(path, source, noticed.pictures)
