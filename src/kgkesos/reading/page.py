"""A page being read: the source, which lines were used, the ids given out, the warnings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kgkesos.normalize import mark, slug
from kgkesos.reading.excerpt import Excerpt, Source
from kgkesos.reading.view import HIDDEN, SEEN_BREAK
from kgkesos.records import Bukti, Peringatan, TakTerbaca

# The code of the warning that a document ends where more is due: the user should look for the whole of it.
TRUNCATED = "dokumen-terpotong"


# What stands in the text for line ends inside a cell and for words that are not read.
_UNPRINTED = re.compile(f"[{SEEN_BREAK}{HIDDEN}]+")
# The class of a line that is part of a record.
RECORD = "rekaman"


class Page:
    """What a reader writes on while it reads: nothing printed may be lost without a word.

    Every non-blank line ends as part of a record, as a named class of line (``take(..., "judul")``), or in
    ``unread()``.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.warnings: list[Peringatan] = []
        self._use: dict[int, str] = {}
        self._reasons: dict[int, str] = {}
        self._ids: set[str] = set()
        self._twins: dict[str, int] = {}
        if source.remark:
            self.warn("pengodean" if source.places is None else "berkas", source.remark)

    def take(self, what: Excerpt | Iterable[int], use: str = RECORD) -> None:
        """Mark the lines of ``what`` as used by a record or as a named class of line."""
        if isinstance(what, Excerpt):
            if not what:
                return
            what = range(self.source.line_of(what.start), self.source.line_of(max(what.start, what.end - 1)) + 1)
        for line in what:
            self._use[line] = use

    def untake(self, lines: Iterable[int]) -> None:
        """Give ``lines`` back: they turned out to belong to nothing that is read."""
        for line in lines:
            self._use.pop(line, None)

    def leave(self, lines: Iterable[int], reason: str) -> None:
        """Say why ``lines`` were not read."""
        for line in lines:
            self._reasons[line] = reason

    def evidence(self, parts: Mapping[str, Excerpt | None]) -> dict[str, tuple[Bukti, ...]]:
        """The evidence of a record whose fields hold ``parts``; an empty part has none."""
        return {field: part.bukti(self.source) for field, part in parts.items() if part}

    def warn(self, code: str, message: str, lines: tuple[int, int] | None = None) -> None:
        """Tell the user something; ``message`` is one sentence in Indonesian."""
        place = self.place(*lines) if lines else None
        self.warnings.append(Peringatan(code, message, self._printed(*lines) if lines else None, place))

    def place(self, first: int, last: int) -> str | None:
        """Where the lines ``first`` to ``last`` stand in a file that is no text; None in one that is."""
        source = self.source
        if not source.places:
            return None
        starts = source.line_starts
        ink = source.span(starts[first - 1], starts[last] if last < len(starts) else len(source.text)).strip()
        return source.places.of(*source.view.span(ink.start, ink.end)) if ink else None

    def is_used(self, line: int) -> bool:
        """Whether ``line`` was taken."""
        return line in self._use

    def uses(self) -> dict[int, str]:
        """Which use each taken line was put to."""
        return dict(self._use)

    def unread(self) -> tuple[TakTerbaca, ...]:
        """The non-blank lines that nothing took, runs with the same reason joined."""
        runs: list[tuple[int, int, str]] = []
        for number in range(1, self.source.line_count + 1):
            if number in self._use or self.source.is_blank(number):
                continue
            reason = self._reasons.get(number, "tidak dikenali")
            if runs and runs[-1][2] == reason and all(self._skippable(n) for n in range(runs[-1][1] + 1, number)):
                runs[-1] = (runs[-1][0], number, reason)
            else:
                runs.append((number, number, reason))
        return tuple(
            TakTerbaca(self._printed(a, b), self._quote(a, b), reason, self.place(a, b)) for a, b, reason in runs
        )

    def _printed(self, first: int, last: int) -> tuple[int, int]:
        """The numbers that these lines have in the file."""
        return self.source.printed_line(first), self.source.printed_line(last)

    def _skippable(self, number: int) -> bool:
        return number not in self._use and self.source.is_blank(number)

    def _quote(self, first: int, last: int) -> str:
        lines = (_UNPRINTED.sub(" ", self.source.words(n)).strip() for n in range(first, last + 1))
        return "\n".join(line for line in lines if line)

    def new_id(self, parent: str | None, kind: str, printed: str | None, name: str) -> str:
        """An id for a record: parent, kind, then its printed number or letter, else a slug with four hex digits.

        Never the order of rows: where a printed number stands twice under one parent, the name tells them apart.
        """
        stem = f"{parent}/{kind}" if parent else kind
        described = "-".join(filter(None, (slug(name), mark(name))))
        for tail in (slug(printed) if printed else described, f"{slug(printed or '')}-{described}".strip("-")):
            if tail and f"{stem}/{tail}" not in self._ids:
                return self._given(f"{stem}/{tail}")
        # The same words twice under one parent: only the count is left to tell them apart, and the user is told.
        count = self._twins.get(f"{stem}/{described}", 1) + 1
        while f"{stem}/{described}-{count}" in self._ids:
            count += 1
        self._twins[f"{stem}/{described}"] = count
        self.warn("rekaman-kembar", f"{kind} '{name}' tercetak lebih dari satu kali di bawah induk yang sama.")
        return self._given(f"{stem}/{described}-{count}")

    def _given(self, identifier: str) -> str:
        self._ids.add(identifier)
        return identifier

    def only_id(self, parent: str, kind: str) -> str:
        """The id of a record of which its parent has just one (an indicator's formula)."""
        return self._given(f"{parent}/{kind}")
