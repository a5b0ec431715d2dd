"""The context of the trace page: paths as a tree, each step with its words, each link with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgkesos import gambar, trace
from kgkesos.errors import NodeError, given_as
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Quote
from kgkesos.trace import Step, Trace
from kgkesos.web import forms, problems, tables, views, words
from kgkesos.web.context import Branch, Link, LinkWords, TracePage, TraceTree
from kgkesos.web.context import Quote as Words
from kgkesos.web.models import Arah


def page(knowledge: Knowledge, kata: str, arah: Arah) -> TracePage:
    """The traces from what ``kata`` means; the form alone where it is empty."""
    said = kata.strip()
    up = arah is Arah.naik
    title, build, search = "Telusur", knowledge.build.name, forms.trace_field(knowledge, said)
    if not said:
        return TracePage(title=title, build=build, menu="telusur", up=up, search=search)
    try:
        with given_as("kata"):
            found = trace.trace(knowledge, said, up=up)
    except NodeError as error:
        candidates = forms.trace_candidates(knowledge, said, arah)
        status, says = problems.offered(error, candidates)
        return TracePage(
            title=title,
            build=build,
            menu="telusur",
            status=status,
            up=up,
            search=search,
            problem=says,
            candidates=candidates,
        )
    return TracePage(
        title=f"Telusur: {found[0].start.label}",
        build=build,
        menu="telusur",
        up=up,
        search=search,
        trees=tuple(_tree(one) for one in found),
        other_way=tables.trace_address(said, Arah.turun if up else Arah.naik),
        downloads=(
            Link(tables.picture_address(said, arah), "Lihat sebagai gambar (SVG)"),
            *views.downloads("/api/trace", {"kata": said, "arah": arah})[-1:],
        ),
        keys=_keys(found),
    )


def picture(knowledge: Knowledge, kata: str, arah: Arah) -> str:
    """The traces from what ``kata`` means, drawn as one SVG.

    Raises:
        NodeError: no node has this IRI or these words, or several names do.
    """
    with given_as("kata"):
        found = trace.trace(knowledge, kata.strip(), up=arah is Arah.naik)
    return gambar.text(gambar.of_traces(knowledge, found))


def _tree(found: Trace) -> TraceTree:
    return TraceTree(
        document=found.start.dokumen.rsplit("/", 1)[-1],
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
