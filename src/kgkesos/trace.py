"""A trace: every path from a node up to what it serves, or down to what serves it, with the words behind each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kgkesos import cascade
from kgkesos.errors import NodeError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Node, Quote

# What is traced first: the nodes of a cascade, the lowest before the highest. Then what measures, does or owns them.
LEVELS = ("Kegiatan", "SubKegiatan", "Program", "Sasaran", "Tujuan", "KinerjaJabatan")
OTHERS = ("Indikator", "Jabatan", "Tugas", "Fungsi")
# A graph that is no tree can have more paths than anybody reads.
MOST_PATHS = 2000
# A name that so many nodes bear (a programme of every office) is asked for in one document.
MOST_STARTS = 20
# What a link says of its lower end, and of its upper end.
HUBUNGAN: Final = {
    "mendukungLangsung": ("mendukung", "didukung oleh"),
    "mengukur": ("mengukur", "diukur oleh"),
    "menjabarkan": ("menjabarkan", "dijabarkan oleh"),
    "melaporKepada": ("melapor kepada", "menerima laporan dari"),
    "dilaksanakanOleh": ("dilaksanakan oleh", "melaksanakan"),
}
# The links by which a node serves a programme.
_SERVES: Final = frozenset({"mendukungLangsung", "mengukur"})
# How many places an error names.
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a path, its printed words, the link that leads to it (None for the first), the words it rests on."""

    node: Node
    quotes: tuple[Quote, ...]
    link: Link | None
    dasar: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """Every path from one node; ``up`` tells which way. A node that nothing ties has one path of one step.

    ``dipotong`` where there are more paths than :data:`MOST_PATHS`; ``diganti`` where the programme that the node is or
    belongs to was replaced.
    """

    start: Node
    up: bool
    paths: tuple[tuple[Step, ...], ...]
    build: str
    dipotong: bool = False
    diganti: bool = False


def trace(
    knowledge: Knowledge, said: str, *, up: bool = True, dokumen: str | None = None, periode: str | None = None
) -> tuple[Trace, ...]:
    """The traces from the nodes that ``said`` (an IRI or words) means: one each where several bear the name.

    ``dokumen`` (a key or an IRI) and ``periode`` (as printed on the node: "2019-2022") leave those of others out.

    Raises:
        NodeError: no node has this IRI or these words, or too many have.
        QuestionError: there is no document ``dokumen``.
    """
    if dokumen is not None and not any(_called(one, dokumen) for one in knowledge.documents):
        keys = [_tail(one) for one in knowledge.documents]
        raise QuestionError(dokumen, "dokumen ini tidak ada (no such document)", keys, "dokumen")
    found = knowledge.find(said, LEVELS, OTHERS)
    starts = [node for node in found if _inside(node, dokumen) and _during(node, periode)]
    if not starts:
        raise _elsewhere(said, found, dokumen)
    if len(starts) > MOST_STARTS:
        keys = [_key(node) for node in starts]
        listed = ", ".join(keys[:_LISTED])
        reason = f"{len(starts)} simpul bernama ini; sebutkan dokumennya, mis. {listed} (name a document)"
        raise NodeError(said, reason, sorted(set(keys)), "dokumen")
    return tuple(_trace(knowledge, node, up, periode) for node in starts)


def is_performance(knowledge: Knowledge, iri: str) -> bool:
    """Whether this is the IRI of a node of a cascade."""
    node = knowledge.lookup.node(iri)
    return node is not None and node.kind in LEVELS


def _inside(node: Node, dokumen: str | None) -> bool:
    return dokumen is None or _called(node.dokumen, dokumen)


def _called(iri: str, said: str) -> bool:
    """Whether the document with this IRI is the one called ``said``, a key or an IRI."""
    return said in (iri, _tail(iri))


def _during(node: Node, periode: str | None) -> bool:
    """Whether a node is of the period; one that names no period is of every one."""
    return periode is None or node.periode is None or node.periode == periode


def _key(node: Node) -> str:
    """The key of the document that ``node`` stands in."""
    return _tail(node.dokumen)


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _elsewhere(said: str, found: tuple[Node, ...], dokumen: str | None) -> NodeError:
    """Why none of the nodes that bear the name is asked for, and by which of the two it would be."""
    places = {", ".join(filter(None, (_key(node), node.periode))) for node in found}
    listed = "; ".join(sorted(places)[:_LISTED])
    reason = f"ada, tetapi bukan di dokumen atau periode itu; ada di: {listed} (found elsewhere)"
    inside = [node for node in found if _inside(node, dokumen)]
    if not inside:
        return NodeError(said, reason, sorted({_key(node) for node in found}), "dokumen")
    return NodeError(said, reason, sorted({node.periode for node in inside if node.periode}), "periode")


def _trace(knowledge: Knowledge, start: Node, up: bool, periode: str | None) -> Trace:
    # What is of another period is left out before paths are counted: the walk stays as short as what is shown.
    tree = cascade.reached(knowledge, start.iri, up=up, keep=lambda node: _during(node, periode))
    steps = _Steps(knowledge, up)
    every = (steps.path(start, links) for links in cascade.paths(tree, start.iri, up=up))
    paths = tuple(islice(every, MOST_PATHS + 1))
    first = (steps.first(start),)
    replaced = _is_replaced(knowledge, start)
    return Trace(start, up, paths[:MOST_PATHS] or (first,), knowledge.build.name, len(paths) > MOST_PATHS, replaced)


def _is_replaced(knowledge: Knowledge, start: Node) -> bool:
    """Whether ``start`` is a programme that was replaced, serves one, or measures what does."""
    waiting, seen = [start.iri] if knowledge.replaced else [], {start.iri}
    while waiting:
        iri = waiting.pop()
        if iri in knowledge.replaced:
            return True
        above = {link.ke for link in knowledge.lookup.links_from(iri) if link.cara in _SERVES} - seen
        seen |= above
        waiting += above
    return False


class _Steps:
    """The steps of the paths of one trace: each is looked up once, however many paths it is on."""

    def __init__(self, knowledge: Knowledge, up: bool) -> None:
        self._lookup = knowledge.lookup
        self._up = up
        self._made: dict[Link, Step] = {}

    def first(self, start: Node) -> Step:
        return Step(start, self._lookup.quotes(start.iri), None)

    def path(self, start: Node, links: tuple[Link, ...]) -> tuple[Step, ...]:
        return (self.first(start), *self._following(links))

    def _following(self, links: tuple[Link, ...]) -> Iterator[Step]:
        for link in links:
            if link not in self._made:
                self._made[link] = self._step(link)
            yield self._made[link]

    def _step(self, link: Link) -> Step:
        iri = link.ke if self._up else link.dari
        node = self._lookup.node(iri)
        if node is None:
            raise NodeError(iri)
        return Step(node, self._lookup.quotes(iri), link, self._lookup.quotes(link.tautan) if link.tautan else ())
