"""What took the place of an IRI, and what comes near one that nobody minted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from rdflib import DCTERMS, OWL
from rdflib.term import URIRef

from kgkesos import history
from kgkesos.store import ReadStore
from kgkesos.web.tertaut import uraian
from kgkesos.web.tertaut.sajian import Sajian

# An ontology of another version is another document.
_VERSIONS: Final = (OWL.priorVersion,)
# So many IRIs are held against one that is not known, and so many of the nearest are named.
_LOOKED_AT: Final = 3_000
_NAMED: Final = 5
# How alike IRIs must be to be named (rapidfuzz ratio, 0 to 100).
_ALIKE: Final = 70


def moved(store: ReadStore, iri: str) -> str:
    """The one IRI that took the place of ``iri``, of which the build says nothing else; empty where there is none.

    A concept with a new name is still described: documents of its time that use it are right.
    """
    if next(store.match(URIRef(iri), None, None), None) is not None:
        return ""
    newer = {str(s) for s, _, _ in store.match(None, DCTERMS.replaces, URIRef(iri))}
    return newer.pop() if len(newer) == 1 else ""


def successors(store: ReadStore, iri: str) -> tuple[str, ...]:
    """What took the place of ``iri``, as the build says: a new name, a corrected text, a newer version; sorted."""
    node = URIRef(iri)
    newer = {o for _, _, o in store.match(node, DCTERMS.isReplacedBy, None)}
    for property_ in (DCTERMS.replaces, *_VERSIONS):
        newer |= {s for s, _, _ in store.match(None, property_, node)}
    return tuple(sorted(str(one) for one in newer if isinstance(one, URIRef) and one != node))


def gone(sajian: Sajian, iri: str) -> history.Gone | None:
    """What an earlier build had as ``iri``, with what took its place by now; None where none had it."""
    build = sajian.knowledge.build.folder
    found = history.find(build, iri)
    successor, seen = found.successor if found else "", {iri}
    while successor not in seen and (further := history.find(build, successor)):
        seen.add(successor)
        successor = further.successor
    if found is None or successor in seen:
        return found
    return replace(found, successor=successor)


def predecessors(store: ReadStore, iri: str) -> tuple[str, ...]:
    """What the build says that ``iri`` took the place of; sorted."""
    node = URIRef(iri)
    older = {s for s, _, _ in store.match(None, DCTERMS.isReplacedBy, node)}
    for property_ in (DCTERMS.replaces, *_VERSIONS):
        older |= {o for _, _, o in store.match(node, property_, None)}
    return tuple(sorted(str(one) for one in older if isinstance(one, URIRef) and one != node))


def near(sajian: Sajian, path: str) -> tuple[str, ...]:
    """IRIs that come near the one that ``path`` would stand for, the nearest first; what it would stand under last."""
    from rapidfuzz import fuzz, process

    iri = sajian.alamat.iri(path)
    if iri is None:
        return ()
    above = _above(sajian, path)
    pool = dict.fromkeys(islice(_pool(sajian, iri, above), _LOOKED_AT))
    found = process.extract(iri, list(pool), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_NAMED)
    return tuple(dict.fromkeys([*(one for one, _, _ in found), *([above] if above else [])]))


def _above(sajian: Sajian, path: str) -> str:
    """The nearest IRI above ``path`` that the build knows; empty where there is none."""
    while "/" in path:
        path = path.rpartition("/")[0]
        iri = sajian.alamat.iri(path)
        if iri and uraian.known(sajian.knowledge.store, iri):
            return iri
    return ""


def _pool(sajian: Sajian, iri: str, above: str) -> Iterator[str]:
    """What may have been meant: terms, documents, what the known part is tied to, and the nodes of its document."""
    if sajian.alamat.path(iri) and not iri.startswith(f"{sajian.asal.base}id/"):
        yield from (term.iri for term in sajian.vocabulary.terms)
        yield from sajian.knowledge.store.graph_names()
        return
    lookup = sajian.knowledge.lookup
    documents = lookup.documents()
    yield from documents
    if above:
        node = URIRef(above)
        ties = ((s, o) for s, _, o in sajian.knowledge.store.match(None, None, node))
        yield from (str(s) for s, _ in islice(ties, _LOOKED_AT // 2) if sajian.alamat.path(str(s)))
        yield from (str(o) for _, _, o in sajian.knowledge.store.match(node, None, None) if sajian.alamat.path(str(o)))
    for document in documents:
        if iri.startswith(f"{document}/"):
            yield from (one.iri for one in lookup.of_document(document))
