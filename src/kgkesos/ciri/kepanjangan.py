"""Whether a document prints what an abbreviation stands for, be it nowhere tied to the abbreviation itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgkesos.sebutan.kata import Kata, words

# Words of one phrase stand between these; a comma parts the members of a list that has one abbreviation.
_APART = re.compile(r"[.;:()|\t“”\"]|\n\s*\n")
# An abbreviation has no letter for these, and takes none of the words that join a phrase to another.
_AND = frozenset({"dan", "atau", "serta"})
_JOINING = frozenset(
    {"adalah", "agar", "akan", "antara", "bagi", "dalam", "dari", "dengan", "di", "ke", "oleh", "pada", "sebagai",
     "telah", "terhadap", "tidak", "untuk", "yang"}
)  # fmt: skip
# Two letters begin any two words.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Frasa:
    """The phrases of a document: the words of each as they are compared, without "dan"."""

    frasa: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Frasa:
        """The phrases of ``texts``.

        >>> Frasa.of(["Potensi dan Sumber Kesejahteraan Sosial yang aktif: PSKS"]).frasa
        (('potensi', 'sumber', 'kesejahteraan', 'sosial'), ('aktif',))
        """
        parts = {part for text in texts for part in _APART.split(text)}
        return cls(tuple(sorted({phrase for part in parts for phrase in _phrases(part)})))

    def prints(self, said: str) -> bool:
        """Whether the words of ``said`` stand here, one after the other."""
        wanted = tuple(kata.bentuk for kata in words(said) if kata.bentuk not in _AND | _JOINING)
        return bool(wanted) and any(_has(phrase, wanted) for phrase in self.frasa)

    def begun_by(self, short: str) -> Iterator[str]:
        """The runs of words that begin with the letters of ``short``, each run once.

        >>> list(Frasa.of(["terdaftar sebagai hak kekayaan intelektual"]).begun_by("HKI"))
        ['hak kekayaan intelektual']
        """
        letters = short.casefold()
        if len(letters) < _FEWEST or not letters.isalpha():
            return
        told: set[str] = set()
        for phrase in self.frasa:
            initials = "".join(word[0] for word in phrase)
            at = initials.find(letters)
            while at >= 0:
                if (run := " ".join(phrase[at : at + len(letters)])) not in told:
                    told.add(run)
                    yield run
                at = initials.find(letters, at + 1)


def _phrases(part: str) -> Iterator[tuple[str, ...]]:
    """The phrases of a part of a text; words in capitals among others are abbreviations and end one."""
    capitals = part.isupper()
    found: list[str] = []
    for kata in words(part):
        if kata.bentuk in _AND:
            continue
        if kata.bentuk in _JOINING or (_is_short(kata) and not capitals):
            if found:
                yield tuple(found)
            found = []
        else:
            found.append(kata.bentuk)
    if found:
        yield tuple(found)


def _is_short(kata: Kata) -> bool:
    return len(kata.tercetak) > 1 and kata.tercetak.isupper()


def _has(phrase: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(phrase[at : at + len(wanted)] == wanted for at in range(len(phrase) - len(wanted) + 1))
