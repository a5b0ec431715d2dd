"""Where a term is used, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from kgkesos.terms.rules import Rule, RuleKind
from kgkesos.terms.usage import KindOfUse, Thing, Usage
from kgkesos.vocab import BASE, KESOS, KODE, KONSEP
from kgkesos.web import tables
from kgkesos.web import words as common
from kgkesos.web.kosakata import views, words
from kgkesos.web.kosakata.context import KindView, RuleGroup, RuleView, TermLink, UsageView


def usage(found: Usage, base: str) -> UsageView:
    """Where a build uses a term; things whose names begin with the build's ``base`` lead to their pages."""
    graphs = tuple((words.graph(one.name), one.uses) for one in found.graphs)
    return UsageView(found.uses, graphs, tuple(_kind(one, base) for one in found.kinds))


def rules(found: Iterable[Rule]) -> tuple[RuleGroup, ...]:
    """What names a term, kind by kind."""
    by_kind: dict[RuleKind, list[RuleView]] = {}
    for rule in found:
        by_kind.setdefault(rule.kind, []).append(RuleView(_address(rule), rule.name, rule.title))
    return tuple(
        RuleGroup(words.RULES[kind], "en" if kind is RuleKind.derivation else "id", tuple(members))
        for kind, members in by_kind.items()
    )


def _kind(one: KindOfUse, base: str) -> KindView:
    return KindView(
        kind=views.link(one.kind, views.on_server),
        through=views.link(one.through, views.on_server) if one.through else None,
        count=one.count,
        things=tuple(_thing(thing, base) for thing in one.things),
    )


def _thing(thing: Thing, base: str) -> TermLink:
    """A thing with its words; one without by the end of its name."""
    if thing.iri.startswith(f"{base}id/"):
        name = common.value("simpul", thing.iri)
        return TermLink(tables.thing_address(thing.iri), thing.label or name, name)
    path = thing.iri.removeprefix(BASE)
    own = thing.iri.startswith((str(KESOS), str(KONSEP).rstrip("/"), str(KODE)))
    return TermLink(tables.term_address(thing.iri) if own else None, thing.label or path, path)


def _address(rule: Rule) -> str | None:
    """The answers to a question, the findings of a shape or check; a rule over the vocabulary itself has no page."""
    if rule.kind is RuleKind.question:
        return f"/jawaban/{quote(rule.name)}"
    return f"/temuan?kode={quote(rule.name)}" if rule.finding else None
