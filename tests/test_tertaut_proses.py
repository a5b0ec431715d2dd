"""Linked data by a real server process: redirects, HEAD and hostile requests as they come over the wire."""

from __future__ import annotations

import contextlib
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from rdflib import OWL, RDF, SKOS, VOID, Dataset, Graph, URIRef
from test_serve import Served, serving
from test_web import Site

from kgkesos import pipeline, resources
from kgkesos.vocab import BASE, KESOS
from kgkesos.web.app import create_app

IKU = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"
INDIKATOR = "id/dokumen/iku-dinas-sosial-kabupaten-tapin-2020/sasaran/1"
ROOT = Path(__file__).resolve().parents[1]
# skos:narrower of PMKS in ontology/konsep.ttl.
PMKS = URIRef(f"{BASE}konsep/pmks")
KINDS = {
    URIRef(f"{BASE}konsep/{name}") for name in ("bekas-narapidana", "penyandang-cacat", "wanita-rawan-sosial-ekonomi")
}
OTHER = "https://data.contoh.go.id/graf/sosial/"


@pytest.fixture(scope="module")
def served(built_kg: Path) -> Iterator[Served]:
    with serving(built_kg) as found:
        yield found


def raw(served: Served, request: bytes) -> tuple[int, bytes, bytes]:
    """The status, head and body of the answer to ``request``, byte for byte."""
    where = urlsplit(served.url)
    with socket.create_connection((where.hostname, where.port), timeout=30) as line:
        answer = b""
        # The server may end before it has read what it refuses.
        with contextlib.suppress(ConnectionError):
            line.sendall(request)
            while received := line.recv(65536):
                answer += received
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), head, body


def get(path: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    return b"\r\n".join(
        [method + b" " + path + b" HTTP/1.1", b"Host: localhost", *headers, b"Connection: close", b"", b""]
    )


def test_a_client_that_follows_links_gets_the_description(served: Served) -> None:
    with httpx.Client(follow_redirects=True, trust_env=False, timeout=60) as client:
        for media, form in (("text/turtle", "turtle"), ("application/n-triples", "nt")):
            found = client.get(f"{served.url}/{INDIKATOR}", headers={"Accept": media})
            assert [answer.status_code for answer in (*found.history, found)] == [303, 200]
            graph = Graph().parse(data=found.text, format=form)
            assert (URIRef(BASE + INDIKATOR), None, None) in graph


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")
@pytest.mark.usefixtures("no_proxy")
def test_rdflib_itself_reads_an_iri_at_this_host(served: Served) -> None:
    """As a researcher does: ``Graph().parse(address)``, which asks for RDF and follows the redirect."""
    for form in (None, "xml", "n3", "nt", "nquads", "turtle", "json-ld", "ntriples"):
        graph = Graph().parse(f"{served.url}/konsep/pmks", format=form)
        assert set(graph.objects(PMKS, SKOS.narrower)) == KINDS, form
        whole = Graph().parse(f"{served.url}/graf/konsep", format=form)
        assert set(whole.objects(PMKS, SKOS.narrower)) == KINDS, form
        catalogue = Graph().parse(f"{served.url}/.well-known/void", format=form)
        assert (None, RDF.type, VOID.DatasetDescription) in catalogue, form


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")
@pytest.mark.usefixtures("no_proxy")
@pytest.mark.parametrize(("form", "suffix"), [("trig", ""), ("trig", ".trig"), ("nquads", ".nq")])
def test_rdflib_reads_the_graphs_of_an_iri(served: Served, form: str, suffix: str) -> None:
    found = Dataset().parse(f"{served.url}/konsep/pmks{suffix}", format=form)
    concepts = found.graph(URIRef(f"{BASE}graf/konsep"))
    assert set(concepts.objects(PMKS, SKOS.narrower)) == KINDS


@pytest.mark.parametrize("path", ["ontology", "ontology.rdf", "konsep/pmks", "konsep/pmks.rdf", "graf/konsep"])
def test_tools_for_owl_get_what_all_of_them_read(served: Served, path: str) -> None:
    """With the Accept header of the OWL API, as Protégé opens an ontology (OWL 2 Conformance, section 2.1)."""
    accept = "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09"
    found = httpx.get(f"{served.url}/{path}", headers={"Accept": accept}, follow_redirects=True, trust_env=False)
    assert (found.status_code, found.headers["content-type"]) == (200, "application/rdf+xml")
    graph = Graph().parse(data=found.content, format="xml")
    if path.startswith("ontology"):
        (version,) = graph.objects(URIRef(f"{BASE}ontology"), OWL.versionIRI)
        assert (URIRef(f"{BASE}ontology"), RDF.type, OWL.Ontology) in graph
        assert str(version).startswith(f"{BASE}ontology/")
        assert (KESOS.Indikator, RDF.type, OWL.Class) in graph
    else:
        assert set(graph.objects(PMKS, SKOS.narrower)) == KINDS


def test_the_commands_of_the_readme_run(served: Served, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    commands = re.findall(r"^\$ (curl .*)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 4
    for command in commands:
        line = command.replace("http://127.0.0.1:8000", served.url).replace(
            "curl ", "curl -sS --fail --noproxy '*' ", 1
        )
        done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "kgkesos.nq.gz: OK" in done.stdout or f"<{BASE}" in done.stdout or "konsep:pmks" in done.stdout


@pytest.mark.parametrize("path", [f"/{INDIKATOR}", f"/{INDIKATOR}.ttl", "/graf/nomenklatur.nq", "/unduh/kgkesos.nq.gz"])
def test_head_sends_no_body(served: Served, path: str) -> None:
    status, head, body = raw(served, get(path.encode(), method=b"HEAD"))
    assert status in (200, 303)
    assert body == b""
    assert b"etag:" in head.lower()


@pytest.mark.parametrize(
    "path",
    [
        b"/id/../../etc/passwd",
        b"/id/..%2f..%2fetc%2fpasswd",
        b"/graf/../manifest.json",
        b"/unduh/../manifest.json",
        b"/unduh/..%2fmanifest.json",
        b"/unduh/%2fetc%2fpasswd",
        b"/id/%00",
        b"/id/%ff",
        b"/id/%",
        b"/id/%zz",
        b"/id/%e2%80%ae",
        b"/id/%0d%0aX-Injected:1",
        b"/konsep/%22onload=%22x",
        b"/konsep/" + b"a" * 1900,
        b"//konsep/pmks",
    ],
)
def test_a_hostile_path_is_not_found(served: Served, path: bytes) -> None:
    for accept in (b"Accept: text/html", b"Accept: text/turtle", b"Accept: " + b"a/b;q=0.1," * 900 + b"*/*"):
        status, head, body = raw(served, get(path, accept))
        assert status == 404
        assert b"x-injected" not in head.lower()
        assert not {b"root:", b"project_sha256", b'"onload'} & {
            word for word in (b"root:", b"project_sha256", b'"onload') if word in body
        }


@pytest.mark.parametrize(
    ("request_", "statuses"),
    [
        (get(b"/id/" + b"a" * 5_000), {414}),
        (get(b"/id/" + b"a" * 200_000), {400, 414, 431}),
        (b"GET /konsep/pm\x00ks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", {400, 404}),
        (b"GET /konsep/pm\xffks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", {400, 404}),
        (get(b"http://jahat.example/konsep/pmks"), {303, 400, 404}),
    ],
)
def test_a_malformed_request_is_refused_or_answered_and_the_server_goes_on(
    served: Served, request_: bytes, statuses: set[int]
) -> None:
    status, head, body = raw(served, request_)
    assert status in statuses
    assert b"jahat" not in head + body
    assert served.get("/health").status_code == 200


def test_what_the_server_takes_is_told_of_no_address(served: Served) -> None:
    """RFC 9110, 9.3.7: ``*`` is the server as a whole, whose one address that takes POST is ``/sparql``."""
    status, head, body = raw(served, get(b"*", method=b"OPTIONS"))
    assert (status, body) == (204, b"")
    assert b"\r\nallow: GET, HEAD, POST, OPTIONS\r\n" in head
    assert raw(served, get(b"*"))[0] == 404


NO_HOST = [b"", b"Host: a\r\nhost: a\r\n", b"Host: a\r\nHost: b\r\n"]
NO_HOST += [b"Host: " + said + b"\r\n" for said in (b"a b", b"a/b", b"x@a", b"[::1", b"a:b", b"\xff", b"a,b\t c")]


@pytest.mark.parametrize("host", NO_HOST)
def test_a_request_that_names_not_one_host_is_refused(served: Served, host: bytes) -> None:
    """RFC 9112, 3.2: whatever is asked for; the connection is closed."""
    for path in (b"/konsep/pmks", b"/sparql", b"/tidak-ada"):
        status, head, body = raw(served, b"GET " + path + b" HTTP/1.1\r\n" + host + b"\r\n")
        assert (status, b"connection: close" in head.lower()) == (400, True)
        assert b"Host" in body


@pytest.mark.parametrize("host", [b"", b"a_b.contoh.id:8000", b"[::1]:8000", b"127.0.0.1:"])
def test_any_host_that_there_can_be_is_answered(served: Served, host: bytes) -> None:
    request = get(b"/konsep/pmks").replace(b"Host: localhost", b"Host: " + host)
    assert raw(served, request)[0] == 303


def test_http_of_before_1_1_names_no_host(served: Served) -> None:
    assert raw(served, b"GET /konsep/pmks HTTP/1.0\r\n\r\n")[0] == 303
    assert raw(served, b"GET /konsep/pmks HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n")[0] == 400


GRAPH = b"/graf/iki-dinas-sosial-kota-probolinggo-2019/turunan"


def drained(served: Served, request: bytes) -> bytes:
    """The head of an answer; its body is taken and forgotten."""
    where = urlsplit(served.url)
    with socket.create_connection((where.hostname, where.port), timeout=60) as line:
        line.sendall(request)
        head = b""
        while received := line.recv(1 << 20):
            head = head or received.partition(b"\r\n\r\n")[0]
    return head


def test_the_server_stays_quick_while_whole_graphs_are_asked_for(served: Served) -> None:
    """One visitor with 32 connections, another that asks whether it lives: a whole graph is made once, and sent."""
    # With the first answer the vocabulary is read.
    assert served.get("/konsep/pmks.ttl").status_code == 200
    with ThreadPoolExecutor(32) as crowd, httpx.Client(trust_env=False, timeout=60) as client:
        asked = [crowd.submit(drained, served, get(GRAPH + b".jsonld")) for _ in range(32)]
        took: list[float] = []
        while not all(one.done() for one in asked) or not took:
            begun = time.monotonic()
            assert client.get(f"{served.url}/health/live").status_code == 200
            took.append(time.monotonic() - begun)
            time.sleep(0.02)
    for head in (one.result() for one in asked):
        status = int(head.split(b" ")[1])
        assert status == 200 or (status == 503 and b"retry-after: " in head.lower())
    assert max(took) < 1.5
    assert any(one.result().split(b" ")[1] == b"200" for one in asked)


@pytest.mark.skipif(sys.platform != "linux", reason="open files are read in /proc")
def test_readers_that_take_nothing_hold_no_copies(served: Served) -> None:
    where = urlsplit(served.url)
    with contextlib.ExitStack() as lines:
        for _ in range(6):
            line = lines.enter_context(socket.create_connection((where.hostname, where.port), timeout=30))
            line.sendall(get(GRAPH + b".nq"))
            assert line.recv(12) == b"HTTP/1.1 200"
        held = [path.stat() for path in Path(f"/proc/{served.process.pid}/fd").iterdir() if path.is_file()]
        large = [state for state in held if state.st_size > 5_000_000]
        assert len(large) >= 6
        assert len({state.st_ino for state in large}) == 1


def test_the_base_of_a_build_is_another_than_the_host(tmp_path: Path) -> None:
    """Data have the build's base, codes and concepts the project's; both are answered under the paths of this host."""
    pipeline.build([IKU], tmp_path, base=OTHER)
    site = Site(create_app(tmp_path))
    thing = site.get(f"/{INDIKATOR}", Accept="application/n-triples")
    assert f"<{OTHER}{INDIKATOR}> " in thing.text
    assert f"<{BASE}id/" not in thing.text
    graph = site.get("/graf/iku-dinas-sosial-kabupaten-tapin-2020", Accept="application/n-quads")
    assert f"<{OTHER}graf/iku-dinas-sosial-kabupaten-tapin-2020> .\n" in graph.text
    assert f"<{BASE}konsep/pmks> " in site.get("/konsep/pmks.nt").text
    assert f"<{OTHER}konsep/pmks>" not in site.get("/konsep/pmks.nt").text
    page = site.get(f"/{INDIKATOR}.html").text
    assert f"{OTHER}{INDIKATOR}" in page
    assert "/kode/kepastian/pasti" in page
    assert f"<{OTHER}void.ttl#graf>" in site.get("/.well-known/void", Accept="application/n-triples").text
