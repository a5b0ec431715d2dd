"""Whose request is not done when the server ends and waits no longer is told so; an answer that has begun breaks."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from kgkesos.web.operations.ending import Ending

CUT_OFF = "an answer was cut off: the server stopped before its client had all of it"
SAYS = "Server sedang berhenti, jadi permintaan ini tidak diselesaikan. Coba lagi beberapa detik lagi."


def test_what_a_stop_cuts_off_is_told_so(built_kg: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("slow_server.py")), str(built_kg)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        ThreadPoolExecutor() as pool,
    ):
        assert process.stdout is not None
        url = process.stdout.readline().split("/ (")[0].removeprefix("kgkesos: ")

        def ask(path: str, accept: str) -> httpx.Response:
            return httpx.get(f"{url}{path}", headers={"Accept": accept}, timeout=30, trust_env=False)

        asked = [pool.submit(ask, "/api/menunggu", "*/*"), pool.submit(ask, "/bekerja", "text/html")]
        assert [process.stdout.readline() for _ in asked] == ["begun\n"] * 2
        process.terminate()
        api, page = (one.result() for one in asked)
        _, errors = process.communicate(timeout=30)
    for answer in (api, page):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert api.json() == {"detail": f"{SAYS} (The server is stopping.)", "choices": []}
    assert f'<p class="pengantar">{SAYS}</p>' in page.text
    assert api.headers["access-control-allow-origin"] == "*"
    assert (process.returncode, "Traceback" in errors) == (0, False), errors


@pytest.mark.parametrize("log", [[], ["-"]], ids=["plain", "json"])
def test_that_a_stop_cuts_off_an_answer_is_one_line_of_the_log(built_kg: Path, log: list[str]) -> None:
    """A part of it is there: it is neither told otherwise, nor taken for the whole, nor an error of ours."""
    command = [sys.executable, str(Path(__file__).with_name("slow_server.py")), str(built_kg), *log]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().split("/ (")[0].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), 30) as client:
            client.sendall(b"GET /mengirim HTTP/1.1\r\nHost: a\r\n\r\n")
            said = b""
            while b"awal" not in said:
                said += client.recv(65536)
            process.terminate()
            while more := client.recv(65536):
                said += more
        _, errors = process.communicate(timeout=30)
    assert (said[:12], said.endswith(b"\r\n\r\n4\r\nawal\r\n")) == (b"HTTP/1.1 200", True)
    lines = [line for line in errors.splitlines() if "/mengirim" not in line]
    # What uvicorn says of the stop itself, and of the answer.
    assert [("Cancel 1 running task" in line, CUT_OFF in line) for line in lines] == [(True, False), (False, True)]
    assert process.returncode == 0


@pytest.mark.parametrize(("begun", "told"), [(False, [503]), (True, [200])])
def test_an_answer_that_has_begun_is_broken_off(begun: bool, told: list[int]) -> None:
    """Its client must not take a part for the whole."""
    messages: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(60)

    async def send(message: Message) -> None:
        messages.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    async def scene() -> bool:
        ending = Ending(app, lambda _: PlainTextResponse(json.dumps("berhenti"), 503))
        task = asyncio.get_running_loop().create_task(ending({"type": "http", "method": "GET"}, receive, send))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        return task.cancelled()

    assert asyncio.run(scene()) is begun
    assert [one["status"] for one in messages if one["type"] == "http.response.start"] == told
