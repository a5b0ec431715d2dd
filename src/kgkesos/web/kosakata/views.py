"""A term as pages show it; where other terms are shown is the page's own choice (``Addressed``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kgkesos.terms.model import Alignment, Kind, Ref, Relation, Replacement, Term, Text, Vocabulary
from kgkesos.web import tables
from kgkesos.web.kosakata import words
from kgkesos.web.kosakata.context import (
    About,
    AlignmentView,
    RelationView,
    ReplacementView,
    TermLink,
    TermView,
)

# Where a term that is pointed at is shown; None for one of another vocabulary.
Addressed = Callable[[Ref], str | None]
_INDONESIAN = ("id", "")


def on_server(ref: Ref) -> str | None:
    """The page of a term.

    >>> on_server(Ref("https://w3id.org/kgkesos/konsep/pmks", "konsep:pmks", "PMKS", "konsep/pmks"))
    '/kosakata/konsep/pmks'
    """
    return tables.term_address(ref.iri) if ref.path else None


def link(ref: Ref, addressed: Addressed) -> TermLink:
    """``ref`` as a link; a term without a label by its short name."""
    return TermLink(addressed(ref), ref.label or ref.name, ref.name)


def about(vocabulary: Vocabulary) -> About:
    """What is said of the whole, in Indonesian."""
    return About(
        title=vocabulary.title.id,
        description=vocabulary.description.id,
        note=vocabulary.note.id,
        version=vocabulary.version,
        creator=vocabulary.creator,
        licence=vocabulary.licence,
        iri=vocabulary.iri,
    )


def term(one: Term, vocabulary: Vocabulary, addressed: Addressed) -> TermView:
    """All that ``vocabulary`` says of the term ``one``."""
    return TermView(
        anchor=one.anchor,
        name=one.name,
        iri=one.iri,
        kind=words.KINDS[one.kind][0],
        label=one.label.id or one.name,
        english=one.label.en,
        definition=one.definition.id,
        definition_english=one.definition.en,
        undefined=undefined(one),
        standing=words.STANDINGS[one.status],
        sources=one.sources,
        variants=_texts(one.variants),
        notations=one.notations,
        examples=_texts(one.examples),
        notes=_texts(one.notes),
        characteristics=tuple(words.CHARACTERISTICS[name] for name in one.characteristics),
        relations=tuple(_relation(relation, addressed) for relation in one.relations),
        replaced_by=_replacements(one.replaced_by, addressed),
        replaces=_replacements(one.replaces, addressed),
        alignments=tuple(_alignment(alignment) for alignment in one.alignments),
        deprecated=one.deprecated,
        citation=f"{one.label.id or one.name}. Dalam: {vocabulary.title.id}, versi {vocabulary.version}. {one.iri}",
    )


def undefined(one: Term) -> str:
    """Why ``one`` has no definition; empty where it has one."""
    if one.definition.id:
        return ""
    return words.SAID_BY_DOCUMENTS if one.kind is Kind.concept else words.NOT_DEFINED


def groups(vocabulary: Vocabulary, terms: Iterable[Term]) -> Mapping[tuple[str, str, str], tuple[Term, ...]]:
    """``terms`` by kind, codes by the list that holds them: slug, title and explanation of each group."""
    found: dict[tuple[str, str, str], list[Term]] = {}
    for one in terms:
        found.setdefault(_group(vocabulary, one), []).append(one)
    order = list(Kind)
    ranked = sorted(found.items(), key=lambda item: (order.index(item[1][0].kind), item[0]))
    return {group: tuple(members) for group, members in ranked}


def _group(vocabulary: Vocabulary, one: Term) -> tuple[str, str, str]:
    title, says = words.KINDS[one.kind]
    scheme = next(iter(one.related("scheme")), None)
    if one.kind is not Kind.code or scheme is None:
        return f"kelompok-{one.kind}", title, says
    listing = vocabulary.at(scheme.path)
    return (
        f"kelompok-{scheme.path.replace('/', '-')}",
        f"{title}: {scheme.label}",
        listing.definition.id if listing else says,
    )


def _texts(texts: Iterable[Text]) -> tuple[str, ...]:
    """The texts, those in another language than Indonesian with its name."""
    return tuple(one.words if one.lang in _INDONESIAN else f"{one.words} ({one.lang})" for one in texts)


def _relation(relation: Relation, addressed: Addressed) -> RelationView:
    links = tuple(link(target, addressed) for target in relation.targets)
    return RelationView(words.RELATIONS[relation.kind], links, steps=relation.kind == "chain")


def _replacements(found: Iterable[Replacement], addressed: Addressed) -> tuple[ReplacementView, ...]:
    return tuple(ReplacementView(link(one.term, addressed), one.year, one.basis) for one in found)


def _alignment(one: Alignment) -> AlignmentView:
    return AlignmentView(words.alignment(one.how), one.target.name, one.target.iri, one.reason.id, one.reason.en)
