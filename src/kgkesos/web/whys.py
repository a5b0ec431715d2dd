"""The context of the page that says why a statement holds: the proof as a tree, down to printed words."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib.term import Node, URIRef

from kgkesos import trace
from kgkesos.errors import NodeError, QuestionError, given_as
from kgkesos.knowledge import Knowledge
from kgkesos.vocab import BASE
from kgkesos.web import forms, problems, tables, views, words
from kgkesos.web.context import Choice, Field, Link, Proof, WhyPage
from kgkesos.why import Reason, asked, basis

# What is asked about: links, and what follows from them. The API takes any property of the ontology.
PREDICATES = ("mendukung", *trace.HUBUNGAN, "menyebut")
_TITLE = "Mengapa"


def page(knowledge: Knowledge, subject: str, predicate: str, other: str) -> WhyPage:
    """Why what ``subject`` means has ``predicate`` with what ``other`` means; the form alone where one is empty."""
    said, told = subject.strip(), other.strip()
    build, fields = knowledge.build.name, _fields(knowledge, said, predicate, told)
    if not said or not told:
        return WhyPage(title=_TITLE, build=build, fields=fields)
    given = {"subjek": said, "predikat": predicate, "objek": told}
    for name in ("subjek", "objek"):
        if problem := _unknown(knowledge, given, name):
            return problem
    try:
        reason = asked(knowledge, said, predicate, told)
    except QuestionError as error:
        says, status = problems.plain(error), problems.status(error)
        return WhyPage(title=_TITLE, build=build, fields=fields, status=status, problem=says)
    except NodeError as error:
        says = f"Graf tidak menyatakan: {error.text}."
        return WhyPage(title=_TITLE, build=build, fields=fields, status=problems.status(error), problem=says)
    return WhyPage(
        title=f"{_TITLE}: {reason.statement.subjek}",
        build=build,
        fields=fields,
        proof=_proof(reason),
        downloads=views.downloads("/api/why", given)[-1:],
    )


def _fields(knowledge: Knowledge, subject: str, predicate: str, other: str) -> tuple[Field, ...]:
    hint = "Sebagian nama sudah cukup, atau IRI."
    known = tuple(Choice(one, words.spaced(one).lower()) for one in PREDICATES)
    names = forms.names(knowledge, trace.LEVELS)
    return (
        Field("subjek", "Apa", subject, hint, required=True, choices=names),
        Field("predikat", "punya hubungan", predicate, required=True, closed=True, choices=known),
        Field("objek", "dengan apa", other, hint, required=True, choices=names),
    )


def _unknown(knowledge: Knowledge, given: Mapping[str, str], name: str) -> WhyPage | None:
    """The page where what ``name`` was given means nothing, or several things; None where it means something."""
    said = given[name]
    try:
        with given_as(name):
            knowledge.find(said)
    except NodeError as error:
        if name == "objek" and _concept(knowledge, said):
            return None
        found = forms.candidates(knowledge, said, ())
        candidates = tuple(
            Link(tables.why_address(**_asked({**given, name: label})), f"{words.spaced(kind)}: {label}")
            for kind, label in found
        )
        status, says = problems.offered(error, candidates)
        return WhyPage(
            title=_TITLE,
            build=knowledge.build.name,
            fields=_fields(knowledge, given["subjek"], given["predikat"], given["objek"]),
            status=status,
            problem=says,
            candidates=candidates,
        )
    return None


def _asked(given: Mapping[str, str]) -> dict[str, str]:
    return {"subject": given["subjek"], "predicate": given["predikat"], "object_": given["objek"]}


def _concept(knowledge: Knowledge, said: str) -> bool:
    if said.startswith(("http://", "https://")):
        return True
    try:
        return bool(knowledge.concepts(said))
    except NodeError:
        return False


def _proof(reason: Reason) -> Proof:
    said = reason.statement
    subject, _, object_ = said.triple
    return Proof(
        subject=_end(subject, said.subjek),
        predicate=said.predikat,
        object=_end(object_, said.objek),
        sentence=reason.kalimat,
        basis=basis(reason),
        quotes=tables.quotes((one.kutipan, tables.place(one.berkas, one.baris, one.tempat)) for one in reason.kutipan),
        premises=tuple(_proof(one) for one in reason.premis),
    )


def _end(term: Node, said: str) -> Link:
    """The page of what a statement is about, and its words."""
    if isinstance(term, URIRef) and "/id/" in term:
        return Link(tables.thing_address(str(term)), said)
    return Link(tables.term_address(str(term)) if str(term).startswith(BASE) else "", said)
