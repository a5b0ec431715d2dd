"""A build opened for reading: its store, its name, and its nodes found by IRI or by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from rdflib.term import URIRef

from kgkesos import builds, lookup, resources, views
from kgkesos.errors import NodeError
from kgkesos.lookup import Lookup, Node
from kgkesos.normalize import key
from kgkesos.store import ReadStore, Rows, Triple
from kgkesos.views import Views
from kgkesos.vocab import KONSEP

# Words this close (rapidfuzz ratio, 0 to 100) to a node's name count as a misspelling of it.
CLOSE = 86
# How many names an error lists when words fit several, and how many it offers to choose from.
LISTED = 8
OFFERED = 50
# Names that hold the words are counted so far.
MOST_NAMES = 200


class Knowledge:
    """The build in service in a folder, opened read-only."""

    def __init__(self, build: builds.Build) -> None:
        self.build = build
        self.store = ReadStore(build.store)
        self.lookup = Lookup(build.folder / lookup.FILE)
        self.views = Views(build.folder / views.FILE)

    @classmethod
    def open(cls, kg: Path) -> Knowledge:
        """The build in service in ``kg``.

        Raises:
            StoreError: there is none, or it cannot be opened.
        """
        return cls(builds.current(kg))

    def internal(self, name: str, **bindings: URIRef) -> Rows:
        """The rows of ``queries/internal/<name>.rq``."""
        return self.store.select(self._query(name), bindings)

    def described(self, name: str, **bindings: URIRef) -> Iterator[Triple]:
        """The triples of ``queries/internal/<name>.rq``, a CONSTRUCT."""
        return self.store.construct(self._query(name), bindings)

    @staticmethod
    def _query(name: str) -> str:
        return (resources.folder("queries") / "internal" / f"{name}.rq").read_text(encoding="utf-8")

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The IRIs of the documents that the build has nodes of, sorted."""
        return self.lookup.documents()

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The IRIs of the programmes that stand in a set which another set replaced."""
        return frozenset(str(programme) for _, programme in self.internal("diganti").rows)

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.documents)

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
            near = self._nearby(words)
            listed = f"; mungkin: {'; '.join(near)}" if near else ""
            raise NodeError(said, f"konsep ini tidak ada (no such concept){listed}", near or self._least_far(words))
        return tuple(URIRef(one) for one in sorted(asked))

    def _nearby(self, words: str) -> list[str]:
        """The names of concepts that hold ``words``, or that come near."""
        from rapidfuzz import fuzz

        names = sorted({name for _, name, _ in self.concept_names})
        fits = [name for name in names if words and words in key(name)] or [
            name for name in names if fuzz.ratio(words, key(name)) >= CLOSE
        ]
        return fits[:LISTED]

    def _least_far(self, words: str) -> list[str]:
        """The names of concepts that ``words`` are least unlike, where none comes near."""
        from rapidfuzz import fuzz, process

        names = sorted({name for _, name, _ in self.concept_names})
        return [name for name, _, _ in process.extract(words, names, scorer=fuzz.ratio, processor=key, limit=LISTED)]

    def search(self, said: str, kinds: Iterable[str] = (), limit: int = 20) -> tuple[Node, ...]:
        """The nodes whose name is ``said``, then those whose name holds it, shortest first, then those spelt alike.

        Of a name that many nodes bear each is one of the ``limit``.
        """
        from rapidfuzz import fuzz

        words, pool = key(said), tuple(kinds)
        if not words:
            return ()
        # What is spelt alike is looked for only where the names that hold the words are too few.
        holding = chain((words,), (name for name in self.lookup.within(said, pool) if name != words))
        found = list(islice(chain.from_iterable(self.lookup.named(name, pool) for name in holding), limit))
        if len(found) < limit:
            near = (name for name in self.lookup.alike(said, pool) if words not in name)
            alike = (name for name in near if fuzz.partial_ratio(words, name) >= CLOSE)
            found += chain.from_iterable(self.lookup.named(name, pool) for name in alike)
        return tuple(found[:limit])

    def find(self, said: str, kinds: Iterable[str] = (), *others: Iterable[str]) -> tuple[Node, ...]:
        """The nodes that ``said`` means: an IRI, the tail of one, a name, part of a name, or a name misspelt.

        Several nodes come back only where they bear the same name (a kegiatan of two plan periods, say). Of each way
        to mean a node, those of ``kinds`` go before those of ``others``.

        Raises:
            NodeError: nothing fits, or several different names do.
        """
        pools = [tuple(pool) for pool in (kinds, *others)]
        every = tuple(kind for pool in pools for kind in pool)
        if exact := self._by_iri(every, said):
            return exact
        if not key(said):
            raise NodeError(said)
        for fitting in (self._same, self._within, self._close):
            for pool in pools:
                if names := fitting(said, pool):
                    return self._one(said, names, pool)
        raise self._nothing(said, every)

    def _nothing(self, said: str, pool: Sequence[str]) -> NodeError:
        """That nothing is called ``said``, with the names that a search finds; else those it is least unlike."""
        near = list(dict.fromkeys(node.label for node in self.search(said, pool, LISTED)))
        named = (self.lookup.named(name, pool) for name in self.lookup.alike(said, pool, LISTED))
        least = [nodes[0].label for nodes in named if nodes]
        listed = f"; mungkin: {'; '.join(near)}" if near else ""
        reason = f"tidak ada simpul dengan IRI atau nama ini (no node has this IRI or these words){listed}"
        return NodeError(said, reason, near or least or self.lookup.some(pool, LISTED))

    def _one(self, said: str, names: Sequence[str], pool: Sequence[str]) -> tuple[Node, ...]:
        """The nodes of the one name in ``names`` (keys)."""
        if len(names) == 1:
            return self.lookup.named(names[0], pool)
        labels = [self.lookup.named(name, pool)[0].label for name in names[:OFFERED]]
        listed = "; ".join(sorted(labels[:LISTED])) + (" ..." if len(names) > LISTED else "")
        count = f"lebih dari {MOST_NAMES}" if len(names) > MOST_NAMES else str(len(names))
        raise NodeError(said, f"cocok dengan {count} nama, sebutkan salah satu: {listed}", sorted(labels))

    def _by_iri(self, kinds: Sequence[str], said: str) -> tuple[Node, ...]:
        """The node with this IRI, or with this path at the end of its IRI where that tells it from all others."""
        whole = self.lookup.node(said.removeprefix("<").removesuffix(">"))
        if whole and (not kinds or whole.kind in kinds):
            return (whole,)
        if "/" not in said:
            return ()
        ending = self.lookup.ending(f"/{said}", kinds)
        if len(ending) > 1:
            iris = [node.iri for node in ending[:OFFERED]]
            listed = "; ".join(iris[:LISTED])
            raise NodeError(said, f"cocok dengan {len(ending)} IRI, sebutkan salah satu: {listed}", iris)
        return ending

    def _same(self, said: str, pool: Sequence[str]) -> list[str]:
        return [key(said)] if self.lookup.named(said, pool) else []

    def _within(self, said: str, pool: Sequence[str]) -> list[str]:
        return list(islice(self.lookup.within(said, pool), MOST_NAMES + 1))

    def _close(self, said: str, pool: Sequence[str]) -> list[str]:
        from rapidfuzz import fuzz

        words = key(said)
        scored = [(fuzz.ratio(words, name), name) for name in self.lookup.alike(said, pool)]
        best = max((score for score, _ in scored), default=0)
        return [name for score, name in scored if score == best] if best >= CLOSE else []
