"""The context of the trace page: paths as a tree, each step with its words, each link with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kgkesos import gambar, trace
from kgkesos.errors import NodeError, QuestionError, given_as
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Quote
from kgkesos.trace import Step, Trace
from kgkesos.web import forms, problems, tables, views, words
from kgkesos.web.context import Branch, Link, LinkWords, TracePage, TraceTree
from kgkesos.web.context import Quote as Words
from kgkesos.web.models import Arah


def page(knowledge: Knowledge, kata: str, arah: Arah, narrowed: Mapping[str, str]) -> TracePage:
    """The traces from what ``kata`` means, those of a document or a period where ``narrowed`` says so (``dokumen``,
    ``periode``); the form alone where it is empty.
    """
    said, up = kata.strip(), arah is Arah.naik
    asked = TracePage(
        title="Telusur",
        build=knowledge.build.name,
        menu="telusur",
        up=up,
        search=forms.trace_field(knowledge, said),
        narrowing=forms.narrowing_fields(knowledge, narrowed),
    )
    if not said:
        return asked
    try:
        found = _found(knowledge, said, arah, narrowed)
    except QuestionError as error:
        return replace(asked, status=problems.status(error), problem=problems.plain(error))
    except NodeError as error:
        return _problem(knowledge, asked, error, arah, narrowed)
    return replace(
        asked,
        title=f"Telusur: {found[0].start.label}",
        trees=tuple(_tree(one) for one in found),
        other_way=tables.trace_address(said, Arah.turun if up else Arah.naik, narrowed),
        downloads=(
            Link(tables.picture_address(said, arah, narrowed), "Lihat sebagai gambar (SVG)"),
            *views.downloads("/api/trace", {"kata": said, "arah": arah, **narrowed})[-1:],
        ),
        keys=_keys(found),
    )


def _found(knowledge: Knowledge, said: str, arah: Arah, narrowed: Mapping[str, str]) -> tuple[Trace, ...]:
    dokumen, periode = narrowed.get("dokumen"), narrowed.get("periode")
    with given_as("kata"):
        return trace.trace(knowledge, said, up=arah is Arah.naik, dokumen=dokumen, periode=periode)


def _problem(
    knowledge: Knowledge, asked: TracePage, error: NodeError, arah: Arah, narrowed: Mapping[str, str]
) -> TracePage:
    """The page that says what is not found, and what to trace instead."""
    if error.parameter == "kata":
        candidates = forms.trace_candidates(knowledge, error.text, arah, narrowed)
        status, says = problems.offered(error, candidates)
        return replace(asked, status=status, problem=says, candidates=candidates)
    # The name is found, but not in what was asked for, or in more documents than can be shown: which there are is said.
    others = ({**narrowed, error.parameter: choice} for choice in error.choices)
    links = (Link(tables.trace_address(error.text, arah, one), one[error.parameter]) for one in others)
    elsewhere = f"ada, tetapi bukan di {error.parameter} itu. Yang ada:"
    says = f"“{error.text}” {elsewhere if narrowed else 'dipakai banyak simpul. Pilih dokumennya:'}"
    return replace(asked, status=problems.status(error), problem=says, candidates=tuple(links))


def picture(knowledge: Knowledge, kata: str, arah: Arah, narrowed: Mapping[str, str]) -> str:
    """The traces from what ``kata`` means, ``narrowed`` as on the page, drawn as one SVG.

    Raises:
        NodeError: no node has this IRI or these words, or several names do.
        QuestionError: there is no such document.
    """
    found = _found(knowledge, kata.strip(), arah, narrowed)
    return gambar.text(gambar.of_traces(knowledge, found))


def _tree(found: Trace) -> TraceTree:
    return TraceTree(
        document=found.start.dokumen.rsplit("/", 1)[-1],
        period=found.start.periode or "",
        replaced=found.diganti,
        paths=len(found.paths),
        alone=all(len(path) == 1 for path in found.paths),
        root=_branch(found.paths[0][0], found.paths, 1, found.up),
    )


def _branch(step: Step, paths: Sequence[tuple[Step, ...]], depth: int, up: bool) -> Branch:
    """``step`` and what follows it: ``paths`` are alike in their first ``depth`` steps."""
    following: dict[str, list[tuple[Step, ...]]] = {}
    for path in paths:
        if len(path) > depth:
            following.setdefault(path[depth].node.iri, []).append(path)
    return Branch(
        kind=words.spaced(step.node.kind),
        label=step.node.label,
        address=tables.trace_address(step.node.iri, Arah.naik if up else Arah.turun),
        thing=tables.thing_address(step.node.iri),
        quotes=_quotes(step.quotes),
        link=_link(step, up),
        why=tables.why_address(step.link.dari, step.link.cara, step.link.ke) if step.link else "",
        branches=tuple(_branch(group[0][depth], group, depth + 1, up) for group in following.values()),
    )


def _link(step: Step, up: bool) -> LinkWords | None:
    if step.link is None:
        return None
    basis, _ = words.BASIS.get(step.link.basis, (words.spaced(step.link.basis), ""))
    said = step.link.kepastian
    certainty, _ = words.CERTAINTY.get(said, (words.spaced(said), "")) if said else ("", "")
    return LinkWords(
        how=trace.HUBUNGAN[step.link.cara][0 if up else 1],
        basis=basis,
        certainty=certainty,
        rule=step.link.aturan,
        sure=said in ("pasti", None),
        # What a node's own words say already is not said twice.
        quotes=_quotes(quote for quote in step.dasar if quote not in step.quotes),
    )


def _quotes(printed: Iterable[Quote]) -> tuple[Words, ...]:
    return tables.quotes((one.kutipan, tables.place(one.berkas, one.baris, one.tempat)) for one in printed)


def _keys(found: Iterable[Trace]) -> tuple[tuple[str, str], ...]:
    """What the words for bases and certainties mean, for those that stand on the page."""
    links = [step.link for one in found for path in one.paths for step in path if step.link]
    bases = {link.basis for link in links}
    sure = {link.kepastian for link in links}
    return tuple(
        meaning
        for known, used in ((words.BASIS, bases), (words.CERTAINTY, sure))
        for code, meaning in known.items()
        if code in used
    )
