"""Every rule of the project as patterns, read from the same text that a build runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rdflib import RDF, URIRef
from rdflib.term import Node

from kgkesos import closure, derivation, resources
from kgkesos.errors import DataFileError
from kgkesos.store import Triple

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

# A triple of terms, variables and property paths.
Pattern = tuple[Node, Any, Node]
_HEAD = re.compile(r"\b(?:INSERT|CONSTRUCT)\s*\{.*?\}\s*WHERE", re.DOTALL)
_PREFIX = re.compile(r"^PREFIX\s+(?P<name>\w*):\s*<(?P<space>[^>]*)>", re.MULTILINE)
# What a rule says for people, and what is filled in: a variable of the rule, a term of its axiom, what it looked at.
_MESSAGE = re.compile(r"^#\+ message@(?P<lang>id|en): (?P<message>.*\S)\s*$", re.MULTILINE)
_SLOT = re.compile(r"\{(?:\?(?P<variable>\w+)|<(?P<iri>[^<>]+)>|(?P<premises>premises))\}")
# A prefixed name with a slash, which SPARQL escapes and rdflib leaves escaped.
_ESCAPED = re.compile(r"\b(?P<name>\w+):(?P<local>[\w-]+(?:\\/[\w-]+)+)")
# In these an operand need not hold: what a FILTER asks, the right side of OPTIONAL and of MINUS.
_FALLIBLE = {"expr": ("Filter", "Extend", "LeftJoin"), "p2": ("LeftJoin", "Minus")}


@dataclass(frozen=True)
class Rule:
    """A rule: its name, the axiom of the ontology that it is (None where it is none), and the text that a build runs.

    ``message`` says in each language what follows from what, with slots for the words of the case.
    """

    name: str
    axiom: str | None
    text: str
    message: Mapping[str, str]

    def may_give(self, triple: Triple) -> bool:
        """Whether the text names the property of ``triple``, and its class where it says of what class a node is."""
        _, predicate, object_ = triple
        return self._names(object_ if predicate == RDF.type else predicate)

    def _names(self, term: Node) -> bool:
        # Written whole, or behind a prefix.
        return str(term) in self.text or f":{re.split('[/#]', str(term))[-1]}" in self.text

    @property
    def head(self) -> tuple[Pattern, ...]:
        """The patterns of what the rule gives."""
        return self._patterns[0]

    @property
    def body(self) -> tuple[Pattern, ...]:
        """The patterns of what must hold for it."""
        return self._patterns[1]

    @property
    def select(self) -> str:
        """The body as a query for everything that it binds."""
        return _HEAD.sub("SELECT * WHERE", self.text, count=1)

    def said(self, lang: str, bound: Mapping[str, Node], premises: str, words: Callable[[Node], str]) -> str:
        """What the rule says in ``lang`` of the case where its variables are ``bound`` and it looked at ``premises``.

        ``words`` gives the words of a term.
        """

        def filled(slot: re.Match[str]) -> str:
            if slot["premises"]:
                return premises
            return words(bound[slot["variable"]] if slot["variable"] else URIRef(slot["iri"]))

        return _SLOT.sub(filled, self.message[lang])

    @cached_property
    def _patterns(self) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...]]:
        from rdflib.plugins.sparql import prepareQuery
        from rdflib.plugins.sparql.algebra import translateUpdate
        from rdflib.plugins.sparql.parser import parseUpdate

        text = _whole(self.text)
        if "INSERT" in text:
            request = translateUpdate(parseUpdate(text)).algebra[0]
            head, where = request.insert.triples, request.where
        else:
            query = prepareQuery(text).algebra
            head, where = query.template, query.p
        return tuple(head), tuple(_must_hold(where))


def load() -> tuple[Rule, ...]:
    """The rules of OWL 2 RL compiled from the ontology, then those in ``derivations``.

    Raises:
        DataFileError: a rule does not say in both languages what it does.
    """
    ontology = (_rule(rule.name, rule.axiom, rule.update) for rule in closure.compile_rules(closure.ontology_graph()))
    derivations = (_rule(rule.name, None, rule.text) for rule in derivation.load())
    return (*ontology, *derivations)


def _rule(name: str, axiom: str | None, text: str) -> Rule:
    message = {found["lang"]: found["message"] for found in _MESSAGE.finditer(text)}
    if set(message) != {"id", "en"}:
        raise DataFileError(resources.folder("queries"), f"{name}: message must be given @id and @en")
    return Rule(name, axiom, text, message)


def _whole(text: str) -> str:
    """``text`` with its escaped names written as IRIs."""
    spaces = {found["name"]: found["space"] for found in _PREFIX.finditer(text)}
    return _ESCAPED.sub(lambda found: URIRef(spaces[found["name"]] + found["local"].replace("\\/", "/")).n3(), text)


def _must_hold(node: CompValue) -> Iterator[Pattern]:
    """The patterns that hold wherever the algebra ``node`` has a solution."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if node.name == "BGP":
        yield from node.triples
    for name, child in node.items():
        if isinstance(child, CompValue) and node.name not in _FALLIBLE.get(name, ()):
            yield from _must_hold(child)
