"""The words of a name as they are compared: stems, one word for each concept, no words that every name has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgkesos.padanan.dasar import WORD, stem

# Words that tie others, and words for the node itself.
_STOP_WORDS = """
    dan atau di ke dari dalam luar bagi untuk pada oleh yang serta dengan terhadap melalui antar antara secara kepada
    sebagai lain lainnya termasuk tentang terkait para dll bukan program prorgam kegiatan sub jumlah persentase
    presentase prosentase orang mendapatkan diberikan diberi menyangkut sesuai
"""
# The level of government is compared by itself (Entri.kewenangan), not as words.
_GOVERNMENT = re.compile(
    r"\b(?:kewenangan|cakupan|tingkat|lintas)?\s*(?:daerah\s+)?(?:di\s+)?(?:kab(?:upaten|\.)?\s*/\s*kota|provinsi)\b",
    re.IGNORECASE,
)
# What a name shuts out says where another name begins, not what this one is.
_SHUT_OUT = re.compile(r"\b(?:bukan|di luar)\b.*", re.IGNORECASE | re.DOTALL)
_NOT = re.compile(r"\bbukan\b(.*?)(?:\bdi luar\b|$)", re.IGNORECASE | re.DOTALL)
# Words for people in general say not who is shut out.
_PEOPLE = frozenset({"korban", "sandang"})
# Stems of what is done rather than what it is done to, and of what the whole affair is about: two names of kegiatan
# that share nothing else are not near.
_GENERAL_STEMS = """
    tingkat kembang selenggara laksana sedia beri kelola fasilitas fasilitasi koordinasi sinkronisasi layan tangan
    bina susun bentuk tetap pantau evaluasi sosialisasi guna daya kuat dukung latih
"""
_AFFAIR = frozenset({"sosial", "sejahtera"})
_STOP, _GENERAL = frozenset(_STOP_WORDS.split()), frozenset(_GENERAL_STEMS.split()) | _AFFAIR
# How alike two words must be (rapidfuzz, 0 to 100) to be one word spelt in two ways, and how long.
SPELT_ALIKE = 88
_LONG_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Kata:
    """A word of a name: its ``stem`` is compared, ``printed`` is shown. A concept is one word, with underscores."""

    stem: str
    printed: str

    @property
    def is_general(self) -> bool:
        """Whether the word says what is done, or what every name says, so that it alone tells nothing."""
        return self.stem in _GENERAL

    @property
    def is_affair(self) -> bool:
        """Whether the word is that of the whole affair."""
        return self.stem in _AFFAIR


@dataclass(frozen=True, slots=True)
class Concepts:
    """The names of concepts in small letters, each with the one word that stands for its concept."""

    names: Mapping[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, labels: Mapping[str, str]) -> Concepts:
        """From ``labels``: name or abbreviation to the word for the concept; of two names the longer one is seen."""
        names = {label.casefold(): word for label, word in labels.items()}
        longest = sorted(names, key=lambda label: (-len(label), label))
        return cls(names, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if longest else None)

    def replace(self, text: str) -> str:
        """``text``, in small letters, with each name of a concept as the concept's one word."""
        return self.pattern.sub(lambda found: f" {self.names[found[0]]} ", text) if self.pattern else text


def words(text: str, concepts: Concepts) -> tuple[Kata, ...]:
    """The words of ``text`` that are compared, each stem once, in their order."""
    folded = concepts.replace(_GOVERNMENT.sub(" ", _SHUT_OUT.sub("", text)).casefold())
    found: dict[str, Kata] = {}
    for printed in WORD.findall(folded):
        if printed not in _STOP and len(printed) > 1:
            root = printed if "_" in printed else stem(printed)
            if root not in _STOP:
                found.setdefault(root, Kata(root, printed))
    return tuple(found.values())


def shut_out(text: str) -> frozenset[str]:
    """The stems of what ``text`` says that it is not about, each word by itself: "Bukan Korban HIV/AIDS dan NAPZA"."""
    said = _NOT.search(text)
    return frozenset(word.stem for word in words(said[1], Concepts.of({}))) - _PEOPLE if said else frozenset()


def respelt(found: Iterable[Kata], vocabulary: Mapping[str, str]) -> tuple[Kata, ...]:
    """``found``, where a word that ``vocabulary`` (printed word to stem) spells a little otherwise takes its stem."""
    from rapidfuzz import fuzz, process

    stems = set(vocabulary.values())
    long = [printed for printed in vocabulary if len(printed) >= _LONG_ENOUGH]
    mended = []
    for word in found:
        near = None
        if word.stem not in stems and len(word.printed) >= _LONG_ENOUGH:
            near = process.extractOne(word.printed, long, scorer=fuzz.ratio, score_cutoff=SPELT_ALIKE)
        mended.append(Kata(vocabulary[near[0]], word.printed) if near else word)
    return tuple({word.stem: word for word in reversed(mended)}.values())[::-1]
