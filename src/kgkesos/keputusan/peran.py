"""A role, not a person: what may stand in the column ``oleh``, and what may stand in no column of a decision."""

from __future__ import annotations

import re

from kgkesos.reading import orang, pribadi
from kgkesos.reference import region_named

# Words of roles that no printed post has.
_ROLES = re.compile(
    r"(?:admin\w*|steward|walidata|evaluator|reviewer|verifikator|validator|editor|kurator|planner|planning|officer"
    r"|head|manager|team|office|produsen|penyusun|sakip|sipd|ppid|subbag\w*|kasubbag\w*|seksi|kasi|reviu|plt|plh"
    r"|pranata|komputer|statistisi|penanggung|jawab|kab|prov|kec)",
    re.IGNORECASE,
)
_BETWEEN = frozenset({"di", "pada", "untuk", "dari", "of", "the", "and", "for", "dan", "atau"})
_WORD = re.compile(r"[^\W\d_]+")
# "Bapak Budi"; "Ibu" is left out, since "Ibu Hamil" is counted.
_ADDRESSED = re.compile(r"\b(?:Bapak|Pak|Bu|Sdr|Sdri|Saudara|Saudari)\b\.?\s+(?P<name>[A-Z][a-z]+)")


def person_in(text: str) -> bool:
    """Whether ``text`` holds a name with title, degree or form of address, a NIP, a telephone number or an address.

    >>> person_in("menurut Bapak Budi"), person_in("menurut Bapak Kepala Dinas"), person_in("Jumlah Ibu Hamil")
    (True, False, False)
    """
    addressed = any(not _is_public(one["name"]) for one in _ADDRESSED.finditer(text))
    return addressed or bool(pribadi.details(text, pribadi.introduced(text)))


def is_role(text: str) -> bool:
    """Whether ``text`` says a role and no name.

    >>> is_role("Wali data Dinas Sosial Kota Probolinggo"), is_role("Budi Santoso"), is_role("wali data Budi Santoso")
    (True, False, False)
    >>> is_role("Pranata Komputer"), is_role("Wali Data Kab. Tapin"), is_role("Penanggung jawab IKU")
    (True, True, True)
    """
    words = _WORD.findall(text)
    if person_in(text) or not any(_is_public(word) for word in words):
        return False
    return not any(_is_person(run, before) for run, before in _runs(words))


def _is_public(word: str) -> bool:
    return bool(_ROLES.fullmatch(word)) or orang.is_public(word)


def _runs(words: list[str]) -> list[tuple[list[str], str]]:
    """The runs of words that no role is made of, each with the word before it."""
    runs: list[tuple[list[str], str]] = []
    before, current = "", list[str]()
    for word in (*words, ""):
        if word and word not in _BETWEEN and not _is_public(word):
            current.append(word)
            continue
        if current:
            runs.append((current, before))
        before, current = word, []
    return runs


def _is_person(run: list[str], before: str) -> bool:
    """Whether words that no role is made of are a name: not where they are a region, or one abbreviation or plain word.

    A word is plain where it is not written as a name is.
    """
    name = " ".join(run)
    kinds = (before, "Kabupaten", "Kota", "Provinsi")
    if any(region_named(f"{kind} {name}") for kind in kinds):
        return False
    return len(run) > 1 or (not name.islower() and not name.isupper())
