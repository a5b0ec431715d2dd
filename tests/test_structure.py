"""The layers, the size of modules, and that nothing is written for the samples."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

import kgkesos
from kgkesos import resources

PACKAGE = Path(kgkesos.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# Rows from bottom to top, as in the README: a module imports only from rows above its own, or from its own row.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "resources"),
    ("vocab", "bukti", "records", "normalize", "bahasa", "accept", "memory", "clock", "store"),
    ("turtle", "lookup", "views"),
    ("reference",),
    ("reading", "sebutan", "padanan", "ciri"),
    ("keputusan",),
    ("graph", "rdf"),
    ("derivation", "closure", "findings", "scoring", "builds", "questions", "pilihan"),
    ("knowledge", "history"),
    ("answers", "cascade", "dokumen"),
    ("trace", "why"),
    ("formats", "kolom", "templates", "trace_formats", "project", "sheets", "matriks", "gambar"),
    ("terms", "laporan", "intake", "work_graphs"),
    ("lintas", "instansi", "dumps"),
    ("pipeline", "periksa"),
    ("sparql",),
    ("web", "cli"),
)
LONGEST = 330


def name_of(path: Path) -> str:
    """The first part of a module's name inside the package: the noun it belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer_of(noun: str) -> int:
    return next(i for i, row in enumerate(LAYERS) if noun in row)


def imports(path: Path) -> set[str]:
    """The parts of kgkesos that the module at ``path`` imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "kgkesos":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kgkesos."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kgkesos.")}
    return {noun for noun in found if not noun.startswith("__")}


INNER = [path for path in MODULES if path.name not in ("__main__.py",) and path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", INNER, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_rows_above_its_own(path: Path) -> None:
    mine = layer_of(name_of(path))
    assert {noun for noun in imports(path) if layer_of(noun) > mine} == set()


def test_every_module_has_a_layer_and_every_layer_a_module() -> None:
    nouns = {name_of(path) for path in INNER}
    assert nouns == {noun for row in LAYERS for noun in row}


def test_only_the_store_imports_pyoxigraph() -> None:
    importing = {
        name_of(path) for path in MODULES if re.search(r"^\s*(import|from) pyoxigraph", path.read_text(), re.M)
    }
    assert importing == {"store"}


def test_only_one_module_says_how_templates_are_filled() -> None:
    making = {name_of(path) for path in MODULES if "import Environment" in path.read_text(encoding="utf-8")}
    assert making == {"templates"}


def test_only_resources_knows_where_the_data_folders_are() -> None:
    knowing = [path.name for path in MODULES if "__file__" in path.read_text(encoding="utf-8")]
    assert set(knowing) <= {"resources.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


# It writes Turtle; it takes the heads off rules, and it reads the head of a question; they speak SQL, which has words
# of SPARQL.
SPEAKING = {"turtle/writing.py", "questions.py", "why/rules.py", "lookup/reading.py", "lookup/writing.py", "views.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_sparql_turtle_or_html_in_python(path: Path) -> None:
    if path.relative_to(PACKAGE).as_posix() in SPEAKING:
        return
    pattern = re.compile(r"\b(SELECT|CONSTRUCT|INSERT|ASK)\b[^\n]*[{?]|@prefix|<(div|table|html|p)\b", re.IGNORECASE)
    strings = (
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [text for text in strings if pattern.search(text)] == []


# Set phrases of the genre that may stand in the code, each with its reason.
GENRE = {
    # the duty that names the superior, in every list of duties; the code holds it as a pattern
    "tugas dinas lain yang diberikan oleh",
    "tugas lain yang diberikan oleh",
    # the titles that tell the kinds of document
    "indikator kinerja utama",
    "indikator kinerja individu",
}
RUN = 5


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


@pytest.fixture(scope="module")
def printed() -> set[tuple[str, ...]]:
    """Every run of five words that the documents print."""
    folder = resources.folder("documents")
    allowed = set().union(*(runs(phrase) for phrase in GENRE))
    found: set[tuple[str, ...]] = set()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".md") and path.name != "README.md":
            found |= runs(path.read_text(encoding="utf-8"))
    assert len(found) > 1_000
    return found - allowed


SOURCES = [
    path
    for path in (*MODULES, *resources.files("queries", "**/*.r[qu]"), *resources.files("shapes", "*.ttl"))
    if "README" not in path.name
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_run_of_five_words_of_a_document_stands_in_the_code(path: Path, printed: set[tuple[str, ...]]) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        # each string and comment by itself: words of neighbouring strings are no run
        text_runs = set().union(*(runs(piece) for piece in re.split(r"[\"'\n|]", text)))
    else:
        text_runs = runs(text)
    assert text_runs & printed == set()


# Integers above 20 in the readers, each a limit with a name and a reason beside it in the code: no line number.
LIMITS = {
    # what an archive may unpack to
    "archive": {4096, 5_000, 60_000_000, 150_000_000},
    "bidang": {50, 100, 150, 200, 250, 255},
    # the largest file, the most marks of one part, Word's most columns, a slip between borders, Roman numerals
    "docx/__init__": {100_000_000},
    "docx/body": {63, 150},
    "docx/package": {3_000_000},
    "formula/form": {1_000},
    "formula/letters": {1_000},
    "definisi/istilah": {200},
    # the most columns of a cell, the head of a page in bytes, the largest file, the most marks
    "html/__init__": {30_000_000},
    "html/encoding": {4096},
    "html/flow": {1_000},
    "html/parsed": {3_000_000},
    # Roman numerals, and where numerals end
    "numerals": {40, 50, 90, 100, 400, 500, 900, 1_000, 5_000},
    # the most cells that the spans of a table may unfold to
    "grid": {2_000_000},
    "jenis": {25, 400},
    # the longest run of letters that may be a word, or words that were glued
    "kata/kosakata": {100},
    "kata/lekat": {80},
    "label": {60},
    "lembar_baris": {100},
    # the most cells, rows, columns and bytes of a workbook; the numbers of the built-in formats, days and months
    "lembar_kerja/asal": {32_000},
    "lembar_kerja/cells": {26, 16_384, 50_000, 300_000},
    "lembar_kerja/numbers": {*range(22, 23), *range(37, 50), 21, 30, 31, 60, 1_000, 1899, 1904, 500_000, 2_958_465},
    "lembar_kerja/ods": {100, 16_384, 1_048_576},
    "lembar_kerja/sheet": {26, 1_000_000},
    "lembar_kerja/xlsx": {30_000_000},
    # how many places of a source, titles and words are kept, so that memory stays bounded
    "once": {1_000, 20_000, 100_000},
    # the most bytes, pages and characters on a page, and how far into a file its mark may stand
    "pdf/berkas": {1_000, 1_024, 60_000, 60_000_000},
    # the longest line of a page's foot or head
    "pdf/sambung": {80},
    # so many shapes make a map or an ornament, and so many areas stand side by side
    "pdf/frames": {600},
    "pdf/shades": {200},
    # quarters of a turn
    "pdf/arah": {90, 180, 270, 360},
    "pribadi": {90},
    # the longest head, row, title and note of a table of plans
    "rencana/heads": {120},
    "rencana/outside": {25},
    "rencana/rows": {40},
    "table": {80, 120},
    "text": {200_000, 5_000_000},
    # how alike words must be (rapidfuzz, 0 to 100), and the most cells that the least-cost cut looks at
    "merge/choice": {50},
    "merge/fields": {70},
    "merge/pairing": {50, 75},
    "merge/sameness": {50, 90, 1000},
    # how long a key may be, and how near before a formula its label stands
    "told": {120},
    "merge/formulas": {80},
    "cascading/nodes": {67, 70},
    "cascading/runs": {40},
    "cascading/words": {80, 88},
}


def test_no_line_number_of_a_document_stands_in_the_readers() -> None:
    reading = PACKAGE / "reading"
    found: dict[str, set[int]] = {}
    for path in sorted(reading.rglob("*.py")):
        numbers = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and type(node.value) is int and node.value > 20
        }
        if numbers:
            found[path.relative_to(reading).with_suffix("").as_posix()] = numbers
    assert found == LIMITS


def test_no_tracked_file_names_a_folder_of_a_machine_or_a_package_registry() -> None:
    root = resources.folder("documents").parent
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout.decode()
    folder = re.compile(rb"(?<![\w.:/~-])/(?:work|home|root|tmp|Users|opt|mnt)/\w|[A-Z]:\\Users\\")
    registry = re.compile(rb"https?://[^\s\"']*(?:python[h]osted|npm[j]s|/simple/|artifactory|nexus|jfrog)")
    texts = {name: (root / name).read_bytes() for name in listed.split("\0") if name and (root / name).is_file()}
    assert "tests/test_structure.py" in texts
    written = {name: content for name, content in texts.items() if b"\0" not in content}
    named = [name for name, content in written.items() if folder.search(content) or registry.search(content)]
    assert named == []
