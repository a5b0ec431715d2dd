"""What is known of a term, as frozen dataclasses: every view of the vocabulary is made of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a term is."""

    klass = "class"
    object_property = "object-property"
    datatype_property = "datatype-property"
    annotation_property = "annotation-property"
    scheme = "scheme"
    concept = "concept"
    code = "code"
    collection = "collection"


PROPERTIES = frozenset({Kind.object_property, Kind.datatype_property, Kind.annotation_property})


class Status(StrEnum):
    """Whether the sources of a term were read: said by ``kesos:statusSumber``, or else what its sources are."""

    read = "terbaca"
    unread = "belum diperiksa"
    # The project's own design defines the term: there is nothing to read elsewhere.
    design = "rancangan"
    # A source is named, and nothing says whether it was read.
    unsaid = "tidak dicatat"
    # No source is named.
    none = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a language ("" where none is said)."""

    words: str
    lang: str


@dataclass(frozen=True, slots=True)
class Words:
    """The same in Indonesian and in English; empty where a file does not say it."""

    id: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """A term that is pointed at: its IRI, its short name (``kesos:Indikator``), its label.

    ``path`` is where the term stands in the vocabulary (``ontology/Indikator``), empty for a term of another one.
    """

    iri: str
    name: str
    label: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How a term stands to others: ``kind`` is a key of ``relating.KINDS`` (``superclass``, ``domain`` ...).

    The targets of a ``chain`` are in the order of their steps, all others by IRI.
    """

    kind: str
    targets: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """Another term that took a term's place (or whose place it took): since which year, and by which rule."""

    term: Ref
    year: str
    basis: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """A term of another vocabulary that means the same or nearly: how it is tied (``skos:closeMatch``), and why."""

    how: str
    target: Ref
    reason: Words


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary.

    ``path`` is its IRI after the base (``ontology/Indikator`` for ``...ontology#Indikator``, ``konsep/pmks``), and
    ``anchor`` its place on a page of all terms: the fragment of an IRI that has one, else the path.
    """

    iri: str
    name: str
    kind: Kind
    path: str
    anchor: str
    label: Words
    definition: Words
    sources: tuple[str, ...]
    status: Status
    variants: tuple[Text, ...] = ()
    notations: tuple[str, ...] = ()
    examples: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    characteristics: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    replaced_by: tuple[Replacement, ...] = ()
    replaces: tuple[Replacement, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    deprecated: bool = False

    @property
    def ref(self) -> Ref:
        """The term as others point at it."""
        return Ref(self.iri, self.name, self.label.id, self.path)

    def related(self, kind: str) -> tuple[Ref, ...]:
        """The terms that stand to this one in the relation ``kind``; none where there is no such relation."""
        return tuple(target for relation in self.relations if relation.kind == kind for target in relation.targets)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A list of official names that comes with the vocabulary and is no part of it: only counted."""

    iri: str
    label: Words
    source: str
    entries: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every term of the project, and what is said of the whole.

    ``outside`` are the terms of other vocabularies that ours are built on.
    """

    iri: str
    title: Words
    description: Words
    note: Words
    version: str
    creator: str
    licence: str
    terms: tuple[Term, ...]
    outside: tuple[Ref, ...] = ()
    datasets: tuple[Dataset, ...] = ()

    def of(self, *kinds: Kind) -> tuple[Term, ...]:
        """The terms of these kinds, in the order of the vocabulary."""
        return tuple(term for term in self.terms if term.kind in kinds)

    def at(self, path: str) -> Term | None:
        """The term with this path, or None."""
        return next((term for term in self.terms if term.path == path), None)
