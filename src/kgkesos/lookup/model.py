"""What searches and traces look up: nodes, links between them, printed words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# What a link rests on, the strongest first: a person's word, print, a rule, a likeness; a rejected one is none.
KEKUATAN: Final = ("dikonfirmasi", "dinyatakan", "diturunkan", "diusulkan", "ditolak")
_SURE = "pasti"


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph as a person knows it: its kind (local name of its class), its words, document and period."""

    iri: str
    kind: str
    label: str
    dokumen: str
    periode: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A direct link from ``dari`` up to ``ke`` (IRIs): how, what it rests on, how sure it is, by which rule.

    ``cara`` is the local name of the property; ``tautan`` the IRI of the link's own node, where it has one.
    """

    dari: str
    ke: str
    basis: str
    kepastian: str | None
    aturan: str | None
    cara: str = "mendukungLangsung"
    tautan: str | None = None


def strongest(links: Iterable[Link]) -> tuple[Link, ...]:
    """Of several links of one pair the strongest, in the order in which ``links`` names the pairs.

    The basis decides as :data:`KEKUATAN` orders it; of one basis what is sure goes before a guess; then the names of
    rule and link, so that every reader of a build shows the same one.
    """
    found: dict[tuple[str, str], Link] = {}
    for link in links:
        other = found.setdefault((link.dari, link.ke), link)
        if _strength(link) < _strength(other):
            found[link.dari, link.ke] = link
    return tuple(found.values())


def _strength(link: Link) -> tuple[object, ...]:
    """What sorts the stronger link first; a basis that nobody ordered goes last."""
    rank = KEKUATAN.index(link.basis) if link.basis in KEKUATAN else len(KEKUATAN)
    return (rank, link.kepastian not in (_SURE, None), link.aturan or "", link.tautan or "", link.cara)


@dataclass(frozen=True, slots=True)
class Quote:
    """Printed words: file, first and last line, place where the file is no text, the words themselves."""

    berkas: str
    baris: tuple[int, int]
    tempat: str | None
    kutipan: str
