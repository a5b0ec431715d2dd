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
    """The office called ``said``: by its IRI, its name, a document, the name that documents print, or a part of one.

    Two offices of one name are two; a document of theirs tells which is meant.

    Raises:
        FilterError: no office is called so (the nearest names are said), or several are.
    """
    owned: dict[str, list[Dokumen]] = {}
    for one in documents:
        if one.instansi:
            owned.setdefault(one.kantor or one.instansi[0], []).append(one)
    names = {office: own[0].instansi[0] for office, own in owned.items()}
    words = key(said)
    ways: tuple[Callable[[str], bool], ...] = (
        lambda office: said in (office, names[office]),
        lambda office: key(names[office]) == words,
        lambda office: any(one.key == said for one in owned[office]),
        lambda office: any(key(other) == words for one in owned[office] for other in one.instansi),
        lambda office: any(words in key(other) for one in owned[office] for other in one.instansi),
    )
    for fits in ways if words else ():
        found = sorted((office for office in owned if fits(office)), key=lambda office: (names[office], office))
        if len(found) == 1:
            return Instansi(names[found[0]], tuple(owned[found[0]]))
        if found:
            said_so = [names[office] for office in found]
            if len(set(said_so)) < len(said_so):
                said_so = [owned[office][0].key for office in found]
            raise FilterError("instansi", said, f"cocok dengan {len(found)} instansi (several offices)", _few(said_so))
    nearest = _nearest(said, sorted(set(names.values())))
    raise FilterError("instansi", said, "instansi ini tidak ada (no such office)", _few(nearest))


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
