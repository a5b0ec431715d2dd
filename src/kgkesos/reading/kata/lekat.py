"""Words that a text layer glued together or cut over two lines, mended by what the document's vocabulary knows.

What is mended is the spacing alone: no letter changes, and every letter still knows where it was printed. A token is
parted only where each part is a word and the whole is none; a line break inside a word is closed only where its halves
are no words of their own. What stays in doubt stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgkesos.reading.excerpt import Excerpt, Source, join
from kgkesos.reading.kata.kosakata import (
    INNER_CAPITAL,
    LONGEST_WORD,
    OFTEN,
    Vocabulary,
    has_prefix,
    is_derived,
    is_root,
)
from kgkesos.reading.once import WORDS
from kgkesos.reading.view import SOFT_HYPHEN

_RUN = re.compile(r"[^\W\d_]+")
# A comma or semicolon right before a letter, a bracket with an abbreviation right after one, a sum sign beside a word.
_TIGHT = re.compile(r"(?<=[^\W\d_)])[,;](?=[^\W\d_])|(?<=[^\W\d_])(?=\([A-Z]{2,})|(?<==)(?=[Σ∑])|(?<=[Σ∑])(?=[^\W\d_])")
# A hyphen that a letter stands before joins what the next line begins with: "ber-" and "PHBS".
_HYPHEN = re.compile(r"[^\W\d_]-$")
# Without one of these nothing stands tight.
_MAY_BE_TIGHT = re.compile(r"[,;][^\W\d_]|\([A-Z]{2}|[Σ∑]")
_SHORTEST_PART = 3
# So long a run of letters may be more than two words; a longer one is no text.
_LONG_RUN = 12
_LONGEST_RUN = 80
# A root or a derived word that the document does not print elsewhere must be this long to be taken for a word.
_LONG_PART = 6
_LOWER_TAIL = re.compile(r"[a-z]$")
# Small words that a line of justified print loses the space beside.
_SMALL = frozenset({
    "dan", "yang", "dari", "pada", "untuk", "oleh", "dengan", "serta", "atau", "dalam", "bagi", "para", "atas",
    "secara", "akan", "telah", "sudah",
})  # fmt: skip
# Compounds that offices write as one word: a spelling, which stays as printed.
_ONE_WORD = frozenset({
    "dayaguna", "kerjasama", "narasumber", "orangtua", "sukarela", "sumberdaya", "tandatangan", "tanggungjawab",
    "tatacara", "tatakelola", "terimakasih", "ujicoba",
})  # fmt: skip
# Parts that are no words but begin or end them (the bound forms of the official spelling, EYD V, and clitics).
_BOUND = frozenset({
    "adi", "antar", "anti", "awa", "bio", "dasa", "dwi", "eks", "ekstra", "infra", "inter", "intra", "kontra",
    "maha", "makro", "mikro", "mini", "mono", "multi", "nara", "non", "paska", "pasca", "per", "pra", "pro",
    "purna", "semi", "serba", "sub", "super", "swa", "tri", "tuna", "ultra", "wira", "kah", "kan", "lah", "nya",
    "pun", "tah",
})  # fmt: skip
# Of lines in which this share ends in a space, one that does not is cut inside a word.
_MOSTLY = 0.8
_FEW_LINES = 10


@dataclass(frozen=True, slots=True, eq=False)
class Mender:
    """Mends the spacing of one document's text. ``spaced_ends``: its lines end in a space, save where a word is cut."""

    words: Vocabulary
    spaced_ends: bool
    # Where the words of the document are to be parted, once that was asked: at each line break it is asked again.
    _known: dict[str, Sequence[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, source: Source) -> Mender:
        """The mender for ``source``."""
        ends = [line[-1:] for text in source.text.split("\n") if (line := text.rstrip("\r")).strip()]
        spaces = sum(end.isspace() for end in ends)
        return cls(Vocabulary.of(source), len(ends) >= _FEW_LINES and spaces >= _MOSTLY * len(ends))

    def text(self, lines: Iterable[Excerpt]) -> Excerpt:
        """``lines`` (raw, as printed) as one text: cut words closed, glued words parted."""
        return self.parted(self.joined(lines))

    def joined(self, lines: Iterable[Excerpt]) -> Excerpt:
        """``lines`` one after another, with no space where a word goes on over the break."""
        # The lines, those that go on with a word of the line above made one with it.
        parts: list[Excerpt] = []
        open_end = False
        for raw in lines:
            line = raw.squeezed()
            if not line:
                continue
            above = parts[-1].text if parts else ""
            glued = bool(_HYPHEN.search(above[-2:])) or self._cut(above, line.text, open_end)
            if parts and (glued or above.endswith(SOFT_HYPHEN)):
                parts[-1] = join([parts[-1], line], "" if glued else " ")
            else:
                parts.append(line)
            open_end = self.spaced_ends and not raw.text[-1:].isspace()
        return join(parts)

    def parted(self, text: Excerpt) -> Excerpt:
        """``text`` with a space wherever two words stand without one."""
        cuts: set[int] = set()
        if _MAY_BE_TIGHT.search(text.text):
            cuts.update(match.end() for match in _TIGHT.finditer(text.text))
        if any(map(self._seams, _RUN.findall(text.text))):
            for run in _RUN.finditer(text.text):
                cuts.update(run.start() + at for at in self._seams(run.group()))
        return _spaced(text, sorted(cuts)) if cuts else text

    def begins_well(self, said: str) -> bool:
        """Whether the first word of ``said`` is one that the document prints alone, or there is none."""
        first = _RUN.search(said)
        return not first or self.words.count(first.group()) > OFTEN

    def _cut(self, above: str, below: str, open_end: bool) -> bool:
        """Whether the line break between ``above`` and ``below`` stands inside a word."""
        first, tail = _RUN.match(below), _last_run(above)
        if not tail or not first or len(tail) > LONGEST_WORD:
            return False
        head = tail[_last_piece(tail) :]
        tail = INNER_CAPITAL.split(first.group())[0]
        if not (tail.islower() or (head.isupper() and tail.isupper())):
            return False
        own = self.words.may_have(head) and self.words.may_have(tail)
        if self.spaced_ends and open_end:
            return not own
        neither = not self._stands(tail) and (not self._stands(head) or len(tail) <= _SHORTEST_PART)
        return (self._is_word(head + tail) and not own) or neither

    def _stands(self, piece: str) -> bool:
        """Whether ``piece``, without a capital inside, is a word or words on its own."""
        return self._is_word(piece) or bool(self._seams(piece))

    def _is_word(self, piece: str) -> bool:
        return self.words.count(piece) > 0 or self.words.is_listed(piece) or is_derived(piece)

    def _seams(self, run: str) -> Sequence[int]:
        """Where the run of letters ``run`` is to be parted."""
        seams = self._known.get(run)
        if seams is None:
            seams = self._found_seams(run)
            if len(self._known) < WORDS:
                self._known[run] = seams
        return seams

    def _found_seams(self, run: str) -> Sequence[int]:
        ends = [match.start() for match in INNER_CAPITAL.finditer(run)]
        if not ends:
            return self._parts(run)
        pieces = [run[a:b] for a, b in zip([0, *ends], [*ends, len(run)], strict=True)]
        long = all(len(piece) >= _SHORTEST_PART for piece in pieces)
        known = all(self._stands(piece) for piece in pieces) or any(self.words.may_have(piece) for piece in pieces)
        if not (long and known):
            return []
        found: list[int] = []
        at = 0
        for piece in pieces:
            found.extend([at] if at else [])
            found.extend(at + seam for seam in self._parts(piece))
            at += len(piece)
        return found

    def _parts(self, piece: str) -> Sequence[int]:
        """Where ``piece`` parts into words; empty where it is a word itself, or the document's own spelling."""
        if not 2 * _SHORTEST_PART <= len(piece) <= LONGEST_WORD or piece.isupper() or self.words.count(piece) > OFTEN:
            return ()
        if self.words.is_listed(piece) or piece.casefold() in _ONE_WORD or not _LOWER_TAIL.search(piece):
            return ()
        seams = self._fewest(piece)
        parts = [piece[a:b] for a, b in zip([0, *seams], [*seams, len(piece)], strict=True)]
        return seams if seams and self._sure(parts) and not is_derived(piece) else ()

    def _sure(self, parts: Sequence[str]) -> bool:
        """Whether ``parts`` are no accident: one is the document's own, or all are long; and not all are short."""
        if all(self.words.count(part) >= OFTEN for part in parts):
            return True
        own = any(self.words.has(part) for part in parts) or all(len(part) >= _LONG_PART for part in parts)
        return own and any(len(part) >= _LONG_PART or part.casefold() in _SMALL for part in parts)

    def _fewest(self, piece: str) -> tuple[int, ...]:
        """The seams of the parting into the fewest words; empty where there is none.

        More than two words are looked for only in runs that are too long for a compound.
        """
        for seam in range(len(piece) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            if self._is_part(piece[seam:], first=False) and self._is_part(piece[:seam], first=True):
                return (seam,)
        return self._many(piece) if _LONG_RUN <= len(piece) <= _LONGEST_RUN else ()

    def _many(self, piece: str) -> tuple[int, ...]:
        reach: dict[int, tuple[int, ...]] = {0: ()}
        for end in range(_SHORTEST_PART, len(piece) + 1):
            options = [
                (*seams, start) if start else ()
                for start, seams in reach.items()
                if end - start >= _SHORTEST_PART
                and len(piece) - end not in range(1, _SHORTEST_PART)
                and self._is_part(piece[start:end], first=start == 0)
            ]
            if options:
                reach[end] = min(options, key=len)
        return reach.get(len(piece), ())

    def _is_part(self, part: str, *, first: bool) -> bool:
        """Whether ``part`` can stand as a word beside a glued one: printed alone, or long enough to be no accident.

        A derived word that does not come first must have a prefix of its own: "ketatausahaan" is "ke-" and "-an"
        around two roots, not "ketata usahaan".
        """
        if part.casefold() in _BOUND:
            return False
        if self.words.may_have(part):
            return True
        return len(part) >= _LONG_PART and (
            is_root(part.casefold()) or (is_derived(part) if first else has_prefix(part))
        )


def _last_run(text: str) -> str:
    """The letters that ``text`` ends with."""
    at = len(text)
    while at and text[at - 1].isalnum() and not text[at - 1].isdecimal():
        at -= 1
    return text[at:]


def _last_piece(run: str) -> int:
    if run.islower() or run.isupper():
        return 0
    return max((match.start() for match in INNER_CAPITAL.finditer(run)), default=0)


def _spaced(text: Excerpt, cuts: Sequence[int]) -> Excerpt:
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return join((piece for piece in pieces if piece), " ")
