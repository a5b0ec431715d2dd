"""The W3C's own tests of the SPARQL 1.1 Protocol and Service Description, run by ``rdf-test-suite`` on a server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_serve import SECONDS, serving

HERE = Path(__file__).parent
RUNNER = HERE / "w3c" / "node_modules" / "rdf-test-suite" / "bin" / "Runner.js"
# The address that the manifests are said to be at: their files' IRIs are relative to it.
BASE = "https://w3c.github.io/rdf-tests/sparql/sparql11/"


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with the runner installed."""
    found = shutil.which("node")
    if found is None or not RUNNER.is_file():
        pytest.skip("node or rdf-test-suite is not installed (make w3c)")
    return found


@pytest.fixture(scope="module")
def writable() -> Iterator[str]:
    """The address of the endpoint that takes updates."""
    process = subprocess.Popen([sys.executable, HERE / "w3c_writable.py"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def run(node: str, suite: str, **options: str) -> tuple[dict[str, bool], str]:
    """The tests of ``suite`` by name, each passed or not, and what the runner said."""
    ended = subprocess.run(
        [
            node, RUNNER, "engine.js", f"{BASE}{suite}/manifest.ttl", "-i", json.dumps(options),
            "-m", f"{BASE}~{HERE / 'data' / 'w3c'}/", "-o", "summary", "-d", "20000",
        ],
        cwd=HERE / "w3c", capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    plain = re.sub(r"\x1b\[[0-9;]*m", "", ended.stdout)
    said = re.findall(r"^(✔|✖) .*\(\S+#(\w[\w-]*)\)", plain, re.MULTILINE)
    return {name: sign == "✔" for sign, name in said}, ended.stdout + ended.stderr


def entries(suite: str) -> set[str]:
    """The names of the tests that a manifest lists."""
    text = (HERE / "data" / "w3c" / suite / "manifest.ttl").read_text(encoding="utf-8")
    listed = re.search(r"mf:entries\s*\((.*?)\)", text, re.DOTALL)
    assert listed is not None
    return set(re.findall(r":([\w-]+)", listed[1]))


def test_the_protocol(node: str, writable: str) -> None:
    done, said = run(node, "protocol", protocolEndpoint=writable)
    assert len(entries("protocol")) == 34
    assert done == dict.fromkeys(entries("protocol"), True), said


def test_the_service_description_of_the_server_as_it_is(node: str, built_kg: Path) -> None:
    with serving(built_kg) as served:
        done, said = run(node, "service-description", serviceDescriptionEndpoint=f"{served.url}/sparql")
    assert len(entries("service-description")) == 3
    assert done == dict.fromkeys(entries("service-description"), True), said
