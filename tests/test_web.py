"""The server's application, asked in process: the API says what the command line says, and pages escape and explain."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import shutil
import threading
from collections import Counter
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx
import openpyxl
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from rdflib import Graph

from kgkesos import (
    answers,
    builds,
    formats,
    gambar,
    kolom,
    lookup,
    matriks,
    pipeline,
    questions,
    resources,
    store,
    trace,
    trace_formats,
)
from kgkesos.errors import StoreError
from kgkesos.knowledge import Knowledge
from kgkesos.sparql.limits import Limits
from kgkesos.web import answering, home, security, views
from kgkesos.web import matriks as web_matriks
from kgkesos.web.app import create_app
from kgkesos.web.context import HomePage
from kgkesos.web.operations.turns import Bounds
from kgkesos.web.service import Service
from kgkesos.why import asked as asked_why

KNOWN = questions.load()
# What a question must be told; the others answer without a word.
TOLD = {"definisi": {"istilah": "PMKS"}, "nomenklatur-tak-terpakai": {"dokumen": "cascading-dinas-sosial"}}
KEGIATAN = "Fasilitasi Program Keluarga Harapan"
SASARAN = "Meningkatnya penanggulangan masalah kesejahteraan sosial"
DOKUMEN = "cascading-dinas-sosial"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Site:
    """Asks an application for addresses, each in a loop of its own."""

    def __init__(self, app: FastAPI, *, follow: bool = True) -> None:
        self.app = app
        self.follow = follow

    def get(self, address: str, **headers: str) -> httpx.Response:
        return self.ask("GET", address, headers)

    def ask(self, method: str, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1:8000", follow_redirects=self.follow
            ) as client:
                return await client.request(method, address, headers=headers)

        return asyncio.run(asked())


class Page(HTMLParser):
    """What a test wants to know of a page: its text, addresses, elements, and which controls have a label."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.links: list[str] = []
        self.controls: set[str] = set()
        self.labelled: set[str] = set()
        self.language: str | None = None
        self.attributes: set[str] = set()
        self._words: list[str] = []
        self._label_depth = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        self.attributes |= set(given)
        found = [given[name] or "" for name in ("href", "src", "action", "srcset", "data") if name in given]
        self.addresses += found
        if tag == "a":
            self.links += found
        elif tag == "html":
            self.language = given.get("lang")
        elif tag == "label":
            self._label_depth += 1
            if "for" in given:
                self.labelled.add(given["for"] or "")
        elif tag in ("input", "select", "textarea"):
            name = given.get("id") or f"within label {self.tags[tag]}"
            self.controls.add(name)
            if self._label_depth:
                self.labelled.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._label_depth -= 1

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())


@pytest.fixture(scope="module")
def site(built_kg: Path) -> Site:
    return Site(create_app(built_kg))


def asked(name: str, **given: str) -> str:
    """The address of a question's answer."""
    params = urlencode(TOLD.get(name, {}) | given)
    return f"/api/answers/{name}" + (f"?{params}" if params else "")


# ---------- the API


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_an_answer_is_the_one_of_the_command_line(site: Site, built: Knowledge, question: questions.Question) -> None:
    found = site.get(asked(question.name))
    expected = answers.ask(built, question.name, TOLD.get(question.name))
    # Nothing is decided about these documents.
    assert expected.rows or question.name == "keputusan"
    assert found.status_code == 200
    assert found.json() == json.loads(json.dumps(formats.answer_json(expected)))
    assert [tuple(row.values()) for row in found.json()["rows"]] == list(expected.rows)


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_csv_parses_back_to_the_rows(site: Site, built: Knowledge, question: questions.Question) -> None:
    found = site.get(asked(question.name, format="csv"))
    expected = answers.ask(built, question.name, TOLD.get(question.name))
    header, *rows = csv.reader(io.StringIO(found.text, newline=""))
    assert found.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert found.headers["content-disposition"] == f'attachment; filename="{question.name}.csv"'
    assert tuple(header) == expected.columns
    assert rows == [["" if cell is None else str(formats.defused(cell)) for cell in row] for row in expected.rows]


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_the_workbook_holds_the_rows(site: Site, built: Knowledge, question: questions.Question) -> None:
    found = site.get(asked(question.name, format="xlsx"))
    expected = answers.ask(built, question.name, TOLD.get(question.name))
    assert found.headers["content-type"] == XLSX
    assert found.headers["content-disposition"] == f'attachment; filename="{question.name}.xlsx"'
    head, *rows = openpyxl.load_workbook(io.BytesIO(found.content))["Jawaban"].iter_rows()
    assert [cell.comment.text for cell in head] == list(expected.columns)
    assert len(rows) == len(expected.rows)
    shown = [[cell.value for cell in row] for row in rows[:1]]
    words: list[list[object]] = [
        [kolom.truth(cell) if isinstance(cell, bool) else cell for cell in row] for row in expected.rows[:1]
    ]
    # A year is a number there, and a document its key, with a link.
    known: dict[str, Callable[[object], object]] = {
        "daftar": lambda cell: int(str(cell)),
        "dokumen": lambda cell: str(cell).rsplit("/", 1)[-1] if "namaDokumen" not in expected.columns else cell,
    }
    words = [
        [known[name](cell) if name in known else cell for name, cell in zip(expected.columns, row, strict=True)]
        for row in words
    ]
    assert shown == [[None if cell == "" else cell for cell in row] for row in words]


def test_a_page_of_an_answer_leads_to_its_workbook(site: Site) -> None:
    shown = site.get(f"/jawaban/celah?dokumen={DOKUMEN}").text
    assert f'href="/api/answers/celah?dokumen={DOKUMEN}&amp;format=xlsx"' in shown


def test_a_bom_comes_only_when_asked_for(site: Site) -> None:
    plain = site.get(asked("cakupan", format="csv")).content
    assert site.get(asked("cakupan", format="csv", bom="true")).content == b"\xef\xbb\xbf" + plain
    assert site.get(asked("cakupan", format="csv", bom="false")).content == plain


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv"),
        ("text/csv, application/json;q=0.9", "text/csv"),
        ("application/json, text/csv", "text/csv"),
        ("application/json, text/csv;q=0.5", "application/json"),
        (XLSX, XLSX),
        (f"{XLSX}, */*;q=0.1", XLSX),
        (f"{XLSX};q=0.5, text/csv", "text/csv"),
        ("text/csv;q=much", "application/json"),
        ("text/html,*/*;q=0.8", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_accept_header_chooses_the_form(site: Site, accept: str, kind: str) -> None:
    found = site.get(asked("cakupan"), accept=accept)
    assert found.headers["content-type"].split(";")[0] == kind
    assert site.get(asked("cakupan", format="json"), accept=accept).headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("cakupan", {"dokumen": DOKUMEN}),
        ("celah", {"kode": "indikator-tanpa-formula"}),
        ("celah", {"dokumen": DOKUMEN, "kode": "simpul-tanpa-indikator"}),
        ("layanan-kegiatan", {"kegiatan": KEGIATAN}),
        ("pendukung-sasaran", {"sasaran": SASARAN}),
        ("definisi", {"istilah": "PSKS"}),
    ],
)
def test_parameters_are_passed_on(site: Site, built: Knowledge, name: str, given: dict[str, str]) -> None:
    found = site.get(asked(name, **given)).json()
    expected = answers.ask(built, name, given)
    assert len(expected.rows) > 0
    assert found["params"] == given
    assert [tuple(row.values()) for row in found["rows"]] == list(expected.rows)


def test_a_value_that_matches_nothing_gives_no_row(site: Site) -> None:
    assert site.get(asked("celah", kode="kegiatan-tanpa-induk")).json()["rows"] == []
    assert site.get(asked("definisi", istilah="tidak ada")).json()["rows"] == []


def test_an_empty_answer_says_what_was_searched(site: Site, built: Knowledge) -> None:
    given = {"istilah": "<b>tagna</b>"}
    note = answers.ask(built, "definisi", given).note
    assert "istilah yang punya baris:" in note
    assert site.get(asked("definisi", **given)).json()["note"] == note
    page = site.get(f"/jawaban/definisi?{urlencode(given)}")
    assert "Tanpa istilah ada 70 baris" in page.text
    assert "&lt;b&gt;tagna" in page.text
    assert "<b>tagna" not in page.text


def test_short_addresses_are_the_same_answers(site: Site) -> None:
    assert site.get("/api/coverage").json() == site.get(asked("cakupan")).json()
    given = f"dokumen={DOKUMEN}&kode=indikator-tanpa-formula"
    assert site.get(f"/api/findings?{given}").json() == site.get(f"/api/answers/celah?{given}").json()
    assert site.get("/api/findings", accept="text/csv").text == site.get(asked("celah", format="csv")).text


@pytest.mark.parametrize(
    ("address", "status", "choices"),
    [
        ("/api/answers/tidak-ada", 404, [question.name for question in KNOWN]),
        ("/api/answers/cakupan?warna=biru", 422, ["dokumen"]),
        ("/api/findings?warna=biru", 422, ["dokumen", "kode"]),
        ("/api/answers/program-diganti?dokumen=x", 422, []),
        ("/api/answers/definisi", 422, []),
        ("/api/answers/cakupan?dokumen=a&dokumen=b", 422, []),
        ("/api/answers/cakupan?format=pdf", 422, ["json", "csv", "xlsx"]),
        ("/api/answers/cakupan?bom=mungkin", 422, ["true", "false"]),
        ("/api/answers/layanan-kegiatan?kegiatan=", 422, []),
        ("/api/trace", 422, []),
        ("/api/why?subjek=Sekretaris", 422, []),
        ("/api/search?kata=a&batas=0", 422, []),
        ("/api/trace?kata=sosial&arah=samping", 422, ["naik", "turun"]),
        ("/api/tidak-ada", 404, []),
        ("/api/docs/index.html", 404, []),
    ],
)
def test_a_refusal_is_one_sentence_with_choices(site: Site, address: str, status: int, choices: list[str]) -> None:
    found = site.get(address)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/json"
    assert set(found.json()) == {"detail", "choices"}
    assert found.json()["choices"] == choices
    assert re.fullmatch(r"\S.{10,}", found.json()["detail"])


def test_a_statement_is_explained_and_a_name_found_as_by_command(site: Site, built: Knowledge) -> None:
    why = site.get(f"/api/why?{urlencode({'subjek': KEGIATAN, 'objek': SASARAN})}").json()
    assert why == trace_formats.reason_json(asked_why(built, KEGIATAN, "mendukung", SASARAN))
    found = site.get(f"/api/search?{urlencode({'kata': 'keluarga harapn', 'batas': 1})}").json()
    assert [one["label"] for one in found] == [KEGIATAN]
    words = {"kata": SASARAN, "arah": "turun", "periode": "2019-2022"}
    traced = trace.trace(built, SASARAN, up=False, periode="2019-2022")
    assert site.get(f"/api/trace?{urlencode(words)}").json() == trace_formats.traces_json(traced)
    refused = site.get(f"/api/why?{urlencode({'subjek': KEGIATAN, 'objek': SASARAN, 'predikat': 'mendukun'})}")
    assert (refused.status_code, refused.json()["choices"][0]) == (422, "mendukung")


def test_an_unknown_document_is_told_with_those_there_are(site: Site, built: Knowledge) -> None:
    found = site.get(asked("cakupan", dokumen="tidak-ada"))
    keys = {node.dokumen.rsplit("/", 1)[-1] for node in built.lookup.nodes()}
    assert (found.status_code, found.json()["choices"]) == (422, sorted(keys))


@pytest.mark.parametrize(("arah", "said"), [("naik", KEGIATAN), ("turun", SASARAN)])
def test_traces_are_those_of_the_command_line(site: Site, built: Knowledge, arah: str, said: str) -> None:
    found = site.get(f"/api/trace?{urlencode({'kata': said, 'arah': arah})}").json()
    expected = trace.trace(built, said, up=arah == "naik")
    assert found == json.loads(json.dumps(trace_formats.traces_json(expected)))
    assert max(len(path) for one in found for path in one["paths"]) > 1
    if arah == "naik":
        assert site.get(f"/api/trace?{urlencode({'kata': said})}").json() == found


def test_the_list_of_questions_is_that_of_the_files(site: Site) -> None:
    assert site.get("/api/questions").json() == [
        {
            "name": question.name,
            "title": dict(question.title),
            "description": dict(question.description),
            "params": [
                {
                    "name": param.name,
                    "type": param.type,
                    "kind": param.kind,
                    "default": param.default,
                    "choices": list(param.choices),
                }
                for param in question.params
            ],
        }
        for question in KNOWN
    ]


def test_health_names_the_build(site: Site, built_kg: Path) -> None:
    assert site.get("/health").json() == {"status": "ok", "build": builds.current(built_kg).name}


@pytest.mark.parametrize(
    ("accept", "kind"), [("*/*", "text/plain"), ("application/openmetrics-text", "application/openmetrics-text")]
)
def test_figures_come_in_the_form_that_is_accepted(site: Site, accept: str, kind: str) -> None:
    found = site.get("/metrics", accept=accept)
    assert found.headers["content-type"].split(";")[0] == kind
    assert found.headers["vary"] == "Accept"


@pytest.mark.parametrize("public", [None, "https://data.contoh.go.id"])
def test_figures_name_the_route_that_answered(built_kg: Path, public: str | None) -> None:
    site = Site(create_app(built_kg, public=public))
    for address in ("/cari", "/api/answers/dokumen", "/rahasia"):
        site.get(address)
    assert counted(site) == {"/cari 200": 1, "/api/answers/{name} 200": 1, "(none) 404": 1}


def test_what_is_refused_before_it_is_routed_counts_for_its_route(built_kg: Path) -> None:
    site = Site(create_app(built_kg, in_turn=Bounds(at_once=0, waiting=0)))
    for address in ("/", "/cari?kata=x", "/api/answers/a", "/api/answers/b", "/api/questions/celah.csv", "/id/a/b.ttl"):
        assert site.get(address).status_code == 503
    for address in ("/rahasia/a", "/rahasia/b", "/api/rahasia"):
        assert site.get(address).status_code == 503
    for address in ("/cari", "/static/kgkesos.css", "/sparql"):
        assert site.get(address, host="a b").status_code == 400
    assert counted(site) == {
        "/ 503": 1,
        "/cari 503": 1,
        "/api/answers/{name} 503": 2,
        "/api/questions/{name}.{akhiran} 503": 1,
        "/id/{path:path} 503": 1,
        "(none) 503": 3,
        "/cari 400": 1,
        "/static/* 400": 1,
        "/sparql 400": 1,
    }


def counted(site: Site) -> dict[str, float]:
    """How many requests were answered, by route and status."""
    figures = text_string_to_metric_families(site.get("/metrics").text)
    samples = [one for each in figures for one in each.samples if one.name == "kgkesos_http_requests_total"]
    return {f"{one.labels['route']} {one.labels['status']}": one.value for one in samples}


def test_no_question_uses_a_parameter_of_the_api() -> None:
    assert {param.name for question in KNOWN for param in question.params} & answering.RESERVED == set()


def test_openapi_lists_every_route_and_every_parameter(site: Site) -> None:
    found = site.get("/api/openapi.json").json()
    named = {f"/api/questions/{question.name}": question for question in KNOWN}
    short = {"/api/coverage": questions.named("cakupan"), "/api/findings": questions.named("celah")}
    others = {
        "/health",
        "/health/live",
        "/health/ready",
        "/api/questions",
        "/api/questions/{name}.{akhiran}",
        "/api/trace",
        "/api/why",
        "/api/search",
        "/api/answers/{name}",
        "/api/terms",
        "/api/terms/{path}",
    }
    others.add("/api/temuan")
    assert set(found["paths"]) == set(named) | set(short) | others
    for address, question in (named | short).items():
        listed = [(param["name"], param["required"]) for param in found["paths"][address]["get"]["parameters"]]
        own = [(param.name, param.default is None) for param in question.params]
        general = [(name, False) for name in ("format", "bom", "batas", "mulai", "build")]
        assert sorted(listed) == sorted([*own, *general])


def test_openapi_says_null_as_its_version_does(site: Site) -> None:
    text = site.get("/api/openapi.json").text
    assert json.loads(text)["openapi"] == "3.1.0"
    assert '"nullable"' not in text
    used = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert used <= set(json.loads(text)["components"]["schemas"])


# ---------- pages

IKI = "iki-dinas-sosial-kota-probolinggo-2019"
PAGES = [
    "/",
    "/telusur",
    f"/telusur?{urlencode({'kata': KEGIATAN, 'arah': 'naik'})}",
    f"/telusur?{urlencode({'kata': SASARAN, 'arah': 'turun'})}",
    "/telusur?kata=sosial",
    "/mengapa",
    f"/mengapa?{urlencode({'subjek': KEGIATAN, 'objek': SASARAN})}",
    f"/mengapa?{urlencode({'subjek': 'bantuan sosial', 'objek': SASARAN})}",
    f"/mengapa?{urlencode({'subjek': 'PMKS di trauma centre', 'objek': 'PMKS', 'predikat': 'menyebut'})}",
    "/cari",
    "/cari?kata=keluarga%20harapn",
    "/cari?kata=sosial",
    "/cari?kata=zzzzqqq",
    "/matriks",
    "/matriks?dokumen=cascading-dinas-sosial",
    f"/matriks?dokumen={IKI}",
    "/temuan",
    f"/temuan?dokumen={DOKUMEN}&kode=indikator-tanpa-formula",
    "/temuan?kode=kegiatan-tanpa-induk",
    "/temuan?tingkat=peringatan&instansi=Tapin",
    f"/id/dokumen/{IKI}",
    f"/id/dokumen/{IKI}/jabatan/sekretaris/fungsi/b",
    f"/id/dokumen/{IKI}/jabatan/kepala-dinas",
    "/api/docs",
    "/kosakata",
    "/kosakata?kata=disabilitas",
    "/kosakata?kata=zzzz",
    "/kosakata/ontology/Indikator",
    "/kosakata/ontology/mendukung",
    "/kosakata/konsep/pmks",
    "/kosakata/konsep",
    "/kosakata/kode/satuan/persen",
    *(f"/jawaban/{question.name}" for question in KNOWN),
    "/jawaban/definisi?istilah=PMKS",
    "/jawaban/layanan-kegiatan?kegiatan=bantuan",
]
REFUSED = {
    "/tidak-ada": 404,
    "/jawaban/tidak-ada": 404,
    "/id/dokumen/tidak-ada": 404,
    "/id/dokumen/a%20b%3Cc%3E": 404,
    "/kosakata/tidak-ada": 404,
    "/kosakata/konsep/a%20b%3Cc%3E": 404,
    "/telusur?kata=zzzz": 422,
    "/telusur?kata=sosial&arah=samping": 422,
    f"/mengapa?{urlencode({'subjek': 'zzzz', 'objek': SASARAN})}": 422,
    f"/mengapa?{urlencode({'subjek': SASARAN, 'objek': KEGIATAN})}": 404,
    f"/mengapa?{urlencode({'subjek': KEGIATAN, 'objek': SASARAN, 'predikat': 'makan'})}": 422,
    "/telusur.svg": 422,
    "/telusur.svg?kata=zzzz": 422,
    "/telusur.svg?kata=sosial": 422,
    "/jawaban/cakupan?dokumen=zzzz": 422,
    "/matriks?dokumen=zzzz": 422,
    "/matriks?warna=biru": 422,
    "/matriks.xlsx?dokumen=zzzz": 422,
    "/jawaban/cakupan?warna=biru": 422,
    "/jawaban/layanan-kegiatan?kegiatan=zzzz": 422,
    "/temuan?dokumen=zzzz": 422,
    "/temuan?kode=tidak-ada": 422,
    "/temuan?tingkat=berat": 422,
    "/temuan?instansi=zzzz": 422,
    "/temuan?warna=biru": 422,
    "/temuan?aturan=a&aturan=b": 422,
}


@pytest.mark.parametrize("address", [*PAGES, *REFUSED])
def test_every_page_is_whole_and_asks_no_outside_host(site: Site, built_kg: Path, address: str) -> None:
    found = site.get(address)
    page = Page(found.text)
    assert found.status_code == REFUSED.get(address, 200)
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert page.language == "id"
    assert page.tags["h1"] == (0 if address == "/api/docs" else 1)
    assert [one for one in page.addresses if not re.match(r"(/(?!/)|#)", one)] == []
    assert page.controls == page.labelled & page.controls
    assert not re.search(r"<label[^>]*>\s*</label>", found.text)
    assert not {name for name in page.attributes if name == "style" or name.startswith("on")}
    assert page.tags["script"] == (2 if address == "/api/docs" else 0)
    assert "#isi" in page.links
    assert builds.current(built_kg).name in page.text


@pytest.fixture(scope="module")
def statuses(site: Site) -> Callable[[str], int]:
    """The status of an address, asked once: most pages have links in common."""
    return cache(lambda address: site.get(address).status_code)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/matriks",
        "/temuan",
        "/jawaban/cakupan",
        "/jawaban/daftar-definisi",
        "/jawaban/penanggung-jawab",
        "/telusur?kata=sosial",
        f"/telusur?{urlencode({'kata': KEGIATAN})}",
        f"/mengapa?{urlencode({'subjek': KEGIATAN, 'objek': SASARAN})}",
        f"/mengapa?{urlencode({'subjek': 'bantuan sosial', 'objek': SASARAN})}",
        "/cari?kata=keluarga%20harapn",
        f"/id/dokumen/{IKI}/jabatan/sekretaris",
        "/kosakata",
        "/kosakata/ontology/Indikator",
    ],
)
def test_every_link_leads_somewhere(site: Site, statuses: Callable[[str], int], address: str) -> None:
    links = {link.split("#")[0] or address for link in Page(site.get(address).text).links}
    assert len(links) > 5
    assert {link: statuses(link) for link in links} == dict.fromkeys(links, 200)


def test_the_api_page_is_served_from_here(site: Site) -> None:
    page = Page(site.get("/api/docs").text)
    parts = [address for address in page.addresses if address.endswith((".js", ".css"))]
    assert set(parts) == {
        "/api/docs/swagger-ui.css",
        "/static/kgkesos.css",
        "/api/docs/swagger-ui-bundle.js",
        "/static/api.js",
    }
    for part in parts:
        assert site.get(part).status_code == 200
    assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", site.get("/api/docs/swagger-ui.css").text)
    assert not re.search(r"https?://", site.get("/static/api.js").text)
    assert "validatorUrl: null" in site.get("/static/api.js").text


def test_the_home_page_shows_what_was_read(site: Site, built: Knowledge) -> None:
    shown = Page(site.get("/").text)
    page = home.page(built)
    manifest = built.build.manifest()["documents"]
    assert [(one.key, one.files, one.records, one.findings) for one in page.documents] == [
        (
            one["key"],
            tuple(given["file"] for given in one["inputs"]),
            sum(one["records"].values()),
            # The IKU defines PMKS in other words than the IKI.
            sum(one["findings"].values()) + (one["key"] == "iku-dinas-sosial-kabupaten-tapin-2020"),
        )
        for one in manifest
    ]
    for one in page.documents:
        assert {one.title, one.kind, *one.files} <= set(contained(shown.text, [one.title, one.kind, *one.files]))
    covered = answers.ask(built, "cakupan").rows
    shares = [tuple(share.having for share in row.shares) for one in page.coverage for row in one.rows]
    # After name, level, period and count come the shares; the document's IRI is last.
    assert shares == [row[4:-1] for row in covered]
    assert [row.count for one in page.coverage for row in one.rows] == [row[3] for row in covered]
    assert {f"/jawaban/{question.name}" for question in KNOWN} <= set(shown.links)
    assert all(question.title["id"] in shown.text for question in KNOWN)


def test_the_home_page_is_made_once_for_each_build(own_kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    plain = home.page

    def page(knowledge: Knowledge) -> HomePage:
        made.append(knowledge.build.name)
        return plain(knowledge)

    monkeypatch.setattr(home, "page", page)
    site = Site(create_app(own_kg))
    link = f"/temuan?dokumen={DOKUMEN}"
    assert site.get("/").content == site.get("/").content
    assert len(made) == 1
    assert link in Page(site.get("/").text).links
    # Another build has a page of its own.
    pipeline.build([resources.folder("documents") / "metadata-sipd-jumlah-kkks.txt"], own_kg)
    assert link not in Page(site.get("/").text).links
    assert len(set(made)) == len(made) == 2


def contained(text: str, words: list[str]) -> list[str]:
    return [one for one in words if " ".join(one.split()) in text]


def test_the_matrix_shows_each_pair_with_its_basis_and_gives_a_workbook(site: Site, built: Knowledge) -> None:
    table = matriks.matrix(answers.ask(built, "matriks"))
    found = site.get("/matriks?dokumen=cascading-dinas-sosial").text
    shown = Page(found)
    names = [one.nama for one in (*table.rows, *table.columns)]
    assert contained(shown.text, names) == names
    says = "tercetak, tetapi dibaca dengan dugaan, melalui "
    assert found.count(f'aria-label="{says}') == len(table.cells) == len(table.rows)
    assert all(word in found for mark in table.cells.values() for word in mark.melalui)
    # The IKU prints no activity: there is nothing to hold its objectives against.
    assert "Tidak ada kegiatan" in site.get("/matriks?dokumen=iku-dinas-sosial-kabupaten-tapin-2020").text
    book = site.get("/matriks.xlsx")
    assert book.headers["content-type"].endswith("spreadsheetml.sheet")
    assert book.content.startswith(b"PK")


def test_a_long_matrix_leaves_documents_to_be_asked_for(monkeypatch: pytest.MonkeyPatch, built: Knowledge) -> None:
    parts = [(name, matriks.Matrix((matriks.Head(name, name, name),) * 2, (), {}, "b")) for name in "abc"]
    monkeypatch.setattr(matriks.Matrix, "documents", lambda _: tuple(parts))
    monkeypatch.setattr(web_matriks, "SHOWN", 5)
    page = web_matriks.page(built, {})
    assert [one.key for one in page.tables] == ["a", "b"]
    assert [(one.address, one.words) for one in page.left] == [("/matriks?dokumen=c", "c")]
    monkeypatch.setattr(web_matriks, "SHOWN", 1)
    assert [one.key for one in web_matriks.page(built, {}).tables] == ["a"]


def test_gaps_are_counted_once_each_and_the_gravest_come_first(built: Knowledge) -> None:
    gaps = home.page(built).gaps
    manifest = built.build.manifest()
    counted = Counter(manifest["findings_across"])
    for one in manifest["documents"]:
        counted.update(one["findings"])
    assert {gap.code: gap.count for gap in gaps} == dict(counted)
    order = ["Violation", "Warning", "Info"]
    ranks = [(order.index(gap.level.code), -gap.count) for gap in gaps]
    assert ranks == sorted(ranks)
    said = {(row[1], row[4]) for row in answers.ask(built, "celah").rows}
    assert {(gap.code, gap.says) for gap in gaps} <= said


@pytest.mark.parametrize(("arah", "said"), [("naik", KEGIATAN), ("turun", SASARAN)])
def test_a_trace_shows_every_step_with_its_words_its_place_and_its_basis(
    site: Site, built: Knowledge, arah: str, said: str
) -> None:
    text = Page(site.get(f"/telusur?{urlencode({'kata': said, 'arah': arah})}").text).text
    steps = [step for one in trace.trace(built, said, up=arah == "naik") for path in one.paths for step in path]
    assert len(steps) > 3
    for step in steps:
        assert step.node.label in text
        for quote in step.quotes:
            first, last = quote.baris
            place = f"baris {first}" if first == last else f"baris {first}–{last}"
            assert printed(text, quote.kutipan, f"{quote.berkas}, {place}")
        if step.link:
            certainty = {"pasti": "pasti", "dugaan": "dugaan, perlu diperiksa"}[step.link.kepastian or ""]
            rule = f"; aturan {step.link.aturan}" if step.link.aturan else ""
            assert f": tercetak di dokumen; {certainty}{rule}" in text


def test_a_page_says_why_down_to_printed_words(site: Site) -> None:
    """By hand: the kegiatan supports the sasaran through its programme, by two rules of OWL, on three quotes."""
    text = Page(site.get(f"/mengapa?{urlencode({'subjek': KEGIATAN, 'objek': SASARAN})}").text).text
    program = "Program Pelayanan, Rehabilitasi Kesejahteraan Sosial, Perlindungan dan Jaminan Kesejahteraan Sosial"
    rules = re.findall(r"\[aturan ([\w-]+)", text)
    assert rules == ["prp-trp", "prp-spo1", "prp-spo1"]
    assert f"maka “{KEGIATAN}” mendukung “{SASARAN}” secara tidak langsung [aturan prp-trp mendukung: " in text
    # The programme and its kegiatan stand in one table that does not say which belongs to which.
    assert re.findall(r"tercetak di dokumen; (\w+; aturan [\w-]+)", text) == [
        "dugaan; aturan nomor-mulai-ulang",
        "pasti; aturan satu-satunya-sasaran",
    ]
    steps = [f"{KEGIATAN} → mendukung {SASARAN}", f"{KEGIATAN} → mendukung langsung {program}"]
    steps.append(f"{program} → mendukung langsung {SASARAN}")
    assert [text.count(step) for step in steps] == [1, 1, 1]
    for words, lines in ((KEGIATAN, "270–272"), (program, "243–248"), (SASARAN, "118–121")):
        assert printed(text.replace("\N{NO-BREAK SPACE}", " "), words, f"cascading-dinas-sosial.txt, baris {lines}")


def test_a_statement_that_the_graph_does_not_make_is_said_so(site: Site) -> None:
    text = Page(site.get(f"/mengapa?{urlencode({'subjek': SASARAN, 'objek': KEGIATAN})}").text).text
    assert f"Graf tidak menyatakan: {SASARAN} mendukung {KEGIATAN}." in text


def test_words_of_several_names_are_a_list_to_choose_from(site: Site) -> None:
    address = f"/mengapa?{urlencode({'subjek': 'bantuan sosial', 'objek': SASARAN})}"
    links = [link for link in Page(site.get(address).text).links if link.startswith("/mengapa")]
    names = ("Fasilitasi Penyaluran Bantuan Sosial", "Pemantauan dan Evaluasi Bantuan Sosial Penyandang Masalah Sosial")
    asked = [{"subjek": name, "predikat": "mendukung", "objek": SASARAN} for name in names]
    assert links == [f"/mengapa?{urlencode(one)}" for one in asked]


def test_a_matrix_that_there_is_not_says_why(site: Site) -> None:
    """The IKU prints three sasaran and no kegiatan."""
    asked = urlencode({"dokumen": "iku-dinas-sosial-kabupaten-tapin-2020"})
    assert "Tidak ada kegiatan untuk disandingkan dengan 3 sasaran." in Page(site.get(f"/matriks?{asked}").text).text
    assert site.get(f"/matriks.xlsx?{asked}").status_code == 422


def test_words_that_name_nothing_are_answered_with_what_comes_near(site: Site) -> None:
    api = site.get(f"/api/trace?{urlencode({'kata': 'keluarga harapn'})}")
    assert (api.status_code, api.json()["choices"][0]) == (422, KEGIATAN)
    near = {
        "/telusur?kata=keluarga+harapn": f"/telusur?{urlencode({'kata': KEGIATAN, 'arah': 'naik'})}",
        f"/mengapa?{urlencode({'subjek': 'keluarga harapn', 'objek': SASARAN})}": (
            f"/mengapa?{urlencode({'subjek': KEGIATAN, 'predikat': 'mendukung', 'objek': SASARAN})}"
        ),
        f"/jawaban/layanan-kegiatan?{urlencode({'kegiatan': 'keluarga harapn'})}": (
            f"/jawaban/layanan-kegiatan?{urlencode({'kegiatan': KEGIATAN})}"
        ),
    }
    for address, meant in near.items():
        found = site.get(address)
        page = Page(found.text)
        assert found.status_code == 422
        assert "Tidak ada yang bernama “keluarga harapn”. Mungkin yang dimaksud:" in page.text
        assert meant in page.links


def test_names_below_the_cascade_are_a_list_to_choose_from_too(site: Site) -> None:
    """The words stand in the names of duties alone, of which a trace begins as well."""
    found = site.get(f"/telusur?{urlencode({'kata': 'menyusun rencana'})}")
    assert found.status_code == 200
    assert "cocok dengan beberapa nama" in found.text


def test_a_page_of_traces_tells_namesakes_apart_and_takes_one_of_them(site: Site) -> None:
    said = "Peningkatan kualitas SDM kesejahteraan sosial masyarakat"
    heads = [f"Ke atas dari kegiatan “{said}”, {told}" for told in ("sampai 2018 (program diganti)", "2019-2022")]
    assert [head in Page(site.get(f"/telusur?{urlencode({'kata': said})}").text).text for head in heads] == [True] * 2
    asked = {"kata": said, "arah": "naik", "dokumen": DOKUMEN, "periode": "2019-2022"}
    page = Page(site.get(f"/telusur?{urlencode(asked)}").text)
    assert [head in page.text for head in heads] == [False, True]
    for address, way in (("/telusur", "turun"), ("/telusur.svg", "naik"), ("/api/trace", "naik")):
        assert f"{address}?{urlencode({**asked, 'arah': way})}" in page.links
    assert len(site.get(f"/api/trace?{urlencode(asked)}").json()) == 1
    drawn = [site.get(f"/telusur.svg?{urlencode(one)}").text for one in (asked, {"kata": said})]
    assert ["sampai 2018" in picture for picture in drawn] == [False, True]


@pytest.mark.parametrize(
    ("narrowed", "says", "leads"),
    [
        ({"periode": "2030"}, "ada, tetapi bukan di periode itu", {"periode": "2019-2022"}),
        ({"dokumen": "metadata-sipd-jumlah-kkks"}, "ada, tetapi bukan di dokumen itu", {"dokumen": DOKUMEN}),
        ({"dokumen": "cascading-dinsos"}, f"Mungkin maksud Anda: {DOKUMEN}", {}),
    ],
)
def test_a_trace_that_is_narrowed_to_nothing_says_what_there_is(
    site: Site, narrowed: dict[str, str], says: str, leads: dict[str, str]
) -> None:
    found = site.get(f"/telusur?{urlencode({'kata': KEGIATAN, **narrowed})}")
    assert (found.status_code, says in Page(found.text).text) == (422, True)
    asked = {"kata": KEGIATAN, "arah": "naik", **narrowed, **leads}
    assert not leads or f"/telusur?{urlencode(asked)}" in Page(found.text).links


@pytest.mark.parametrize("arah", ["naik", "turun"])
def test_every_hop_of_a_trace_leads_to_why_it_holds(site: Site, built: Knowledge, arah: str) -> None:
    said = KEGIATAN if arah == "naik" else SASARAN
    links = Page(site.get(f"/telusur?{urlencode({'kata': said, 'arah': arah})}").text).links
    asked = [link for link in links if link.startswith("/mengapa")]
    (found,) = trace.trace(built, said, up=arah == "naik")
    hops = {(step.link.dari, step.link.ke) for path in found.paths for step in path if step.link}
    assert len(asked) == len(set(asked)) == len(hops) > 2
    text = Page(site.get(asked[0]).text).text
    assert "mendukung langsung" in text
    assert "tercetak di dokumen" in text


def test_the_page_of_a_thing_has_its_links_and_why_they_hold(site: Site, built: Knowledge) -> None:
    """By hand: the programme stands under the one sasaran, and below it stand kegiatan alone."""
    (node,) = built.find("Program Peningkatan Pelayanan Penyandang Masalah Sosial", ["Program"])
    page = Page(site.get("/id/" + node.iri.split("/id/", 1)[1]).text)
    above, below = len(built.lookup.links_from(node.iri)), len(built.lookup.links_to(node.iri))
    assert above == 1
    assert sum(link.startswith("/mengapa") for link in page.links) == above + below
    assert page.text.count("mendukung: tercetak di dokumen") == 1
    assert page.text.count("didukung oleh: tercetak di dokumen") == below > 0
    assert {link for link in page.links if link.startswith("/telusur?")} == {
        f"/telusur?{urlencode({'kata': node.iri, 'arah': way})}" for way in ("naik", "turun")
    }


def test_a_search_finds_names_as_the_command_does(site: Site, built: Knowledge) -> None:
    page = Page(site.get("/cari?kata=keluarga%20harapn").text)
    assert KEGIATAN in page.text
    found = built.search("keluarga harapn", limit=51)
    things = [link for link in page.links if link.startswith("/id/")]
    assert things == ["/id/" + node.iri.split("/id/", 1)[1] for node in found]
    assert f"{len(found)} ditemukan" in page.text
    many = Page(site.get("/cari?kata=sosial").text)
    assert sum(link.startswith("/id/") for link in many.links) == 50
    assert "50 yang pertama; masih ada yang lain" in many.text
    assert "Tidak ada nama yang memuat atau menyerupai “zzzzqqq”" in Page(site.get("/cari?kata=zzzzqqq").text).text


@pytest.mark.parametrize(("arah", "said"), [("naik", KEGIATAN), ("turun", SASARAN)])
def test_a_trace_leads_to_its_picture(site: Site, built: Knowledge, arah: str, said: str) -> None:
    links = Page(site.get(f"/telusur?{urlencode({'kata': said, 'arah': arah})}").text).links
    (address,) = [link for link in links if link.startswith("/telusur.svg")]
    found = site.get(address)
    assert found.headers["content-type"].startswith("image/svg+xml")
    assert found.text == gambar.text(gambar.of_traces(built, trace.trace(built, said, up=arah == "naik")))
    drawn = ElementTree.fromstring(found.text)
    titles = {one.text for one in drawn.iter("{http://www.w3.org/2000/svg}title")}
    assert {KEGIATAN, SASARAN} <= titles
    assert not {name for one in drawn.iter() for name in one.attrib if name == "style" or name.startswith("on")}


def test_the_page_of_a_thing_lists_every_reading_with_its_place_and_why_one_is_used(site: Site) -> None:
    text = Page(site.get(f"/id/dokumen/{IKI}/jabatan/sekretaris/fungsi/b").text).text
    marked, layer = "iki-dinsos-probolinggo-2019.md", "iki-dinsos-probolinggo-2019.txt"
    assert "Fungsi (Function)" in text
    assert f"kepustakaan dipakai / chosen {layer}, baris 50" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"kepastakaan tidak dipakai / not chosen {marked}, baris 25" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert f"Mengapa / why: {layer} memuat huruf yang tercetak; {marked} ditulis ulang" in text
    # Printed alike in both: the letter, each place once, the one that answers show first.
    assert printed(text, "b", f"{marked}, baris 25")
    assert printed(text, "b", f"{layer}, baris 50")


def test_the_page_of_a_thing_without_variants_has_its_places_alone(site: Site) -> None:
    text = Page(site.get(f"/id/dokumen/{IKI}/jabatan/sekretaris").text).text
    assert "Jabatan (Position)" in text
    assert "Bacaan yang berbeda" not in text
    assert printed(text, "Sekretaris", "iki-dinsos-probolinggo-2019.txt, baris 40")
    only = Page(site.get(f"/id/dokumen/{IKI}/jabatan/kepala-dinas").text).text
    assert "hanya disebut; tidak ada kutipan" in only


def test_an_answer_leads_to_the_page_of_what_it_shows(site: Site) -> None:
    links = Page(site.get("/jawaban/daftar-definisi").text).links
    pages = [link for link in links if re.fullmatch(rf"/id/dokumen/{IKI}/.*definisi.*", link)]
    assert len(pages) == 16
    shown = Page(site.get("/telusur?kata=Keluarga%20Harapan").text).links
    assert sum(link.startswith("/id/dokumen/cascading-dinas-sosial/") for link in shown) == 4


def printed(text: str, words: str, place: str) -> bool:
    """Whether ``words`` stand in a page's ``text`` with ``place`` among the places named after them."""
    quote = re.escape(" ".join(words.split()))
    return re.search(rf"{quote} (\S+, baris [\d–]+ )*{re.escape(place)}(?!\d)", text) is not None


def test_findings_are_shown_with_message_remedy_quote_and_line(site: Site, built: Knowledge) -> None:
    found = answers.ask(built, "celah", {"dokumen": DOKUMEN})
    kept = [at for at, column in enumerate(found.columns) if column not in ("berkas", "baris", "tempat", "kutipan")]
    distinct = {tuple(row[at] for at in kept) for row in found.rows}
    assert Page(site.get(f"/temuan?dokumen={DOKUMEN}").text).text.count(f"{len(distinct)} temuan:") == 1
    codes = {str(row[found.columns.index("kode")]) for row in found.rows}
    # The page of one rule has all its findings.
    texts = {code: Page(site.get(f"/temuan?dokumen={DOKUMEN}&aturan={code}").text).text for code in codes}
    for row in found.rows:
        cells = dict(zip(found.columns, row, strict=True))
        text = texts[str(cells["kode"])]
        assert all(str(cells[name]) in text for name in ("pesan", "alasan", "perbaikan"))
        if cells["kutipan"] is not None:
            assert printed(text, str(cells["kutipan"]), f"{cells['berkas']}, baris {cells['baris']}")


def test_a_filter_of_findings_keeps_what_was_chosen(site: Site) -> None:
    text = site.get(f"/temuan?dokumen={DOKUMEN}&kode=simpul-tanpa-indikator").text
    assert Page(text).tags["section"] == 1
    assert re.search(rf'<option value="{DOKUMEN}" selected>', text)
    assert re.search(r'<option value="simpul-tanpa-indikator" selected>', text)
    assert "Tidak ada temuan." in site.get("/temuan?kode=kegiatan-tanpa-induk").text


def test_words_that_fit_several_names_become_a_list_to_choose_from(site: Site) -> None:
    page = Page(site.get("/jawaban/layanan-kegiatan?kegiatan=bantuan").text)
    assert "“bantuan” cocok dengan beberapa nama. Pilih salah satu:" in page.text
    chosen = [link for link in page.links if link.startswith("/jawaban/layanan-kegiatan?")]
    assert len(chosen) == 2
    assert all("<table" in site.get(link).text for link in chosen)


def test_rows_that_differ_in_evidence_alone_stand_as_one(
    site: Site, built: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document mentions a concept in one field as often as it likes; in all other answers a fact has one row."""
    found = answers.ask(built, "sebutan-konsep")
    evidence = ("berkas", "baris", "kutipan")
    kept = [place for place, column in enumerate(found.columns) if column not in evidence]
    distinct = {tuple(row[place] for place in kept) for row in found.rows}
    assert len(distinct) < len(found.rows)
    monkeypatch.setattr(views, "SHOWN", len(found.rows))
    page = Page(site.get("/jawaban/sebutan-konsep").text)
    assert page.tags["tr"] == len(distinct) + 1
    assert f"memuat {len(found.rows)} baris" in page.text
    quoted = [tuple(row[found.columns.index(column)] for column in evidence) for row in found.rows]
    for file, line, quote in [one for one in quoted if one[-1] is not None][:40]:
        assert printed(page.text, str(quote), f"{file}, baris {line}")


def test_a_fact_that_two_files_print_has_one_row(built: Knowledge) -> None:
    for name, fact in (
        ("daftar-definisi", "simpul"),
        ("formula-indikator", "indikator"),
        ("penanggung-jawab", "indikator"),
    ):
        found = answers.ask(built, name)
        assert len({row[found.columns.index(fact)] for row in found.rows}) == len(found.rows)


def test_an_unknown_question_is_told_with_those_there_are(site: Site) -> None:
    links = set(Page(site.get("/jawaban/tidak-ada").text).links)
    assert {f"/jawaban/{question.name}" for question in KNOWN} <= links


# ---------- hostile words

EVIL = "Jumlah <script>alert(1)</script> \"kutip\" & 'petik'"
EVIL_SASARAN = 'Meningkatnya <img src=x onerror="alert(2)"> layanan'
FORMULA = "=cmd|'/c calc'!A1"


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site over an invented document whose names are markup and a spreadsheet formula.

    The readers drop tags, so the markup is put in after reading, as a reader that forgot to would have left it.
    """
    heading = (
        "No.",
        "Sasaran Strategis / Sasaran Outcome / Kinerja Utama",
        "Indikator Kinerja Utama",
        "Penjelasan (Makna Indikator, Alasan Pemilihan Indikator, Cara Perhitungan Indikator)",
        "Penanggung Jawab",
        "Sumber data",
    )
    rows = (
        heading,
        ("1.", "Meningkatnya layanan SATUSATU", "Jumlah DUADUA", "Rumus : Jumlah lansia", "Bidang Satu", "Data rekaan"),
        ("2.", "Meningkatnya mutu rekaan", FORMULA, "Rumus : Jumlah warga rekaan", "Bidang Dua", "Data rekaan"),
    )
    title = "INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN REKAAN\nTAHUN 2021\n\n"
    folder = tmp_path_factory.mktemp("evil")
    source = folder / "iku-rekaan.txt"
    source.write_text(title + "\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
    kg = folder / "kg"
    pipeline.build([source], kg)
    renamed(kg, {"Meningkatnya layanan SATUSATU": EVIL_SASARAN, "Jumlah DUADUA": EVIL})
    names = {node.label for node in Knowledge.open(kg).lookup.nodes()}
    assert {EVIL, EVIL_SASARAN, FORMULA} <= names
    return Site(create_app(kg))


def renamed(kg: Path, names: dict[str, str]) -> None:
    """Put a copy of the build in ``kg`` in service, its literals renamed."""
    old = Knowledge.open(kg)
    dump = io.BytesIO()
    old.store.dump(dump, "ttl")
    text = dump.getvalue().decode()
    for name, other in names.items():
        text = text.replace(name, other.replace('"', '\\"'))
    graphs = [("urn:renamed", Graph().parse(data=text, format="turtle"))]
    with builds.new(kg, "zz-renamed") as made:
        writer = store.Writer(made / builds.STORE)
        for graph, triples in graphs:
            writer.add(graph, triples)
        writer.finish()
        lookup.write(made / lookup.FILE, writer.select)
        builds.write_manifest(made, old.build.manifest() | {"build": "zz-renamed"})


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", EVIL_SASARAN),
        ("/temuan", EVIL),
        ("/jawaban/formula-indikator", EVIL),
        ("/jawaban/penanggung-jawab", EVIL),
        (f"/telusur?{urlencode({'kata': EVIL_SASARAN})}", EVIL_SASARAN),
        (f"/cari?{urlencode({'kata': EVIL_SASARAN})}", EVIL_SASARAN),
        (f"/cari?{urlencode({'kata': EVIL})}", EVIL),
        (f"/mengapa?{urlencode({'subjek': EVIL, 'objek': EVIL_SASARAN, 'predikat': 'mengukur'})}", EVIL_SASARAN),
        (f"/mengapa?{urlencode({'subjek': EVIL, 'objek': '<i>', 'predikat': EVIL})}", EVIL),
        (f"/telusur?{urlencode({'kata': EVIL})}", EVIL),
        (f"/telusur?{urlencode({'kata': 'a', 'arah': EVIL})}", ""),
        (f"/temuan?{urlencode({'dokumen': EVIL, 'kode': EVIL})}", EVIL),
        (f"/temuan?{urlencode({'kode': EVIL})}", EVIL),
        (f"/jawaban/formula-indikator?{urlencode({'indikator': EVIL})}", EVIL),
        (f"/jawaban/formula-indikator?{urlencode({'indikator': EVIL_SASARAN})}", EVIL_SASARAN),
        (f"/jawaban/cakupan?{urlencode({EVIL: EVIL})}", EVIL),
        ("/jawaban/%3Cimg%20src=x%20onerror=alert(3)%3E", "<img src=x onerror=alert(3)>"),
        ("/%3Cscript%3Ealert(1)%3C%2Fscript%3E", ""),
    ],
)
def test_markup_in_names_and_in_what_is_asked_is_text(evil: Site, address: str, shown: str) -> None:
    found = evil.get(address)
    page = Page(found.text)
    assert page.tags["script"] == page.tags["img"] == 0
    assert not {name for name in page.attributes if name.startswith("on")}
    if shown:
        escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert escaped.replace('"', "&#34;").replace("'", "&#39;") in found.text


def test_a_cell_that_a_spreadsheet_would_run_is_defused_in_csv_alone(evil: Site) -> None:
    rows = csv.DictReader(io.StringIO(evil.get("/api/answers/formula-indikator?format=csv").text, newline=""))
    assert [row["namaIndikator"] for row in rows] == [EVIL, "'" + FORMULA]
    names = [row["namaIndikator"] for row in evil.get("/api/answers/formula-indikator").json()["rows"]]
    assert names == [EVIL, FORMULA]


# ---------- failures, headers, builds


@pytest.mark.parametrize(
    "address", ["/", "/tidak-ada", "/static/kgkesos.css", "/api/coverage", "/api/tidak-ada", "/api/docs"]
)
def test_every_response_carries_the_headers(site: Site, address: str) -> None:
    headers = site.get(address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self'; ")
    assert "frame-ancestors 'none'" in policy
    assert ("'unsafe-inline'" in policy) == (address == "/api/docs")
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_only_reading_is_served(site: Site) -> None:
    for address, allowed in (("/", "GET, HEAD"), ("/api/coverage", "GET, HEAD, OPTIONS"), ("/temuan", "GET, HEAD")):
        found = site.ask("POST", address)
        assert (found.status_code, found.headers["allow"]) == (405, allowed)
    assert site.get("/static/../app.py").status_code == 404
    assert site.get("/static/%2e%2e/app.py").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/cari?kata=keluarga", "/telusur", "/temuan", "/kosakata", "/matriks", "/mengapa", "/jawaban/celah"),
        *("/health", "/health/live", "/metrics", "/skos.ttl", "/konteks.jsonld", "/kosakata.html"),
        *("/api/questions", "/api/questions/celah", "/api/questions/celah.csv", "/api/answers/celah", "/api/coverage"),
        *("/api/openapi.json", "/api/docs", "/api/docs/swagger-ui.css", "/static/kgkesos.css"),
        *("/api/search?kata=keluarga", "/api/terms", "/api/temuan", "/api/temuan?format=csv", "/tidak-ada"),
        *(f"/api/trace?{urlencode({'kata': KEGIATAN})}", "/api/trace?kata=tidak-ada", "/api/questions/tidak-ada"),
    ],
)
def test_head_is_answered_as_get_is_without_the_content(site: Site, address: str) -> None:
    """RFC 9110, sections 9.1 and 9.3.2."""
    whole, head = site.get(address), site.ask("HEAD", address)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    own = {"x-request-id", "content-length"} if address == "/metrics" else {"x-request-id"}
    assert {(name, value) for name, value in head.headers.items() if name not in own} == {
        (name, value) for name, value in whole.headers.items() if name not in own
    }


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(("/api/questions/celah", 200), ("/api/questions", 200), ("/api/openapi.json", 200), ("/api/temuan", 200)),
        *(("/api/tidak-ada", 404), ("/api/search", 422), ("/konteks.jsonld", 200), ("/skos.ttl", 200)),
    ],
)
def test_scripts_of_other_sites_may_read_what_programs_may(site: Site, address: str, status: int) -> None:
    """Fetch, CORS protocol: the answer, and the question whether one may ask in that way."""
    asking = {"Origin": "https://contoh.id", "Access-Control-Request-Method": "GET"}
    found = site.get(address, Origin="https://contoh.id")
    assert (found.status_code, found.headers["access-control-allow-origin"]) == (status, "*")
    exposed = set(found.headers["access-control-expose-headers"].split(", "))
    assert exposed >= {"ETag", "Link", "X-Total-Count", "Content-Disposition", "Retry-After"}
    may = site.ask("OPTIONS", address, {**asking, "Access-Control-Request-Headers": "if-none-match"})
    assert (may.status_code, may.content, may.headers["allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    assert may.headers["access-control-allow-origin"] == "*"
    assert may.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in may.headers["access-control-allow-headers"].split(", ")


@pytest.mark.parametrize(
    "asked",
    ["questions/definisi?istilah=%ff", "questions/definisi?istilah=%zz", "search?kata=a%", "trace?kata=%ED%A0%80"],
)
def test_what_is_badly_encoded_is_refused_and_not_guessed(site: Site, asked: str) -> None:
    answer = site.get(f"/api/{asked}", Origin="https://contoh.id")
    assert (answer.status_code, answer.json()["choices"]) == (400, [])
    assert "%25" in answer.json()["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_what_is_well_encoded_is_asked(site: Site) -> None:
    assert site.get("/api/questions/definisi?istilah=100%25%C3%A9%2B+x").json()["params"]["istilah"] == "100%é+ x"


@pytest.mark.parametrize("address", ["/", "/cari", "/metrics", "/health"])
def test_scripts_of_other_sites_may_not_read_pages_and_figures(site: Site, address: str) -> None:
    assert "access-control-allow-origin" not in site.get(address, Origin="https://contoh.id").headers


@pytest.mark.parametrize(
    "address", ["/konteks.jsonld", "/skos.ttl", "/kosakata.html", "/api/openapi.json", "/api/docs/swagger-ui.css"]
)
def test_a_file_of_the_vocabulary_is_not_sent_twice(site: Site, address: str) -> None:
    first = site.get(address)
    again = site.get(address, **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert site.get(address, **{"If-None-Match": '"lain"'}).content == first.content


def test_what_sparql_says_of_itself_is_marked_by_all_that_it_says(
    built_kg: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its address, its bounds and the program, beside the build (RFC 9110, 8.8.1)."""
    said = {"Accept": "text/turtle"}

    def other(app: FastAPI, tag: str, host: str = "127.0.0.1:8000") -> int:
        return Site(app).get("/sparql", **said, Host=host, **{"If-None-Match": tag}).status_code

    first = Site(create_app(built_kg)).get("/sparql", **said).headers["etag"]
    assert other(create_app(built_kg), first) == 304
    # A Host header says nothing of where the server is.
    assert other(create_app(built_kg), first, host="lain.example") == 304
    assert other(create_app(built_kg, public="https://data.example.go.id/"), first) == 200
    assert other(create_app(built_kg, limits=Limits(rows=7)), first) == 200
    monkeypatch.setattr("kgkesos.web.sparql_about.__version__", "0")
    assert other(create_app(built_kg), first) == 200


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
TOOL = "application/rdf+xml, application/xml; q=0.7, text/plain; q=0.1, */*; q=0.09"


@pytest.mark.parametrize("accept", ["application/json", "text/turtle", TOOL, "application/json, text/plain, */*"])
@pytest.mark.parametrize(
    ("method", "address", "status", "title", "choices"),
    [
        ("GET", "/tidak-ada", 404, "Not Found", []),
        ("POST", "/konsep/pmks", 405, "Method Not Allowed", []),
        ("GET", "/jawaban/celah?mulai=-1", 422, "Unprocessable Content", []),
        ("GET", "/jawaban/cela", 404, "Not Found", ["celah"]),
    ],
)
def test_a_program_is_told_a_problem(
    site: Site, accept: str, method: str, address: str, status: int, title: str, choices: list[str]
) -> None:
    """RFC 9457, as linked data tells it: without a type the title is what RFC 9110 calls the status (4.2.1).

    The API has its own form.
    """
    found = site.ask(method, address, {"Accept": accept})
    assert (found.status_code, found.headers["content-type"]) == (status, "application/problem+json")
    assert "Accept" in found.headers["vary"]
    problem = found.json()
    assert (set(problem), problem["status"]) == ({"title", "status", "detail", "choices"}, status)
    assert problem["title"] == title
    assert set(choices) <= set(problem["choices"])


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "text/*", "", "tidak jelas"])
def test_who_browses_is_told_a_page(site: Site, accept: str) -> None:
    found = site.get("/tidak-ada", Accept=accept)
    assert (found.status_code, found.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert found.headers["vary"] == "Accept"


def test_the_api_tells_problems_in_its_own_form(site: Site) -> None:
    found = site.get("/api/tidak-ada", Accept="text/html")
    assert (found.headers["content-type"], set(found.json())) == ("application/json", {"detail", "choices"})


def test_a_fault_of_ours_is_a_page_in_indonesian(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("rahasia")

    monkeypatch.setattr(views, "answer_page", broken)
    monkeypatch.setattr(formats, "answer_json", broken)
    page = site.get("/jawaban/celah")
    assert page.status_code == 500
    assert "Ada yang salah di sistem" in page.text
    assert "rahasia" not in page.text
    assert page.headers["content-security-policy"] == security.HEADERS["Content-Security-Policy"]
    found = site.get("/api/coverage")
    assert (found.status_code, set(found.json())) == (500, {"detail", "choices"})
    assert "rahasia" not in found.text


@pytest.fixture
def own_kg(built_kg: Path, tmp_path: Path) -> Path:
    """A copy of the build that a test may change."""
    kg = tmp_path / "kg"
    shutil.copytree(built_kg, kg)
    return kg


def test_a_folder_without_a_build_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        create_app(tmp_path / "kosong")


def test_a_new_build_is_served_without_a_restart(own_kg: Path) -> None:
    site = Site(create_app(own_kg))
    before = site.get("/health").json()["build"]
    pipeline.build([resources.folder("documents") / "metadata-sipd-jumlah-kkks.txt"], own_kg)
    after = builds.current(own_kg).name
    assert after != before
    assert site.get("/health").json()["build"] == after
    assert {row["dokumen"].rsplit("/", 1)[-1] for row in site.get("/api/findings").json()["rows"]} == {
        "metadata-sipd-jumlah-kkks"
    }


def test_threads_that_meet_a_new_build_open_it_once(own_kg: Path) -> None:
    service = Service(own_kg)
    first = service.knowledge()
    pipeline.build([resources.folder("documents") / "metadata-sipd-jumlah-kkks.txt"], own_kg)
    met: list[Knowledge] = []
    together = threading.Barrier(8)

    def meet() -> None:
        together.wait()
        met.append(service.knowledge())

    threads = [threading.Thread(target=meet) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(met) == 8
    assert len({id(one) for one in met}) == 1
    assert met[0] is not first


@pytest.mark.parametrize("pointer", ["tidak-ada\n", None])
def test_the_open_build_stays_in_service_while_the_next_cannot_be_opened(own_kg: Path, pointer: str | None) -> None:
    site = Site(create_app(own_kg))
    before = site.get("/health").json()
    if pointer is None:
        (own_kg / builds.CURRENT).unlink()
    else:
        (own_kg / builds.CURRENT).write_text(pointer, encoding="utf-8")
    assert site.get("/health").json() == before
    assert site.get("/").status_code == 200
