"""What only Linux and macOS have is asked for where they alone come: a planner's laptop runs Windows."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kgkesos import builds, resources

# The modules of Python's own library that Windows lacks, and what of it is not installed there.
LACKING = ("fcntl", "grp", "pwd", "resource", "termios", "tty", "uvloop")
# A worker of the SPARQL endpoint, and a second process of the server: both are refused on Windows with a sentence.
ELSEWHERE = {"kgkesos.sparql.sandbox", "kgkesos.sparql.worker", "kgkesos.web.operations.child"}

IMPORTING = f"""
import importlib, json, os, pkgutil, sys
sys.modules |= dict.fromkeys({LACKING!r})
import kgkesos
failed = {{}}
for one in pkgutil.walk_packages(kgkesos.__path__, "kgkesos."):
    if one.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(one.name)
    except ImportError as error:
        failed[one.name] = str(error)
print(json.dumps(failed))
"""


def test_what_windows_lacks_is_imported_by_what_never_runs_there_alone() -> None:
    command = [sys.executable, "-W", "ignore:only soft file lock", "-c", IMPORTING]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert set(json.loads(told.stdout)) == ELSEWHERE


def printed(*words: str, **environment: str) -> bytes:
    """What a command writes to a pipe where the system's own encoding lacks most signs, as those of Windows do."""
    weak = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", **environment}
    command = [sys.executable, "-m", "kgkesos", *words]
    return subprocess.run(command, capture_output=True, check=True, env={**os.environ, **weak}).stdout


# Signs that are printed around names and before steps; cp1252 has the first pair and lacks the others.
STEP = "  „Persentase penduduk miskin” (cascading-dinas-sosial.txt, baris 90-91)\n  └ mengukur: tercetak"
NAME = "Persentase penduduk miskin"


def test_to_a_pipe_all_is_utf8_whatever_the_system_prefers(built_kg: Path) -> None:
    assert STEP in printed("trace", NAME, "--kg", str(built_kg)).decode("utf-8")


def test_a_sign_that_an_encoding_lacks_is_written_by_its_number(built_kg: Path) -> None:
    told = printed("trace", NAME, "--kg", str(built_kg), PYTHONIOENCODING="cp1252").decode("cp1252")
    assert STEP.replace("└", "\\u2514") in told


def test_what_is_said_of_errors_alone_leaves_the_encoding(built_kg: Path) -> None:
    told = printed("trace", NAME, "--kg", str(built_kg), PYTHONIOENCODING=":replace")
    assert STEP in told.decode("utf-8")
    told = printed("trace", NAME, "--kg", str(built_kg), PYTHONIOENCODING="ascii:replace")
    assert STEP.replace("└", "?").replace("„", "?").replace("”", "?") in told.decode("ascii")


@pytest.mark.parametrize("words", [("ask", "celah"), ("trace", NAME), ("search", "miskin")])
def test_json_is_utf8_whatever_encoding_is_asked_for(built_kg: Path, words: tuple[str, ...]) -> None:
    asked = (*words, "--format", "json", "--kg", str(built_kg))
    assert printed(*asked, PYTHONIOENCODING="ascii") == printed(*asked, PYTHONIOENCODING="utf-8")
    assert "\\u" not in printed(*asked, PYTHONIOENCODING="ascii").decode("utf-8")


def test_a_file_whose_name_is_no_text_is_read(tmp_path: Path) -> None:
    source = resources.folder("documents") / "metadata-sipd-jumlah-kkks.txt"
    files = [os.fsdecode(os.fsencode(tmp_path) + b"/" + name) for name in (b"a\xff.txt", b"lain.txt")]
    for file in files:
        Path(file).write_bytes(source.read_bytes() + file.encode("utf-8", "replace")[-5:-4] + b"\n")
    assert json.loads(printed("read", *files))


def test_a_file_whose_name_is_no_text_is_left_out_of_a_graph_and_the_others_go_on(tmp_path: Path) -> None:
    source = resources.folder("documents") / "metadata-sipd-jumlah-kkks.txt"
    (tmp_path / "baik.txt").write_bytes(source.read_bytes())
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_bytes(source.read_bytes() + b"\n")
    command = [sys.executable, "-m", "kgkesos", "build", str(tmp_path), "--kg", str(tmp_path / "kg")]
    told = subprocess.run(command, capture_output=True, check=False)
    manifest = builds.current(tmp_path / "kg").manifest()
    assert [given["file"] for one in manifest["documents"] for given in one["inputs"]] == ["baik.txt"]
    said = [line for line in told.stderr.decode().splitlines() if "bukan UTF-8" in line]
    assert (told.returncode, len(said), "Traceback" in told.stderr.decode()) == (1, 1, False)
    assert "a\\udcff.txt" in said[0]


@pytest.mark.parametrize("where", ["> /dev/full", ">&-"])
@pytest.mark.parametrize("words", [("ask", "dokumen"), ("ask", "celah", "--format", "csv"), ("trace", NAME)])
def test_output_that_has_no_place_to_go_is_one_sentence(built_kg: Path, words: tuple[str, ...], where: str) -> None:
    command = shlex.join([sys.executable, "-m", "kgkesos", *words, "--kg", str(built_kg)])
    told = subprocess.run(["sh", "-c", f"{command} {where}"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (2, "", 1)
    assert told.stderr.startswith("kgkesos: keluaran tidak dapat ditulis")
