"""What searches and traces look up: nodes, links between them, printed words."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Quote:
    """Printed words: file, first and last line, place where the file is no text, the words themselves."""

    berkas: str
    baris: tuple[int, int]
    tempat: str | None
    kutipan: str
