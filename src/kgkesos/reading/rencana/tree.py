"""Under what each row of a plan stands: tujuan, sasaran, program, kegiatan and sub kegiatan become records."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kgkesos.normalize import key
from kgkesos.reading import kode
from kgkesos.reading.columns import Column
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.page import Page
from kgkesos.reading.rencana.heads import LEVELS
from kgkesos.records import DUGAAN, PASTI, Kegiatan, Program, Record, Sasaran, SubKegiatan, Tujuan

_CODE = re.compile(rf"(?P<kode>{kode.PATTERN}|[\dXx](?:\.[\dXx]{{2}})?)\.?\s*[-–:]?\s+(?=[^\W\d_])")
_ITEM = re.compile(r"(?P<nomor>\d{1,2}(?:\.\d{1,2})*|[a-z]|[IVX]{1,4})\s*(?:[.)]\s*|\s(?=[A-Z]))(?=\S)")
_DOTTED = re.compile(r"(?P<nomor>\d{1,2}(?:\.\d{1,2})*)\s+(?=[A-Z])")
_LABEL = re.compile(
    r"(?P<tingkat>tujuan|sasaran(?:\s+(?:strategis|utama))?|program|sub\s*-?\s*kegiatan|kegiatan)(?![^\W\d_]|-\w)"
    r"(?:\s+(?P<nomor>\d{1,2}(?:\.\d{1,2})*))?\s*(?P<titik>[:：])?\s*",
    re.IGNORECASE,
)
_URUSAN = re.compile(r"\W*(?:bidang\s+)?(?:urusan|unsur)\b", re.IGNORECASE)
# "Kegiatan yang ..." tells of kegiatan and is no label.
_GOES_ON = re.compile(r"(?:yang|dan|atau|di|untuk|dalam|pada|dengan)\b", re.IGNORECASE)
_CLOSING = " .;:*_"
# From what stands more levels above it than these, nothing says that a code hangs under it.
_FARTHEST = 2


@dataclass(frozen=True, slots=True)
class Node:
    """A level that was read: its record's id, its words and its code."""

    level: str
    id: str
    words: str
    code: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a level taken apart: the level it tells itself (None: it tells none), its code, number and words."""

    level: str | None
    words: Excerpt
    printed: Excerpt
    code: Excerpt | None = None
    number: Excerpt | None = None


def is_urusan(text: str) -> bool:
    """Whether a cell names an urusan or bidang urusan, which are above every programme and no record."""
    cell = _CODE.match(text)
    return bool(_URUSAN.match(text[cell.end() :] if cell else text))


def is_higher(column: Column, text: Excerpt, code: Excerpt | None, *, coded: bool) -> bool:
    """Whether a cell has the ``code`` of an urusan or bidang urusan, in its column or in front of its own words.

    ``coded``: the table prints codes of programmes or below. Without them a single digit, or "1.10" in front of
    words, is the number of a list.
    """
    inside = _CODE.match(text.text) if code is None else None
    told = code or (text.group(inside, "kode") if inside else None)
    if told is None or not kode.is_higher(told.text) or column.levels[-1:] in (("tujuan",), ("sasaran",)):
        return False
    label = _LABEL.match(text.text[inside.end() :] if inside else text.text)
    return not label and (coded or (code is not None and "." in kode.dotted(code.text)))


def taken_apart(text: Excerpt) -> Cell:
    """The code, number and label in front of a level's words."""
    rest = text
    code = number = None
    if match := _CODE.match(rest.text):
        found = rest.group(match, "kode")
        code = found if kode.level(found.text) or kode.is_code(found.text) else None
        rest = rest[match.end() :] if code else rest
    if code is None and (match := _ITEM.match(rest.text)):
        number, rest = rest.group(match, "nomor"), rest[match.end() :]
    level = None
    printed = rest
    if match := _LABEL.match(rest.text):
        level = re.sub(r"\W+", " ", match["tingkat"].casefold()).split(" ")[0]
        level = "sub kegiatan" if level in ("sub", "subkegiatan") else level
        after = rest[match.end() :]
        number = number or (rest.group(match, "nomor") if match["nomor"] else None)
        # "Program" is part of a programme's name; before a colon it is a label, as the others are.
        keeps = level == "program" and not match["titik"] and not match["nomor"]
        bare = level in ("tujuan", "sasaran") and not match["titik"] and not match["nomor"]
        told = bool(match["titik"] or match["nomor"]) or not _GOES_ON.match(after.text)
        if not any(character.isalnum() for character in after.text) or bare or not told:
            level = None
        elif not keeps:
            rest = after
    return Cell(level, rest.strip(_CLOSING), printed.strip(), code, number)


def caption(text: Excerpt) -> Cell | None:
    """A line over or inside a table that names a level and states it ("Sasaran 1 : ..."); None where it does not."""
    match = _LABEL.match(text.text)
    if not match or not match["titik"]:
        return None
    cell = taken_apart(text)
    return cell if cell.level and len(cell.words) > 1 else None


class Tree:
    """Reads levels into ``records``; ``begun`` are those that the row in hand states."""

    def __init__(self, page: Page, records: list[Record]) -> None:
        self.page = page
        self.begun: list[Node] = []
        self._records = records
        self._above: dict[str, Node] = {}
        self._known: list[Node] = []
        # What captions state, over the table in hand: it holds for all its rows. Captions one below another are one.
        self._over: dict[str, Node] = {}
        self._captions = 0

    def next_table(self) -> None:
        """Begin another table: what stood in the one before is over."""
        self._above = {}
        self._over = {}

    def next_captions(self) -> None:
        """Begin other captions: of what those before state, what they state again is over, and what is below it."""
        self._captions = 0

    def state_over(self, level: str, cell: Cell) -> bool:
        """A caption states ``cell`` of ``level``, for the rows under it: whether it is said here for the first time."""
        known = len(self._known)
        rank = LEVELS.index(level)
        kept = {name: node for name, node in self._over.items() if self._captions or LEVELS.index(name) < rank}
        self._captions += 1
        self._over = {}
        self._above = {name: node for name, node in self._above.items() if name in kept}
        node = self.state(level, cell, None, None)
        self._over = {**kept, level: node}
        self._above.update(self._over)
        return len(self._known) > known

    def next_row(self) -> None:
        """Begin a row."""
        self.begun = []

    def above(self, level: str) -> Node | None:
        """The node of ``level`` that the row stands under."""
        return self._above.get(level)

    def deepest(self, levels: Sequence[str] = LEVELS) -> Node | None:
        """The lowest of ``levels`` that the row stands under."""
        return next((self._above[level] for level in reversed(levels) if level in self._above), None)

    def state(self, level: str, cell: Cell, code: Excerpt | None, number: Excerpt | None, *, open_to: str = "") -> Node:
        """The row states ``cell`` of ``level``: a new record, or one that was read before, printed again.

        ``open_to`` is the other level it may be, where neither head, code nor label tells.
        """
        code, number = code or cell.code, cell.number or number
        told = kode.dotted(code.text) if code else None
        again = self._again(level, cell.words.text, told)
        node = again or self._new(level, cell, code, number, open_to)
        rank = LEVELS.index(level)
        for lower in LEVELS[rank:]:
            self._above.pop(lower, None)
        self._above[level] = node
        self._above.update({name: over for name, over in self._over.items() if LEVELS.index(name) > rank})
        if again is None or again not in self.begun:
            self.begun.append(node)
        return node

    def _again(self, level: str, words: str, code: str | None) -> Node | None:
        """The node that prints the same words: of a kegiatan only with the same code, or under the same parent."""
        parent = self._parent(level, code)[0]
        for node in reversed(self._known):
            if node.level != level or key(node.words) != key(words):
                continue
            same_code = code == node.code or code is None or node.code is None
            same_place = level in LEVELS[:2] or code == node.code is not None or _is_below(node, parent)
            if same_code and same_place:
                return node
        return None

    def _parent(self, level: str, code: str | None) -> tuple[Node | None, str | None]:
        """What stands above ``level`` here, and the rule that chose it where the rows alone would say otherwise."""
        rank = LEVELS.index(level)
        stood = next((self._above[higher] for higher in reversed(LEVELS[:rank]) if higher in self._above), None)
        if not code or rank <= LEVELS.index("program"):
            return stood, None
        if stood and stood.code and kode.is_under(code, stood.code):
            return stood, None
        coded = [node for node in self._known if node.code and kode.is_under(code, node.code)]
        if coded:
            longest = max(len(node.code or "") for node in coded)
            best = [node for node in coded if len(node.code or "") == longest]
            return (best[0], "kode-di-bawahnya") if len(best) == 1 else (None, None)
        # Where the codes of what stands above are printed elsewhere, this one's is due too: nothing stands in for it.
        due = any(node.code and LEVELS.index(node.level) < rank for node in self._known)
        # Between an objective and a sub kegiatan two levels are missing: that it hangs there is nowhere printed.
        far = stood is not None and rank - LEVELS.index(stood.level) > _FARTHEST
        return (None, None) if stood and (stood.code or due or far) else (stood, None)

    def _new(self, level: str, cell: Cell, code: Excerpt | None, number: Excerpt | None, open_to: str) -> Node:
        told = kode.dotted(code.text) if code else None
        parent, rule = self._parent(level, told)
        if parent is None and told and LEVELS.index(level) > LEVELS.index("program"):
            lines = self._lines(cell.words)
            self.page.warn(
                "induk-tidak-ditemukan", f"Kode {told} tidak berada di bawah kode mana pun yang terbaca.", lines
            )
        identifier = self.page.new_id(
            parent.id if parent else None,
            level.replace(" ", "-"),
            told or (number.text if number else None),
            cell.words.text,
        )
        node = Node(level, identifier, cell.words.text, told, number.text if number else None)
        self._records.append(self._record(node, cell, parent, rule, code, number, open_to))
        self._known.append(node)
        return node

    def _record(
        self,
        node: Node,
        cell: Cell,
        parent: Node | None,
        rule: str | None,
        code: Excerpt | None,
        number: Excerpt | None,
        open_to: str,
    ) -> Record:
        words = "teks" if node.level in LEVELS[:2] else "nama"
        printed = cell.printed if cell.printed.text != cell.words.text else None
        parts = {words: cell.words, "kode": code, "nomor": number, "teks_tercetak": printed}
        fields: dict[str, Any] = {
            "id": node.id,
            "induk": parent.id if parent else None,
            "aturan_induk": rule,
            "kepastian": DUGAAN if open_to else PASTI,
            "alternatif": f"Dapat juga dibaca sebagai {open_to}: kolom ini memuat keduanya." if open_to else None,
            "bukti": {name: part.bukti(self.page.source) for name, part in parts.items() if part},
            words: cell.words.text,
            "kode": node.code,
            "nomor": node.number,
            "teks_tercetak": printed.text if printed else None,
        }
        return _CLASSES[node.level](**fields)

    def _lines(self, text: Excerpt) -> tuple[int, int]:
        return self.page.source.line_of(text.start), self.page.source.line_of(text.end - 1)


_CLASSES: dict[str, Callable[..., Record]] = {
    "tujuan": Tujuan,
    "sasaran": Sasaran,
    "program": Program,
    "kegiatan": Kegiatan,
    "sub kegiatan": SubKegiatan,
}


def level_of(column: Column, cell: Cell, code: Excerpt | None) -> tuple[str, str]:
    """The level of a cell, and the other it may be: told by the head, the code or the label; else one is open.

    A programme's column lists also what is below it: a cell that calls itself lower than its head says is so.
    """
    told = code or cell.code
    by_code = kode.level(told.text) if told else None
    if by_code and len(column.levels) != 1 and by_code not in LEVELS[: LEVELS.index((column.levels or LEVELS)[0])]:
        return by_code, ""
    own = (kode.level(cell.code.text) if cell.code else None) or cell.level
    if own and column.levels and LEVELS.index(own) > LEVELS.index(column.levels[-1]) >= LEVELS.index("program"):
        return own, ""
    for level in (*column.levels[: len(column.levels) == 1], cell.level):
        if level and (level in column.levels or not column.levels):
            return level, ""
    below = [level for level in column.levels if level in ("kegiatan", "sub kegiatan")] or list(column.levels)
    return below[0], (below[1] if len(below) > 1 else "")


def _is_below(node: Node, parent: Node | None) -> bool:
    return parent is None or node.id.startswith(parent.id)
