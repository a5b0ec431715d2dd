"""The wheel carries ontology, shapes, queries and documents: installed elsewhere, it answers a question."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout, outside it."""
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("no checkout to build a wheel from")
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel and, of the checkout, nothing."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home, with_pip=False)
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = programs / "python"
    # What kgkesos depends on comes from here; a .pth file in that folder (the editable install) is not followed.
    site = next((home / "lib").glob("python*/site-packages")) if (home / "lib").is_dir() else home / "Lib/site-packages"
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--ignore-installed", str(wheel)], check=True, capture_output=True)
    return programs


def test_every_data_folder_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "shapes", "queries", "documents"):
        on_disk = {
            f"kgkesos/data/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*") if path.is_file()
        }
        assert on_disk
        assert on_disk <= names


def test_it_answers_a_question_from_elsewhere(installed: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [str(installed / "kgkesos"), *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    where = [str(installed / "python"), "-c", "import kgkesos; print(kgkesos.__file__)"]
    package = Path(subprocess.run(where, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip())
    assert ROOT not in package.parents
    run("build", str(package.parent / "data" / "documents"))
    answer = run("ask", "definisi", "--istilah", "PSKS", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(answer))
    assert row["namaIstilah"] == "Potensi Sumber Kesejahteraan Sosial"
    assert row["definisi"].startswith("segala sesuatu yang dapat digali")
    assert (row["berkas"], row["baris"]) == ("iku-dinsos-tapin-2020.txt", "12")
