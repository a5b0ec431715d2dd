"""Misprints: a word that is none, one letter away from one that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

# A word shorter than this has too many neighbours to be called a misprint of one of them.
_LONG_WORD = 7
# A list has many more words than a document, so the words that it may mean are longer.
_LONGER_WORD = 9
# A word that the document prints this often is its own, and an unknown word may be a misprint of it.
_OFTEN = 2
# A word that is in no list may be printed often and still be a misprint of one printed so many times as often.
_TIMES = 2


def misprints(
    printed: Mapping[str, int], is_listed: Callable[[str], bool], listed: Iterable[str] = ()
) -> dict[str, str]:
    """Each word of ``printed`` (in small letters, with its count) that is a misprint, with the one word it may mean.

    ``is_listed`` says whether a word is in a list of words or made of one; ``listed`` are further words that a misprint
    may mean, but only a long one that the document prints once. Where two words come as near, which is meant is not
    known.
    """
    unknown = [word for word in printed if len(word) >= _LONG_WORD and word.isalpha() and not is_listed(word)]
    if not unknown:
        return {}
    own = _by_start(word for word, count in printed.items() if count >= _OFTEN)
    further = _listed_by_start(frozenset(listed))
    found: dict[str, str] = {}
    for word in unknown:
        near = [one for one in _neighbours(word, own) if _is_commoner(one, word, printed, is_listed)]
        if not near and printed[word] < _OFTEN and len(word) >= _LONGER_WORD:
            near = _neighbours(word, further)
        if len(near) == 1:
            found[word] = near[0]
    return found


def _is_commoner(one: str, word: str, printed: Mapping[str, int], is_listed: Callable[[str], bool]) -> bool:
    """Whether ``word`` may be a misprint of ``one``: a word of its own where it is itself printed often."""
    return printed[word] < _OFTEN or (printed[one] >= _TIMES * printed[word] and is_listed(one))


def _by_start(words: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in words:
        if word:
            found[word[0], len(word)].append(word)
    return found


@lru_cache(maxsize=2)
def _listed_by_start(listed: frozenset[str]) -> dict[tuple[str, int], list[str]]:
    """The same of a list of words: it is long, and the same for every document."""
    return _by_start(listed)


def _neighbours(word: str, words: Mapping[tuple[str, int], list[str]]) -> list[str]:
    """The words that differ from ``word`` in one letter, not the first."""
    same = (one for size in (-1, 0, 1) for one in words.get((word[0], len(word) + size), ()))
    return [one for one in same if DamerauLevenshtein.distance(one, word, score_cutoff=1) == 1]
