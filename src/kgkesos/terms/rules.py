"""Which shapes, questions, derivations and checks name a term: read from their files, once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kgkesos import derivation, findings, questions
from kgkesos.vocab import SHAPES

_PREFIX = re.compile(r"^\s*PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
# A query without what only looks like a name: its comments (a # inside an IRI begins none) and its texts.
_TOKEN = re.compile(
    r"<(?P<iri>[^<>\s\"{}|^`\\]*)>|(?P<quiet>#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?<![\w?$:])(?P<prefix>[A-Za-z][\w-]*)?:(?P<local>(?:[\w-]|\\.|\.(?=[\w\\-]))*)"
)
# What a row of a check fills in its message.
_SLOT = re.compile(r"\{\?\w+\}")


class RuleKind(StrEnum):
    """Files that name terms."""

    shape = "shape"
    check = "check"
    question = "question"
    derivation = "derivation"


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape, check, question or derivation: its name, what it is about, and the IRIs that it names.

    ``title`` is Indonesian, but of a derivation the English sentence at the head of its file.
    ``finding`` where a document's findings have its name as their code.
    """

    kind: RuleKind
    name: str
    title: str
    terms: frozenset[str]
    finding: bool = False


def using(iri: str, rules: Iterable[Rule] | None = None) -> tuple[Rule, ...]:
    """The rules (by default the project's) that name ``iri``, in their order.

    Raises:
        DataFileError: a shape, check or question of the project is broken.
    """
    return tuple(rule for rule in (load() if rules is None else rules) if iri in rule.terms)


@cache
def load() -> tuple[Rule, ...]:
    """Every rule of the project, by kind and name.

    Raises:
        DataFileError: a file is broken.
    """
    found = (
        *_shapes(findings.load_shapes(), finding=True),
        *_shapes(findings.load_ontology_shapes(), finding=False),
        *(
            Rule(RuleKind.check, check.kode, _SLOT.sub("…", check.pesan["id"]), named(check.query), finding=True)
            for check in findings.load_checks()
        ),
        *(Rule(RuleKind.question, one.name, one.title["id"], named(one.text)) for one in questions.load()),
        *(Rule(RuleKind.derivation, one.name, _heading(one.text), named(one.text)) for one in derivation.load()),
    )
    order = {kind: rank for rank, kind in enumerate(RuleKind)}
    return tuple(sorted(found, key=lambda rule: (order[rule.kind], rule.name)))


def named(query: str) -> frozenset[str]:
    r"""The IRIs that the SPARQL text ``query`` names, whole or by a prefix that it declares.

    >>> sorted(named("PREFIX k: <http://k/>\n?s k:a k:b\\/c ; a <http://x> . FILTER(?s != 'k:no') # k:never"))
    ['http://k/a', 'http://k/b/c', 'http://x']
    """
    spaces = dict(_PREFIX.findall(query))
    found = set()
    for token in _TOKEN.finditer(_PREFIX.sub("", query)):
        if token["iri"]:
            found.add(token["iri"])
        elif token["local"] is not None and (token["prefix"] or "") in spaces:
            found.add(spaces[token["prefix"] or ""] + token["local"].replace("\\", ""))
    return frozenset(found)


def _shapes(shapes: Graph, *, finding: bool) -> Iterator[Rule]:
    for code, shape in findings.codes(shapes).items():
        message = next((str(said) for said in _messages(shapes, shape) if said.language == "id"), code)
        yield Rule(RuleKind.shape, code, message, frozenset(_reached(shapes, shape, set())), finding)


def _messages(shapes: Graph, shape: URIRef) -> Iterator[Literal]:
    """What a shape says, or its first constraint where that speaks."""
    for node in (shape, *sorted(shapes.objects(shape, SH.sparql), key=str)):
        yield from sorted(said for said in shapes.objects(node, SH.message) if isinstance(said, Literal))


def _reached(shapes: Graph, node: Node, seen: set[Node]) -> Iterator[str]:
    """The IRIs that stand in the description of a shape, down through what has no name and through its constraints."""
    seen.add(node)
    for predicate, value in shapes.predicate_objects(node):
        if isinstance(value, BNode) or (isinstance(value, URIRef) and str(value).startswith(str(SHAPES))):
            if value not in seen:
                yield from _reached(shapes, value, seen)
        elif isinstance(value, URIRef):
            yield str(value)
        elif predicate in (SH.select, SH.ask):
            yield from named(_with_prefixes(shapes, node, str(value)))


def _with_prefixes(shapes: Graph, node: Node, query: str) -> str:
    """``query`` with the prefixes that the shapes declare for it."""
    declared = [
        f"PREFIX {shapes.value(one, SH.prefix)}: <{shapes.value(one, SH.namespace)}>"
        for source in shapes.objects(node, SH.prefixes)
        for one in shapes.objects(source, SH.declare)
    ]
    return "\n".join((*declared, query))


def _heading(text: str) -> str:
    """What the first comment of a rule's file says."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        # What the rule says of a case has slots.
        if line.startswith("#+"):
            continue
        lines.append(line.removeprefix("#").strip())
    return " ".join(lines)
