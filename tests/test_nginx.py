"""The proxy of the README as it is printed: nginx before the server, asked over TLS from several addresses."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from rdflib import DCAT, SKOS, Graph, Literal, URIRef
from sparql_server import until
from test_serve import serving
from test_settings import block

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a client has several loopback addresses")
HOST = "data.example.go.id"
PUBLIC = f"https://{HOST}"
OUTSIDER, OTHER, GREEDY = "127.0.0.2", "127.0.0.3", "127.0.0.4"
ENDPOINT = URIRef("http://www.w3.org/ns/sparql-service-description#endpoint")
PMKS = URIRef("https://w3id.org/kgkesos/konsep/pmks")
NAME = Literal("Penyandang Masalah Kesejahteraan Sosial", lang="id")
GRAPH = "/graf/iki-dinas-sosial-kota-probolinggo-2019/turunan.nq"
TRUE = {"head": {}, "boolean": True}
LONG, TOO_LONG = "a" * 60_000, "a" * 200 * 1024


@dataclass(frozen=True)
class Proxied:
    """A proxy that runs in ``folder``, with the log of the server behind it, and what a client needs to trust it."""

    folder: Path
    port: int
    trusting: ssl.SSLContext

    def send(self, method: str, path: str, address: str = OUTSIDER, **given: object) -> httpx.Response:
        """The answer to what the loopback address ``address`` asks of ``HOST``; redirects on it are followed."""
        transport = httpx.HTTPTransport(verify=self.trusting, local_address=address)
        with httpx.Client(transport=transport, timeout=60, follow_redirects=True, headers={"Host": HOST}) as client:
            url, named = f"https://127.0.0.1:{self.port}{path}", {"sni_hostname": HOST}
            return client.request(method, url, extensions=named, **given)  # type: ignore[arg-type]

    def get(self, path: str, address: str = OUTSIDER, **headers: str) -> httpx.Response:
        return self.send("GET", path, address, headers={name.replace("_", "-"): it for name, it in headers.items()})

    def line(self, request: str, address: str = OUTSIDER, *headers: str) -> ssl.SSLSocket:
        """A connection on which ``request`` was sent as it stands, by who takes little at once."""
        plain = socket.create_connection(("127.0.0.1", self.port), 60, (address, 0))
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        secret = self.trusting.wrap_socket(plain, server_hostname=HOST)
        secret.sendall("\r\n".join([f"{request} HTTP/1.1", f"Host: {HOST}", *headers, "", ""]).encode())
        return secret

    def status(self, request: str) -> bytes:
        with self.line(request) as line:
            return line.recv(12).removeprefix(b"HTTP/1.1 ")


def certified() -> bytes:
    """A certificate of ``HOST`` that it signed itself, and its key."""
    own, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    made = x509.CertificateBuilder(name, name, own.public_key(), 1, now - timedelta(1), now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    pem = serialization.Encoding.PEM
    key = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return made.sign(own, hashes.SHA256()).public_bytes(pem) + key


def configure(folder: Path, port: int, server: str) -> ssl.SSLContext:
    """Write what the README prints, at this port before this server, in what Debian has around it; how to trust it."""
    told, certificate = block("nginx"), folder / "it.pem"
    certificate.write_bytes(certified())
    for printed, here in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl reuseport;",
        f"/etc/ssl/certs/{HOST}.pem;": f"{certificate};",
        f"/etc/ssl/private/{HOST}.key;": f"{certificate};",
        "http://127.0.0.1:8000;": f"{server};",
    }.items():
        assert printed in told
        told = told.replace(printed, here)
    places = (f"{it}_temp_path {folder / it};" for it in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    alone = f"daemon off; master_process off; error_log stderr warn; pid {folder / 'pid'}; events {{}}"
    (folder / "conf").write_text(f"{alone} http {{ access_log off; gzip on; {' '.join(places)}\n{told} }}\n")
    return ssl.create_default_context(cafile=certificate)


@pytest.fixture(scope="module")
def proxied(built_kg: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not installed (apt-get install nginx-light)")
    folder = tmp_path_factory.mktemp("nginx")
    said, pid = folder / "said", folder / "pid"
    told = ("--url", PUBLIC, "--workers", 2, "--log", folder / "log", "--log-addresses", "true")
    with serving(built_kg, *told) as server, socket.socket() as reserving, said.open("wb") as saying:
        # Bound, and never listened at: nobody else is given the port meanwhile.
        reserving.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserving.bind(("127.0.0.1", 0))
        trusting = configure(folder, port := reserving.getsockname()[1], server.url)
        process = subprocess.Popen([nginx, "-e", "stderr", "-p", folder, "-c", folder / "conf"], stderr=saying)
        try:
            until(lambda: pid.exists() or process.poll() is not None)
            assert (process.poll(), said.read_text()) == (None, "")
            until(lambda: server.get("/health/ready").status_code == 200, 30)
            yield Proxied(folder, port, trusting)
        finally:
            process.terminate()
            process.wait(10)


def test_an_iri_leads_to_its_document_at_the_public_address(proxied: Proxied) -> None:
    for accept, ending in (("text/turtle", "ttl"), ("text/html", "html")):
        found = proxied.get("/konsep/pmks", Accept=accept)
        assert [answer.status_code for answer in (*found.history, found)] == [303, 200]
        assert httpx.URL(PUBLIC).join(found.history[0].headers["location"]) == f"{PUBLIC}/konsep/pmks.{ending}"
        assert "127.0.0.1" not in f"{found.history[0].headers}{found.headers}{found.text}"
    assert (PMKS, SKOS.altLabel, NAME) in Graph().parse(data=proxied.get("/konsep/pmks.ttl").text, format="turtle")


def test_addresses_that_are_told_are_public(proxied: Proxied) -> None:
    lies = {"X_Forwarded_Proto": "http", "X_Forwarded_Host": "jahat.example", "Forwarded": "host=jahat.example"}
    told = [proxied.get(path, Accept="text/turtle", **lies).text for path in ("/.well-known/void", "/sparql")]
    catalogue, service = (Graph().parse(data=text, format="turtle") for text in told)
    dumps = {f"{PUBLIC}/unduh/kgkesos.{form}.gz" for form in ("nq", "trig")}
    assert dumps <= {str(one) for one in catalogue.objects(None, DCAT.downloadURL)}
    assert set(service.objects(None, ENDPOINT)) == {URIRef(f"{PUBLIC}/sparql")}


def test_queries_of_any_length_are_answered_or_refused_in_words(proxied: Proxied) -> None:
    assert proxied.get(f"/sparql?query=ASK%7B%7D%23{LONG}").json() == TRUE
    assert proxied.status(f"GET /sparql?query=ASK%7B%7D%23{TOO_LONG}") == b"414"
    assert proxied.send("POST", "/sparql", data={"query": f"ASK {{}} #{TOO_LONG}"}).json() == TRUE
    for longer, words in ((2_500_000, "at most 256 KiB"), (3 * 1024 * 1024, "413 Request Entity Too Large")):
        refused = proxied.send("POST", "/sparql", data={"query": "a" * longer})
        assert (refused.status_code, words in refused.text) == (413, True)


def test_the_head_of_an_answer_may_repeat_a_long_address(proxied: Proxied) -> None:
    found = proxied.get(f"/konsep/pmks?x={LONG}", Accept="text/turtle")
    assert [answer.status_code for answer in (*found.history, found)] == [303, 200]


def test_figures_are_for_the_machine_itself(proxied: Proxied) -> None:
    assert proxied.get("/metrics", X_Forwarded_For="127.0.0.1").status_code == 403
    for path in ("/metrics?x", "/%6Detrics", "//metrics", "/./metrics", "/x/../metrics", f"{PUBLIC}/metrics"):
        assert proxied.status(f"GET {path}") == b"403"
    assert "kgkesos_build_info{" in proxied.get("/metrics", "127.0.0.1").text


def test_a_client_is_who_connects_whatever_it_says(proxied: Proxied) -> None:
    logged = set()
    for address in (OUTSIDER, OTHER):
        for answer in (proxied.get("/health", address), proxied.get("/health", address, X_Forwarded_For="203.0.113.9")):
            logged.add(f'"request": "{answer.headers["x-request-id"]}", "client": "{address}"')
    until(lambda: all(one in (proxied.folder / "log").read_text() for one in logged))


def test_what_is_known_is_not_sent_again_and_pages_are_zipped(proxied: Proxied) -> None:
    for path in ("/konsep/pmks.html", "/api/questions/cakupan", "/sparql?query=ASK%7B%7D", "/static/kgkesos.css"):
        found, head = proxied.get(path), proxied.send("HEAD", path)
        assert (found.status_code, head.status_code, head.content) == (200, 200, b"")
        again = proxied.get(path, If_None_Match=found.headers["etag"])
        assert (again.status_code, again.content) == (304, b"")
    assert proxied.get("/").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in proxied.get("/", Accept_Encoding="identity").headers


def test_one_address_has_64_connections(proxied: Proxied) -> None:
    with contextlib.ExitStack() as held:
        for _ in range(64):
            held.enter_context(proxied.line("POST /sparql", GREEDY, "Content-Length: 9"))
        # It reads them when it comes to it.
        until(lambda: proxied.get("/health", GREEDY).status_code == 429)
        assert proxied.get("/health").status_code == 200


def test_downloads_come_whole_and_in_parts(proxied: Proxied) -> None:
    whole = proxied.get("/unduh/kgkesos.nq.gz").content
    assert f"{hashlib.sha256(whole).hexdigest()}  kgkesos.nq.gz" in proxied.get("/unduh/SHA256SUMS").text
    rest = proxied.get("/unduh/kgkesos.nq.gz", Range="bytes=1000000-")
    assert (rest.status_code, rest.content == whole[1_000_000:]) == (206, True)


def test_who_takes_nothing_fills_no_disk(proxied: Proxied) -> None:
    with proxied.line(f"GET {GRAPH}", OTHER) as line:
        assert line.recv(12) == b"HTTP/1.1 200"
        assert len(proxied.get(GRAPH).content) > 5_000_000
    assert "response is buffered to a temporary file" not in (proxied.folder / "said").read_text()
