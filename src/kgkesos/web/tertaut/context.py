"""What the templates of linked data are given."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context import Link, Page, PrintedField, Relation, VariantPlace
from kgkesos.web.kosakata.context import TermGroup


@dataclass(frozen=True, slots=True)
class Source:
    """A named graph that holds a statement: its page, a word for what it is, the name of the word's style."""

    address: str
    word: str
    style: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value or a thing: its words, its IRI where it is a thing, its page, and the language of other words."""

    words: str
    iri: str = ""
    address: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A property and what it leads to (or comes from), one line for each value with the graphs that hold it."""

    property: Value
    values: tuple[tuple[Value, tuple[Source, ...]], ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements by property; ``total`` of all that there are, ``capped`` where there are more; the page after."""

    rows: tuple[StatementRow, ...]
    shown: int
    total: int
    capped: bool
    first: int = 1
    following: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cited(Page):
    """What every page of linked data ends with: the IRI, its forms, the licence, how to cite."""

    iri: str
    forms: tuple[Link, ...]
    licence: str
    rights: str
    citation: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage(_Cited):
    """``/id/<path>.html`` and its like: all that is said of one thing, its words, their readings, its statements."""

    kinds: tuple[Value, ...]
    english: str
    document: str
    record: bool
    meaning: Link | None
    successors: tuple[Link, ...]
    predecessors: tuple[Link, ...]
    fields: tuple[PrintedField, ...]
    variants: tuple[VariantPlace, ...]
    relations: tuple[Relation, ...]
    traces: tuple[Link, ...]
    own: Statements
    incoming: Statements


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPage(_Cited):
    """``/graf/<name>.html``: a named graph, how many statements it holds, the first of them by subject."""

    source: Source
    says: str
    triples: int
    subjects: tuple[tuple[Value, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyPage(_Cited):
    """``/ontology.html``: every class and property, each at the fragment of its IRI."""

    says: str
    groups: tuple[TermGroup, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A named graph in the catalogue: what it is, its name, the title of its document, how many statements."""

    source: Source
    name: str
    title: str
    triples: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage(_Cited):
    """``/.well-known/void``: what the build holds, counted."""

    triples: int
    entities: int
    classes: int
    properties: int
    datasets: tuple[Dataset, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep: its link, what it is, its bytes and SHA-256."""

    link: Link
    says: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadPage(_Cited):
    """``/unduh``: the dumps; ``sums`` is the address of their checksums, empty where the build has none."""

    files: tuple[File, ...]
    sums: str
