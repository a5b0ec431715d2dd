"""The shortest proof of a statement from what documents say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rdflib import RDF, RDFS, SKOS, Literal, URIRef
from rdflib.term import Node, Variable

from kgkesos.bahasa import kata
from kgkesos.errors import NodeError
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Quote, strongest
from kgkesos.normalize import squeeze
from kgkesos.store import Triple
from kgkesos.vocab import KESOS
from kgkesos.why import matching
from kgkesos.why.rules import Rule, load

# Rules on rules on rules: a proof deeper than this is no longer read.
MOST_STEPS = 12
# The graphs of a document that hold what was not printed.
_DERIVED = ("/turunan", "/temuan", "/turunan-lintas", "/temuan-lintas")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Nodes that a build computes: what it measures on words, what it judges. And what names the computation.
_COMPUTED = {KESOS.Sebutan, KESOS.CiriTeks, KESOS.Penilaian, KESOS.Temuan}
_NAMED = (KESOS.aturan, KESOS.jenisCiri, KESOS.kodeTemuan)
# What things and terms are called, and concepts and codes.
_NAMES = (RDFS.label, SKOS.prefLabel)
# The fields whose words are a node's own name.
_OWN = frozenset({"nama", "teks"})
Bindings = Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple with words for its parts: the labels of nodes and properties in Indonesian, else ends of IRIs."""

    triple: Triple
    subjek: str
    predikat: str
    objek: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why ``statement`` holds: by ``aturan`` from ``premis``; or it was said, in the graph ``graf``, in these words.

    ``kalimat`` says for people what the rule concluded from what, ``aksioma`` is the axiom of the ontology that it is,
    where it is one. What a build measured on words (the mentions of concepts, say) has a rule and no premises.
    ``tautan`` is the direct link that the statement is, where it is one: what a trace says of it (that it is a guess,
    by which rule it was read) its proof says, too.
    """

    statement: Statement
    aturan: str | None = None
    aksioma: str | None = None
    kalimat: str | None = None
    premis: tuple[Reason, ...] = ()
    graf: str | None = None
    kutipan: tuple[Quote, ...] = ()
    tautan: Link | None = None


def why(knowledge: Knowledge, triple: Triple, lang: str = "id") -> Reason:
    """Why ``triple`` holds in the build, properties and terms called as the ontology labels them in ``lang``.

    Raises:
        NodeError: it does not hold, or no rule of this version of kgkesos gives it.
    """
    prover = _Prover(knowledge, lang)
    if not knowledge.store.graphs_with(triple):
        words = prover.statement(triple)
        said = f"{words.subjek} {words.predikat} {words.objek}"
        raise NodeError(said, "pernyataan ini tidak ada dalam graf (the graph does not say so)")
    for steps in range(MOST_STEPS):
        if reason := prover.proved(triple, steps, frozenset()):
            return reason
    raise NodeError(str(triple[0]), "tidak ada aturan yang memberi pernyataan ini (no rule of this version gives it)")


class _Prover:
    """Looks for proofs in one build."""

    def __init__(self, knowledge: Knowledge, lang: str) -> None:
        self._knowledge = knowledge
        self._lang = lang
        self._store = knowledge.store
        self._rules = load()
        self._proved: dict[tuple[Triple, int], Reason] = {}

    def proved(self, triple: Triple, steps: int, above: frozenset[Triple]) -> Reason | None:
        """A proof of at most ``steps`` rules that does not rest on anything of ``above``."""
        if (known := self._proved.get((triple, steps))) is not None:
            return known
        reason = self._said(triple)
        if reason is None and steps:
            reason = self._by_rule(triple, steps, above)
        reason = reason or self._measured(triple)
        if reason is not None:
            self._proved[triple, steps] = reason
        return reason

    def _said(self, triple: Triple) -> Reason | None:
        for name in sorted(self._store.graphs_with(triple)):
            if not name.endswith(_DERIVED):
                link, quotes = self._link(triple), tuple(self._quotes(triple))
                return Reason(self.statement(triple), graf=name, kutipan=quotes, tautan=link)
        return None

    def _by_rule(self, triple: Triple, steps: int, above: frozenset[Triple]) -> Reason | None:
        for rule in (rule for rule in self._rules if rule.may_give(triple)):
            for found, bound in self._premises(rule, triple):
                if triple in found or not above.isdisjoint(found):
                    continue
                reasons = self._every(found, steps - 1, above | {triple})
                if reasons is not None:
                    said = rule.said(self._lang, bound, self._all_of(found), self._words)
                    link = self._link(triple)
                    return Reason(self.statement(triple), rule.name, rule.axiom, said, reasons, tautan=link)
        return None

    def _all_of(self, found: Sequence[Triple]) -> str:
        """What a rule looked at, in one sentence."""
        return kata(" dan ", self._lang).join(
            f"“{s}” {p} “{o}”" for s, p, o in (map(self._words, one) for one in found)
        )

    def _every(self, found: Sequence[Triple], steps: int, above: frozenset[Triple]) -> tuple[Reason, ...] | None:
        reasons = []
        for one in found:
            reason = self.proved(one, steps, above)
            if reason is None:
                return None
            reasons.append(reason)
        return tuple(reasons)

    def _premises(self, rule: Rule, triple: Triple) -> Iterator[tuple[tuple[Triple, ...], Bindings]]:
        """What ``rule`` looked at where it gave ``triple``, each way, and what its variables stood for."""
        ends = (part for s, _, o in rule.body for part in (s, o))
        looked_at = {str(part) for part in ends if isinstance(part, Variable)}
        for head in rule.head:
            bound = matching.unified(head, triple)
            if bound is None:
                continue
            # What a rule makes (a BIND, an aggregate) cannot be given to it: it is compared afterwards.
            given = {name: term for name, term in bound.items() if name in looked_at}
            for row in self._store.solutions(rule.select, given):
                if all(row.get(name) == term for name, term in bound.items()):
                    found = matching.premises(self._store, rule.body, row)
                    if found:
                        yield tuple(dict.fromkeys(found)), row

    def _measured(self, triple: Triple) -> Reason | None:
        """What a build computed on words: the mentions of concepts, and features of texts."""
        subject, predicate, object_ = triple
        if predicate == KESOS.menyebut:
            name = next(self._mentions(subject, object_), None)
        elif {kind for _, _, kind in self._store.match(subject, RDF.type, None)} & _COMPUTED:
            said = (self._store.match(subject, named, None) for named in _NAMED)
            name = next((str(rule).rsplit("/", 1)[-1] for _, _, rule in chain.from_iterable(said)), None)
        else:
            name = None
        return Reason(self.statement(triple), aturan=name, kutipan=tuple(self._quotes(triple))) if name else None

    def _mentions(self, subject: Node, concept: Node) -> Iterator[str]:
        """The rules by which words of ``subject``, or of the quantity it is a part of, were taken for ``concept``."""
        wholes = (whole for whole, _, _ in self._store.match(None, KESOS.tersusunDari, subject))
        mentions = (self._store.match(None, KESOS.sebutanDari, said) for said in (subject, *wholes))
        for mention, _, _ in chain.from_iterable(mentions):
            if any(self._store.match(mention, KESOS.sebutanKonsep, concept)):
                yield from (str(rule) for _, _, rule in self._store.match(mention, KESOS.aturan, None))

    def _link(self, triple: Triple) -> Link | None:
        """The direct link that ``triple`` is, the one that a trace shows; None where it is none."""
        subject, predicate, object_ = triple
        said = (str(object_), str(predicate).removeprefix(str(KESOS)))
        links = self._knowledge.lookup.links_from(str(subject))
        return next(iter(strongest(link for link in links if (link.ke, link.cara) == said)), None)

    def _quotes(self, triple: Triple) -> Iterator[Quote]:
        """The printed words of a statement: of the link, of the field, else of the two names."""
        subject, predicate, object_ = triple
        link = self._link(triple)
        if link and link.tautan:
            yield from self._knowledge.lookup.quotes(link.tautan)
            return
        field = _CAPITAL.sub("_", str(predicate).rsplit("#", 1)[-1]).lower()
        ends = [end for end in (subject, object_) if isinstance(end, URIRef) and "/id/" in end]
        rows = [row for end in ends for row in self._knowledge.internal("bukti-hal", simpul=end).rows]
        own = [row for row in rows if str(row[1]) == field] or [row for row in rows if str(row[1]) in _OWN]
        for _, _, _, file, first, last, place, words in own or rows:
            yield Quote(str(file), (int(str(first)), int(str(last))), None if place is None else str(place), str(words))

    def statement(self, triple: Triple) -> Statement:
        """``triple`` with its words."""
        subject, predicate, object_ = (self._words(term) for term in triple)
        return Statement(triple, subject, predicate, object_)

    def _words(self, term: Node) -> str:
        if isinstance(term, Literal):
            return squeeze(str(term))
        if term == RDF.type:
            return kata("adalah", self._lang)
        found = chain.from_iterable(self._store.match(term, name, None) for name in _NAMES)
        labels = [o for _, _, o in found if isinstance(o, Literal)]
        spoken = sorted(labels, key=lambda label: (label.language != self._lang, label.language != "id", str(label)))
        return squeeze(str(spoken[0])) if spoken else re.split(r"[/#]", str(term))[-1]
