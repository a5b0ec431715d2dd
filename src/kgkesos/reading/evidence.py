"""The rule that every field must meet: it stands in its quotes, and the quotes stand in the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kgkesos.errors import EvidenceError
from kgkesos.normalize import NUMERALS, bare, flatten
from kgkesos.records import Bukti, Formula, Reading, values

# A whole table row is no evidence for one cell: quotes longer than this many times the field do not count.
LONGEST = 1.5
# Ties to other records: the evidence of a tie is that of the two records.
TIES = frozenset({"indikator_program", "digantikan_oleh", "dilanjutkan_oleh", "menjabarkan", "kepastian_menjabarkan"})
# Told by the form of the text, not printed as words of their own.
FORMS = frozenset({"bentuk", "terpotong"})
# Names of a fixed list, written in capitals whatever capitals the document prints.
CODES = frozenset({"label"})
# A fraction's brackets, its line and the sign of its multiplier are layout: they may be written otherwise.
EXPRESSIONS = frozenset({"ekspresi"})
_LAYOUT = re.compile(r"[()\[\]{}/]|[xX×*](?=\d)")
# A code may be printed in as many cells as it has groups: the full stops between them are then not printed.
GROUPED = frozenset({"kode"})


def failures(reading: Reading, texts: Mapping[str, str]) -> Iterator[EvidenceError]:
    """Every field of ``reading`` whose evidence does not hold; ``texts`` maps SHA-256 to decoded text."""
    for record in reading.records:
        for name, value in values(record).items():
            if value is None or value == () or name in TIES or name in FORMS or name in record.tersirat:
                continue
            words = " ".join(value) if isinstance(value, tuple) else str(value)
            reason = fault(words, record.bukti.get(name, ()), texts, name=name)
            if reason:
                yield EvidenceError(record.id, name, reason)
        for made in record.susunan if isinstance(record, Formula) else ():
            for part in made.bagian:
                if reason := fault(part.teks, part.bukti, texts):
                    yield EvidenceError(record.id, made.bidang, reason)


def fault(words: str, quotes: Iterable[Bukti], texts: Mapping[str, str], *, name: str = "") -> str | None:
    """Why ``quotes`` are no evidence for ``words``, what the field ``name`` holds; None where they are.

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
        if numeral := NUMERALS.get(read.casefold()):
            read = str(numeral)
        # A command of LaTeX may be torn between two quotes: white space does not count, so they are tried as one, too.
        if not _holds(name, words, read) and not _holds(name, words, flatten("".join(part.kutipan for part in parts))):
            return f"{words!r} is not in its quotes"
        if len(read) > LONGEST * len(words):
            return f"the quotes are longer than {LONGEST} times {words!r}"
    return None


def _holds(name: str, words: str, read: str) -> bool:
    """Whether the quotes ``read`` hold ``words``, written as a field ``name`` may be."""
    wanted, found = (words.upper(), read.upper()) if name in CODES else (words, read)
    if name in GROUPED:
        wanted, found = wanted.replace(".", ""), found.replace(".", "")
    # Most fields stand in their quotes to the letter.
    if found.isascii() and wanted in found:
        return True
    # A field that kept its markup (prose with a LaTeX sign in it) is compared as a reader sees it, too.
    if bare(wanted) in bare(found) or bare(flatten(wanted)) in bare(found):
        return True
    return name in EXPRESSIONS and _unsigned(wanted) in _unsigned(found)


def _unsigned(text: str) -> str:
    return _LAYOUT.sub("", bare(text))


def hold(reading: Reading, texts: Mapping[str, str]) -> None:
    """Raise the first :class:`~kgkesos.errors.EvidenceError` of ``reading``, if any."""
    for error in failures(reading, texts):
        raise error
