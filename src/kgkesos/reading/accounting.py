"""What became of every printed line: part of a record, of a named class, or unread. Nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgkesos.normalize import key
from kgkesos.reading.once import printed
from kgkesos.reading.page import RECORD, Page
from kgkesos.records import Bukti, Dokumen, Evidence, Reading, Record, values

# A line that a reader took for a record and that no quote of a record holds is one of these, or it is unread.
LABEL = "label"
AGAIN = "cetak ulang"
UNREAD = "tak terbaca"
NOWHERE = "tidak masuk rekaman"
# A line without a letter or a digit: a rule, or a row of empty cells.
RULE = "garis"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a rendition's printed lines are of one class, and which part of them all that is (0 to 1)."""

    kelas: str
    baris: int
    bagian: float


def settle(page: Page, dokumen: Dokumen, records: Iterable[Record]) -> Mapping[int, str]:
    """The class of each printed line of ``page``, once everything is read.

    A line is part of a record where a quote of one stands on it. What a reader took for a record without quoting it is
    a label, or prints again what a record says; else it is given back, and so listed as unread.
    """
    made = tuple(records)
    quoted = {line for quote in _quotes(dokumen, made) for line in page.source.lines_of(quote)}
    said: str | None = None
    for line, use in page.uses().items():
        if use != RECORD or line in quoted:
            continue
        text = page.source.words(line).strip(" \t\r*_#|-–")
        if not text:
            continue
        said = said if said is not None else "\n".join(_words(made))
        if text.endswith(":"):
            page.take([line], LABEL)
        elif key(text) in said:
            page.take([line], AGAIN)
        else:
            page.untake([line])
            page.leave([line], NOWHERE)
    for number in printed(page.source, 1, page.source.line_count + 1):
        if not page.is_used(number) and not any(c.isalnum() for c in page.source.words(number)):
            page.take([number], RULE)
    uses = page.uses()
    page.take((line for line in quoted if uses.get(line, AGAIN) in (AGAIN, LABEL)), RECORD)
    return _printed(page)


def _printed(page: Page) -> Mapping[int, str]:
    """The classes by the lines of the file; of two lines of the text in one of the file, a record's comes first."""
    classes: dict[int, str] = {}
    for line, use in page.uses().items():
        number = page.source.printed_line(line)
        classes[number] = RECORD if RECORD in (use, classes.get(number)) else classes.get(number, use)
    return classes


def shares(reading: Reading) -> tuple[Share, ...]:
    """The printed lines of ``reading`` by class, the largest first; the unread come last, even where there are none."""
    printed = [n for n, line in enumerate(reading.text.split("\n"), 1) if line.strip()]
    counts = Counter(reading.kelas_baris.get(number, UNREAD) for number in printed)
    unread = counts.pop(UNREAD, 0)
    ranked = [*sorted(counts.items(), key=lambda item: (-item[1], item[0])), (UNREAD, unread)]
    return tuple(Share(name, count, count / len(printed) if printed else 0.0) for name, count in ranked)


def _quotes(dokumen: Dokumen, records: Iterable[Record]) -> Iterator[Bukti]:
    held: list[Evidence] = [dokumen.bukti, *(record.bukti for record in records)]
    for evidence in held:
        for quotes in evidence.values():
            yield from quotes


def _words(records: Iterable[Record]) -> Iterator[str]:
    for record in records:
        for value in values(record).values():
            yield key(" ".join(value) if isinstance(value, tuple) else str(value))
