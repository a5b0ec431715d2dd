"""What can be set: flags before the environment before what is usual; a value that does not fit is one sentence."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
import uvicorn
from fastapi import FastAPI
from test_serve import refused
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kgkesos.cli.app import app
from kgkesos.errors import SettingError
from kgkesos.sparql.limits import Limits
from kgkesos.web.operations import door, settings
from kgkesos.web.operations.settings import Operations, Settings
from kgkesos.web.operations.turns import Bounds

NAMES = tuple(Settings.model_fields)
MIB = 2**20
README = Path(__file__).resolve().parents[1] / "README.md"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without any of ours."""
    for name in NAMES:
        monkeypatch.delenv(f"KGKESOS_{name.upper()}", raising=False)


def test_nothing_given_is_what_is_usual() -> None:
    found = settings.read({})
    assert (found.kg, found.host, found.port, found.processes) == (Path("kg"), "127.0.0.1", 8000, 1)
    assert (found.limits, found.operations) == (Limits(), Operations())
    assert found.operations.in_turn == Bounds()


def test_the_environment_is_read_and_flags_win(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"PORT": "8001", "MEMORY": "256MiB", "DEADLINE": "2.5", "ROWS": "7", "BYTES": "1MB", "LOG_ADDRESSES": "true"}
    for name, value in said.items():
        monkeypatch.setenv(f"KGKESOS_{name}", value)
    monkeypatch.setenv("KGKESOS_LOG", "")
    given = {"port": "8002", "rows": None, "queue": "3", "workers": "5", "url": "https://a.id/", "turns": "4"}
    found = settings.read({**given, "turns_of_one": "3", "waiting": "0", "patience": "0.5"})
    assert found.port == 8002
    assert found.limits == Limits(workers=5, seconds=2.5, memory=256 * MIB, rows=7, size=1_000_000, queue=3)
    assert found.operations == Operations(log_addresses=True, turns=4, turns_of_one=3, waiting=0, patience=0.5)
    assert found.operations.in_turn == Bounds(4, 3, 0, 32, 0.5)
    assert found.url == "https://a.id"


@pytest.mark.parametrize("proxies", ["::1", "*", "", "10.0.0.0/8, 192.168.1.7"])
def test_a_process_that_is_given_the_settings_by_environment_reads_the_same(
    monkeypatch: pytest.MonkeyPatch, proxies: str
) -> None:
    given = {"kg": "graf saya", "memory": "1GiB", "log": "-", "log_addresses": "true", "grace": "0.5", "bytes": "2KiB"}
    found = settings.read({**given, "proxies": proxies})
    assert found.operations.proxies == proxies.replace(" ", "")
    for name, value in found.environment().items():
        monkeypatch.setenv(name, value)
    assert settings.read({}) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("port", "http"),
        ("processes", "0"),
        ("workers", "-1"),
        ("deadline", "0"),
        ("memory", "1KiB"),
        ("memory", "besar"),
        ("memory", "9999999999999TiB"),
        ("memory", "2TiB"),
        ("bytes", "9" * 50),
        ("rows", "9" * 50),
        ("connections", "9" * 50),
        ("bytes", ""),
        ("url", "https://a.id/sub"),
        ("url", "a.id"),
        ("url", "https://u:p@a.id"),
        ("url", "https://ä..id"),
        ("url", "https://a.id:99999"),
        ("url", "https://a.id:0"),
        ("url", "https://a.id:x"),
        ("url", "https://a b.id"),
        ("url", "https://a%20b.id"),
        ("url", "https://-a.id"),
        ("url", f"https://{'a' * 64}.id"),
        ("url", "https://[::1"),
        ("url", "https://[fe80::1%eth0]"),
        ("url", "https://a.id#"),
        ("proxies", "bukan alamat"),
        ("proxies", "localhost"),
        ("proxies", "10.0.0.1/8"),
        ("proxies", "10.0.0.0/33"),
        ("proxies", "*, 10.0.0.1"),
        ("proxies", "10.0.0.1; 10.0.0.2"),
        ("log_addresses", "mungkin"),
    ],
)
def test_a_value_that_does_not_fit_says_where_it_was_given(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    flag, variable = f"--{name.replace('_', '-')}", f"KGKESOS_{name.upper()}"
    with pytest.raises(SettingError, match=f"^{flag} '{re.escape(value)}': nilai ini tidak dapat dipakai") as told:
        settings.read({name: value})
    assert (told.value.name, "\n" in str(told.value)) == (flag, False)
    if value:
        monkeypatch.setenv(variable, value)
        with pytest.raises(SettingError, match=f"^{variable} "):
            settings.read({})


def test_a_value_that_is_long_is_not_told_as_a_whole() -> None:
    with pytest.raises(SettingError) as told:
        settings.read({"memory": "9" * 5_000})
    assert len(str(told.value)) < 400


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        ("HTTPS://Data.Example.GO.ID/", "https://data.example.go.id"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[0:0::1]:8000/", "http://[::1]:8000"),
        ("https://dinsos_1.lan:", "https://dinsos_1.lan"),
        ("https://bücher.example:8443", "https://xn--bcher-kva.example:8443"),
    ],
)
def test_an_address_is_kept_as_a_url_says_it(said: str, origin: str) -> None:
    assert settings.read({"url": said}).url == origin


@pytest.mark.parametrize(
    ("proxies", "among", "not_among"),
    [
        ("127.0.0.1", ["127.0.0.1"], ["127.0.0.2", ""]),
        ("127.0.0.0/8, ::1", ["127.0.0.1", "127.9.9.9", "::1", "0:0::1"], ["10.0.0.1", "::2"]),
        ("*", ["127.0.0.1", "::2"], []),
        ("", [], ["127.0.0.1", "::1", ""]),
        ("tidak-ada", [], ["127.0.0.1", "::1", ""]),
    ],
)
def test_whose_word_is_taken_may_have_more_connections_and_nobody_else(
    proxies: str, among: list[str], not_among: list[str]
) -> None:
    """What the server is given, and what its door is: both say the same of an address."""
    said = settings.read({"proxies": proxies}).operations.proxies
    bounds = door.Bounds(connections=2, proxies=frozenset(one.strip() for one in said.split(",")))
    config = uvicorn.Config(FastAPI(), forwarded_allow_ips=said, log_config=None)
    config.load()
    assert isinstance(config.loaded_app, ProxyHeadersMiddleware)
    for address in (*among, *not_among):
        assert bounds.admits(address, 2)
        believed = address in config.loaded_app.trusted_hosts
        assert (bounds.admits(address, 3), believed) == (address in among, address in among)


def test_the_command_tells_it_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused("--port", "70000").startswith("kgkesos: --port '70000': nilai ini tidak dapat dipakai")
    monkeypatch.setenv("KGKESOS_QUEUE", "banyak")
    assert refused().startswith("kgkesos: KGKESOS_QUEUE 'banyak': nilai ini tidak dapat dipakai")


def test_the_help_lists_every_setting_with_its_variable_and_what_is_usual() -> None:
    command = typer.main.get_command(app).commands["serve"]  # type: ignore[attr-defined]
    options = {one.name: one for one in command.params}
    assert set(options) == set(NAMES)
    for name, option in options.items():
        assert option.opts == [f"--{name.replace('_', '-')}"]
        assert f"[KGKESOS_{name.upper()}]" in option.help
    limits, usual = Limits(), Operations()
    said = {
        name: re.search(r"bawaan (\S+?)[.:;]? ", f"{option.help} ", re.IGNORECASE) for name, option in options.items()
    }
    told = {name: found[1] for name, found in said.items() if found}
    bounds = ("deadline", "queue", "rows", "proxies", "connections", "sending", "taking")
    assert {name: told[name] for name in (*bounds, "turns_of_one", "waiting", "patience")} == {
        "deadline": f"{limits.seconds:g}",
        "queue": str(limits.queue),
        "rows": str(limits.rows),
        "proxies": usual.proxies,
        "connections": str(usual.connections),
        "sending": f"{usual.sending:g}",
        "taking": f"{usual.taking:g}",
        "turns_of_one": str(usual.turns_of_one),
        "waiting": str(usual.waiting),
        "patience": f"{usual.patience:g}",
    }
    assert settings.read({"memory": told["memory"], "bytes": told["bytes"], "grace": told["grace"]}).limits == limits
    assert told["grace"] == f"{usual.grace:g}"


def test_the_help_of_the_program_loads_no_server() -> None:
    lines = "import sys; from kgkesos.cli.app import app; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    heavy = ("pydantic", "pydantic_settings", "uvicorn", "fastapi", "prometheus_client", "pyoxigraph")
    assert set(heavy) & set(ended.stdout.split()) == set()


# The examples of the README


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def test_the_unit_of_the_readme_names_flags_and_variables_that_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block("ini"))
    assert unit.sections() == ["Unit", "Service", "Install"]
    words = shlex.split(unit["Service"]["ExecStart"])
    assert words[0].endswith("/kgkesos")
    assert words[1] == "serve"
    flags = dict(zip(words[2::2], words[3::2], strict=True))
    assert {flag.removeprefix("--").replace("-", "_") for flag in flags} <= set(NAMES)
    for variable in shlex.split(unit["Service"]["Environment"]):
        name, _, value = variable.partition("=")
        assert name.removeprefix("KGKESOS_").lower() in NAMES
        monkeypatch.setenv(name, value)
    found = settings.read({flag.removeprefix("--").replace("-", "_"): value for flag, value in flags.items()})
    assert (found.processes, found.port, found.url) == (2, 8000, "https://data.example.go.id")
    # The server ends its own processes; a stop is over before systemd loses patience.
    assert unit["Service"]["KillMode"] == "mixed"
    assert found.operations.grace + 5 < int(unit["Service"]["TimeoutStopSec"])


def test_systemd_knows_the_unit_of_the_readme(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "kgkesos.service"
    unit.write_text(block("ini").replace("/usr/local/bin/kgkesos", sys.executable), encoding="utf-8")
    ended = subprocess.run([analyze, "verify", "--man=no", unit], capture_output=True, text=True, check=False)
    assert [line for line in ended.stderr.splitlines() if "kgkesos" in line] == []


def test_the_proxy_of_the_readme_is_whole_and_asks_the_server_where_it_is() -> None:
    """The form of nginx's files: a directive ends with a semicolon, a block is in brackets."""
    depth, directives, outside = 0, [], []
    for line in (line.strip() for line in block("nginx").splitlines()):
        depth += {"{": 1, "}": -1}.get(line[-1:], 0)
        assert line[-1:] in "{};", line
        assert depth >= 0
        directives.append(line.rstrip(";{ ").split())
        if depth == 0:
            outside.append(directives[-1])
    assert depth == 0
    # What one address may have is counted in zones, which nginx takes outside a server alone.
    zones = {words[0]: words[2].removeprefix("zone=").partition(":")[0] for words in outside if "zone" in words[0]}
    assert set(zones) == {"limit_conn_zone", "limit_req_zone"}
    bounds = {
        words[0]: words[1].removeprefix("zone=") for words in directives if words[0] in ("limit_conn", "limit_req")
    }
    assert bounds == {"limit_conn": zones["limit_conn_zone"], "limit_req": zones["limit_req_zone"]}
    usual = settings.read({})
    asked = {words[1] for words in directives if words[0] == "proxy_pass"}
    assert asked == {f"http://{usual.host}:{usual.port}"}
    assert ["proxy_set_header", "X-Forwarded-For", "$remote_addr"] in directives
    # What may be sent: a query of the greatest length, each byte of it written in three, as a form.
    (size,) = [words[1] for words in directives if words[0] == "client_max_body_size"]
    assert int(size.removesuffix("m")) * MIB >= 9 * usual.limits.text
