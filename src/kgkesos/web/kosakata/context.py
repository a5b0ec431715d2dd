"""What the vocabulary's templates are given. Text in these classes is as the files have it; templates escape it."""

from __future__ import annotations

from dataclasses import dataclass

from kgkesos.web.context import Field, Link, Page


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a term's sources were read: a word, what it means for the reader, and the name of its style."""

    word: str
    says: str
    style: str


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term that is pointed at: where it is shown (None for one of another vocabulary), its words, its short name."""

    address: str | None
    words: str
    name: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """How a term stands to others, under a heading; ``steps`` where the terms are the steps of a chain, in order."""

    heading: str
    links: tuple[TermLink, ...]
    steps: bool = False


@dataclass(frozen=True, slots=True)
class ReplacementView:
    """Another term that took a term's place, or whose place it took: since when, and by which rule."""

    link: TermLink
    year: str
    basis: str


@dataclass(frozen=True, slots=True)
class AlignmentView:
    """A term of another vocabulary of the same or a close meaning, how close, and why; ``iri`` is never a link."""

    how: str
    name: str
    iri: str
    reason: str
    english: str


@dataclass(frozen=True, slots=True)
class TermView:
    """All that the vocabulary says of a term. ``anchor`` is its place on a page that shows several."""

    anchor: str
    name: str
    iri: str
    kind: str
    label: str
    english: str
    definition: str
    definition_english: str
    # Why there is no definition, where there is none.
    undefined: str
    standing: Standing
    sources: tuple[str, ...]
    variants: tuple[str, ...]
    notations: tuple[str, ...]
    examples: tuple[str, ...]
    notes: tuple[str, ...]
    characteristics: tuple[str, ...]
    relations: tuple[RelationView, ...]
    replaced_by: tuple[ReplacementView, ...]
    replaces: tuple[ReplacementView, ...]
    alignments: tuple[AlignmentView, ...]
    deprecated: bool
    citation: str


@dataclass(frozen=True, slots=True)
class TermCard:
    """A term in a list: its link, its English name, what it means in a sentence, whether its sources were read."""

    link: TermLink
    english: str
    says: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of one kind under a heading: the anchor of it, its words, what terms of this kind are."""

    slug: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class CardGroup(Group):
    """Terms of one kind in the list of terms."""

    cards: tuple[TermCard, ...]


@dataclass(frozen=True, slots=True)
class TermGroup(Group):
    """Terms of one kind on the page of all terms."""

    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the whole vocabulary."""

    title: str
    description: str
    note: str
    version: str
    creator: str
    licence: str
    iri: str


@dataclass(frozen=True, slots=True)
class ListedData:
    """A list of official names that comes with the vocabulary: what it is, how many names, from where."""

    label: str
    entries: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyPage(Page):
    """``/kosakata``: the terms that have the words asked for, by kind. ``total`` counts all terms there are."""

    about: About
    search: Field
    groups: tuple[CardGroup, ...]
    shown: int
    total: int
    standings: tuple[Standing, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """Things of one kind that use a term, through which property (None: it is the property or class): the first."""

    kind: TermLink
    through: TermLink | None
    count: int
    things: tuple[TermLink, ...]


@dataclass(frozen=True, slots=True)
class UsageView:
    """Where the build uses a term: how often, in which parts of the graph, by which things."""

    uses: int
    graphs: tuple[tuple[str, int], ...]
    kinds: tuple[KindView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A shape, check, question or derivation that names a term: where its page is (None: nowhere), its words."""

    address: str | None
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules of one kind, in words of ``language``."""

    heading: str
    language: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPage(Page):
    """``/kosakata/<path>``: one term, where the build uses it, and what names it. ``asks`` leads to its definitions."""

    term: TermView
    usage: UsageView
    rules: tuple[RuleGroup, ...]
    asks: Link | None
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflinePage(Page):
    """The whole vocabulary as one file that needs nothing else; ``style`` is the sheet that it carries."""

    about: About
    groups: tuple[TermGroup, ...]
    standings: tuple[Standing, ...]
    outside: tuple[str, ...]
    data: tuple[ListedData, ...]
    style: str
