"""Traces and proofs as JSON-ready data and as Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from rdflib import RDFS, Graph, URIRef

from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Node, Quote
from kgkesos.store import Triple
from kgkesos.trace import Step, Trace
from kgkesos.vocab import KESOS
from kgkesos.why import Reason


def traces_json(traces: Iterable[Trace]) -> list[dict[str, Any]]:
    """Traces as data: for each start its paths, for each step the node, its quotes, and the link that leads to it."""
    return [
        {
            "start": trace.start.iri,
            "direction": "up" if trace.up else "down",
            "build": trace.build,
            "dipotong": trace.dipotong,
            "paths": [[_step(step) for step in path] for path in trace.paths],
        }
        for trace in traces
    ]


def traces_turtle(knowledge: Knowledge, traces: Iterable[Trace]) -> str:
    """What the graph says of the paths of ``traces``, as Turtle: nodes, links with what they rest on, printed words."""
    steps = {step for trace in traces for path in trace.paths for step in path}
    graph = Graph(bind_namespaces="none")
    graph.bind("kesos", KESOS)
    graph.bind("rdfs", RDFS)
    for triple in chain.from_iterable(_described(knowledge, step) for step in steps):
        graph.add(triple)
    return graph.serialize(format="turtle")


def _described(knowledge: Knowledge, step: Step) -> Iterator[Triple]:
    yield from knowledge.described("jejak-simpul", simpul=URIRef(step.node.iri))
    if step.link:
        ends = {"dari": URIRef(step.link.dari), "ke": URIRef(step.link.ke)}
        yield from knowledge.described("jejak-tautan", **ends)


def node_json(node: Node) -> dict[str, Any]:
    """A node found by its name, as data."""
    return {
        "iri": node.iri,
        "jenis": node.kind,
        "label": node.label,
        "dokumen": node.dokumen,
        "periode": node.periode,
    }


def reason_json(reason: Reason) -> dict[str, Any]:
    """Why a statement holds, as data: its words, its triple, the rule, and why what that rests on holds.

    ``tautan`` is said as a trace says it of the same link, without its words: they are the ``bukti``.
    """
    said = reason.statement
    return {
        "pernyataan": {"subjek": said.subjek, "predikat": said.predikat, "objek": said.objek},
        "tripel": [term.n3() for term in said.triple],
        "aturan": reason.aturan,
        "aksioma": reason.aksioma,
        "kalimat": reason.kalimat,
        "graf": reason.graf,
        "bukti": [_printed(quote) for quote in reason.kutipan],
        "tautan": reason.tautan and _link(reason.tautan),
        "premis": [reason_json(one) for one in reason.premis],
    }


def _step(step: Step) -> dict[str, Any]:
    link = step.link
    return {
        "iri": step.node.iri,
        "jenis": step.node.kind,
        "label": step.node.label,
        "periode": step.node.periode,
        "bukti": [_printed(quote) for quote in step.quotes],
        "tautan": link and {**_link(link), "bukti": [_printed(quote) for quote in step.dasar]},
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "cara": link.cara,
        "basis": link.basis,
        "kepastian": link.kepastian,
        "aturan": link.aturan,
        "iri": link.tautan,
    }


def _printed(quote: Quote) -> dict[str, Any]:
    return {
        "berkas": quote.berkas,
        "baris": list(quote.baris),
        "tempat": quote.tempat,
        "kutipan": quote.kutipan,
    }
