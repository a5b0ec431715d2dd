"""The forms of pages: a question's parameters as fields, with what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from kgkesos import pilihan, trace
from kgkesos.knowledge import Knowledge
from kgkesos.normalize import key
from kgkesos.questions import ALL, Param
from kgkesos.web import tables, words
from kgkesos.web.context import Choice, Field, Link

# A browser takes longer lists of suggestions badly, and the page grows by every one.
SUGGESTED = 300
# How many names are listed where words fit several.
LISTED = 30
# And how many that only come near.
NEAR = 8


def given(values: Mapping[str, str]) -> dict[str, str]:
    """What a form sent, without the fields that were left empty."""
    return {name: value.strip() for name, value in values.items() if value.strip()}


def fields(knowledge: Knowledge, params: Iterable[Param], values: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields of a question's form, filled with ``values``."""
    return tuple(_field(knowledge, param, values.get(param.name, "")) for param in params)


def _field(knowledge: Knowledge, param: Param, value: str) -> Field:
    label = words.column(param.name)
    required = param.default is None
    if value == ALL:
        value = ""
    if param.type == "dokumen":
        return Field(param.name, label, _tail(value), required=required, closed=True, choices=documents(knowledge))
    if param.type in ("temuan", "pilihan"):
        choices = param.choices if param.type == "pilihan" else findings(knowledge)
        return Field(
            param.name,
            label,
            pilihan.meant(value, choices) or value,
            required=required,
            closed=True,
            choices=tuple(Choice(one, words.spaced(one)) for one in choices),
        )
    hint = "" if required else "Kosongkan untuk melihat semuanya."
    if param.type == "node":
        return Field(param.name, label, value, hint, required, choices=names(knowledge, [param.kind or ""]))
    if param.type == "konsep":
        return Field(param.name, label, value, hint, required, choices=concepts(knowledge))
    return Field(param.name, label, value, hint, required, numeric=param.type == "integer")


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def documents(knowledge: Knowledge) -> tuple[Choice, ...]:
    """Every document that has a node."""
    keys = sorted(_tail(iri) for iri in knowledge.documents)
    return tuple(Choice(one, one) for one in keys)


def findings(knowledge: Knowledge) -> tuple[str, ...]:
    """The code of every kind of finding that the build looked for."""
    return tuple(sorted(knowledge.build.manifest()["finding_codes"]))


def names(knowledge: Knowledge, kinds: Iterable[str]) -> tuple[Choice, ...]:
    """The names of nodes of ``kinds``, as suggestions."""
    return tuple(Choice(name, name) for name in knowledge.lookup.labels(kinds, SUGGESTED))


def concepts(knowledge: Knowledge) -> tuple[Choice, ...]:
    """The names of concepts, as suggestions."""
    found = sorted({name for _, name, _ in knowledge.concept_names}, key=str.casefold)
    return tuple(Choice(name, name) for name in found[:SUGGESTED])


def trace_field(knowledge: Knowledge, value: str = "") -> Field:
    """The field that asks what to trace."""
    hint = "Sebagian nama sudah cukup, misalnya beberapa kata dari nama kegiatan, program atau sasaran."
    return Field("kata", "Apa yang ditelusuri?", value, hint, required=True, choices=names(knowledge, trace.LEVELS))


def narrowing_fields(knowledge: Knowledge, given: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields that narrow a trace, filled with what was ``given``."""
    hint = "Seperti tercetak, misalnya 2019-2022. Kosongkan untuk melihat semuanya."
    return (
        Field("dokumen", "Dokumen", _tail(given.get("dokumen", "")), closed=True, choices=documents(knowledge)),
        Field("periode", "Periode", given.get("periode", ""), hint),
    )


def candidates(knowledge: Knowledge, said: str, kinds: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Kind and name of the nodes whose name holds ``said``: what to choose from where words fit several.

    Where they fit none, of those that a search finds, in its order.
    """
    if not key(said):
        return ()
    pool = tuple(kinds)
    names = islice(knowledge.lookup.within(said, pool), LISTED)
    fits = {(node.kind, node.label) for name in names for node in knowledge.lookup.named(name, pool)}
    if fits:
        return tuple(sorted(fits)[:LISTED])
    return tuple(dict.fromkeys((node.kind, node.label) for node in knowledge.search(said, pool, NEAR)))


def _traced(knowledge: Knowledge, said: str) -> tuple[tuple[str, str], ...]:
    """As a trace looks for them: what measures or owns nodes is asked only where the nodes of a cascade do not fit."""
    every = (*trace.LEVELS, *trace.OTHERS)
    return candidates(knowledge, said, trace.LEVELS if any(knowledge.lookup.within(said, trace.LEVELS)) else every)


def trace_candidates(knowledge: Knowledge, said: str, arah: str, narrowed: Mapping[str, str]) -> tuple[Link, ...]:
    """The traces that ``said`` may have meant, ``narrowed`` as it was."""
    return tuple(
        Link(tables.trace_address(label, arah, narrowed), f"{words.spaced(kind)}: {label}")
        for kind, label in _traced(knowledge, said)
    )
