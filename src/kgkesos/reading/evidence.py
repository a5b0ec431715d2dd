"""The rule that every field must meet: it stands in its quotes, and the quotes stand in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kgkesos.errors import EvidenceError
from kgkesos.normalize import bare, flatten
from kgkesos.records import Bukti, Reading, values

# A whole table row is no evidence for one cell: quotes longer than this many times the field do not count.
LONGEST = 1.5
# Ties to other records: the evidence of a tie is that of the two records.
TIES = frozenset({"indikator_program", "digantikan_oleh"})
# Told by the form of the text, not printed as words of their own.
FORMS = frozenset({"bentuk", "terpotong"})
# Names of a fixed list, written in capitals whatever capitals the document prints.
CODES = frozenset({"label"})
# A code may be printed in as many cells as it has groups: the full stops between them are then not printed.
GROUPED = frozenset({"kode"})


def failures(reading: Reading, texts: Mapping[str, str]) -> Iterator[EvidenceError]:
    """Every field of ``reading`` whose evidence does not hold; ``texts`` maps SHA-256 to decoded text."""
    for record in reading.records:
        for name, value in values(record).items():
            if value is None or value == () or name in TIES or name in FORMS or name in record.tersirat:
                continue
            words = " ".join(value) if isinstance(value, tuple) else str(value)
            form = {"any_case": name in CODES, "grouped": name in GROUPED}
            reason = fault(words, record.bukti.get(name, ()), texts, **form)
            if reason:
                yield EvidenceError(record.id, name, reason)


def fault(
    words: str, quotes: Iterable[Bukti], texts: Mapping[str, str], *, any_case: bool = False, grouped: bool = False
) -> str | None:
    """Why ``quotes`` are no evidence for ``words``; None where they are.

    ``any_case`` lets capitals differ, ``grouped`` the full stops.

    A record merged from several renditions has quotes from each: they must hold rendition by rendition.
    """
    by_rendition: dict[str, list[Bukti]] = {}
    for quote in quotes:
        by_rendition.setdefault(quote.rendisi, []).append(quote)
    if not by_rendition:
        return "no evidence"
    for rendition, parts in by_rendition.items():
        text = texts[rendition]
        for part in parts:
            if text[part.awal : part.akhir] != part.kutipan:
                return f"the document does not read {part.kutipan!r} at {part.awal}"
        read = flatten(" ".join(part.kutipan for part in parts))
        # A field that kept its markup (prose with a LaTeX sign in it) is compared as a reader sees it, too.
        wanted, found = (words.upper(), read.upper()) if any_case else (words, read)
        wanted, found = (part.replace(".", "") if grouped else part for part in (wanted, found))
        if bare(wanted) not in bare(found) and bare(flatten(wanted)) not in bare(found):
            return f"{words!r} is not in its quotes"
        if len(read) > LONGEST * len(words):
            return f"the quotes are longer than {LONGEST} times {words!r}"
    return None


def hold(reading: Reading, texts: Mapping[str, str]) -> None:
    """Raise the first :class:`~kgkesos.errors.EvidenceError` of ``reading``, if any."""
    for error in failures(reading, texts):
        raise error
