"""Named questions over HTTP: pages, forms, entity tags, what is refused; and that no bad request breaks the server."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import shutil
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import openpyxl
import pytest
from test_web import DOKUMEN, KEGIATAN, KNOWN, TOLD, XLSX, Site

from kgkesos import answers, builds, formats, questions
from kgkesos.knowledge import Knowledge
from kgkesos.web import caching, views
from kgkesos.web.app import create_app
from kgkesos.web.models import AnswerModel, AnswerPartModel, Problem
from kgkesos.web.pertanyaan import describing, paging, replying


@pytest.fixture(scope="module")
def site(built_kg: Path) -> Site:
    return Site(create_app(built_kg))


def asked(name: str, ending: str = "", **given: object) -> str:
    return f"/api/questions/{name}{ending}?{urlencode(TOLD.get(name, {}) | given)}"


def links(found: httpx.Response) -> dict[str, str]:
    """The addresses of a Link header, by their relation."""
    return {rel: address for address, rel in re.findall(r'<([^>]*)>; rel="(\w+)"', found.headers.get("link", ""))}


def switch(built_kg: Path, kg: Path, name: str) -> None:
    """Put the build of ``built_kg`` in service in ``kg``, as another one that is called ``name``."""
    (kg / "builds").mkdir(exist_ok=True)
    (kg / "builds" / name).symlink_to(built_kg / "builds" / builds.current(built_kg).name)
    (kg / "current").write_text(f"{name}\n", encoding="utf-8")


# ---------- pages


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_following_next_from_the_first_page_gives_the_whole_answer(
    site: Site, built: Knowledge, question: questions.Question
) -> None:
    expected = answers.ask(built, question.name, TOLD.get(question.name))
    size = max(1, len(expected.rows) // 3)
    address: str | None = asked(question.name, batas=size)
    rows, seen = [], 0
    while address:
        found = site.get(address)
        said = found.json()
        assert (found.status_code, said["columns"]) == (200, list(expected.columns))
        assert AnswerPartModel.model_validate(said)
        near = links(found)
        assert said["page"] == {
            "start": seen,
            "limit": size,
            "count": len(said["rows"]),
            "next": near.get("next"),
            "prev": near.get("prev"),
        }
        assert ("prev" in near) == (seen > 0)
        assert site.get(near["first"]).json()["page"]["start"] == 0
        rows += [tuple(row.values()) for row in said["rows"]]
        seen += len(said["rows"])
        address = near.get("next")
    assert rows == list(expected.rows)
    assert found.headers["x-total-count"] == str(len(expected.rows))


def test_a_page_has_a_usual_size_and_another_where_it_is_asked_for(site: Site, built: Knowledge) -> None:
    rows = answers.ask(built, "celah").rows
    assert len(rows) > 2 * paging.USUAL
    found = site.get("/api/questions/celah")
    assert [tuple(row.values()) for row in found.json()["rows"]] == list(rows[: paging.USUAL])
    last = site.get(links(found)["last"])
    start = (len(rows) - 1) // paging.USUAL * paging.USUAL
    assert [tuple(row.values()) for row in last.json()["rows"]] == list(rows[start:])
    assert set(links(last)) == {"first", "prev", "last"}
    other = site.get(f"/api/questions/celah?dokumen={DOKUMEN}&batas=3&mulai=2")
    of_one = answers.ask(built, "celah", {"dokumen": DOKUMEN}).rows
    assert [tuple(row.values()) for row in other.json()["rows"]] == list(of_one[2:5])
    # What else was asked is kept in the addresses, and nothing before the first row is asked for.
    of_it = f"build={built.build.name}"
    assert links(other)["next"] == f"/api/questions/celah?dokumen={DOKUMEN}&batas=3&mulai=5&{of_it}"
    assert links(other)["prev"] == f"/api/questions/celah?dokumen={DOKUMEN}&batas=3&mulai=0&{of_it}"
    assert links(other)["first"] == f"/api/questions/celah?dokumen={DOKUMEN}&batas=3&mulai=0"
    assert links(site.get(links(other)["next"])) == links(
        site.get(f"/api/questions/celah?dokumen={DOKUMEN}&batas=3&mulai=5")
    )


def test_beyond_the_last_row_is_an_empty_page_that_leads_back(site: Site, built: Knowledge) -> None:
    found = site.get("/api/questions/dokumen?batas=2&mulai=900")
    assert (found.status_code, found.json()["rows"], found.json()["note"]) == (200, [], "")
    back = site.get(links(found)["prev"]).json()["rows"]
    assert [tuple(row.values()) for row in back] == list(answers.ask(built, "dokumen").rows[-2:])


def test_older_addresses_give_every_row_unless_a_page_is_asked_for(site: Site, built: Knowledge) -> None:
    found = site.get("/api/answers/celah")
    assert found.json() == json.loads(json.dumps(formats.answer_json(answers.ask(built, "celah"))))
    assert AnswerModel.model_validate(found.json())
    part = site.get("/api/answers/celah?batas=5&mulai=5")
    assert part.json()["rows"] == found.json()["rows"][5:10]
    assert links(part)["next"] == f"/api/answers/celah?batas=5&mulai=10&build={built.build.name}"


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_pages_of_two_builds_are_never_mixed(built_kg: Path, tmp_path: Path, ending: str) -> None:
    """A build is put in service between two pages: the second is refused, and says where to begin again."""
    switch(built_kg, tmp_path, "a")
    site = Site(create_app(tmp_path))
    address = f"/api/questions/dokumen{ending}?batas=2"
    page = site.get(address)
    assert site.get(links(page)["next"]).status_code == 200
    switch(built_kg, tmp_path, "b")
    for rel in ("next", "last"):
        for method in ("GET", "HEAD"):
            refused = site.ask(method, links(page)[rel])
            begin = f"{address}&mulai=0"
            assert (refused.status_code, links(refused)) == (409, {"first": begin})
        said = site.get(links(page)[rel]).json()
        assert said["detail"].startswith(
            "build: a: graf ini tidak lagi dilayani, mulai lagi dari halaman pertama graf b"
        )
        assert said["choices"] == [begin]
    again = site.get(begin)
    assert (again.status_code, again.content == site.get(links(page)["first"]).content) == (200, True)
    assert links(again)["next"] == f"{address}&mulai=2&build=b"
    # A client that has the page already is told, too.
    kept = {"if-none-match": page.headers["etag"]}
    assert site.get(f"{address}&build=a", **kept).status_code == 409
    assert site.get(f"/api/questions/dokumen{ending}?build=b").status_code == 200


def test_the_page_of_a_long_answer_shows_a_part_and_leads_on(
    site: Site, built: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "SHOWN", 30)
    total = len(answers.ask(built, "target-indikator").rows)
    first = site.get("/jawaban/target-indikator").text
    assert total == 75
    assert "Baris 1–30 dari 75" in first
    assert 'href="/jawaban/target-indikator?mulai=30"' in first
    assert "Baris sebelumnya" not in first
    last = site.get("/jawaban/target-indikator?mulai=60").text
    assert "Baris 61–75 dari 75" in last
    assert last.count("<tr>") == 16
    assert 'href="/jawaban/target-indikator?mulai=30"' in last
    assert "Baris berikutnya" not in last
    beyond = site.get("/jawaban/target-indikator?mulai=500")
    assert beyond.status_code == 200
    assert "Tidak ada baris sejauh ini." in beyond.text
    assert site.get("/jawaban/target-indikator?mulai=-1").status_code == 422


# ---------- forms


def test_a_form_offers_the_choices_of_a_closed_list(site: Site) -> None:
    page = site.get("/jawaban/status-simpul?keadaan=YATIM").text
    listed = re.findall(r'<option value="([a-z-]+)"( selected)?>([^<]+)</option>', page)
    assert [one for one in listed if one[0] in ("yatim", "tak-terukur", "tercakup")] == [
        ("yatim", " selected", "Yatim"),
        ("tak-terukur", "", "Tak terukur"),
        ("tercakup", "", "Tercakup"),
    ]
    assert "Isian “x” tidak dapat dipakai." in site.get("/jawaban/status-simpul?keadaan=x").text


@pytest.mark.parametrize(
    ("ending", "kind"),
    [(".json", "application/json"), (".csv", "text/csv; charset=utf-8; header=present"), (".xlsx", XLSX)],
)
def test_an_ending_chooses_the_form_whatever_is_accepted(site: Site, ending: str, kind: str) -> None:
    found = site.get(asked("cakupan", ending), accept="image/png")
    assert (found.status_code, found.headers["content-type"]) == (200, kind)
    assert "vary" not in found.headers


def test_files_hold_every_row_unless_a_page_is_asked_for(site: Site, built: Knowledge) -> None:
    rows = answers.ask(built, "celah").rows
    written = list(csv.reader(io.StringIO(site.get("/api/questions/celah.csv").text, newline="")))
    assert len(written) == len(rows) + 1
    book = openpyxl.load_workbook(io.BytesIO(site.get("/api/questions/celah.xlsx").content))
    assert book["Jawaban"].max_row == len(rows) + 1
    part = site.get("/api/questions/celah.csv?batas=4&mulai=4")
    assert list(csv.reader(io.StringIO(part.text, newline="")))[1:] == written[5:9]
    assert links(part)["next"] == f"/api/questions/celah.csv?batas=4&mulai=8&build={built.build.name}"
    assert site.get("/api/questions/celah.csv?bom=true").content[:3] == b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv"),
        (XLSX, XLSX),
        ("application/json", "application/json"),
        ("text/*", "text/csv"),
        ("application/*", "application/json"),
        ("text/csv;q=0.5, */*", "application/json"),
        ("text/csv, */*", "text/csv"),
        ("text/html, image/*;q=0.9, */*;q=0.8", "application/json"),
        ("image/png, text/*;q=0.1", "text/csv"),
        ("text/csv;q=nan", "application/json"),
        (";;;,,,=", "application/json"),
        ("\xff\xfe", "application/json"),
    ],
)
def test_accept_chooses_and_one_that_asks_for_nothing_is_answered_as_json(site: Site, accept: str, kind: str) -> None:
    found = site.ask("GET", "/api/questions/cakupan", {"accept": accept.encode("latin-1")})  # type: ignore[dict-item]
    assert found.status_code == 200
    assert found.headers["content-type"].split(";")[0] == kind
    assert found.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/csv;q=0", "application/xml, text/html"])
def test_what_accept_takes_nothing_of_is_not_acceptable(site: Site, accept: str) -> None:
    """RFC 9110, 15.5.7: the forms that there are, are listed."""
    found = site.get("/api/questions/cakupan", accept=accept)
    assert (found.status_code, found.headers["vary"]) == (406, "Accept")
    said = Problem.model_validate(found.json())
    assert said.detail.startswith("Accept: tidak ada bentuk yang diterima; yang ada: text/csv, ")
    assert said.choices == ["text/csv", XLSX, "application/json"]
    assert site.get("/api/questions/cakupan?format=json", accept=accept).status_code == 200
    assert site.get("/api/temuan", accept=accept).status_code == 406


def test_several_field_lines_of_accept_are_one_list(site: Site) -> None:
    async def asked_twice() -> httpx.Response:
        transport = httpx.ASGITransport(app=site.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.get("/api/questions/cakupan", headers=[("Accept", "image/png"), ("Accept", "text/csv")])

    assert asyncio.run(asked_twice()).headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("ending", ["", ".json", ".csv", ".xlsx"])
def test_head_says_what_get_says_without_the_rows(site: Site, ending: str) -> None:
    whole = site.get(asked("cakupan", ending))
    head = site.ask("HEAD", asked("cakupan", ending))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "etag", "cache-control", "x-total-count"):
        assert head.headers[name] == whole.headers[name], name
    if ending != ".xlsx":
        # A workbook holds the moment at which it was made.
        assert int(head.headers["content-length"]) == len(whole.content)


# ---------- entity tags


def test_the_tag_changes_with_all_that_makes_the_answer(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [
        "/api/questions/celah",
        "/api/questions/celah?batas=5",
        "/api/questions/celah?mulai=5",
        f"/api/questions/celah?dokumen={DOKUMEN}",
        "/api/questions/celah?kode=indikator-tanpa-formula",
        "/api/questions/celah.csv",
        "/api/questions/celah.csv?bom=true",
        "/api/questions/celah.xlsx",
        "/api/questions/cakupan",
        "/api/answers/celah",
    ]
    tags = [site.get(address).headers["etag"] for address in addresses]
    assert len(set(tags)) == len(tags)
    assert tags == [site.get(address).headers["etag"] for address in addresses]
    assert not any(tag.startswith("W/") for tag in tags)
    monkeypatch.setattr(replying, "__version__", "0.0.0")
    assert site.get(addresses[0]).headers["etag"] != tags[0]


def test_a_workbook_of_a_build_is_the_same_bytes_whenever_it_is_made(site: Site, built_kg: Path) -> None:
    """Its tag is strong (RFC 9110, 8.8.1), and HEAD tells the length that GET has (9.3.2)."""
    addresses = ["/api/questions/celah.xlsx", "/api/answers/celah?format=xlsx", "/api/temuan?format=xlsx"]
    addresses += ["/matriks.xlsx?dokumen=cascading-dinas-sosial"]
    first = [site.get(address) for address in addresses]
    # Archives count in steps of two seconds.
    time.sleep(2.1)
    manifest = builds.current(built_kg).manifest()
    begun = datetime.fromisoformat(manifest["made"]).replace(tzinfo=None)
    for address, before in zip(addresses, first, strict=True):
        again, head = site.get(address), site.ask("HEAD", address)
        assert again.content == before.content
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == again.headers["content-length"] == str(len(again.content))
        told = openpyxl.load_workbook(io.BytesIO(again.content)).properties
        assert (told.created, told.modified) == (begun, begun)


def test_another_build_has_another_tag(site: Site, built_kg: Path, tmp_path: Path) -> None:
    """The same statements in a build of another name: what was kept of the former is asked about in vain."""
    name = builds.current(built_kg).name
    shutil.copytree(built_kg / "builds" / name, tmp_path / "builds" / f"{name}-lagi")
    (tmp_path / "current").write_text(f"{name}-lagi\n", encoding="utf-8")
    tag = site.get("/api/questions/celah.csv").headers["etag"]
    other = Site(create_app(tmp_path)).get("/api/questions/celah.csv", **{"if-none-match": tag})
    assert other.status_code == 200
    assert other.content == site.get("/api/questions/celah.csv").content


def test_what_the_client_has_is_not_sent_again(site: Site) -> None:
    address = asked("cakupan")
    found = site.get(address)
    tag = found.headers["etag"]
    for said in (tag, f"W/{tag}", f'"other", {tag}', f'W/"x,y",{tag} ,', "*"):
        again = site.get(address, **{"if-none-match": said})
        assert (again.status_code, again.content) == (304, b""), said
        for name in ("etag", "cache-control", "vary"):
            assert again.headers[name] == found.headers[name]
    for said in ('"other"', tag.strip('"'), f'{tag} "other"', f"*, {tag}", "", ",,", "\x80"):
        assert site.ask("GET", address, {"if-none-match": said.encode("latin-1")}).status_code == 200, said  # type: ignore[dict-item]
    assert site.ask("HEAD", address, {"if-none-match": tag}).status_code == 304
    # What would be refused is refused, whatever the client has (RFC 9110, 13.2.1).
    assert site.get("/api/questions/cakupan?dokumen=zzz", **{"if-none-match": "*"}).status_code == 422


def test_several_header_lines_are_one_list() -> None:
    assert caching.known(['"a"', 'W/"b"'], '"b"')
    assert not caching.known(['"a"', "*"], '"b"')
    assert caching.tag(["ab", "c"]) != caching.tag(["a", "bc"])
    assert caching.tag(["a"], weak=True) == f"W/{caching.tag(['a'])}"


# ---------- what is refused


@pytest.mark.parametrize(
    ("address", "param", "choices"),
    [
        ("celah?kod=x", "kod", ["kode", "dokumen"]),
        ("celah?dokumen=cascading-dinas-sosia", "dokumen", ["cascading-dinas-sosial", ...]),
        ("celah?kode=indikator-tanpa-formul", "kode", ["indikator-tanpa-formula", ...]),
        ("cakupan-kelompok?tingkat=dokumn", "tingkat", ["dokumen", "instansi", "tingkat", "periode"]),
        ("nomenklatur-tak-terpakai?dokumen=cascading-dinas-sosial&spm=x", "spm", ["ya", "tidak"]),
        ("celah?kode=", "kode", []),
        ("celah?kode=%20%09", "kode", []),
        ("layanan-kegiatan?kegiatan=%20", "kegiatan", []),
        ("celah?dokumen=a&dokumen=b", "dokumen", []),
        ("celah?batas=5&batas=5", "batas", []),
        ("celah?mulai=1&mulai=2", "mulai", []),
        ("celah?format=csv&format=json", "format", []),
        ("definisi", "istilah", []),
        ("celah?format=pdf", "format", ["json", "csv", "xlsx"]),
        ("celah.csv?bom=mungkin", "bom", ["true", "false"]),
        ("celah.csv?format=csv", "format", []),
        ("layanan-kegiatan?kegiatan=Program+yang+tidak+ada+Keluarga+Harapan", "kegiatan", [KEGIATAN, ...]),
        ("populasi?konsep=PMK", "konsep", ["PMKS", ...]),
    ],
)
def test_a_refusal_names_the_parameter_and_what_comes_near(
    site: Site, address: str, param: str, choices: list[object]
) -> None:
    found = site.get(f"/api/questions/{address}")
    assert found.status_code == 422
    said = Problem.model_validate(found.json())
    assert said.detail.startswith(f"{param}: ")
    if choices[-1:] == [...]:
        assert said.choices[: len(choices) - 1] == choices[:-1]
    else:
        assert said.choices == choices


@pytest.mark.parametrize(("param", "first", "last"), [("batas", 1, 1_000), ("mulai", 0, 100_000_000)])
@pytest.mark.parametrize("value", ["-1", "1000000000", "1e3", "", "9" * 30, "9" * 6000])
def test_a_number_that_does_not_fit_is_refused_with_its_range(
    site: Site, param: str, first: int, last: int, value: str
) -> None:
    found = site.get(f"/api/questions/celah?{param}={value}")
    said = (
        f"{param}: nilai ini tidak dapat dipakai (does not fit). Bilangan bulat {first} sampai {last} (a whole number)."
    )
    assert (found.status_code, found.json()) == (422, {"detail": said, "choices": []})
    page = site.get("/jawaban/celah?mulai=-1")
    assert "Isian “mulai” tidak dapat dipakai. Isi dengan bilangan bulat 0 sampai 100000000." in page.text


@pytest.mark.parametrize(
    ("address", "param"),
    [
        ("questions/penanggung-jawab?indikator=persentase", "indikator"),
        ("trace?kata=sosial", "kata"),
        ("why?subjek=program&objek=x", "subjek"),
    ],
)
def test_words_that_fit_several_names_are_refused_with_those(site: Site, address: str, param: str) -> None:
    found = site.get(f"/api/{address}")
    said = Problem.model_validate(found.json())
    named = re.match(rf"{param}: '(\w+)': cocok dengan (\d+) nama, sebutkan salah satu: ", said.detail)
    assert (found.status_code, bool(named)) == (422, True)
    assert named is not None
    assert len(said.choices) == min(int(named[2]), 50) > 8
    assert said.choices == sorted(said.choices)
    assert all(named[1] in choice.casefold() for choice in said.choices)


@pytest.mark.parametrize(
    ("address", "param"),
    [
        ("questions/layanan-kegiatan?kegiatan=zzzzqq", "kegiatan"),
        ("questions/populasi?konsep=zzzzqq", "konsep"),
        ("trace?kata=zzzzqq", "kata"),
        ("why?subjek=zzzzqq&objek=zzzzqq", "subjek"),
        ("why?subjek=Sekretaris&objek=zzzzqq", "objek"),
    ],
)
def test_what_nothing_comes_near_is_refused_with_names_that_there_are(site: Site, address: str, param: str) -> None:
    found = site.get(f"/api/{address}")
    said = Problem.model_validate(found.json())
    assert found.status_code == 422
    assert said.detail.startswith(f"{param}: 'zzzzqq': ")
    assert len(said.choices) == 8


@pytest.mark.parametrize(
    ("address", "named"),
    [("celh", "celah"), ("celh.csv", "celah"), ("celah.pdf", None)],
)
def test_a_question_that_there_is_not_is_nowhere(site: Site, address: str, named: str | None) -> None:
    found = site.get(f"/api/questions/{address}")
    assert found.status_code == 404
    assert Problem.model_validate(found.json()).choices[:1] == ([named] if named else [])


HOSTILE = [
    "a" * 30_000,
    "' OR 1=1 --",
    '"} SELECT * { ?s ?p ?o } #',
    "x\n} INSERT DATA { <a:a> <a:b> <a:c> }",
    "<https://w3id.org/kgkesos/id/x> <b",
    "\u202eabc\u200b\ufeff",
    "\U0001f600" * 50,
    "e\u0301" * 60,
    "\x00",
    "a\x00b",
    "=1+1\x01\x0b\x1f\ufffe\uffff_x000B_",
    "../../../../etc/passwd",
    "%s%n{0}${x}",
    "*?[",
    "NEAR(a b) AND OR NOT",
    "http://[::1",
]
# What is no percent-encoding, or not of UTF-8 (RFC 3986, 2.1; RFC 3629, 3).
BROKEN = ["%ED%A0%80", "%FF%FE", "%", "%zz", "a%ED%B2%80b", "%C0%AF"]
RAW = [*BROKEN, "%00", "&&&==;", "%26dokumen%3Dx", "+"]


@pytest.mark.parametrize("value", [*map(quote, HOSTILE), *RAW], ids=lambda value: value[:30])
def test_no_value_breaks_the_server(site: Site, value: str) -> None:
    """Whatever is sent for a parameter, the answer is one: rows, or a refusal in the usual shape."""
    for name, param in (
        ("celah", "dokumen"),
        ("celah", "kode"),
        ("definisi", "istilah"),
        ("populasi", "konsep"),
        ("layanan-kegiatan", "kegiatan"),
        ("celah", "batas"),
        ("celah", "format"),
    ):
        for ending in ("", ".csv", ".xlsx"):
            found = site.get(f"/api/questions/{name}{ending}?{param}={value}")
            assert found.status_code in ((400,) if value in BROKEN else (200, 422)), (name, param)
            assert len(found.content) < 200_000
            if found.status_code != 200:
                Problem.model_validate(found.json())
            elif ending == ".xlsx":
                openpyxl.load_workbook(io.BytesIO(found.content))
    found = site.get(f"/api/questions/celah?{value}=1")
    assert found.status_code in ((400,) if value in BROKEN else (200, 422))
    page = site.get(f"/jawaban/definisi?istilah={value}")
    assert page.status_code in (200, 404, 422)


@pytest.mark.parametrize("parameter", ["dokumen", "kode", "a" * 100_000])
def test_what_is_longer_than_any_name_is_refused_unread(site: Site, parameter: str) -> None:
    """100 kB, more than a client would send in an address: given to the application as a server would."""
    sent: list[dict[str, object]] = []

    async def asked_directly() -> None:
        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "path": "/api/questions/celah",
            "raw_path": b"/api/questions/celah",
            "query_string": f"{parameter}={'b' * 100_000}".encode(),
            "headers": [(b"host", b"127.0.0.1:8000")],
            "root_path": "",
        }
        await site.app(scope, receive, send)  # type: ignore[arg-type]

    asyncio.run(asked_directly())
    assert sent[0]["status"] == 422
    body = b"".join(bytes(one["body"]) for one in sent[1:])  # type: ignore[call-overload]
    said = Problem.model_validate_json(body)
    assert said.detail.startswith(f"{parameter[:40]}: nilai ini lebih dari 2000 huruf")
    assert len(body) < 1_000


@pytest.mark.parametrize(
    "name", ["%00", "..%2f..%2fetc", "celah%0ax", "%ED%A0%80", "CELAH", "celah/", "celah.csv.csv", "x" * 9000]
)
def test_no_name_breaks_the_server(site: Site, name: str) -> None:
    found = site.get(f"/api/questions/{name}")
    assert found.status_code == 404
    Problem.model_validate(found.json())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_questions_are_only_read(site: Site, method: str) -> None:
    found = site.ask(method, "/api/questions/celah")
    assert found.status_code == 405
    assert {"GET"} <= set(found.headers["allow"].split(", "))


# ---------- the description


def test_the_description_is_made_in_a_thread_and_once(built_kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is made the server answers others; who asks meanwhile gets the same."""
    app, others, made = create_app(built_kg), threading.Event(), []
    fill = describing._fill

    def slow(description: dict[str, Any], knowledge: Knowledge) -> None:
        made.append(others.wait(10))
        fill(description, knowledge)

    monkeypatch.setattr(describing, "_fill", slow)

    async def at_once() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            descriptions = [asyncio.create_task(client.get("/api/openapi.json")) for _ in range(3)]
            while not made and not any(one.done() for one in descriptions):
                await asyncio.sleep(0)
                assert (await client.get("/health/live")).status_code == 200
                others.set()
            return await asyncio.gather(*descriptions)

    found = asyncio.run(at_once())
    assert made == [True]
    assert {one.content for one in found} == {
        json.dumps(app.openapi(), ensure_ascii=False, separators=(",", ":")).encode()
    }
    assert found[0].headers["content-type"] == "application/json"


def test_another_build_is_described_anew(built_kg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def named(description: dict[str, Any], knowledge: Knowledge) -> None:
        description["info"]["x-build"] = knowledge.build.name

    monkeypatch.setattr(describing, "_fill", named)
    switch(built_kg, tmp_path, "a")
    site = Site(create_app(tmp_path))
    for name in ("a", "b"):
        if name == "b":
            switch(built_kg, tmp_path, name)
        assert site.get("/api/openapi.json").json()["info"]["x-build"] == name


def test_each_question_is_described_in_both_languages_with_the_choices_of_the_build(
    site: Site, built: Knowledge
) -> None:
    paths = site.get("/api/openapi.json").json()["paths"]
    keys = [iri.rsplit("/", 1)[-1] for iri in built.lookup.documents()]
    codes = sorted(built.build.manifest()["finding_codes"])
    for question in KNOWN:
        told = paths[f"/api/questions/{question.name}"]["get"]
        assert told["summary"] == question.title["id"]
        for words in (question.description["id"], question.title["en"], question.description["en"]):
            assert words in told["description"]
        assert set(told["responses"]) == {"200", "304", "406", "409", "422", "503"}
        assert set(told["responses"]["200"]["content"]) == {"application/json", "text/csv", XLSX}
        schemas = {one["name"]: one["schema"] for one in told["parameters"]}
        for param in question.params:
            if param.type == "dokumen":
                assert schemas[param.name]["anyOf"][0]["enum"] == keys
            elif param.type == "temuan":
                assert schemas[param.name]["enum"] == codes
            elif param.type == "pilihan":
                assert schemas[param.name] == {"type": "string", "enum": list(param.choices)}
            elif param.type == "kata":
                # No list of these ends; some that the documents print are told.
                column = schemas[param.name]["examples"]
                assert column
                assert all(answers.ask(built, question.name, {param.name: word}).rows for word in column[::20])
    example = paths["/api/questions/cakupan"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert AnswerPartModel.model_validate(example).rows == [
        dict(zip(example["columns"], answers.ask(built, "cakupan").rows[0], strict=True))
    ]
