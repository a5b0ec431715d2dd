"""The mark of printed words: a decision on other words is not a decision on these."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from kgkesos.normalize import bare

# A letter first: Excel makes a number of digits, and of digits around an "e".
_FIRST = "s"
_DIGITS = 12


def sidik(texts: Iterable[str]) -> str:
    """A short hash of ``texts`` in their order; spacing and signs that are not seen do not count.

    >>> sidik(["Jumlah  PMKS"]) == sidik(["Jumlah PMKS"]), sidik(["Jumlah PMKS"]) == sidik(["Jumlah PSKS"])
    (True, False)
    """
    joined = "\n".join(bare(text) for text in texts)
    return _FIRST + hashlib.sha256(joined.encode()).hexdigest()[:_DIGITS]
