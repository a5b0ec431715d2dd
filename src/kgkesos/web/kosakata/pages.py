"""The contexts of the list of terms and of a term's page."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from kgkesos.errors import NodeError
from kgkesos.knowledge import Knowledge
from kgkesos.normalize import key
from kgkesos.terms import rules, usage
from kgkesos.terms.model import Kind, Term, Vocabulary
from kgkesos.web.context import Field, Link
from kgkesos.web.kosakata import usages, views, words
from kgkesos.web.kosakata.context import CardGroup, TermCard, TermPage, VocabularyPage

# The vocabulary as files, on the list of terms.
FILES: Final = (
    Link("/kosakata.html", "Satu halaman tanpa internet (HTML)"),
    Link("/skos.ttl", "Konsep dan kode (SKOS)"),
    Link("/konteks.jsonld", "Konteks JSON-LD"),
    Link("/void.ttl", "Uraian graf ini (VoID)"),
)


def listing(knowledge: Knowledge, vocabulary: Vocabulary, kata: str) -> VocabularyPage:
    """The terms whose names, definition or notation have the words ``kata``; all where it is empty."""
    said = kata.strip()
    found = searched(vocabulary, said)
    return VocabularyPage(
        title="Kosakata",
        build=knowledge.build.name,
        menu="kosakata",
        about=views.about(vocabulary),
        search=Field("kata", "Cari istilah", said, "Kosongkan untuk melihat semuanya."),
        groups=tuple(
            CardGroup(slug, title, says, tuple(_card(term) for term in members))
            for (slug, title, says), members in views.groups(vocabulary, found).items()
        ),
        shown=len(found),
        total=len(vocabulary.terms),
        standings=tuple(words.STANDINGS.values()),
        downloads=FILES,
    )


def searched(vocabulary: Vocabulary, kata: str) -> tuple[Term, ...]:
    """The terms that have the words ``kata`` in a name, a definition or a notation; all where it is empty."""
    whole, part = kata.strip(), key(kata)
    return tuple(
        term for term in vocabulary.terms if term.iri == whole or any(part in key(said) for said in _said(term))
    )


def _said(term: Term) -> tuple[str, ...]:
    """The words by which a term is found."""
    names = (term.name, term.path, term.label.id, term.label.en, *(text.words for text in term.variants))
    return *names, *term.notations, term.definition.id, term.definition.en


def _card(term: Term) -> TermCard:
    return TermCard(
        link=views.link(term.ref, views.on_server),
        english=term.label.en,
        says=term.definition.id or "; ".join(text.words for text in term.variants),
        standing=words.STANDINGS[term.status],
    )


def term_of(vocabulary: Vocabulary, path: str) -> Term:
    """The term with this path.

    Raises:
        NodeError: there is none.
    """
    found = vocabulary.at(path)
    if found is None:
        raise NodeError(path, "tidak ada istilah ini dalam kosakata (no such term)")
    return found


def term_page(knowledge: Knowledge, vocabulary: Vocabulary, path: str) -> TermPage:
    """The page of the term with this path: what it means, and where it is used.

    Raises:
        NodeError: there is none.
        DataFileError: a shape, check or question of the project is broken.
    """
    term = term_of(vocabulary, path)
    base = str(knowledge.build.manifest()["base"])
    return TermPage(
        title=f"{term.label.id or term.name}: {words.KINDS[term.kind][0].lower()}",
        build=knowledge.build.name,
        menu="kosakata",
        term=views.term(term, vocabulary, views.on_server),
        usage=usages.usage(usage.of(knowledge, vocabulary, term), base),
        rules=usages.rules(rules.using(term.iri)),
        asks=_asks(term),
        downloads=(Link(f"/api/terms/{quote(term.path, safe='/')}", "Data untuk program (JSON)"),),
    )


def _asks(term: Term) -> Link | None:
    """What the documents say that a concept means."""
    if term.kind is not Kind.concept:
        return None
    return Link(f"/jawaban/definisi?{urlencode({'istilah': term.label.id})}", "Artinya menurut dokumen")
