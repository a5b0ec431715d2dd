"""Large documents: made in turns, made once, kept within bounds, sent from one file to all who ask."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import re
import shutil
import threading
from functools import partial
from pathlib import Path
from typing import IO, Any

import httpx
import pytest
from fastapi import FastAPI
from rdflib import RDFS, Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response
from stores import small
from test_web import Site

from kgkesos.errors import BusyError
from kgkesos.store import Triple
from kgkesos.terms import void
from kgkesos.vocab import BASE, KESOS
from kgkesos.web.app import create_app
from kgkesos.web.operations import metrics
from kgkesos.web.operations.turns import Bounds
from kgkesos.web.tertaut import bentuk, katalog, routes, sajian, tempat
from kgkesos.web.tertaut.besar import Besar, Pesanan
from kgkesos.web.tertaut.giliran import Batas, Giliran
from kgkesos.web.tertaut.simpanan import Simpanan

LARGE = URIRef(f"{BASE}id/besar")


# ---------- turns


class Crowd:
    """Those who have a turn, each until it is let go."""

    def __init__(self, batas: Batas) -> None:
        self.turns = Giliran(batas)
        self.inside: list[str] = []
        self._leave: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[bool]] = {}

    async def come(self, who: str, name: str = "") -> None:
        """``who``, whose client is its first letter, asks for a turn to make ``name``."""
        self._leave[who] = asyncio.Event()
        self._tasks[who] = asyncio.create_task(self._stay(who, name or who))
        await asyncio.sleep(0.001)

    async def _stay(self, who: str, name: str) -> bool:
        async with self.turns.turn(who[0], (name,)) as mine:
            if mine:
                self.inside.append(who)
                await self._leave[who].wait()
                self.inside.remove(who)
            return mine

    async def go(self, who: str) -> None:
        self._leave[who].set()
        assert await self._tasks[who]
        await asyncio.sleep(0.001)

    async def told(self, who: str) -> bool:
        return await self._tasks[who]


def test_two_have_a_turn_and_one_of_a_client() -> None:
    async def play() -> None:
        crowd = Crowd(Batas())
        for who in ("a1", "a2", "b1", "c1", "a3"):
            await crowd.come(who)
        seen = [list(crowd.inside)]
        for who in ("a1", "b1", "a2"):
            await crowd.go(who)
            seen.append(list(crowd.inside))
        assert seen == [["a1", "b1"], ["b1", "a2"], ["a2", "c1"], ["c1", "a3"]]
        for who in ("c1", "a3"):
            await crowd.go(who)
        assert crowd.inside == []

    asyncio.run(play())


def test_what_somebody_makes_is_not_made_again() -> None:
    async def play() -> None:
        crowd = Crowd(Batas())
        for who in ("a1", "b1", "c1"):
            await crowd.come(who, "graf")
        assert crowd.inside == ["a1"]
        await crowd.go("a1")
        assert [await crowd.told("b1"), await crowd.told("c1")] == [False, False]

    asyncio.run(play())


def test_too_many_are_told_at_once_and_those_who_waited_in_vain_later() -> None:
    async def play() -> None:
        crowd = Crowd(Batas(queue=3, queue_of_one=2, patience=0.05))
        for who in ("a1", "b1", "a2", "a3", "a4", "c1", "d1"):
            await crowd.come(who)
        for who in ("a4", "d1"):
            with pytest.raises(BusyError) as refused:
                await asyncio.wait_for(crowd.told(who), 0.02)
            assert refused.value.again > 0
        for who in ("a2", "a3", "c1"):
            with pytest.raises(BusyError, match="try again"):
                await crowd.told(who)
        assert crowd.inside == ["a1", "b1"]
        await crowd.go("a1")
        await crowd.come("d2")
        assert crowd.inside == ["b1", "d2"]
        for who in ("b1", "d2"):
            await crowd.go(who)

    asyncio.run(play())


# ---------- what is kept


def writes(size: int) -> Any:
    def write(out: IO[bytes]) -> None:
        for _ in range(size // 100):
            out.write(b"x" * 100)

    return write


def read(file: IO[bytes] | None) -> int | None:
    """How much is in it, read to the end."""
    if file is None:
        return None
    with file:
        return len(file.read())


def test_those_asked_for_longest_ago_make_room(tmp_path: Path) -> None:
    kept = Simpanan(tmp_path, 1000)
    for number, name in enumerate("abc"):
        kept.make((name,), writes(300)).close()
        (file,) = [path for path in tmp_path.iterdir() if path.stat().st_mtime_ns > 10**10]
        os.utime(file, ns=(number, number))
    assert read(kept.find(("a",))) == 300
    assert read(kept.make(("d",), writes(400))) == 400
    assert [read(kept.find((name,))) for name in "abcd"] == [300, None, 300, 400]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == 1000


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no open file")
def test_what_is_being_read_stays_and_counts(tmp_path: Path) -> None:
    """Also where another process, with a ``Simpanan`` of its own, wants the room."""
    kept, other = Simpanan(tmp_path, 1000), Simpanan(tmp_path, 1000)
    reading = kept.make(("a",), writes(800))
    with pytest.raises(BusyError, match="no room"):
        other.make(("b",), writes(300))
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [800]
    assert read(other.find(("a",))) == 800
    assert read(reading) == 800
    assert read(other.make(("b",), writes(300))) == 300
    assert kept.find(("a",)) is None
    assert read(kept.find(("b",))) == 300


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    def fails(out: IO[bytes]) -> None:
        out.write(b"x" * 50)
        raise ValueError("graf")

    def fills_the_disk(out: IO[bytes]) -> None:
        out.write(b"x" * 50)
        raise OSError(errno.ENOSPC, "No space left on device")

    kept = Simpanan(tmp_path, 1000)
    with pytest.raises(ValueError, match="graf"):
        kept.make(("a",), fails)
    with pytest.raises(BusyError, match="no room"):
        kept.make(("a",), fills_the_disk)
    with pytest.raises(BusyError, match="no room"):
        kept.make(("b",), writes(1100))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_its_own_goes_with_it_and_is_made_again_where_it_was_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = Simpanan()
    kept.make(("a",), writes(100)).close()
    (folder,) = tmp_path.iterdir()
    shutil.rmtree(folder)
    assert kept.find(("a",)) is None
    assert read(kept.make(("a",), writes(100))) == 100
    del kept
    gc.collect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="folders are locked on POSIX alone")
def test_what_a_killed_server_left_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else: neither what a living one keeps, nor what only looks like it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    living = Simpanan()
    living.make(("a",), writes(100)).close()
    for path in (f"kgkesos-documents-x/{'0' * 64}", "kgkesos-documents-y/laporan.xlsx", "kgkesos-kg/current"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text("x")
    other = Simpanan()
    assert other.find(("a",)) is None
    left = {path.name for path in tmp_path.iterdir()}
    assert "kgkesos-documents-x" not in left
    assert {"kgkesos-documents-y", "kgkesos-kg"} < left
    assert len(left) == 4
    assert (tmp_path / "kgkesos-documents-y" / "laporan.xlsx").read_text() == "x"
    assert read(living.find(("a",))) == 100


def test_server_processes_share_a_folder_beside_their_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(metrics.FOLDER, raising=False)
    assert tempat.shared() is None
    monkeypatch.setenv(metrics.FOLDER, str(tmp_path))
    Simpanan(tempat.shared()).make(("a",), writes(100)).close()
    assert read(Simpanan(tempat.shared()).find(("a",))) == 100
    assert [path.name for path in tmp_path.iterdir()] == ["documents"]


# ---------- documents


def request(address: str = "127.0.0.1", method: str = "GET") -> Request:
    return Request({"type": "http", "method": method, "path": "/", "headers": [], "client": (address, 1)})


async def body(answer: Response, method: str = "GET") -> bytes:
    found: list[bytes] = []

    async def send(message: Any) -> None:
        found.append(message.get("body", b""))

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    await answer({"type": "http", "method": method}, receive, send)
    return b"".join(found)


def test_a_document_that_many_ask_for_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []
    may_end = threading.Event()

    def write(name: str, out: IO[bytes]) -> None:
        made.append(name)
        assert may_end.wait(10)
        out.write(f"/{name}?mulai=1\n{name}".encode())

    async def play() -> None:
        besar = Besar(Simpanan(tmp_path), Batas())

        async def ask(name: str, address: str) -> tuple[str, bytes]:
            asked = Pesanan(("satu", name), "text/plain", partial(write, name), lambda following: {"Link": following})
            answer = await besar.answer(request(address), asked)
            return answer.headers["link"], await body(answer)

        crowd = [asyncio.create_task(ask(name, f"127.0.0.{one}")) for one in range(6) for name in ("a", "b")]
        await asyncio.sleep(0.05)
        assert sorted(made) == ["a", "b"]
        may_end.set()
        assert set(await asyncio.gather(*crowd)) == {("/a?mulai=1", b"a"), ("/b?mulai=1", b"b")}
        assert await ask("a", "127.0.0.1") == ("/a?mulai=1", b"a")
        assert sorted(made) == ["a", "b"]

    asyncio.run(play())


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thing of which 400 statements are made, and to which 250 lead."""
    folder = tmp_path_factory.mktemp("besar")
    said: list[Triple] = [(LARGE, RDFS.label, Literal("Besar"))]
    said += [(LARGE, KESOS.mencakup, URIRef(f"{BASE}id/y/{number:03d}")) for number in range(400)]
    said += [(URIRef(f"{BASE}id/y/{number:03d}"), KESOS.kepastian, LARGE) for number in range(250)]
    small(folder, "satu", said)
    return folder


@pytest.fixture(scope="module")
def site(kg: Path) -> Site:
    return Site(create_app(kg))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written for programs, one name for each time."""
    found: list[str] = []
    write = sajian.Sajian.write

    def told(self: sajian.Sajian, statements: Any, form: bentuk.Bentuk, out: IO[bytes]) -> None:
        found.append(form.suffix)
        write(self, statements, form, out)

    monkeypatch.setattr(sajian.Sajian, "write", told)
    return found


@pytest.mark.parametrize("path", ["graf/x.nq", "graf/x.jsonld", "id/besar.ttl", "id/besar.nq?mulai=200"])
def test_whole_graphs_and_large_things_are_made_once(site: Site, written: list[str], path: str) -> None:
    head = site.ask("HEAD", f"/{path}")
    assert (head.status_code, head.content, written) == (200, b"", [])
    assert "content-length" not in head.headers
    first = site.get(f"/{path}")
    again = site.get(f"/{path}")
    assert (first.status_code, len(written)) == (200, 1)
    assert first.content == again.content
    assert len(first.content) > 10_000
    told = site.ask("HEAD", f"/{path}").headers
    for one in (head.headers, first.headers, again.headers, told):
        one.pop("x-request-id")
    assert told == again.headers == first.headers
    assert int(told["content-length"]) == len(first.content)
    assert bool(re.search('</id/besar.ttl[?]mulai=200>; rel="next"', told["link"])) is (path == "id/besar.ttl")
    assert site.ask("GET", f"/{path}", {"If-None-Match": told["etag"]}).status_code == 304
    assert len(written) == 1


def test_a_small_thing_is_written_each_time(site: Site, written: list[str]) -> None:
    assert [site.get("/id/y/007.ttl").status_code for _ in range(2)] == [200, 200]
    assert len(written) == 2


def test_another_build_has_documents_of_its_own(tmp_path: Path) -> None:
    small(tmp_path, "1", [(LARGE, RDFS.label, Literal("Lama"))])
    site = Site(create_app(tmp_path))
    assert '"Lama"' in site.get("/graf/x.nt").text
    small(tmp_path, "2", [(LARGE, RDFS.label, Literal("Baru"))])
    found = site.get("/graf/x.nt").text
    assert '"Baru"' in found
    assert '"Lama"' not in found


def test_who_finds_no_turn_is_told_when_to_come_again(kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "Batas", partial(Batas, patience=0.05))
    begun, may_end = threading.Event(), threading.Event()
    write = sajian.Sajian.write

    def slow(self: sajian.Sajian, statements: Any, form: bentuk.Bentuk, out: IO[bytes]) -> None:
        begun.set()
        assert may_end.wait(10)
        write(self, statements, form, out)

    monkeypatch.setattr(sajian.Sajian, "write", slow)

    async def play() -> None:
        transport = httpx.ASGITransport(app=create_app(kg))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            running = asyncio.create_task(client.get("/graf/x.nq"))
            assert await asyncio.to_thread(begun.wait, 10)
            refused = await client.get("/graf/x.ttl", headers={"Accept": "text/turtle"})
            page = await client.get("/graf/x.ttl", headers={"Accept": "text/html"})
            head = await client.head("/graf/x.ttl")
            may_end.set()
            assert (await running).status_code == 200
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
        assert refused.headers["cache-control"] == "no-store"
        assert refused.json()["title"] == "Service Unavailable"
        assert "coba lagi" in refused.json()["detail"]
        assert "Too much is asked for at once" in refused.json()["detail"]
        assert (page.status_code, page.headers["retry-after"]) == (503, "2")
        assert "Server sedang sibuk" in page.text
        assert head.status_code == 200

    asyncio.run(play())


async def answered(app: FastAPI, who: int, path: str) -> int:
    """The status that the client number ``who`` is told."""
    transport = httpx.ASGITransport(app=app, client=(f"192.0.2.{who}", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return (await client.get(path)).status_code


async def all_wait_while_pages_are_served(app: FastAPI, asked: list[tuple[int, str]], may_end: threading.Event) -> None:
    """Those who ``asked`` wait until what they wait for ``may_end``; others, and they themselves, ask for more."""
    waiting = [asyncio.create_task(answered(app, who, path)) for who, path in asked]
    await asyncio.sleep(0.2)
    assert [await answered(app, who, "/id/y/007") for who in (1, 2, 5)] == [303, 303, 303]
    assert not any(one.done() for one in waiting)
    may_end.set()
    assert set(await asyncio.gather(*waiting)) == {200}


def test_who_waits_for_large_documents_takes_no_turn_from_pages(kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "Batas", partial(Batas, patience=60))
    may_end = threading.Event()
    write = sajian.Sajian.write

    def slow(self: sajian.Sajian, statements: Any, form: bentuk.Bentuk, out: IO[bytes]) -> None:
        assert may_end.wait(60)
        write(self, statements, form, out)

    monkeypatch.setattr(sajian.Sajian, "write", slow)
    app = create_app(kg, in_turn=Bounds(at_once=3, of_one=2, patience=5))
    forms = ((1, "nq"), (1, "ttl"), (1, "nt"), (2, "trig"), (2, "jsonld"), (3, "nq"), (4, "trig"))
    asked = [(who, f"/graf/x.{form}") for who, form in forms]
    asyncio.run(all_wait_while_pages_are_served(app, asked, may_end))


def test_who_waits_while_a_build_is_counted_takes_no_turn_from_pages(kg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(katalog, "WAITED", 60)
    may_end = threading.Event()
    count = void.graph

    def slow(*given: Any) -> Any:
        assert may_end.wait(60)
        return count(*given)

    monkeypatch.setattr(void, "graph", slow)
    app = create_app(kg, in_turn=Bounds(at_once=2, patience=5))
    asked = [(who, path) for who in (1, 2) for path in ("/void.ttl", "/.well-known/void")]
    asyncio.run(all_wait_while_pages_are_served(app, asked, may_end))
