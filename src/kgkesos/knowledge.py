"""A build opened for reading: its store, its name, and its nodes found by IRI or by words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib.term import URIRef

from kgkesos import builds, resources
from kgkesos.errors import NodeError
from kgkesos.normalize import key
from kgkesos.store import ReadStore, Rows
from kgkesos.vocab import KONSEP

# Words this close (rapidfuzz ratio, 0 to 100) to a node's name count as a misspelling of it.
CLOSE = 86
# How many names an error lists when words fit several.
LISTED = 8


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the graph as a person knows it: its kind (local name of its class) and its words."""

    iri: str
    kind: str
    label: str
    dokumen: str


class Knowledge:
    """The build in service in a folder, opened read-only."""

    def __init__(self, build: builds.Build) -> None:
        self.build = build
        self.store = ReadStore(build.store)

    @classmethod
    def open(cls, kg: Path) -> Knowledge:
        """The build in service in ``kg``.

        Raises:
            StoreError: there is none, or it cannot be opened.
        """
        return cls(builds.current(kg))

    def internal(self, name: str, **bindings: URIRef) -> Rows:
        """The rows of ``queries/internal/<name>.rq``."""
        text = (resources.folder("queries") / "internal" / f"{name}.rq").read_text(encoding="utf-8")
        return self.store.select(text, bindings)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node that people ask for by name."""
        return tuple(Node(*(str(term) for term in row)) for row in self.internal("simpul").rows)

    @cached_property
    def concept_names(self) -> tuple[tuple[str, str, str], ...]:
        """Every name of a concept: the concept's IRI, the name, and the IRI of a concept that it asks for.

        A name asks for its own concept and for each that this one replaced.
        """
        return tuple((str(named), str(name), str(asked)) for named, name, asked in self.internal("konsep").rows)

    def concepts(self, said: str) -> tuple[URIRef, ...]:
        """The concepts that ``said`` means: an IRI, its tail (``konsep/pmks``), or any name in any letters.

        A name of two concepts ("Gepeng") means both, the name of a new one also those that it replaced.

        Raises:
            NodeError: no concept is called so; the names that come near are said.
        """
        words = key(said)
        iris = {f"{KONSEP}{said.removeprefix('konsep:').removeprefix('konsep/')}", said.strip("<>")}
        asked = {one for named, name, one in self.concept_names if named in iris or (words and key(name) == words)}
        if not asked:
            raise NodeError(said, f"konsep ini tidak ada (no such concept){self._nearby(words)}")
        return tuple(URIRef(one) for one in sorted(asked))

    def _nearby(self, words: str) -> str:
        """The names of concepts that hold ``words``, or that come near."""
        from rapidfuzz import fuzz

        names = sorted({name for _, name, _ in self.concept_names})
        fits = [name for name in names if words and words in key(name)] or [
            name for name in names if fuzz.ratio(words, key(name)) >= CLOSE
        ]
        return f"; mungkin: {'; '.join(fits[:LISTED])}" if fits else ""

    def find(self, said: str, kinds: Iterable[str] = ()) -> tuple[Node, ...]:
        """The nodes that ``said`` means: an IRI, the tail of one, a name, part of a name, or a name misspelt.

        Several nodes come back only where they bear the same name (a kegiatan of two plan periods, say).

        Raises:
            NodeError: nothing fits, or several different names do.
        """
        wanted = frozenset(kinds)
        pool = [node for node in self.nodes if not wanted or node.kind in wanted]
        if exact := self._by_iri(pool, said):
            return exact
        words = key(said)
        if not words:
            raise NodeError(said)
        for fits in (self._same(pool, words), self._within(pool, words), self._close(pool, said)):
            names = sorted({node.label for node in fits})
            if len({key(name) for name in names}) == 1:
                return tuple(fits)
            if names:
                listed = "; ".join(names[:LISTED]) + (" ..." if len(names) > LISTED else "")
                raise NodeError(said, f"cocok dengan {len(names)} nama, sebutkan salah satu: {listed}")
        raise NodeError(said, "tidak ada simpul dengan IRI atau nama ini (no node has this IRI or these words)")

    @staticmethod
    def _by_iri(pool: Sequence[Node], said: str) -> tuple[Node, ...]:
        """The node with this IRI, or with this path at the end of its IRI where that tells it from all others."""
        whole = tuple(node for node in pool if said in (node.iri, f"<{node.iri}>"))
        if whole or "/" not in said:
            return whole
        ending = tuple(node for node in pool if node.iri.endswith(f"/{said}"))
        if len(ending) > 1:
            listed = "; ".join(node.iri for node in ending[:LISTED])
            raise NodeError(said, f"cocok dengan {len(ending)} IRI, sebutkan salah satu: {listed}")
        return ending

    @staticmethod
    def _same(pool: Sequence[Node], words: str) -> list[Node]:
        return [node for node in pool if key(node.label) == words]

    @staticmethod
    def _within(pool: Sequence[Node], words: str) -> list[Node]:
        return [node for node in pool if words in key(node.label)]

    @staticmethod
    def _close(pool: Sequence[Node], said: str) -> list[Node]:
        from rapidfuzz import fuzz

        scored = [(fuzz.ratio(said.casefold(), node.label.casefold()), node) for node in pool]
        best = max((score for score, _ in scored), default=0)
        return [node for score, node in scored if score == best] if best >= CLOSE else []
