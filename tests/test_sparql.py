"""The SPARQL endpoint: what a request asks, what is refused, which form is given, how an answer is cut."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SH, VOID, Literal, Namespace, URIRef
from sparql_server import Endpoint, serving

from kgkesos import answers, builds, questions, store
from kgkesos.errors import SparqlError
from kgkesos.knowledge import Knowledge
from kgkesos.sparql import cutting, evaluation, examples, forms, frames, remembered, request
from kgkesos.sparql.limits import Limits
from kgkesos.web import client

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
LIMITS = {"workers": 2, "rows": 50, "size": 30_000, "text": 2_000}
README = Path(__file__).resolve().parents[1] / "README.md"
BASE = "https://w3id.org/kgkesos/sparql"
GRAPH = "https://w3id.org/kgkesos/graf/konsep"


@pytest.fixture(scope="module")
def server(built_kg: Path) -> Iterator[Endpoint]:
    with serving(built_kg, **LIMITS) as found:
        yield found


# A request (SPARQL 1.1 Protocol, 2.1)


def test_a_get_asks_its_query_with_the_graphs_that_it_names() -> None:
    found = request.of_get(
        b"query=ASK%20%7B%7D&default-graph-uri=urn:a&default-graph-uri=urn:b&named-graph-uri=urn%3Ac&x=1"
    )
    assert found == request.Request("ASK {}", ("urn:a", "urn:b"), ("urn:c",), None)


def test_a_get_without_a_query_asks_for_the_description() -> None:
    assert (request.of_get(b""), request.of_get(b"format=ttl"), request.form_of_get(b"format=ttl")) == (
        None,
        None,
        "ttl",
    )


@pytest.mark.parametrize(
    "media", ["application/x-www-form-urlencoded", "Application/X-WWW-Form-URLencoded;charset=UTF-8"]
)
def test_a_form_and_a_query_as_it_is_ask_the_same(media: str) -> None:
    form = request.of_post(media, b"", b"query=ASK+%7B%7D&named-graph-uri=urn:c")
    direct = request.of_post("application/sparql-query", b"named-graph-uri=urn:c", b"ASK {}")
    assert form == direct == request.Request("ASK {}", None, ("urn:c",), None)


QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
REFUSED: dict[str, tuple[int, Callable[[], object]]] = {
    "two queries": (400, lambda: request.of_get(b"query=ASK%7B%7D&query=ASK%7B%7D")),
    "graphs without a query": (400, lambda: request.of_get(b"default-graph-uri=urn:a")),
    "a query in the address and the body": (400, lambda: request.of_post(QUERY, b"query=ASK%7B%7D", b"ASK {}")),
    "an empty form": (400, lambda: request.of_post(FORM, b"", b"")),
    "an update in the address": (403, lambda: request.of_get(b"update=CLEAR%20ALL")),
    "an update in a form": (403, lambda: request.of_post(FORM, b"", b"update=CLEAR%20ALL")),
    "an update as it is": (403, lambda: request.of_post("application/sparql-update", b"", b"CLEAR ALL")),
    "another media type": (415, lambda: request.of_post("text/plain", b"", b"ASK {}")),
    "no media type": (415, lambda: request.of_post("", b"", b"ASK {}")),
    "another charset": (415, lambda: request.of_post(f"{QUERY}; charset=utf-16", b"", b"ASK {}")),
    "broken percent-encoding": (400, lambda: request.of_get(b"query=ASK%2")),
    "percent-encoding of no digits": (400, lambda: request.of_get(b"query=%zz")),
    "bytes that are no UTF-8": (400, lambda: request.of_get(b"query=%ff%fe")),
    "a lone surrogate": (400, lambda: request.of_get(b"query=%ed%a0%80")),
    "a body that is no UTF-8": (400, lambda: request.of_post(QUERY, b"", b"ASK {} # \xff")),
    "a NUL": (400, lambda: request.of_get(b"query=ASK%7B%7D%00")),
    "a relative graph": (400, lambda: request.of_get(b"query=ASK%7B%7D&default-graph-uri=graf")),
    "a graph that closes its brackets": (400, lambda: request.of_get(b"query=ASK%7B%7D&named-graph-uri=urn:a%3E")),
    "a form of too many parts": (400, lambda: request.of_post(FORM, b"", b"query=ASK%7B%7D" + b"&a" * 301)),
    "an address of too many parts": (400, lambda: request.of_get(b"query=ASK%7B%7D" + b"&" * 301)),
    "an address of too many parts beside a query": (400, lambda: request.of_post(QUERY, b"&a" * 301, b"ASK {}")),
    "an unknown form": (400, lambda: request.of_get(b"query=ASK%7B%7D&format=exe")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_request_is_refused_with_its_status(name: str) -> None:
    status, asked = REFUSED[name]
    with pytest.raises(SparqlError) as refused:
        asked()
    assert refused.value.status == status


@given(st.binary(), st.binary())
def test_percent_encoding_is_resolved_as_the_library_does(plain: bytes, quoted: bytes) -> None:
    encoded = plain.replace(b"%", b"") + quote(quoted, safe="").encode() + plain.replace(b"%", b"%25")
    assert request.unquoted(encoded) == unquote_to_bytes(encoded)


def test_a_job_and_an_answer_come_out_of_their_frames_as_they_went_in() -> None:
    job = frames.Job("ASK {} # é\U0001f600", ("urn:a",), None, "json", None, True)
    sent = frames.of_job(job)
    meta, text = frames.lengths(sent[: frames.HEAD_SIZE])
    start = frames.HEAD_SIZE + meta
    assert (len(sent), frames.job(sent[frames.HEAD_SIZE : start], sent[start:])) == (start + text, job)
    answer = frames.Answer(200, "text/csv", b"x\r\n\xff", "rows", gzip=True)
    sent = frames.of_answer(answer)
    start = frames.HEAD_SIZE + frames.lengths(sent[: frames.HEAD_SIZE])[0]
    assert frames.answer(sent[frames.HEAD_SIZE : start], sent[start:]) == answer


# Forms (RFC 9110, 12.5.1)


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("", "json", "ttl"),
        ("*/*", "json", "ttl"),
        ("application/sparql-results+xml", "xml", None),
        ("text/csv;q=0.9, text/tab-separated-values", "tsv", None),
        ("application/json", "json", "jsonld"),
        ("application/ld+json;q=0.5, application/n-triples;q=0.6", None, "nt"),
        ("text/*", "csv", "ttl"),
        ("text/*, */*;q=0.1, text/xml;q=0", "csv", "ttl"),
        ("application/rdf+xml, text/turtle;q=0.9", None, "rdf"),
        ("image/png", None, None),
        ("*/*;q=0", None, None),
        ("text/csv;q=zzz", None, None),
        # SPARQLWrapper, then a browser
        ("application/sparql-results+json,application/json,text/javascript,application/javascript", "json", "jsonld"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "xml", "rdf"),
    ],
)
def test_the_form_that_a_client_likes_best(accept: str, rows: str | None, graph: str | None) -> None:
    assert forms.liked(accept) == (rows, graph)


@pytest.mark.parametrize(
    ("said", "rows", "graph"),
    [
        ("json", "json", "jsonld"),
        ("xml", "xml", "rdf"),
        ("application/sparql-results+json", "json", None),
        ("text/turtle", None, "ttl"),
        ("Turtle", None, "ttl"),
        ("n3", None, "ttl"),
        ("rdf+xml", None, "rdf"),
        ("json-ld", None, "jsonld"),
        ("csv", "csv", None),
    ],
)
def test_clients_name_forms_in_ways_of_their_own(said: str, rows: str | None, graph: str | None) -> None:
    assert forms.named(said) == (rows, graph)


def test_a_page_is_for_browsers_alone() -> None:
    assert forms.html_liked("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert not forms.html_liked("text/turtle, text/html;q=0.5")
    assert not forms.html_liked("*/*")
    assert not forms.html_liked("text/html;q=0.1, text/*;q=0.9")
    assert not forms.html_liked("text/html;q=0.5, */*")
    assert forms.html_liked("text/html, */*")


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("application/sparql-results+json;q=0, */*;q=0.5", "xml", "ttl"),
        ("application/sparql-results+json;q=0, application/sparql-results+xml;q=0, text/csv;q=0, */*", "tsv", "ttl"),
        ("text/*", "csv", "ttl"),
        ("text/csv;q=0, text/*", "tsv", "ttl"),
        ("text/xml, text/*;q=0.5", "xml", "rdf"),
        ("text/turtle;q=0, application/ld+json;q=0, text/*, application/*;q=0.1", "csv", "nt"),
        ("application/json;q=0.4, text/csv;q=0.3", "json", "jsonld"),
        ("*/*;q=0", None, None),
    ],
)
def test_a_wildcard_takes_no_type_that_is_refused_or_outside_of_it(
    accept: str, rows: str | None, graph: str | None
) -> None:
    """RFC 9110, 12.4.2 and 12.5.1."""
    assert forms.liked(accept) == (rows, graph)


@pytest.mark.parametrize(
    ("said", "zipped"),
    [
        *(("gzip", True), ("x-gzip", True), ("br, GZIP;q=0.5", True), ("br,gzip", True), ("gzip ; q=1.0, br", True)),
        *(("notgzip", False), ("gzipped", False), ("gzip;q=0", False), ("gzip; q=0.00, br", False), ("br", False)),
    ],
)
def test_gzip_is_for_who_takes_it(server: Endpoint, said: str, zipped: bool) -> None:
    """RFC 9110, 12.5.3."""
    answer = server.ask("SELECT * { ?s ?p ?o } LIMIT 1000", **{"Accept-Encoding": said})
    assert answer.headers.get("content-encoding") == ("gzip" if zipped else None)


@pytest.mark.parametrize("character", ["\\u0001", "\\u000C", "\\uFFFE", "\\uFFFF", "\\u0000"])
def test_what_no_xml_holds_is_refused_as_xml_alone(server: Endpoint, character: str) -> None:
    query = f'SELECT ("a{character}b" AS ?x) {{}}'
    refused = server.ask(query, Accept="application/sparql-results+xml")
    assert (refused.status_code, "minta JSON" in refused.text) == (406, True)
    told = server.ask(query, Accept="application/sparql-results+json").json()["results"]["bindings"]
    assert told == [{"x": {"type": "literal", "value": f"a{chr(int(character[2:], 16))}b"}}]


def test_a_carriage_return_comes_through_xml(server: Endpoint) -> None:
    """A parser takes one that stands as it is for a line's end (XML 1.0, section 2.11)."""
    answer = server.ask('SELECT ("a\\rb\\r\\n\\tc\\uFFFDé" AS ?x) {}', Accept="application/sparql-results+xml")
    (found,) = ET.fromstring(answer.content).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert found.text == "a\rb\r\n\tc\ufffdé"


# Cutting

ROWS = {
    "json": b'{"head":{"vars":["x"]},"results":{"bindings":[%s]}}',
    "xml": b"<sparql><head/><results>%s</results></sparql>",
    "csv": b"x\r\n%s",
    "tsv": b"?x\n%s",
}
ROW = {
    "json": [b'{"x":{"type":"literal","value":"a},{\\"b\\\\"}}', b"{}", b'{"x":{"type":"uri","value":"}"}}'],
    "xml": [b"<result><binding>&lt;/result></binding></result>", b"<result></result>", b"<result>a</result>"],
    "csv": [b'"a\r\nb""c"\r\n', b"\r\n", b"3\r\n"],
    "tsv": [b'"a\\nb"\n', b"\n", b"3\n"],
}
BETWEEN = {"json": b",", "xml": b"", "csv": b"", "tsv": b""}
CLOSED = {"json": b']},"truncated":true}', "xml": b"</results><!-- truncated --></sparql>", "csv": b"", "tsv": b""}


@pytest.mark.parametrize("form", ROWS)
@pytest.mark.parametrize("most", [0, 1, 2, 3, 4])
def test_an_answer_is_cut_after_whole_rows_and_only_where_it_must_be(form: str, most: int) -> None:
    whole = ROWS[form] % BETWEEN[form].join(ROW[form])
    sink = cutting.Sink(form, most, 10_000)
    for start in range(0, len(whole), 7):
        sink.write(whole[start : start + 7])
    if most >= 3:
        assert (sink.body(), sink.truncated) == (whole, "")
    else:
        head = ROWS[form].partition(b"%s")[0]
        assert sink.body() == head + BETWEEN[form].join(ROW[form][:most]) + CLOSED[form]
        assert sink.truncated == "rows"


@pytest.mark.parametrize("form", ROWS)
def test_at_the_cap_of_bytes_the_rows_that_are_whole_stay(form: str) -> None:
    two = ROWS[form].partition(b"%s")[0] + BETWEEN[form].join(ROW[form][:2])
    sink = cutting.Sink(form, 100, len(two) + 2)
    sink.write(two)
    with pytest.raises(cutting.FullError):
        sink.write(BETWEEN[form] + ROW[form][0][:-2])
    assert (sink.body(), sink.truncated) == (two + CLOSED[form], "bytes")


def one_large(form: str, character: str, repeated: int) -> frames.Answer:
    """The answer of one short statement, and one with a literal of so many characters, within 100,000 bytes."""
    doubled = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(repeated))
    head = "CONSTRUCT { ?s <urn:p> ?v }" if form in forms.GRAPH_MEDIA else "SELECT ?s ?v"
    second = f"BIND(<urn:second> AS ?s) BIND({character} AS ?v0) {doubled} BIND(?v{repeated} AS ?v)"
    text = f"{head} {{ {{ BIND(<urn:first> AS ?s) BIND('short' AS ?v) }} UNION {{ {second} }} }} ORDER BY ?s"
    graphs = evaluation.Graphs(store.Served(ox.Store()), BASE, None)
    return evaluation.answer(graphs, frames.Job(text, None, None, form, form), Limits(size=100_000))


@pytest.mark.parametrize("form", [*forms.ROWS_MEDIA, *forms.GRAPH_MEDIA])
def test_what_alone_is_longer_than_the_cap_is_not_given(form: str) -> None:
    for character in ("'x'", "'<'", "'\"'", "'é'", r"'\u0001'"):
        answer = one_large(form, character, 17)
        if (form, character) == ("xml", r"'\u0001'"):
            # No XML holds it, so that it is refused as soon as it is seen.
            assert answer.status == 406
            continue
        assert (answer.status, answer.truncated, len(answer.body) < 1_000) == (200, "bytes", True), character
        assert b"urn:first" in answer.body
        assert b"urn:second" not in answer.body
        if form in forms.GRAPH_MEDIA:
            assert len(graph_of(answer.body, form)) == 1


@pytest.mark.parametrize("form", [*forms.ROWS_MEDIA, *forms.GRAPH_MEDIA])
def test_what_is_long_within_the_cap_is_given(form: str) -> None:
    answer = one_large(form, "'x'", 16)
    assert (answer.status, answer.truncated, b"x" * 2**16 in answer.body) == (200, "", True)


# The server

INDIKATOR = "https://w3id.org/kgkesos/ontology#Indikator"
ORDERED = f"SELECT ?s WHERE {{ ?s a <{INDIKATOR}> }} ORDER BY ?s"


def subjects(built: Knowledge) -> list[str]:
    """What the query ``ORDERED`` must give: from the statements, without SPARQL."""
    return sorted(str(s) for s, _, _ in built.store.match(None, RDF.type, URIRef(INDIKATOR)))


def read(form: str, body: bytes) -> list[str]:
    """The only column of an answer of rows."""
    if form == "json":
        return [row["s"]["value"] for row in json.loads(body)["results"]["bindings"]]
    if form == "xml":
        return [str(found.text) for found in ET.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}uri")]
    if form == "csv":
        return [row[0] for row in csv.reader(io.StringIO(body.decode(), newline=""))][1:]
    return [line.strip("<>") for line in body.decode().splitlines()[1:]]


def graph_of(body: bytes, form: str) -> rdflib.Graph:
    """An answer of triples, parsed."""
    graph = rdflib.Graph()
    for triple in store.parse(io.BytesIO(body), form, BASE):
        graph.add(triple)
    return graph


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rows_beyond_the_cap_are_cut_and_marked(server: Endpoint, built: Knowledge, form: str) -> None:
    right = subjects(built)
    assert len(right) > 50
    answer = server.ask(ORDERED, Accept=forms.ROWS_MEDIA[form])
    assert answer.headers["content-type"] == forms.ROWS_MEDIA[form]
    assert (read(form, answer.content), answer.headers["x-truncated"]) == (right[:50], "rows")
    answer = server.ask(f"{ORDERED} LIMIT 50", Accept=forms.ROWS_MEDIA[form])
    assert (read(form, answer.content), answer.headers["x-truncated"]) == (right[:50], "no")


@pytest.mark.parametrize("form", forms.GRAPH_MEDIA)
def test_graphs_beyond_the_cap_are_cut_and_marked(server: Endpoint, built: Knowledge, form: str) -> None:
    query = f"CONSTRUCT {{ ?s a <{INDIKATOR}> }} WHERE {{ ?s a <{INDIKATOR}> }}"
    for most, count, mark in (("", 50, "rows"), (" LIMIT 50", 50, "no"), (" LIMIT 3", 3, "no")):
        answer = server.ask(query + most, Accept=forms.GRAPH_MEDIA[form])
        graph = graph_of(answer.content, form)
        assert (answer.headers["content-type"], answer.headers["x-truncated"]) == (forms.GRAPH_MEDIA[form], mark)
        assert len(graph) == count
        assert {str(s) for s in graph.subjects()} <= set(subjects(built))


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "ttl", "nt", "jsonld", "rdf"])
def test_bytes_beyond_the_cap_are_cut_and_marked(server: Endpoint, form: str) -> None:
    wide = "BIND(CONCAT(STR(?s), '\\n\"},{</result> .', STR(?s), STR(?s), STR(?s), STR(?s), STR(?s)) AS ?x)"
    graph = form in forms.GRAPH_MEDIA
    head = "CONSTRUCT { ?s <urn:x> ?x }" if graph else "SELECT ?s ?x"
    query = f"{head} WHERE {{ {{ {ORDERED} }} {wide} }}"
    media = (forms.GRAPH_MEDIA if graph else forms.ROWS_MEDIA)[form]
    answer = server.ask(query, Accept=media)
    assert (answer.status_code, answer.headers["x-truncated"]) == (200, "bytes")
    assert 10_000 < len(answer.content) < 60_000
    if graph:
        assert len(graph_of(answer.content, form)) > 5
    elif form == "json":
        found = answer.json()
        assert (found["truncated"], len(found["results"]["bindings"]) > 5) == (True, True)
    elif form == "xml":
        assert len(list(ET.fromstring(answer.content).iter("{http://www.w3.org/2005/sparql-results#}result"))) > 5
    elif form == "csv":
        assert {len(row) for row in csv.reader(io.StringIO(answer.text, newline=""))} == {2}
    else:
        assert {line.count("\t") for line in answer.text.splitlines()} == {1}


def test_get_head_and_both_posts_answer_alike(server: Endpoint, built: Knowledge) -> None:
    count = f"SELECT (COUNT(*) AS ?s) WHERE {{ ?x a <{INDIKATOR}> }}"
    right = str(len(subjects(built)))
    by_get = server.ask(count)
    form = server.send("POST", data={"query": count})
    direct = server.send("POST", content=count, headers={"Content-Type": "application/sparql-query"})
    assert [read("json", one.content) for one in (by_get, form, direct)] == [[right]] * 3
    head = server.send("HEAD", params={"query": count})
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(by_get.content)))
    for one in (by_get, form, direct, head):
        assert one.headers["access-control-allow-origin"] == "*"
        assert (one.headers["x-content-type-options"], one.headers["x-truncated"]) == ("nosniff", "no")


def test_options_tell_other_sites_what_they_may_ask(server: Endpoint) -> None:
    answer = server.send("OPTIONS", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    assert (server.send("DELETE").status_code, server.send("PUT").headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_the_default_graph_is_all_and_named_graphs_restrict(server: Endpoint, built: Knowledge) -> None:
    """SPARQL 1.1 Protocol, 2.1.4: what the request names is the dataset, whatever the query says."""
    everything, of_graph = (len(list(built.store.triples(graphs))) for graphs in ((), (GRAPH,)))
    count = "SELECT (COUNT(*) AS ?s) WHERE { ?a ?b ?c }"
    named = "SELECT (COUNT(*) AS ?s) WHERE { GRAPH ?g { ?a ?b ?c } }"
    other = GRAPH.replace("konsep", "kode")

    def counted(query: str, **params: str) -> int:
        answer = server.send(
            "GET", params={"query": query, **{name.replace("_", "-"): one for name, one in params.items()}}
        )
        return int(read("json", answer.content)[0])

    assert counted(count) == everything
    assert counted(count, default_graph_uri=GRAPH) == of_graph
    assert counted(count.replace("WHERE", f"FROM <{GRAPH}> WHERE")) == of_graph
    assert counted(count.replace("WHERE", f"FROM <{other}> WHERE"), default_graph_uri=GRAPH) == of_graph
    assert counted(named, named_graph_uri=GRAPH) == of_graph
    assert (counted(named, default_graph_uri=GRAPH), counted(count, named_graph_uri=GRAPH)) == (0, 0)
    unknown = server.send("GET", params={"query": count, "default-graph-uri": f"{GRAPH}sep"})
    assert (unknown.status_code, f"Mungkin maksud Anda (did you mean): <{GRAPH}>" in unknown.text) == (400, True)


def test_answers_are_compressed_where_that_is_asked_and_worth_it(server: Endpoint) -> None:
    plain = server.ask(ORDERED, **{"Accept-Encoding": "identity"})
    small = server.ask("ASK {}", **{"Accept-Encoding": "gzip"})
    zipped = server.ask(ORDERED, **{"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in small.headers
    assert (zipped.headers["content-encoding"], zipped.content) == ("gzip", plain.content)
    assert int(zipped.headers["content-length"]) < len(plain.content)
    assert "content-encoding" not in server.ask(ORDERED, **{"Accept-Encoding": "gzip;q=0, identity"}).headers


def test_an_answer_that_the_client_has_is_not_sent_again(server: Endpoint) -> None:
    first = server.ask(ORDERED)
    again = server.ask(ORDERED, **{"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert server.ask(f"{ORDERED} LIMIT 1").headers["etag"] != first.headers["etag"]
    assert server.ask(ORDERED, Accept="text/csv").headers["etag"] != first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    each = server.ask("SELECT (RAND() AS ?s) WHERE {}")
    assert ("etag" in each.headers, each.headers["cache-control"]) == (False, "no-store")


MALFORMED = {
    "SELECT * WHERE {": (400, "Baris 1, kolom 17"),
    "SELECT *\nWHERE { ?s ?p }": (400, "Baris 2, kolom"),
    "": (400, "Baris 1, kolom 1"),
    "DROP ALL": (403, "DROP mengubah data"),
    "PREFIX x: <urn:x> INSERT DATA { x:a x:b x:c }": (403, "INSERT mengubah data"),
    "LOAD <http://127.0.0.1/>": (403, "LOAD mengubah data"),
    "SELECT * WHERE { ?s ?p '\\uD800' }": (400, "Baris 1"),
    "x" * 2_001: (413, "paling panjang"),
}


@pytest.mark.parametrize("query", MALFORMED)
def test_what_is_no_query_is_refused_with_its_place(server: Endpoint, query: str) -> None:
    status, said = MALFORMED[query]
    for answer in (server.ask(query), server.send("POST", data={"query": query})):
        assert (answer.status_code, said in answer.text) == (status, True), answer.text
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["access-control-allow-origin"] == "*"


def test_a_body_that_is_too_large_is_refused_unread(server: Endpoint) -> None:
    answer = server.send("POST", content=b"x" * 10_000_000, headers={"Content-Type": "application/sparql-query"})
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")

    def pieces() -> Iterator[bytes]:
        yield from [b"y" * 10_000] * 20

    answer = server.send("POST", content=pieces(), headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 413


def test_what_no_form_can_hold_is_told(server: Endpoint) -> None:
    assert server.ask("ASK {}", Accept="text/turtle").status_code == 406
    refused = server.ask("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", Accept="text/csv")
    assert (refused.status_code, "application/ld+json" in refused.text) == (406, True)
    by_name = server.send("GET", params={"query": "ASK {}", "format": "xml"})
    assert ET.fromstring(by_name.content)[1].text == "true"


def test_user_text_comes_back_as_text(server: Endpoint) -> None:
    answer = server.ask("SELECT <script>alert(1)</script>")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")


def test_an_answer_that_was_given_is_kept_within_its_bound() -> None:
    kept = remembered.Remembered(2 * (1_000 + 520))
    one, two, three = (frames.Answer(200, "text/csv", bytes([number]) * 1_000) for number in (1, 2, 3))
    kept.put(b"one", one)
    kept.put(b"two", two)
    assert (kept.get(b"one"), kept.get(b"two")) == (one, two)
    kept.get(b"one")
    kept.put(b"three", three)
    assert (kept.get(b"one"), kept.get(b"two"), kept.get(b"three")) == (one, None, three)
    kept.put(b"bad", frames.Answer(400, "text/plain", b""))
    kept.put(b"large", frames.Answer(200, "text/csv", bytes(1_000_000)))
    assert (kept.get(b"bad"), kept.get(b"large"), kept.get(b"one")) == (None, None, one)


def test_the_same_query_again_is_answered_alike(server: Endpoint) -> None:
    first, again = server.ask(f"{ORDERED} LIMIT 7"), server.ask(f"{ORDERED} LIMIT 7")
    assert (again.status_code, again.content) == (200, first.content)
    names = ("content-type", "x-truncated", "etag", "content-length")
    assert [again.headers[name] for name in names] == [first.headers[name] for name in names]
    random = [server.ask("SELECT (RAND() AS ?s) WHERE {}").content for _ in range(2)]
    assert random[0] != random[1]


def test_the_readme_s_commands_answer(server: Endpoint) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    (block,) = re.findall(r"```bash\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    commands = [f"curl {rest}" for rest in block.replace("http://127.0.0.1:8000", server.url).split("curl ")[1:]]
    said = [subprocess.run(["bash", "-c", one], capture_output=True, check=True).stdout for one in commands]
    rows = list(csv.reader(io.StringIO(said[0].decode(), newline="")))
    assert (rows[0], len(rows)) == (["indikator", "nama"], 11)
    pmks = URIRef("https://w3id.org/kgkesos/konsep/pmks")
    assert (pmks, RDF.type, rdflib.SKOS.Concept) in graph_of(said[1], "ttl")
    assert (None, RDF.type, SD.Service) in graph_of(said[2], "ttl")


# What it says of itself


@pytest.fixture(scope="module")
def sizes(built: Knowledge) -> dict[str, tuple[int, int, int]]:
    """The triples, properties and classes of each named graph, counted one by one; of the default graph under ""."""
    graphs = {name: list(built.store.triples([name])) for name in built.store.graph_names()}
    graphs[""] = list(built.store.triples())
    return {
        name: (len(held), len({p for _, p, _ in held}), len({o for _, p, o in held if p == RDF.type}))
        for name, held in graphs.items()
    }


@pytest.mark.parametrize("form", forms.GRAPH_MEDIA)
def test_it_describes_itself(
    server: Endpoint, built: Knowledge, sizes: dict[str, tuple[int, int, int]], form: str
) -> None:
    answer = server.send("GET", headers={"Accept": forms.GRAPH_MEDIA[form]})
    assert answer.headers["content-type"] == forms.GRAPH_MEDIA[form]
    graph = graph_of(answer.content, form)
    here = URIRef(f"{server.url}/sparql")
    (service,) = graph.subjects(SD.endpoint, here)
    assert (service, RDF.type, SD.Service) in graph
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    dataset = graph.value(service, SD.defaultDataset)
    assert graph.value(dataset, VOID.triples) == Literal(sizes[""][0])
    assert {str(name) for name in graph.objects(None, SD.name)} == set(built.store.graph_names())
    for named in graph.objects(dataset, SD.namedGraph):
        name, content = graph.value(named, SD.name), graph.value(named, SD.graph)
        told = tuple(graph.value(content, term) for term in (VOID.triples, VOID.properties, VOID.classes))
        assert told == tuple(Literal(count) for count in sizes[str(name)])
    shown = [str(text) for text in graph.objects(None, SH.select)]
    assert len(shown) >= 3
    assert all(server.ask(text).status_code == 200 for text in shown)


def test_every_example_answers_what_the_question_answers(built_kg: Path, built: Knowledge) -> None:
    with serving(built_kg, workers=2) as server:
        for example in examples.load():
            answer = server.ask(example.text, Accept="text/csv")
            assert answer.status_code == 200, (example.name, answer.text)
            asked = answers.ask(built, example.name)
            rows = list(csv.reader(io.StringIO(answer.text, newline="")))
            assert (tuple(rows[0]), len(rows) - 1) == (asked.columns, len(asked.rows)), example.name


def test_a_browser_gets_a_page_without_scripts(server: Endpoint, built_kg: Path) -> None:
    answer = server.send("GET", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert ("<script" in answer.text, builds.current(built_kg).name in answer.text) == (False, True)
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert f"{server.url}/sparql" in answer.text
    linked = re.findall(r'href="/sparql\?format=csv&amp;query=([^"]+)"', answer.text)
    assert linked == [quote(one.text, safe="/") for one in examples.load()]
    assert len(linked) <= len(questions.load())


@pytest.mark.parametrize("host", ["evil.example/x?<script>", 'a"b', "a b", "[::1"])
def test_a_host_that_is_none_is_not_written_anywhere(server: Endpoint, host: str) -> None:
    answer = server.send("GET", headers={"Host": host})
    assert (answer.status_code, host in answer.text) == (400, False)


def test_a_client_of_ipv6_is_its_network() -> None:
    def who(address: str) -> str:
        return client.of({"client": (address, 1)})

    assert who("2001:db8::1") == who("2001:db8::ffff:1") != who("2001:db8:0:1::1")
    assert who("192.0.2.1") != who("192.0.2.2")
    assert who("::ffff:192.0.2.1") == who("192.0.2.1") != who("::ffff:192.0.2.2")
    assert (who("unix:"), who("fe80::1%eth0")) == ("unix:", "fe80::/64")


RDFXML = {
    "CONSTRUCT { <urn:a:s> <urn:a:1> 'x' } WHERE {}": "<urn:a:1>",
    "CONSTRUCT { <urn:a:s> a <urn:a:b/> } WHERE {}": "<urn:a:b/>",
    "CONSTRUCT { <urn:a:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#li> 'x' } WHERE {}": "#li>",
    "CONSTRUCT { <urn:a:s> <urn:a:p> 'a\\fb' } WHERE {}": "U+000C",
}


@pytest.mark.parametrize("text", RDFXML)
def test_what_rdfxml_cannot_write_is_told(text: str) -> None:
    graphs = evaluation.Graphs(store.Served(ox.Store()), BASE, None)
    answer = evaluation.answer(graphs, frames.Job(text, None, None, None, "rdf"), Limits())
    assert answer.status == 406
    assert RDFXML[text] in answer.body.decode()
    assert evaluation.answer(graphs, frames.Job(text, None, None, None, "ttl"), Limits()).status == 200


def test_a_carriage_return_survives_rdfxml() -> None:
    graphs = evaluation.Graphs(store.Served(ox.Store()), BASE, None)
    text = r"CONSTRUCT { <urn:a:s> <urn:a:p> 'a\r\nb\rc' } WHERE {}"
    answer = evaluation.answer(graphs, frames.Job(text, None, None, None, "rdf"), Limits())
    ((_, _, found),) = rdflib.Graph().parse(data=answer.body, format="xml")
    assert str(found) == "a\r\nb\rc"
