"""Sheets on paper: A4 across, in letters that can be read."""

from __future__ import annotations

import math
from typing import Any, Final

# So many characters stand side by side on A4 across where nothing is made smaller; smaller than this part of their
# size (11 points) nobody reads them.
_ACROSS: Final = 130
_SMALLEST: Final = 0.55


def prepare(page: Any) -> None:
    """Let the sheet ``page``, whose columns have widths, print as wide as one page, or as few as are readable."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    width = sum(column.width for column in page.column_dimensions.values())
    page.page_setup.fitToWidth = max(1, math.ceil(width * _SMALLEST / _ACROSS))
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
