"""Which office a name means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kgkesos.errors import FilterError
from kgkesos.instansi.model import Instansi
from kgkesos.laporan import Dokumen
from kgkesos.normalize import key

# How many names an error lists.
_LISTED = 8


def office(said: str, documents: Iterable[Dokumen]) -> Instansi:
    """The office called ``said``: by its name, by the name that its documents print, or by a part of either.

    Raises:
        FilterError: no office is called so (the nearest names are said), or several are.
    """
    owned: dict[str, list[Dokumen]] = {}
    for one in documents:
        if one.instansi:
            owned.setdefault(one.instansi[0], []).append(one)
    names = sorted(owned)
    words = key(said)
    ways: tuple[Callable[[str], bool], ...] = (
        lambda name: name == said,
        lambda name: key(name) == words,
        lambda name: any(key(other) == words for one in owned[name] for other in one.instansi),
        lambda name: any(words in key(other) for one in owned[name] for other in one.instansi),
    )
    for fits in ways if words else ():
        found = [name for name in names if fits(name)]
        if len(found) == 1:
            return Instansi(found[0], tuple(owned[found[0]]))
        if found:
            raise FilterError("instansi", said, f"cocok dengan {len(found)} instansi (several offices)", _few(found))
    raise FilterError("instansi", said, "instansi ini tidak ada (no such office)", _few(_nearest(said, names)))


def _few(names: Sequence[str]) -> list[str]:
    return [*names[:_LISTED], *(["..."] if len(names) > _LISTED else [])]


def _nearest(said: str, names: Iterable[str]) -> list[str]:
    """``names``, first those that have a word like each word of ``said``, whatever else they are called."""
    from rapidfuzz import fuzz

    def likeness(name: str) -> tuple[float, float]:
        words = name.casefold().split()
        asked = said.casefold().split()
        best = [max((fuzz.ratio(one, word) for word in words), default=0.0) for one in asked]
        return sum(best), fuzz.ratio(key(said), key(name))

    return sorted(names, key=lambda name: (*(-score for score in likeness(name)), name))
