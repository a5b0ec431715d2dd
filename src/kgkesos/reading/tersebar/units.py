"""The names of units that a document knows: by them a source cell over several lines is told to be whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kgkesos.normalize import key

_HEADS = re.compile(r"^Kepala\s+", re.IGNORECASE)
_KIND = re.compile(r"^(?:bidang|seksi|subbagian|bagian)")


@dataclass(frozen=True, slots=True)
class Units:
    """The names, as keys (letters only, folded)."""

    keys: frozenset[str]

    @classmethod
    def of(cls, positions: Iterable[str]) -> Units:
        """The units that ``positions`` (names as printed) head: "Kepala Bidang X" heads "Bidang X"."""
        found = {key(_HEADS.sub("", name)) for name in positions}
        return cls(frozenset({"sekretariat", *found} - {""}))

    def with_name(self, words: str) -> Units:
        """These units and the one called ``words``."""
        return Units(self.keys | {key(words)})

    def is_whole(self, words: str) -> bool:
        """Whether ``words`` are the name of a unit, alone or after the word for what kind of unit it is."""
        said = key(words)
        return said in self.keys or _KIND.sub("", said) in self.keys

    def goes_on(self, words: str) -> bool:
        """Whether ``words`` begin the name of a unit and do not end it."""
        said = key(words)
        return any(name != said and name.startswith(said) for name in self.keys)
