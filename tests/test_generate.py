"""Generated offices: each document is read as what it was meant to say, each planted defect is found, no other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bench.generate import writing
from bench.generate.reference import concepts
from bench.generate.words import FIELDS
from bench.generate.writing import MANIFEST, Wanted
from kgkesos import pipeline, resources
from kgkesos.knowledge import Knowledge
from kgkesos.reading import document
from kgkesos.records import Definisi, Formula, Indikator, Jabatan, Metadata, Reading, Record
from kgkesos.reference import nomenklatur
from kgkesos.vocab import KESOS
from kgkesos.work_graphs import WorkGraphs, graphs_of

ROOT = Path(__file__).resolve().parents[1]
PLACES = (Path(__file__).parent / "data" / "temuan-baris.rq").read_text(encoding="utf-8")
# Both drawings of a cascade, provinces and kabupaten; most documents spoiled. And offices with nothing made wrong.
SPOILED, CLEAN = Wanted(5, 2023, 2023, 11, 0.8), Wanted(3, 2022, 2022, 4, 0.0)
PERFORMANCE = frozenset({"Tujuan", "Sasaran", "Program", "Kegiatan", "SubKegiatan"})
# The last duty of every position, which names its superior by set words; the names of positions.
FORM = tuple(
    f"Melaksanakan tugas lain yang diberikan oleh Kepala {unit}"
    for unit in ("Dinas Sosial", *(f"Bidang {one.nama}" for one in FIELDS))
)
Json = dict[str, Any]


@dataclass(frozen=True)
class Folder:
    """A generated folder, what it was meant to say, and the build of it, with the graphs of its documents."""

    path: Path
    meant: Mapping[str, Json]
    build: pipeline.Report
    graphs: tuple[WorkGraphs, ...]
    kg: Path


@pytest.fixture(scope="module", params=[SPOILED, CLEAN], ids=["spoiled", "clean"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path, kg = tmp_path_factory.mktemp("kantor"), tmp_path_factory.mktemp("kg")
    writing.write(request.param, path)
    graphs: list[WorkGraphs] = []

    def kept(*given: Any) -> WorkGraphs:
        graphs.append(graphs_of(*given))
        return graphs[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "graphs_of", kept)
        return Folder(path, manifest(path), pipeline.build([path], kg), tuple(graphs), kg)


def manifest(path: Path) -> dict[str, Json]:
    said: dict[str, Json] = json.loads((path / MANIFEST).read_text(encoding="utf-8"))["dokumen"]
    return said


def readings(folder: Folder) -> Iterator[tuple[Json, Reading]]:
    for name, meant in folder.meant.items():
        yield meant, document.read_file(folder.path / name)


def words(record: Record) -> str:
    """What the manifest calls a record."""
    if isinstance(record, Formula):
        if record.objek_hitung:
            return record.objek_hitung
        return f"{record.pembilang} / {record.penyebut}" + (f" x {record.pengali}%" if record.pengali else "")
    if isinstance(record, Metadata):
        return record.label
    if isinstance(record, Definisi):
        return record.istilah
    return str(getattr(record, "nama", None) or getattr(record, "teks", None))


def links(records: tuple[Record, ...]) -> Counter[tuple[str, ...]]:
    """Who supports, reports to and details whom, as read."""
    by_id = {record.id: record for record in records}
    found: Counter[tuple[str, ...]] = Counter()
    for record in records:
        above = by_id.get(record.induk or "")
        own = (record.jenis, words(record))
        if record.jenis in PERFORMANCE and above and above.jenis in PERFORMANCE:
            found["mendukung", *own, above.jenis, words(above)] += 1
        if isinstance(record, Jabatan) and record.atasan:
            found["melapor", *own, "Jabatan", record.atasan] += 1
        if isinstance(record, Indikator) and record.menjabarkan:
            found["menjabarkan", *own, "Indikator", words(by_id[record.menjabarkan])] += 1
    return found


# What is written


def written(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def command(path: Path, *said: str, hashing: str = "0") -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "bench.generate", *said, "-o", str(path)],
        env={**os.environ, "PYTHONHASHSEED": hashing, "PYTHONPATH": paths},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_seed_writes_the_same_bytes_another_seed_others(tmp_path: Path) -> None:
    for name, seed, hashing in (("a", "1", "0"), ("b", "1", "12345"), ("c", "2", "0")):
        done = command(tmp_path / name, "--offices", "3", "--years", "2", "--seed", seed, hashing=hashing)
        assert (done.returncode, done.stderr) == (0, "")
    first, again, other = (written(tmp_path / name) for name in "abc")
    assert first == again
    assert not set(first) & set(other) - {MANIFEST}
    assert first[MANIFEST] != other[MANIFEST]


def test_there_are_as_many_documents_as_asked(tmp_path: Path) -> None:
    assert writing.write(Wanted(4, 2021, 2023, 5), tmp_path / "a") == 4 * 3 * 4
    meant = manifest(tmp_path / "a")
    assert {path for path in written(tmp_path / "a") if not path.endswith((MANIFEST, ".toml"))} == set(meant)
    assert len({one["kode_wilayah"] for one in meant.values()}) == 4
    assert Counter((one["jenis"], one["tahun"]) for one in meant.values()) == {
        (kind, year): 4 for kind in ("cascading", "iki", "iku", "metadata") for year in (2021, 2022, 2023)
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [(("--offices", "553"), "552"), (("--offices", "0"), "552"), (("--years", "0"), "year"), (("--spoiled", "2"), "1")],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, said: tuple[str, ...], told: str) -> None:
    done = command(tmp_path / "a", *said)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "milik-orang.txt").write_text("jangan", encoding="utf-8")
    done = command(tmp_path, "--offices", "1")
    assert done.returncode == 2
    assert list(written(tmp_path)) == ["milik-orang.txt"]


def test_more_offices_take_no_more_memory(tmp_path: Path) -> None:
    writing.write(Wanted(2, 2023, 2023, 1), tmp_path / "tables-are-read-once")
    peaks = []
    for count in (5, 50):
        tracemalloc.start()
        writing.write(Wanted(count, 2023, 2023, 1), tmp_path / str(count))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_everything_that_can_be_spoiled_is(tmp_path: Path) -> None:
    writing.write(Wanted(60, 2023, 2023, 1), tmp_path)
    planted = {
        (one["jenis"], defect["kode"])
        for one in manifest(tmp_path).values()
        for defect in one["planted"]
        if defect["sebab"] == "ditanam"
    }
    said = {
        "cascading": """sasaran-tanpa-kegiatan program-tanpa-kegiatan indikator-tanpa-formula simpul-tanpa-indikator
            indikator-tanpa-sumber-data persentase-tanpa-pengali nomor-kembar nomor-loncat salah-ketik
            jabatan-tanpa-indikator""",
        "iki": """indikator-tanpa-formula indikator-tanpa-sumber-data indikator-tanpa-definisi persentase-tanpa-pengali
            tugas-tanpa-indikator jabatan-tanpa-kinerja salah-ketik""",
        "iku": """indikator-tanpa-formula indikator-tanpa-sumber-data indikator-tanpa-definisi persentase-tanpa-pengali
            nomor-kembar salah-ketik""",
        "metadata": """bidang-kosong bidang-salah-jenis bidang-terpotong indikator-tanpa-formula
            indikator-tanpa-sumber-data""",
    }
    assert planted == {(kind, code) for kind, codes in said.items() for code in codes.split()}


def test_the_manifest_says_what_is_printed(folder: Folder) -> None:
    """Told from the text alone, without any reader."""
    for name, meant in folder.meant.items():
        text = unescape((folder.path / name).read_text(encoding="utf-8"))
        said = [(kind, one) for kind, those in meant["nodes"].items() for one in those if kind != "Formula"]
        assert [(kind, one) for kind, one in said if one not in text] == []
        lines = [re.sub(r"<[^>]+>", "", line) for line in text.split("\n")]
        # A page's own lines before its title and rows are no lines of its text.
        shift = 2 if name.endswith(".html") else 0
        for defect in meant["planted"]:
            if defect["jenis"] not in ("Formula", "Metadata"):
                assert defect["kata"] in lines[defect["baris"] - 1 + shift]


def test_nothing_is_copied_from_the_documents(folder: Folder) -> None:
    """No run of five words outside the names of groups and official names, and what the form of an IKI prints."""
    documents = [p for p in resources.folder("documents").iterdir() if p.suffix in (".txt", ".md")]
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in documents if path.name != "README.md"))
    official = chain.from_iterable((entry.nama, entry.indikator or "") for entry in nomenklatur())
    allowed = set().union(*(runs(name) for name in (*official, *FORM)))
    groups = re.compile("|".join(sorted(map(re.escape, concepts().values()), key=len, reverse=True)), re.IGNORECASE)
    lines = (line for name in folder.meant for line in (folder.path / name).read_text(encoding="utf-8").split("\n"))
    pieces = (groups.sub("|", piece) for line in lines for piece in re.split(r"[\t:{}]|<[^>]+>", line))
    ours = set().union(*(runs(piece) for line in pieces for piece in line.split("|")))
    assert ours & theirs - allowed == set()


def runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"[^\W\d_]{2,}", text.casefold())
    return {tuple(found[at : at + 5]) for at in range(len(found) - 4)}


# What is read of it


def test_every_document_is_read_whole_as_what_it_is(folder: Folder) -> None:
    for meant, reading in readings(folder):
        said = reading.dokumen
        assert (said.jenis, reading.tak_terbaca) == (meant["jenis"], ())
        if said.jenis != "metadata":
            assert (said.wilayah or "").casefold() == meant["wilayah"].casefold()
            assert (said.instansi or "").casefold().startswith(meant["instansi"].casefold())
            assert said.tahun == meant["tahun"]


def test_the_records_are_those_of_the_manifest(folder: Folder) -> None:
    for meant, reading in readings(folder):
        said = Counter((kind, one) for kind, those in meant["nodes"].items() for one in those)
        assert Counter((record.jenis, words(record)) for record in reading.records) == said


def test_the_links_are_those_of_the_manifest(folder: Folder) -> None:
    for meant, reading in readings(folder):
        assert links(reading.records) == Counter(tuple(link) for link in meant["links"])


def test_the_graph_has_the_links_of_the_manifest(folder: Folder) -> None:
    by_file = {Path(name).name: meant for name, meant in folder.meant.items()}
    assert len(folder.build.works) == len(by_file)
    for one in folder.graphs:
        (rendition,) = one.work.rendisi
        meant = by_file[rendition.nama_berkas]
        said = Counter(link[0] for link in meant["links"])
        has = Counter(str(triple[1]) for triple in one.asserted)
        terms = (KESOS.mendukungLangsung, KESOS.melaporKepada, KESOS.menjabarkan)
        assert [has[str(term)] for term in terms] == [said[how] for how in ("mendukung", "melapor", "menjabarkan")]


def test_a_build_knows_each_office_and_year(folder: Folder) -> None:
    keys = {made.work.key for made in folder.build.works}
    assert len(keys) == len(folder.meant)
    assert not folder.build.refused
    assert {left.path.name for left in folder.build.left} == {MANIFEST}
    said = {Path(name).name: meant for name, meant in folder.meant.items()}
    for made in folder.build.works:
        meant, told = said[made.work.rendisi[0].nama_berkas], made.work.told
        year = made.work.dokumen.tahun or int(told["tahun"])
        region = made.work.dokumen.wilayah or told["wilayah"]
        assert (region.casefold(), year) == (meant["wilayah"].casefold(), meant["tahun"])


# What is found wrong with it


def test_planted_defects_are_found_at_their_lines_and_no_others(folder: Folder) -> None:
    """All found, none extra: of the codes that each layout is held to."""
    by_file = {Path(name).name: meant for name, meant in folder.meant.items()}
    records = {f"{made.work.key}/{record.id}": record for made in folder.build.works for record in made.work.records}
    found: dict[tuple[str, str, str, str], set[int]] = {}
    for row in Knowledge.open(folder.kg).store.select(PLACES).rows:
        file, code, node, first, last = (str(term) for term in row)
        if code in by_file[file]["codes"]:
            record = records[node.partition("/id/dokumen/")[2]]
            lines = found.setdefault((file, code, record.jenis, words(record)), set())
            lines.update(range(int(first), int(last) + 1))
    planted = {
        (file, one["kode"], one["jenis"], one["kata"]): one["baris"]
        for file, meant in by_file.items()
        for one in meant["planted"]
    }
    # Of two nodes with one number either may be shown.
    for file, meant in by_file.items():
        for one in meant["planted"]:
            shown = (file, one["kode"], one["jenis"], one["kata"])
            if "atau" in one and shown not in found:
                planted[file, one["kode"], one["jenis"], one["atau"]["kata"]] = one["atau"]["baris"]
                del planted[shown]
    assert found.keys() - planted.keys() == set()
    assert planted.keys() - found.keys() == set()
    assert [where for where, line in planted.items() if line not in found[where]] == []
    said = Counter(
        made.work.rendisi[0].nama_berkas
        for made in folder.build.works
        for one in made.findings
        if one.kode in by_file[made.work.rendisi[0].nama_berkas]["codes"]
    )
    assert said == Counter(file for file, meant in by_file.items() for _ in meant["planted"])


def test_clean_documents_lack_only_what_their_form_has_no_place_for(tmp_path: Path) -> None:
    writing.write(Wanted(20, 2023, 2023, 9, 0.0), tmp_path)
    reasons = Counter(defect["sebab"] for one in manifest(tmp_path).values() for defect in one["planted"])
    assert set(reasons) == {"bentuk"}
    assert all(not one["planted"] for one in manifest(tmp_path).values() if one["jenis"] != "cascading")
