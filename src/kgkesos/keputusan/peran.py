"""A role, not a person: what may stand in the column ``oleh``, and what may stand in no column of a decision."""

from __future__ import annotations

import re
from functools import cache

from kgkesos.reading import pribadi
from kgkesos.reading.kata.kosakata import is_derived, is_root
from kgkesos.reference import ALSO_NAME, POST, names_elsewhere, nomenklatur, region_named, role_words

# A word of one name only may be a slip or the name of a place.
_OFTEN = 2
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[IVX]{1,4}|\d{1,4}", re.IGNORECASE)
# "DP3AP2KB", "P2P": letters and figures in turn; and an abbreviation without a vowel, which no name is.
_SHORT = re.compile(r"[A-Z]{0,3}(?:\d[A-Z]{1,5})+\d?|[A-Z]{1,4}\d{1,2}|[B-DF-HJ-NP-TV-XZ]{2,8}", re.IGNORECASE)
_NOUN = re.compile(r"(?:ke|pe)\w{4,}an|\w{3,}(?:asi|logi)")
_LONGEST_REGION = 5
_KINDS = ("Kabupaten", "Kota", "Provinsi")
# "Bapak Budi"; "Ibu" is left out, since "Ibu Hamil" is counted.
_ADDRESSED = re.compile(r"\b(?:Bapak|Pak|Bu|Sdr|Sdri|Saudara|Saudari)\b\.?\s+(?P<name>[A-Z][a-z]+)")


def person_in(text: str) -> bool:
    """Whether ``text`` holds a name with title, degree or form of address, a NIP, a telephone number or an address.

    >>> person_in("menurut Bapak Budi"), person_in("menurut Bapak Kepala Dinas"), person_in("Jumlah Ibu Hamil")
    (True, False, False)
    """
    addressed = any(not _is_known(one["name"]) for one in _ADDRESSED.finditer(text))
    return addressed or bool(pribadi.details(text, pribadi.introduced(text)))


def is_role(text: str) -> bool:
    """Whether ``text`` says a role and no name, in whatever letters: a post or a unit, and nothing but words of such.

    >>> is_role("Wali data Dinas Sosial Kota Probolinggo"), is_role("Budi Santoso"), is_role("WALI DATA SULASTRI")
    (True, False, False)
    >>> is_role("Pranata Komputer"), is_role("Wali Data Kab. Tapin"), is_role("Penanggung jawab IKU")
    (True, True, True)
    """
    named = any(role_words().get(word.casefold()) == POST for word in _WORD.findall(text))
    return named and first_unknown(text) is None and not person_in(text)


def first_unknown(text: str) -> int | None:
    """The number of the first word of ``text``, counted from 1, that no role is made of; None where there is none.

    >>> first_unknown("wali data Sulastri"), first_unknown("wali data Hulu Sungai Utara")
    (3, None)
    """
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        length = _region(words[at:])
        if not length and not _is_known(words[at]):
            return at + 1
        at += length or 1
    return None


def _region(words: list[str]) -> int:
    """How many of the first ``words`` are the name of a region."""
    for length in range(min(_LONGEST_REGION, len(words)), 0, -1):
        name = " ".join(words[:length])
        if any(region_named(f"{kind} {name}") for kind in _KINDS):
            return length
    return 0


def _is_known(word: str) -> bool:
    """Whether ``word`` is one that roles are made of."""
    small = word.casefold()
    return (
        role_words().get(small, ALSO_NAME) != ALSO_NAME
        or small in _official()
        or bool(_NUMBER.fullmatch(word) or _SHORT.fullmatch(word))
        # A noun of matters: a root with affixes ("Kepahlawanan"), or a loan word of the list of roots.
        or (bool(_NOUN.fullmatch(small)) and (is_root(small) or is_derived(small)))
    )


@cache
def _official() -> frozenset[str]:
    """The words of the official names of all affairs."""
    printed: dict[str, int] = {}
    for name in (*(one.nama for one in names_elsewhere()), *(one.nama for one in nomenklatur())):
        for word in {word.casefold() for word in _WORD.findall(name)}:
            printed[word] = printed.get(word, 0) + 1
    often = (word for word, count in printed.items() if count >= _OFTEN and len(word) > 1)
    return frozenset(word for word in often if role_words().get(word) != ALSO_NAME)
