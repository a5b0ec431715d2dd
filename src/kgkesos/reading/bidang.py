"""One field of a metadata sheet or card: its label, the paragraphs of its value, and the Metadata record of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgkesos.reading.excerpt import Excerpt, join
from kgkesos.reading.kata.kosakata import is_derived, is_root
from kgkesos.reading.page import Page
from kgkesos.records import Metadata

# Widths at which systems cut a value off.
FIELD_WIDTHS = frozenset({50, 100, 150, 200, 250, 255})
_BULLET = re.compile(r"[●•▪]")
# A shorter piece of a word may well be a word.
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Bidang:
    """A field: its name in capitals, its label (None where it is implied), its value, what it holds (see label).

    One that is a table of fields has ``rows``: in each the filled fields of one row.
    """

    name: str
    label: Excerpt | None
    paragraphs: tuple[Excerpt, ...]
    code: str | None = None
    rows: tuple[tuple[Bidang, ...], ...] = ()

    @property
    def value(self) -> Excerpt:
        """The whole value as one text."""
        return join(self.paragraphs)


def paragraphs(lines: Iterable[Excerpt], bullet: re.Pattern[str] = _BULLET) -> Iterator[Excerpt]:
    """Lines joined to paragraphs; a ``bullet``, even one that slid to the end of its line, opens a new one."""
    open_lines: list[Excerpt] = []
    for line in lines:
        if bullet.search(line.text) and open_lines:
            yield join(open_lines)
            open_lines = []
        if words := line.sub(bullet, "").squeezed():
            open_lines.append(words)
    if open_lines:
        yield join(open_lines)


def record(page: Page, parent: str | None, field: Bidang, others: Sequence[Bidang] | None = None) -> Metadata:
    """The Metadata record of ``field``, under the indicator with id ``parent`` where there is one.

    ``others`` are the fields of its card, which show whether the value breaks off in a word; without them the whole
    document does.
    """
    return record_as(page, parent, field, others, page.new_id(parent, "bidang", field.name, field.name))


def record_as(page: Page, parent: str | None, field: Bidang, others: Sequence[Bidang] | None, named: str) -> Metadata:
    """The Metadata record of ``field`` with the id ``named``; see :func:`record`."""
    evidence = {"label": field.label.bukti(page.source)} if field.label else {}
    if field.value:
        evidence["nilai"] = field.value.bukti(page.source)
    texts = tuple(paragraph.text for paragraph in field.paragraphs)
    return Metadata(
        id=named,
        induk=parent,
        bukti=evidence,
        label=field.name,
        nilai=(texts if len(texts) > 1 else texts[0]) if texts else None,
        terpotong=len(texts) == 1 and (_cut_in(field, others) if others else cut_off(texts[0], page.source.text)),
        tersirat=() if field.label else ("label",),
        catatan=None if field.label else f'Kepala "{field.name}" tidak tercetak; tersirat dari letaknya.',
    )


def _cut_in(field: Bidang, card: Sequence[Bidang]) -> bool:
    """Whether the value of ``field`` ends in a piece of a word that its card prints whole."""
    value = field.value.text
    return bool(_stem(value)) and _ends_in_a_piece(value, " ".join(other.value.text for other in card))


def cut_off(value: str, text: str) -> bool:
    """Whether ``value`` ends in the middle of a word.

    It does where its last word stands nowhere else in ``text`` but begins a longer word that does, or where the value
    is exactly as long as a system's field and ends in what is no known word. A root is a word, whatever begins with it.
    """
    if not _ends_in_a_word(value):
        return False
    return _ends_in_a_piece(value, text) or (len(value) in FIELD_WIDTHS and not _ends_whole(value, text))


def _ends_whole(value: str, text: str) -> bool:
    """Whether the last word of ``value`` is one that ``text`` prints elsewhere, too, or an Indonesian one."""
    last = re.findall(r"[^\W\d_]+", value)[-1].casefold()
    elsewhere = (word.casefold() for word in re.findall(r"[^\W\d_]+", text.replace(value, " ")))
    return last in elsewhere or is_root(last) or is_derived(last)


def _ends_in_a_word(value: str) -> bool:
    return len(value.split()) >= 3 and value[-1:].isalpha()


def _ends_in_a_piece(value: str, text: str) -> bool:
    stem = _stem(value)
    return bool(stem) and _begins_a_word(stem, value, text)


def _stem(value: str) -> str:
    """What ``value`` ends with, where that may be a piece of a word; else nothing."""
    last = re.search(r"(?<![^\W\d_])[^\W\d_]+$", value) if _ends_in_a_word(value) else None
    stem = last.group().casefold() if last else ""
    return stem if len(stem) >= _SHORTEST_STEM else ""


def _begins_a_word(stem: str, value: str, text: str) -> bool:
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text.replace(value, " "))}
    return stem not in words and not is_root(stem) and any(word.startswith(stem) for word in words)
