"""Queries of one triple pattern: what counts as one, by another parser, and that their answers are a worker's."""

from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Variable
from rdflib.plugins.sparql import prepareQuery
from sparql_server import Endpoint, serving

from kgkesos import builds
from kgkesos.sparql import evaluation
from kgkesos.sparql.frames import Job
from kgkesos.sparql.limits import Limits
from kgkesos.sparql.serving import graphs_of
from kgkesos.sparql.singles import MOST_ROWS, Singles, read
from kgkesos.store import Served

MOST = MOST_ROWS + 1
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
PREFERRED, OTHER = (f"<http://www.w3.org/2004/02/skos/core#{name}Label>" for name in ("pref", "alt"))
PMKS = "<https://w3id.org/kgkesos/konsep/pmks>"
KESOS = "PREFIX kesos: <https://w3id.org/kgkesos/ontology#>"

ONE_PATTERN = (
    f"SELECT ?p ?o WHERE {{ {PMKS} ?p ?o }}",
    f"select*{{{PMKS} <urn:x> ?l}} # {{ ?s ?p ?o }}",
    f"{KESOS}\nPREFIX : <urn:x#>  # of nobody\nSELECT $s WHERE {{ ?s a kesos:Indikator . }} LIMIT 7",
    f'SELECT ?s {{ ?s {PREFERRED} "PMKS"@id }}',
    "SELECT ?o ?p ?s { ?s ?p ?o } LIMIT 0",
    "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 999999999",
    "SELECT ?other { ?s a ?o } LIMIT 50",
    f"ASK {{ ?s {LABEL} ?o }}",
    f"{KESOS} ask where {{ ?s a kesos:Tidak-Ada. }}",
    f'SELECT * {{ {PMKS} ?p "" }}',
    "PREFIX select: <urn:a> SELECT ?a { select:a.b ?where ?limit }",
    "SELECT ?p { <https://w3id.org/kgkesos/id/service/from> ?p ?service }",
)
# More than one pattern, or one that is not followed step by step in an index, or not surely either.
OTHERS = (
    "SELECT ?s { ?s ?s ?o }",
    "SELECT ?s { ?s ?p $s }",
    "SELECT ?s { ?s <urn:a>?true }",
    "SELECT ?s { ?s <urn:a>+?o }",
    f"SELECT * {{ ?s {LABEL} ?x ; a ?y }}",
    f"SELECT * {{ ?s {LABEL} ?x , ?y }}",
    f"SELECT * {{ ?s {LABEL} ?x . ?s ?p ?y }}",
    f"SELECT * {{ ?s {LABEL}* ?x }}",
    f"SELECT * {{ ?s {LABEL}/a ?x }}",
    f"SELECT * {{ ?s !{LABEL} ?x }}",
    f"SELECT * {{ ?s ^{LABEL} ?x }}",
    "SELECT DISTINCT ?p { ?s ?p ?o }",
    "SELECT REDUCED ?p { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1",
    "SELECT ?s { ?s ?p ?o } OFFSET 1000000 LIMIT 1",
    "SELECT ?s { ?s ?p ?o } LIMIT 1 OFFSET 1000000",
    "SELECT ?s { ?s ?p ?o } GROUP BY ?s",
    "SELECT ?s { ?s ?p ?o FILTER(?o = 1) }",
    "SELECT ?s { ?s ?p ?o } VALUES ?s { <urn:x> }",
    "SELECT ?s { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?s { { ?s ?p ?o } }",
    "SELECT ?s { _:a ?p ?o }",
    "SELECT ?s { [] ?p ?o }",
    "SELECT ?s FROM <urn:x> { ?s ?p ?o }",
    "SELECT ?s { SERVICE <urn:x> { ?s ?p ?o } }",
    "SELECT ?s { ?s ?p 1 }",
    r"SELECT ?s { <urn:\u0061> ?p ?o }",
    "BASE <urn:x> SELECT ?s { <a> ?p ?o }",
    "ASK { ?s ?p ?o } LIMIT 1",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE <urn:x>",
    "SELECT * { } ",
    f"SELECT ?p {{ <urn:{'x' * 2040}> ?p ?o }}",
    "PREFIX a: <urn:> SELECT ?o { a:-b ?p ?o }",
)


def bounded(text: str) -> str | None:
    """``text`` as the engine is given it; None where it is none of one pattern."""
    found = read(text, MOST)
    return None if found is None else found.text


def steps(text: str) -> tuple[tuple[Any, Any, Any], int | None]:
    """The one pattern that ``text`` asks for and its LIMIT, by rdflib's algebra; fails where it asks anything else."""
    algebra = prepareQuery(text).algebra
    part, limit = algebra.p, None
    if algebra.name == "SelectQuery":
        assert part.name == "Slice"
        assert part.start == 0
        part, limit = part.p, part.length
    else:
        assert algebra.name == "AskQuery"
    assert part.name == "Project"
    part = part.p
    assert part.name == "BGP"
    (triple,) = part.triples
    return triple, limit


def holds_what_is_promised(text: str) -> bool:
    """Whether ``text`` counts as one pattern; if it does, it is one, with a LIMIT, and no variable twice."""
    cut = bounded(text)
    if cut is None:
        return False
    triple, limit = steps(cut)
    variables = [term for term in triple if isinstance(term, Variable)]
    assert len(set(variables)) == len(variables)
    assert all(isinstance(term, Variable) or term.n3() for term in triple)
    assert "ASK" in text.upper() if limit is None else limit <= MOST
    return True


@pytest.mark.parametrize("text", ONE_PATTERN)
def test_one_pattern_is_told_as_such(text: str) -> None:
    assert holds_what_is_promised(text)
    assert bounded(text).startswith(text.partition(" # {")[0].partition(" LIMIT")[0])  # type: ignore[union-attr]


@pytest.mark.parametrize("text", OTHERS)
def test_whatever_else_is_left_to_a_worker(text: str) -> None:
    assert bounded(text) is None


PIECES = (
    '?s ?p $o ?s2 <urn:a> <urn:a#b> ex:a ex:a.b :c a \'x\' "x" "x"@id . ; , { } * ( ) + / ^ | # \n [] _:b WHERE LIMIT '
    "3 OFFSET DISTINCT FILTER UNION OPTIONAL GRAPH SERVICE FROM ORDER VALUES SELECT ASK PREFIX"
)
NOTHING = evaluation.Graphs(Served(ox.Store()), "http://base.example/sparql", None)
PROLOGUE = "PREFIX ex: <urn:ex:> PREFIX : <urn:none:> "


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ONE_PATTERN), st.data())
@example(ONE_PATTERN[0], None)
def test_however_a_query_is_changed_it_is_one_pattern_or_left_alone(text: str, data: Any) -> None:
    words = text.split(" ")
    for _ in range(data.draw(st.integers(1, 3)) if data else 0):
        place = data.draw(st.integers(0, len(words)))
        words[place : place + data.draw(st.integers(0, 1))] = [data.draw(st.sampled_from(PIECES.split(" ")))]
    changed = PROLOGUE + " ".join(words)
    cut = bounded(changed)
    if cut is None:
        return
    try:
        prepareQuery(cut)
    except Exception:
        # No SPARQL: whoever answers says so.
        assert Singles(NOTHING, Limits()).answer(job(changed)) is None
        return
    assert holds_what_is_promised(changed)


@pytest.fixture(scope="module")
def graphs(built_kg: Path) -> evaluation.Graphs:
    return graphs_of(builds.current(built_kg))


def job(text: str, **other: Any) -> Job:
    return Job(text, **({"rows_form": "json", "graph_form": "nt"} | other))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("text", ONE_PATTERN)
def test_the_answer_is_that_of_a_worker(graphs: evaluation.Graphs, text: str, form: str) -> None:
    asked = job(text, rows_form=form, gzip=True)
    by_worker = evaluation.answer(graphs, asked, Limits())
    assert by_worker.status == 200
    assert Singles(graphs, Limits()).answer(asked) == (None if "LIMIT 9" in text else by_worker)


def test_what_has_more_rows_or_bytes_is_left_to_a_worker(graphs: evaluation.Graphs) -> None:
    singles = Singles(graphs, Limits())
    most = singles.answer(job(f"SELECT * {{ ?s ?p ?o }} LIMIT {MOST_ROWS}"))
    assert most is not None
    assert len(json.loads(most.body)["results"]["bindings"]) == MOST_ROWS
    assert most.truncated == ""
    for limit in (f" LIMIT {MOST}", ""):
        assert singles.answer(job(f"SELECT * {{ ?s ?p ?o }}{limit}")) is None
    assert Singles(graphs, Limits(size=1000)).answer(job("SELECT * { ?s ?p ?o } LIMIT 50", rows_form="csv")) is None
    for bounds in (Limits(rows=9), Limits(size=1000)):
        assert Singles(graphs, bounds).answer(job("SELECT * { ?s ?p ?o } LIMIT 10")) is None
        assert Singles(graphs, bounds).answer(job("SELECT ?p { ?s ?p ?o } LIMIT 2")) is not None


def test_what_names_graphs_or_is_refused_is_left_to_a_worker(graphs: evaluation.Graphs) -> None:
    singles = Singles(graphs, Limits())
    text = f"SELECT ?o {{ {PMKS} {OTHER} ?o }}"
    assert singles.answer(job(text)) is not None
    graph = ("https://w3id.org/kgkesos/graf/konsep",)
    assert singles.answer(job(text, default_graphs=graph)) is None
    assert singles.answer(job(text, named_graphs=graph)) is None
    assert singles.answer(job(text, rows_form=None)) is None
    assert singles.answer(job("SELECT ?o { unknown:a ?p ?o }")) is None


@pytest.fixture(scope="module")
def server(built_kg: Path) -> Any:
    with serving(built_kg, workers=2, heavy=2, seconds=20.0, heavy_after=10.0, queue=1, queue_of_one=1) as found:
        yield found


def test_it_is_answered_though_every_worker_is_busy(server: Endpoint) -> None:
    text = f"SELECT ?o {{ {PMKS} {OTHER} ?o }}"
    for pid in server.workers():
        # Stopped, they take what they are asked and answer nothing.
        os.kill(pid, signal.SIGSTOP)
    waiting = [threading.Thread(target=server.fresh, args=("ASK {}", f"127.0.0.{9 + i}")) for i in range(5)]
    try:
        for one in waiting:
            one.start()
        answered = server.fresh(text)
        assert answered.status_code == 200
        (row,) = answered.json()["results"]["bindings"]
        assert row["o"]["value"] == "Penyandang Masalah Kesejahteraan Sosial"
        head = server.send("HEAD", params={"query": f"{text} # HEAD"})
        assert (head.status_code, head.headers["x-truncated"], head.content) == (200, "no", b"")
    finally:
        for pid in server.workers():
            os.kill(pid, signal.SIGCONT)
        for one in waiting:
            one.join()


IRIS = (
    "http://a/b/c",
    "http://a/b/../c",
    "http://a/c",
    "http://a/b/./c",
    "http://a/..c",
    "http://a/c/..",
    "http://a/c/.",
    "http://a//b",
    "HTTP://A/b",
    "http://a",
    "http://a/?q=/../c",
    "http://a/c#/../b",
    "urn:",
    "urn:..",
    "urn:.",
    "x:../c",
    "http://é.example/ü",
    "http://a/%7e%2F",
    "http://a/~/",
    "c",
    "/c",
    "//a/c",
    "#c",
    "?c",
    "1:c",
    "http:c",
    "http:///c",
    "",
)
PREFIXED = (
    "PREFIX p: <http://a/b/> SELECT ?o { p:c ?p ?o }",
    "PREFIX p: <http://a/b/..> SELECT ?o { p:c ?p ?o }",
    "PREFIX p: <http://a/b/../> SELECT ?o { p:c ?p ?o }",
    "PREFIX p: <http://a/b/.> SELECT ?o { p:c ?p ?o }",
    "PREFIX p: <http://no/> PREFIX p: <http://a/b/> SELECT ?o { p:c ?p ?o }",
    "PREFIX p: <http://a/b/> # PREFIX p: <http://no/>\nSELECT ?o { p:c ?p ?o }",
    "PREFIX p: <http://a/b/>#\nPREFIX pp: <http://no/>SELECT ?o { p:c ?p ?o }",
    "PREFIX : <http://a/b/> SELECT ?o { :c ?p ?o }",
    "PREFIX a: <http://[no> SELECT ?s { ?s a ?o } LIMIT 2",
    "PREFIX p: <http://[no> PREFIX p: <http://a/b/> SELECT ?o { p:c ?p ?o }",
    "PREFIX p: <b/> SELECT ?o { p:c ?p ?o }",
    "PREFIX p: <#> SELECT ?o { p:c ?p ?o }",
    "PREFIX q: <urn:%zz> PREFIX p: <http://a/b/> SELECT ?o { p:c ?p ?o }",
    'SELECT ?s { ?s <urn:p> "a:urn:x" }',
    "SELECT ?o # ?s\n?p { <http://a/b/c> ?p ?o }",
    "SELECT ?p ?p { <http://a/b/c> ?p ?o }",
    "SELECT ?p ?q { <http://a/b/c> ?p ?o }",
    "SELECT ?q { <http://a/b/c> ?p ?o }",
    "SELECT $o ?s { ?s a ?o } LIMIT 1",
    "SELECT * { ?b ?a <urn:o> }",
)
XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS: tuple[ox.Literal | ox.NamedNode | ox.BlankNode, ...] = (
    *(ox.Literal(text) for text in ("", "a", '"\\/\b\f\n\r\t', "\u0001\u007f\u2028\ufffe𝛼é", "<&>")),
    *(ox.Literal("x", language=tag) for tag in ("id", "en-GB")),
    *(
        ox.Literal("01", datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}"))
        for name in ("integer", "date")
    ),
    ox.Literal("x", datatype=ox.NamedNode("urn:o")),
    *(ox.NamedNode("urn:é"), ox.BlankNode("b1")),
    ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL),
)


@pytest.fixture(scope="module")
def odd() -> evaluation.Graphs:
    """IRIs of which some mean others where they are written in a query, and terms of every kind."""
    made = ox.Store()
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for number, iri in enumerate(IRIS):
        try:
            subject = ox.NamedNode(iri)
        except ValueError:
            continue
        made.add(ox.Quad(subject, ox.NamedNode("urn:p"), ox.Literal(str(number))))
    for number, term in enumerate(TERMS):
        made.add(ox.Quad(ox.NamedNode(f"urn:s{number}"), type_, term))
    made.add(ox.Quad(ox.NamedNode("urn:s"), type_, ox.NamedNode("urn:o")))
    return evaluation.Graphs(Served(made), "http://base.example/sparql", None)


@pytest.mark.parametrize(
    "text",
    [*(f"SELECT ?p ?o {{ <{iri}> ?p ?o }}" for iri in IRIS), *PREFIXED]
    + [f"SELECT ?o {{ <urn:s{number}> a ?o }}" for number in range(len(TERMS))],
)
def test_what_is_taken_from_the_index_is_what_the_engine_finds(odd: evaluation.Graphs, text: str) -> None:
    by_engine = evaluation.answer(odd, job(text), Limits())
    found = Singles(odd, Limits()).answer(job(text))
    assert found == (by_engine if by_engine.status == 200 else None)


def test_the_index_is_read_without_the_engine(graphs: evaluation.Graphs, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (f"SELECT ?o {{ {PMKS} {OTHER} ?o }}", f"{KESOS} SELECT * WHERE {{ ?s a kesos:Konsep . }} LIMIT 3")
    expected = [evaluation.answer(graphs, job(text), Limits()) for text in texts]

    def asked(*_: object) -> None:
        raise AssertionError("the engine was asked")

    monkeypatch.setattr(evaluation, "answer", asked)
    assert [Singles(graphs, Limits()).answer(job(text)) for text in texts] == expected
    assert all(json.loads(one.body)["results"]["bindings"] for one in expected)
