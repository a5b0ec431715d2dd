"""An answer of rows as it is written, and cut after a whole row where it grows too long.

What is left is an answer of its form. The rows are told apart in the bytes that the serialiser wrote: in JSON by a
brace outside strings that a comma and another brace follow, in XML by the end of ``result``, in CSV by line ends
outside quotes, in TSV by line ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# So many bytes are written before rows are counted once more.
_STEP = 65536


@dataclass(frozen=True, slots=True)
class _Rows:
    """How rows stand in a form: where the first begins, what each takes up to its end, what closes an answer cut there,
    and the bytes at every end of a row (and perhaps elsewhere), which are counted at little cost."""

    first: re.Pattern[bytes]
    row: re.Pattern[bytes]
    close: bytes
    hint: bytes


_JSON = rb'(?:[^"}]++|"(?:[^"\\]++|\\.)*+"|\}(?!,\{|\]\}\}\Z))*+\}'
_ROWS: Final[Mapping[str, _Rows]] = {
    "json": _Rows(
        re.compile(rb'.*?"bindings":\[', re.DOTALL),
        re.compile(_JSON, re.DOTALL),
        b']},"truncated":true}',
        b"}",
    ),
    "xml": _Rows(
        re.compile(rb".*?<results>", re.DOTALL),
        re.compile(rb"[^<]*+(?:<(?!/result>)[^<]*+)*+</result>"),
        b"</results><!-- truncated --></sparql>",
        b"</result>",
    ),
    "csv": _Rows(re.compile(rb"[^\n]*\n"), re.compile(rb'(?:[^"\n]++|"[^"]*+")*+\n'), b"", b"\n"),
    "tsv": _Rows(re.compile(rb"[^\n]*\n"), re.compile(rb"[^\n]*+\n"), b"", b"\n"),
}  # fmt: skip


class FullError(Exception):
    """The answer has reached a cap: nothing more needs to be written."""


class Sink:
    """Takes an answer of rows in ``form``, until it has more than ``rows`` rows or ``size`` bytes.

    Raises:
        FullError: on writing, it has.
    """

    def __init__(self, form: str, rows: int, size: int) -> None:
        self._rows = _ROWS[form]
        self._most, self._size = rows, size
        self._data = bytearray()
        self._seen = self._hints = 0
        # How many hints are known to be none: rows are counted again when there may be too many in spite of them.
        self._spurious = 0
        self.truncated = ""

    def write(self, chunk: bytes, /) -> int:
        """Take ``chunk``."""
        if self.truncated:
            # The writer tries once more to be rid of what it held back: that was taken already.
            raise FullError
        room = self._size - len(self._data)
        self._data += chunk if len(chunk) <= room else chunk[: room + 1]
        if len(self._data) > self._size:
            self.truncated = "bytes"
        elif len(self._data) - self._seen >= _STEP and self._too_many():
            self.truncated = "rows"
        if self.truncated:
            raise FullError
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back."""

    def body(self) -> bytes:
        """What was written, cut after the last row that is whole and within the cap where it was too long."""
        if not self.truncated and self._too_many():
            self.truncated = "rows"
        if not self.truncated:
            return bytes(self._data)
        del self._data[self._size :]
        return bytes(self._data[: self._ends(self._most)[1]]) + self._rows.close

    def _too_many(self) -> bool:
        self._hints += self._data.count(self._rows.hint, max(0, self._seen - len(self._rows.hint) + 1))
        self._seen = len(self._data)
        if self._hints - self._spurious <= self._most:
            return False
        found, _ = self._ends(self._most + 1)
        self._spurious = self._hints - found
        return found > self._most

    def _ends(self, most: int) -> tuple[int, int]:
        """How many rows are whole, up to ``most``, and where the last of them ends."""
        first = self._rows.first.match(self._data)
        place = first.end() if first else 0
        for found in range(most):
            row = self._rows.row.match(self._data, place)
            if row is None:
                return found, place
            place = row.end()
        return most, place
