"""The one form of a Turtle file: the same graph and layout give the same text, whatever the order of the triples.

Prefixes that are used, sorted; sections in their order; inside a section schemes first, then classes, properties and
the rest, each kind by IRI; what has no name comes last; predicates in the order below, others between them by name;
texts in Indonesian, English, other languages, each sorted. A line is at most 120 characters where its words allow it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import OWL, RDF, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos.errors import DataFileError

_WIDTH = 120
_KINDS = (
    *(OWL.Ontology, SKOS.ConceptScheme, SKOS.Collection, OWL.Class),
    *(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
)
# Around "..." stand the predicates that this list does not name.
_PREDICATES = """
    a owl:versionIRI owl:priorVersion owl:versionInfo rdfs:subClassOf rdfs:subPropertyOf owl:equivalentClass
    owl:equivalentProperty owl:inverseOf owl:disjointWith owl:propertyChainAxiom owl:members rdfs:domain rdfs:range
    owl:annotatedSource owl:annotatedProperty owl:annotatedTarget skos:inScheme dcterms:title rdfs:label
    skos:prefLabel skos:altLabel skos:notation dcterms:description skos:definition skos:scopeNote rdfs:comment
    skos:example skos:historyNote skos:editorialNote skos:topConceptOf skos:hasTopConcept skos:broader skos:narrower
    skos:related skos:member ... dcterms:isReplacedBy kesos:tahunPenggantian kesos:dasarPenggantian dcterms:replaces
    dcterms:creator dcterms:license dcterms:source kesos:statusSumber
"""
_LIST = {RDF.first, RDF.rest}
_LANGUAGES = ("id", "en")
_LOCAL = re.compile(r"[^\W_](?:[\w.-]*[\w-])?|_[\w-]*", re.ASCII)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_BARE = {XSD.integer: re.compile(r"[+-]?\d+"), XSD.boolean: re.compile("true|false")}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a file: its title ("" before the first section line) and the IRIs described in it."""

    title: str
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file shows besides its triples: the comment lines at its head, and its sections."""

    head: tuple[str, ...] = ()
    sections: tuple[Section, ...] = (Section(""),)


@dataclass(slots=True)
class _Names:
    """Shortens IRIs by the prefixes that a graph declares, and remembers which were used."""

    prefixes: Mapping[str, str]
    used: set[str] = field(default_factory=set)

    def of(self, iri: URIRef) -> str:
        text = str(iri)
        fitting = [prefix for prefix, space in self.prefixes.items() if text.startswith(space)]
        for prefix in sorted(fitting, key=lambda one: (-len(self.prefixes[one]), one)):
            local = text.removeprefix(self.prefixes[prefix])
            if _LOCAL.fullmatch(local):
                self.used.add(prefix)
                return f"{prefix}:{local}"
        return f"<{text}>"


def write(graph: Graph, layout: Layout, path: Path) -> str:
    """``graph`` as the text of the file ``path``; a subject that no section names goes to the last.

    Raises:
        DataFileError: a blank node is used in two places, so that no order of the file would be the only one, or
            blank nodes lead to each other in a circle, so that no place would begin them.
    """
    return _Writer(graph, path).file(layout)


class _Writer:
    def __init__(self, graph: Graph, path: Path) -> None:
        self._graph = graph
        self._path = path
        self._names = _Names({prefix: str(space) for prefix, space in graph.namespaces()})
        self._inner = {node for node in graph.objects() if isinstance(node, BNode)}

    def file(self, layout: Layout) -> str:
        """The whole text."""
        self._refuse_shared()
        self._refuse_circles()
        placed = {subject for section in layout.sections for subject in section.subjects}
        named = {subject for subject in self._graph.subjects() if isinstance(subject, URIRef)}
        rest = {subject for subject in named if str(subject) not in placed}
        blocks: list[str] = []
        for section in layout.sections:
            mine = {subject for subject in named if str(subject) in section.subjects}
            mine |= rest if section is layout.sections[-1] else set()
            if section.title:
                blocks.append(f"# ---------- {section.title}")
            blocks += [self._block(subject) for subject in sorted(mine, key=self._place)]
        outer = {node for node in self._graph.subjects() if isinstance(node, BNode)} - self._inner
        blocks += sorted(self._block(node) for node in outer)
        prefixes = [f"@prefix {name}: <{self._names.prefixes[name]}> ." for name in sorted(self._names.used)]
        return "\n".join([*layout.head, *prefixes]) + "\n\n" + "\n\n".join(blocks) + "\n"

    def _refuse_shared(self) -> None:
        """Raise DataFileError where a blank node stands in two places."""
        for node in self._inner:
            places = list(self._graph.subject_predicates(node))
            if len(places) > 1:
                subject = min(str(subject) for subject, _ in places)
                raise DataFileError(self._path, f"a node without a name is used twice, once of {subject}: name it")

    def _refuse_circles(self) -> None:
        """Raise DataFileError where nodes without a name are the values of each other alone: nothing leads to them."""
        begun = [subject for subject in self._graph.subjects() if subject not in self._inner]
        reached: set[Node] = set()
        while begun:
            node = begun.pop()
            if node not in reached:
                reached.add(node)
                begun += [value for value in self._graph.objects(node) if isinstance(value, BNode)]
        lost = sorted({self._names.of(p) for s, p, _ in self._graph if s not in reached and isinstance(p, URIRef)})
        if lost:
            reason = f"nodes without a name lead to each other in a circle ({', '.join(lost)}): name one"
            raise DataFileError(self._path, reason)

    def _place(self, subject: Node) -> tuple[int, str]:
        kinds = set(self._graph.objects(subject, RDF.type))
        return next((i for i, kind in enumerate(_KINDS) if kind in kinds), len(_KINDS)), str(subject)

    def _block(self, subject: Node) -> str:
        """All that the graph says of ``subject``, as one statement."""
        name = self._names.of(subject) if isinstance(subject, URIRef) else "[]"
        said = self._said(subject, 4)
        return f"{name} " + " ;\n    ".join(said) + " ."

    def _items(self, head: Node) -> list[Node]:
        """The items of the list that begins at ``head``; none where a node says more or less than a list's does."""
        items: list[Node] = []
        while head != RDF.nil:
            said = list(self._graph.predicate_objects(head)) if isinstance(head, BNode) else []
            if len(said) != len(_LIST) or {predicate for predicate, _ in said} != _LIST:
                return []
            parts = dict(said)
            items.append(parts[RDF.first])
            head = parts[RDF.rest]
        return items

    def _said(self, subject: Node, indent: int) -> list[str]:
        """Each predicate of ``subject`` with its values, in the order of the file."""
        predicates = {p: self._predicate(p) for p in self._graph.predicates(subject) if isinstance(p, URIRef)}
        ranked = sorted(predicates.items(), key=lambda item: _rank(item[1]))
        return [self._values(subject, predicate, name, indent) for predicate, name in ranked]

    def _predicate(self, predicate: URIRef) -> str:
        return "a" if predicate == RDF.type else self._names.of(predicate)

    def _values(self, subject: Node, predicate: URIRef, name: str, indent: int) -> str:
        values = sorted((_order(value), self._term(value, indent)) for value in self._graph.objects(subject, predicate))
        texts = [text for _, text in values]
        line = f"{name} {', '.join(texts)}"
        if len(texts) == 1 or len(line) + indent + 2 <= _WIDTH:
            return line
        return f"{name} " + f",\n{' ' * (indent + 4)}".join(texts)

    def _term(self, term: Node, indent: int) -> str:
        if isinstance(term, URIRef):
            return "()" if term == RDF.nil else self._names.of(term)
        if isinstance(term, Literal):
            return self._literal(term)
        if items := self._items(term):
            return f"( {' '.join(self._term(item, indent) for item in items)} )"
        return f"[ {' ; '.join(self._said(term, indent))} ]"

    def _literal(self, literal: Literal) -> str:
        bare = _BARE.get(literal.datatype) if literal.datatype else None
        if bare and bare.fullmatch(str(literal)):
            return str(literal)
        text = f'"{str(literal).translate(_ESCAPES)}"'
        if literal.language:
            return f"{text}@{literal.language}"
        return f"{text}^^{self._names.of(literal.datatype)}" if literal.datatype else text


def _rank(name: str) -> tuple[int, str]:
    """Where the predicate ``name`` stands."""
    known = _PREDICATES.split()
    return known.index(name if name in known else "..."), name


def _order(value: Node) -> tuple[int, str, str, str]:
    """Where a value stands among others: Indonesian, English, other languages, plain texts, names, what has no name."""
    if not isinstance(value, Literal):
        named = isinstance(value, URIRef)
        return len(_LANGUAGES) + (2 if named else 3), "", str(value) if named else "", ""
    language = value.language or ""
    rank = _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES) + (not language)
    return rank, language, str(value).casefold(), str(value)
