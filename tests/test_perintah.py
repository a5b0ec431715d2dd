"""What holds for every command: its help has an example that runs; exit codes; what a pipe, --quiet and --lang give."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import kgkesos
from typer.testing import CliRunner

from kgkesos import cli, resources
from kgkesos.cli import settings
from kgkesos.cli.app import app

DOCUMENTS = resources.folder("documents")
IKU = DOCUMENTS / "iku-dinsos-tapin-2020.txt"
CASCADING = DOCUMENTS / "cascading-dinas-sosial.txt"
# What the example of a command ends with where that is not 0: the documents have violations.
ENDS: dict[tuple[str, ...], int] = {("check",): 1}
# Commands that read documents anew, from a folder with one of them, or write beside them.
ALONE = ("build", "decide", "demo")
Ran = tuple[int, str, str]
Run = Callable[..., Ran]


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and group with the words that call it; the whole program is called by none."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from leaves(below, (*path, name))


EVERY = dict(leaves(typer.main.get_command(app)))


def examples(command: Any) -> list[str]:
    """The examples in the help of ``command``, each a line as it is typed."""
    said = f"{command.help or ''}\n\n{command.epilog or ''}"
    return [" ".join(found.split()) for found in re.findall(r"Contoh: (kgkesos .*?)(?:\n\s*\n|\Z)", said, re.DOTALL)]


EXAMPLES = [(path, line) for path, command in EVERY.items() for line in examples(command)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("cakupan", "kgkesos ask cakupan, kgkesos ask cakupan-kelompok."),
        ("coverage", "kgkesos ask cakupan, kgkesos ask cakupan-kelompok."),
        ("trase", "kgkesos trace."),
        ("zzzz", "Pertanyaan yang ada: kgkesos ask."),
    ],
)
def test_a_word_that_is_no_command_is_answered_with_what_it_may_have_meant(said: str, meant: str) -> None:
    done = CliRunner().invoke(app, [said])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"Perintah '{said}' tidak ada (No such command). " in done.stderr
    assert done.stderr.rstrip().endswith(meant)


# Examples


def test_every_command_has_an_example_and_every_example_is_of_its_command() -> None:
    leaf = {path for path, command in EVERY.items() if not hasattr(command, "commands")}
    assert len(leaf) >= 11
    assert {path for path, _ in EXAMPLES} == set(EVERY)
    assert {path[0] for path in leaf if len(path) > 1} == {"decide"}
    for path, line in EXAMPLES:
        words = shlex.split(line)
        if path in leaf:
            assert tuple(words[1 : 1 + len(path)]) == path
            options = {name for one in EVERY[path].params for name in (*one.opts, *one.secondary_opts)}
            # What a question is asked with are parameters of its own; a lone dash is a file, the standard output.
            used = {word for word in words if word.startswith("-") and word != "-"}
            assert used <= options or path == ("ask",), line


@pytest.fixture(scope="module")
def places(built_kg: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder with all documents and their build, and one with a single document and none."""
    whole, alone = tmp_path_factory.mktemp("semua"), tmp_path_factory.mktemp("satu")
    (whole / "documents").symlink_to(DOCUMENTS)
    (whole / "kg").symlink_to(built_kg)
    (alone / "documents").mkdir()
    shutil.copy(IKU, alone / "documents")
    return {"whole": whole, "alone": alone}


@pytest.mark.parametrize(("path", "line"), EXAMPLES, ids=[line[8:50] for _, line in EXAMPLES])
def test_every_example_runs(path: tuple[str, ...], line: str, places: dict[str, Path]) -> None:
    """In this process; in one of its own where the command builds (the README's are others)."""
    place = places["alone" if path and path[0] in ALONE else "whole"]
    words = shlex.split(line)[1:]
    own = [sys.executable, "-m", "kgkesos", *words]
    if path == ("decide", "apply"):
        # The list that is filled in, as the example of ``decide list`` writes it.
        made = kgkesos("decide", "list", "documents/", "-o", "keputusan-isian.xlsx", "--timpa", cwd=place)
        assert made.returncode == 0
    if path == ("serve",):
        assert _serves([word if word != "8000" else "0" for word in own], place)
        return
    for written in place.glob("*.*"):
        if written.name != "keputusan-isian.xlsx" or path != ("decide", "apply"):
            written.unlink()
    if place == places["alone"]:
        done = subprocess.run(own, cwd=place, capture_output=True, text=True, check=False)
    else:
        done = kgkesos(*words, cwd=place)
    assert done.returncode == ENDS.get(path, 0), done.stderr
    assert "\x1b" not in done.stdout + done.stderr


def _serves(words: list[str], place: Path) -> bool:
    """Whether the server says where it is; it is ended by its own process id."""
    process = subprocess.Popen(words, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        return process.stdout.readline().startswith("kgkesos: http://127.0.0.1:")
    finally:
        process.kill()
        process.communicate()


# Exit codes


# What each command ends with; IKU is a document.
CODES = [
    ("--version", 0),
    ("--help", 0),
    ("tidak-ada", 2),
    ("--lang jv ask", 2),
    ("read IKU", 0),
    ("read terpotong.txt", 1),
    ("read kosong.txt", 2),
    ("read tidak-ada.txt", 2),
    ("read IKU --format odt", 2),
    ("matriks -o m.xlsx", 0),
    ("matriks -o m.xlsx --dokumen tidak-ada", 2),
    ("report --instansi tapin -o l.html", 0),
    ("report --instansi tidak-ada -o l.html", 2),
    ("template iku", 0),
    ("template lakip", 2),
    ("build IKU --kg baru", 0),
    ("build IKU kosong.txt --kg baru", 1),
    ("build terpotong.txt --kg baru", 1),
    ("build kosong.txt --kg baru", 2),
    ("build IKU --base bukan-iri --kg baru", 2),
    ("check", 1),
    ("check --aturan konsep-tanpa-definisi", 0),
    ("check --aturan tidak-ada", 2),
    ("check --kg tidak-ada", 2),
    ("ask", 0),
    ("ask cakupan", 0),
    ("ask celah --kode indikator-tanpa-induk", 0),
    ("ask tidak-ada", 2),
    ("ask cakupan --warna biru", 2),
    ("ask definisi", 2),
    ("ask cakupan --kg tidak-ada", 2),
    ("search PMKS", 0),
    ("search zzzzqqqq", 1),
    ("search zzzzqqqq --format json", 1),
    ("ask celah --kode kegiatan-tanpa-induk", 0),
    ("ask celah --kode kegiatan-tanpa-induk --format csv", 0),
    ("search PMKS --kg tidak-ada", 2),
    ("trace sasaran/1", 2),
    ("trace zzzz", 2),
    ("trace tujuan/1/sasaran/1", 0),
    ("trace tujuan/1/sasaran/1 --format svg -o t.svg", 0),
    ("trace tujuan/1/sasaran/1 --format svg -o t.txt", 2),
    ("trace tujuan/1/sasaran/1 -o t.txt", 2),
    ("trace tujuan/1/sasaran/1 --why tujuan/1 --format svg", 2),
    ("export --format png --dokumen cascading-dinas-sosial -o c.svg", 2),
    ("export --format context", 0),
    ("export --format void", 0),
    ("export --kg tidak-ada", 2),
    ("export --format xlsx --dokumen tidak-ada", 2),
    ("serve --kg tidak-ada", 2),
    ("serve --port 70000", 2),
    ("decide list IKU --jenis temuan", 0),
    ("decide list IKU --jenis lain", 2),
    ("decide list tidak-ada.txt", 2),
    ("decide apply tidak-ada.csv IKU", 2),
    ("decide set IKU --dokumen x --rekaman y --putusan diterima --oleh wali --alasan z", 2),
]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], built_kg: Path, tmp_path: Path) -> Run:
    """Runs a command in this process, from a folder with the build: its exit code and what it printed."""
    (tmp_path / "kg").symlink_to(built_kg)
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kgkesos", *map(str, words)])
        capfd.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


@pytest.mark.parametrize(("line", "code"), CODES)
def test_exit_codes(ran: Run, tmp_path: Path, line: str, code: int) -> None:
    """0: done. 1: done, but what was read has something wrong. 2: it cannot be done."""
    (tmp_path / "kosong.txt").write_text("", encoding="utf-8")
    (tmp_path / "terpotong.txt").write_text(_cut(), encoding="utf-8")
    ended, out, err = ran(*(str(IKU) if word == "IKU" else word for word in shlex.split(line)))
    assert ended == code, err
    assert "Traceback" not in err
    assert "\x1b" not in out + err
    if code == 2:
        assert err.strip(), "why it cannot be done is said on standard error"


def _cut() -> str:
    """A table of a cascade that ends in the middle of a row."""
    return (
        "CASCADING DINAS SOSIAL KABUPATEN RAWAINDAH TAHUN 2024\n\n"
        "| TUJUAN | INDIKATOR TUJUAN | SASARAN | INDIKATOR SASARAN | PROGRAM |\n"
        "| 1. Meningkatkan ketenteraman | Indeks rukun | 1. Meningkatnya layanan | Persentase tamu | 1. Rumah |\n"
        "|  |  |  |  | 2. Pan"
    )


def test_every_command_is_tried_with_every_code_it_can_end_with() -> None:
    """The cases above name each command, well used and badly used."""
    codes: dict[str, set[int]] = {}
    for line, code in CODES:
        codes.setdefault(line.split()[0], set()).add(code)
    # The example of ``serve`` and of ``demo`` is the good use of theirs.
    assert {path[0] for path in EVERY if path} - set(codes) == {"demo"}
    assert all(2 in found for name, found in codes.items() if not name.startswith("-"))


def test_the_help_and_the_readme_tell_the_exit_codes() -> None:
    readme = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
    assert "0 selesai; 1 selesai, tetapi" in EVERY[()].epilog
    assert re.search(r"exit code", readme, re.IGNORECASE)
    # Nothing found: a search fails as grep does, a question is answered; the helps of both and the README say so.
    assert "Kode keluar 1 bila tidak ada nama yang ditemukan" in EVERY[("search",)].help
    assert "Jawaban tanpa baris juga jawaban" in EVERY[("ask",)].help
    assert "or `search` found no name" in readme
    assert "`ask` without rows" in readme


# What a pipe gets


def test_a_pipe_gets_whole_rows_without_padding_of_a_screen(ran: Run) -> None:
    for question in ("celah", "sebutan-konsep", "pendukung-sasaran"):
        _, out, _ = ran("ask", question, "--kg", "kg")
        count = int(re.findall(r"^([\d.]+) baris; graf", out, re.M)[0])
        assert len(re.findall("^│", out, re.M)) == count, question
        assert len({len(line) for line in out.splitlines() if line[:1] in "│┃"}) == 1
    # The longest quote is in one line, whole.
    _, out, _ = ran("ask", "celah")
    _, csv_text, _ = ran("ask", "celah", "--format", "csv")
    longest = max(re.findall(r'"([^"\n]+)"', csv_text), key=len)
    assert len(longest) > 200
    assert " ".join(longest.split()) in out


def test_what_a_build_says_in_a_pipe_is_a_line_each(ran: Run) -> None:
    code, out, err = ran("build", CASCADING, "--kg", "baru")
    assert code == 0
    said = [line for line in out.splitlines() if line.startswith("peringatan: ")]
    assert len(said) == 3
    assert re.search(r"^│ cascading-dinas-sosial │ cascading │ 31 Indikator, .*, 1 Tujuan │ \d+ +│ 1 ", out, re.M)
    assert all(re.match(r"  (\[\d+/\d+.*\] )?\w", line) for line in err.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_bar_on_a_terminal_for_long_work_alone(places: dict[str, Path]) -> None:
    def told(*words: str) -> str:
        """What a command tells standard error where that is a terminal."""
        import pty

        mine, theirs = pty.openpty()
        line = [sys.executable, "-m", "kgkesos", *words]
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(line, cwd=places["whole"], stdout=out, stderr=theirs)
            os.close(theirs)
            said = b""
            # Read as it comes, so that the terminal never fills; on Linux the end of a closed one is an error.
            with contextlib.suppress(OSError):
                while part := os.read(mine, 65_536):
                    said += part
            os.close(mine)
            assert process.wait() == 0
            out.seek(0)
            assert b"\x1b" not in out.read()
        return said.decode()

    bar = told("build", str(IKU), "--kg", "kg-layar")
    assert "\x1b[" in bar
    assert "menyusun" in bar
    assert told("-q", "build", str(IKU), "--kg", "kg-layar") == ""
    assert told("ask", "cakupan") == told("export", "--format", "nq") == ""


def test_quiet_leaves_what_was_asked_for_and_errors(ran: Run, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").write_text("", encoding="utf-8")
    code, out, err = ran("--quiet", "build", IKU, tmp_path / "kosong.txt", "--kg", "baru")
    assert (code, out) == (1, "")
    assert re.fullmatch(r"tidak dibaca: .*kosong\.txt.*\n", err)
    for words in (("ask", "cakupan", "--format", "csv"), ("read", IKU), ("export", "--format", "context")):
        loud, quiet = ran(*words), ran("-q", *words)
        assert (quiet[0], quiet[1]) == (loud[0], loud[1])
        assert quiet[2] == ""
    loud, quiet = ran("ask", "cakupan"), ran("-q", "ask", "cakupan")
    assert loud[1].startswith(quiet[1])
    assert re.fullmatch(r"\d+ baris; graf \S+\n", loud[1].removeprefix(quiet[1]))
    assert ran("-q", "ask", "cakupan", "--format", "xlsx", "-o", "a.xlsx") == (0, "", "")
    assert ran("-q", "template", "iku") == (0, "", "")
    code, out, err = ran("-q", "ask", "tidak-ada")
    assert (code, out) == (2, "")
    assert err.startswith("kgkesos: ")


def test_language(ran: Run) -> None:
    _, indonesian, _ = ran("ask", "layanan-kegiatan")
    _, english, _ = ran("--lang", "en", "ask", "layanan-kegiatan")
    assert indonesian.startswith("Sasaran yang dilayani sebuah kegiatan\n")
    assert english.startswith("Objectives that an activity serves\n")
    assert "┃ Kegiatan (IRI)" in indonesian or "Kegiatan" in indonesian.split("\n")[2]
    assert "Activity" in english.split("\n")[2]
    assert " tidak " in indonesian
    assert " no " in english
    _, asked, _ = ran("--lang", "en", "ask")
    assert "what is answered" in asked
    _, found, _ = ran("--lang", "en", "check", "--aturan", "simpul-tanpa-indikator")
    assert "  Why: " in found
    assert "  Repair: " in found
    assert "Mengapa" not in found


@pytest.mark.parametrize("time", [1, 2])
def test_what_one_test_asks_before_a_command_holds_for_it_alone(time: int) -> None:
    """The second time nothing is left of the first, though both run in one process."""
    assert settings.current() == settings.Settings(), time
    settings.use(settings.Settings(lang="en"))
