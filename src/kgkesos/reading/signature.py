"""The signature at the end of a sheet or a tree: people's data, never read into a record."""

from __future__ import annotations

import re

from kgkesos.reading.excerpt import Source
from kgkesos.reading.heading import OFFICE

_SIGNER = re.compile(
    r"^\W*(a\.?n\.?\s+)?(plt\.?\s+)?(kepala|bupati|wali\s?kota|gubernur|sekretaris|direktur|camat|mengetahui)\b", re.I
)
_PLACE_AND_DATE = re.compile(r"^\W*(ditetapkan\b.*|pada\s+tanggal\b.*|[^\W\d][\w .]*,\s.*\b(19|20)\d\d)\W*$", re.I)
_PERSONNEL_NUMBER = re.compile(r"^.*\bNIP\b\W*[\dxX]", re.IGNORECASE)
# A signature has no more printed lines than these.
_LONGEST = 12
_FEW = 4


def first_line(source: Source) -> int:
    """The first line of the signature that ends ``source``; one past the last line where it is not signed.

    A signature ends in a personnel number, or begins with a place and a date over the post that signs.
    """
    printed = [n for n in range(1, source.line_count + 1) if source.line(n).text.strip()]
    last = printed[-_LONGEST:]
    texts = [source.line(n).text for n in last]
    signers = [at for at, text in enumerate(texts) if _SIGNER.match(text)]
    dated = [at for at, text in enumerate(texts) if _PLACE_AND_DATE.match(text)]
    numbered = any(_PERSONNEL_NUMBER.match(text) for text in texts)
    begins = [at for at in dated if any(at < other <= at + 3 for other in signers) or _is_signed(texts[at + 1 :])]
    if numbered and not begins:
        begins = signers
    return last[begins[0]] if begins else source.line_count + 1


def _is_signed(texts: list[str]) -> bool:
    """Whether what follows a place and a date, up to the end, is an office, or a role before a comma and a name."""
    if not texts or len(texts) > _FEW:
        return False
    return bool(OFFICE.match(texts[0].strip())) or (len(texts) > 1 and texts[0].rstrip().endswith(","))


def lines(source: Source, first: int) -> list[int]:
    """The printed lines of a signature that begins on line ``first``."""
    return [n for n in range(first, source.line_count + 1) if source.line(n).text.strip()]
