"""Builds: immutable folders put in service by one rename; a killed build changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Node

from kgkesos import builds, knowledge, pipeline, resources, store, work_graphs
from kgkesos.errors import StoreError
from kgkesos.vocab import RESERVED, Iris

DOCUMENTS = resources.folder("documents")
IKU = DOCUMENTS / "iku-dinsos-tapin-2020.txt"
METADATA = DOCUMENTS / "metadata-sipd-jumlah-kkks.txt"


def nquads(kg: Path) -> bytes:
    out = kg / "all.nq"
    with out.open("wb") as file:
        knowledge.Knowledge.open(kg).store.dump(file, "nq")
    return out.read_bytes()


def test_a_build_is_a_new_folder_with_a_manifest(tmp_path: Path) -> None:
    report = pipeline.build([IKU], tmp_path)
    assert (tmp_path / "current").read_text().strip() == report.build.name
    manifest = json.loads((report.build.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["build"] == report.build.name
    assert [d["inputs"] for d in manifest["documents"]] == [
        [{"file": IKU.name, "sha256": hashlib.sha256(IKU.read_bytes()).hexdigest()}]
    ]
    assert manifest["documents"][0]["records"] == {"Definisi": 2, "Formula": 3, "Indikator": 3, "Sasaran": 3}
    assert set(manifest["versions"]) == {"kgkesos", "pyoxigraph", "rdflib", "pyshacl", "owlrl"}
    assert set(manifest["seconds"]) == {
        "reading",
        "project",
        "documents",
        "padanan",
        "store",
        "lookup",
        "views",
        "dumps",
        "history",
    }
    assert manifest["triples"][""] > 0


def test_the_same_input_gives_the_same_quads(tmp_path: Path, built_kg: Path) -> None:
    """Byte for byte, in two processes whose hashes of text differ: this one, and one of its own."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    command = [sys.executable, "-m", "kgkesos", "build", str(DOCUMENTS), "--kg", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    found = nquads(tmp_path)
    assert found == nquads(built_kg)
    assert len(found.splitlines()) > 10_000


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    pipeline.build([IKU, METADATA], tmp_path / "a")
    pipeline.build([METADATA, IKU], tmp_path / "b")
    assert nquads(tmp_path / "a") == nquads(tmp_path / "b")


def test_the_default_graph_is_exactly_the_union_of_the_named_graphs(built: knowledge.Knowledge) -> None:
    union, default = (
        set(built.store.select(text).rows)
        for text in ("SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", "SELECT ?s ?p ?o { ?s ?p ?o }")
    )
    assert union == default
    assert len(default) > 10_000


def test_each_document_has_its_three_graphs(built: knowledge.Knowledge) -> None:
    tails = [name.removeprefix("https://w3id.org/kgkesos/graf/") for name in built.store.graph_names()]
    keys = [
        "cascading-dinas-sosial",
        "iki-dinas-sosial-kota-probolinggo-2019",
        "iku-dinas-sosial-kabupaten-tapin-2020",
        "metadata-sipd-jumlah-kkks",
    ]
    graphs = {f"{key}{part}" for key in keys for part in ("", "/turunan", "/temuan")}
    # A document without findings has no triples there, so the store knows no such graph.
    always = {"katalog", "kode", "konsep", "nomenklatur", "ontologi", "padanan", "penyelarasan", "wilayah"}
    always |= {"temuan-lintas", "turunan-lintas"}  # two documents define PMKS, each in its own words
    assert set(tails) <= graphs | always
    assert set(keys) | {f"{key}/turunan" for key in keys} | always <= set(tails)


def test_the_base_of_data_iris_is_chosen_at_build(tmp_path: Path) -> None:
    pipeline.build([IKU], tmp_path, base="https://data.contoh.go.id/")
    subjects = knowledge.Knowledge.open(tmp_path).lookup.nodes()
    assert subjects
    assert all(node.iri.startswith("https://data.contoh.go.id/id/dokumen/") for node in subjects)


KILLED_AT = [0.02, 0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.85, 0.95, 0.99]


def building(kg: Path) -> list[str]:
    """The command that builds two documents into the folder ``kg``."""
    return [sys.executable, "-m", "kgkesos", "build", str(IKU), str(METADATA), "--kg", str(kg)]


@pytest.fixture(scope="module")
def build_seconds(tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a whole build of two documents takes here."""
    began = time.perf_counter()
    subprocess.run(building(tmp_path_factory.mktemp("timed")), check=True, capture_output=True)
    return time.perf_counter() - began


@pytest.fixture(scope="module")
def built_before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A folder with a build in service, to be copied, and its quads."""
    kg = tmp_path_factory.mktemp("before")
    pipeline.build([IKU], kg)
    return kg, nquads(kg)


@pytest.mark.usefixtures("documents_made_once")
@pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")
@pytest.mark.parametrize("moment", KILLED_AT)
def test_a_killed_build_leaves_the_one_before_in_service(
    tmp_path: Path, built_before: tuple[Path, bytes], build_seconds: float, moment: float
) -> None:
    kg, (folder, quads) = tmp_path / "kg", built_before
    shutil.copytree(folder, kg, symlinks=True)
    before = builds.current(kg)
    process = subprocess.Popen(building(kg), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(build_seconds * moment)
    process.send_signal(signal.SIGKILL)
    finished = process.wait() == 0
    now = builds.current(kg)
    if not finished and now.name == before.name:
        assert nquads(kg) == quads
    else:  # it was put in service in the last moment: then it must be whole
        assert len(now.manifest()["documents"]) == 2
    listed = {path.name for path in (kg / "builds").iterdir() if not path.name.startswith(".")}
    assert all((kg / "builds" / name / "manifest.json").is_file() for name in listed)
    after = pipeline.build([METADATA], kg)
    assert [d["kind"] for d in after.build.manifest()["documents"]] == ["metadata"]
    assert not list((kg / "builds").glob(".partial-*"))


@pytest.mark.usefixtures("documents_made_once")
@pytest.mark.parametrize("step", ["add", "finish", "write_manifest", "_put_in_service"])
def test_an_error_at_any_step_leaves_the_one_before_in_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = pipeline.build([IKU], tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store.Writer if hasattr(store.Writer, step) else builds, step, fail)
    with pytest.raises(KeyboardInterrupt):
        pipeline.build([METADATA], tmp_path)
    assert builds.current(tmp_path).name == before.build.name
    assert [path.name for path in (tmp_path / "builds").iterdir()] == [before.build.name]


@pytest.mark.usefixtures("documents_made_once")
def test_only_the_build_in_service_and_the_one_before_are_kept(tmp_path: Path) -> None:
    names = [pipeline.build([IKU], tmp_path).build.name for _ in range(4)]
    assert sorted(path.name for path in (tmp_path / "builds").iterdir()) == names[-2:]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock"), pytest.raises(StoreError, match="another build is under way"):
        pipeline.build([IKU], tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(StoreError, match="cannot be written"):
        pipeline.build([IKU], tmp_path / "berkas" / "kg")


def test_no_build_yet(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kgkesos build"):
        knowledge.Knowledge.open(tmp_path)


def test_a_pointer_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("20200101T000000Z\n")
    with pytest.raises(StoreError, match="missing"):
        knowledge.Knowledge.open(tmp_path)


def test_a_pointer_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "current").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match="cannot be read"):
        knowledge.Knowledge.open(tmp_path)


def test_a_pointer_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(StoreError, match="is a folder"):
        pipeline.build([IKU], tmp_path)
    assert list((tmp_path / "builds").iterdir()) == []


@pytest.mark.usefixtures("documents_made_once")
def test_a_damaged_store_is_said(tmp_path: Path) -> None:
    report = pipeline.build([IKU], tmp_path)
    for path in report.build.store.rglob("*"):
        if path.suffix == ".sst" or path.name.startswith("MANIFEST"):
            path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(StoreError, match="graf ini rusak"):
        knowledge.Knowledge.open(tmp_path)


def test_a_build_lets_go_of_each_document_before_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphs of thousands of documents at once would need more memory than an office's machine has."""
    made: list[weakref.ref[frozenset[store.Triple]]] = []
    alive: list[int] = []

    def watched(*given: Any) -> work_graphs.WorkGraphs:
        alive.append(sum(one() is not None for one in made))
        found = work_graphs.graphs_of(*given)
        made.append(weakref.ref(found.asserted))
        return found

    monkeypatch.setattr(pipeline, "graphs_of", watched)
    report = pipeline.build([DOCUMENTS], tmp_path)
    assert len(alive) == len(report.works) == 4
    # The one before goes when the next is there.
    assert max(alive) <= 1
    assert len(pipeline.make([IKU, METADATA], Iris()).graphs) == 2


@pytest.mark.usefixtures("documents_made_once")
@pytest.mark.parametrize("name", ["katalog", "konsep", "temuan-lintas"])
def test_a_document_is_not_called_like_a_graph_of_the_project(tmp_path: Path, name: str) -> None:
    source = tmp_path / "documents"
    source.mkdir()
    shutil.copy(IKU, source / "x.txt")
    (source / "dokumen.toml").write_text(f'["x.txt"]\nid = "{name}"\n', encoding="utf-8")
    (work,) = pipeline.build([source], tmp_path / "kg").works
    assert work.work.key == f"{name}-{hashlib.sha256(IKU.read_bytes()).hexdigest()[:4]}"
    assert "kunci-kembar" in {warning.kode for warning in work.work.peringatan}


@pytest.mark.usefixtures("documents_made_once")
def test_every_graph_of_the_project_is_kept_from_documents(tmp_path: Path) -> None:
    report = pipeline.build([IKU, METADATA], tmp_path)
    names = {name.rsplit("/graf/", 1)[-1] for name in report.counts if name}
    own = {name for name in names if not any(name.startswith(one.work.key) for one in report.works)}
    assert own <= RESERVED


def test_a_graph_is_filled_once(tmp_path: Path) -> None:
    writer = store.Writer(tmp_path / "store")
    writer.add("urn:g", [])
    with pytest.raises(ValueError, match="urn:g"):
        writer.add("urn:g", [])


def written(row: Iterable[Node | None]) -> list[str]:
    return [repr(term) for term in row]


def test_a_store_holds_each_term_as_it_was_given(tmp_path: Path) -> None:
    s, p = URIRef("https://contoh.id/s?a=1&b='2'#x"), URIRef("https://contoh.id/p")
    things = [
        Literal("kutip \" dan \\ dan\nbaris\rbaru\ttab \x0b 'é 𝄞 \u2028"), Literal("teks", lang="id"), Literal(""),
        Literal("7", datatype=XSD.integer), Literal("1.5", datatype=XSD.decimal),
        Literal("bukan angka", datatype=XSD.double, normalize=False), URIRef("urn:kelas:é"),
    ]  # fmt: skip
    plain: list[store.Triple] = [(s, p, thing) for thing in things]
    # A node without a name keeps the one that it was given, as others may be told of it.
    tied: list[store.Triple] = [(s, p, BNode("simpul1")), (BNode("simpul1"), p, Literal("isi"))]
    writer = store.Writer(tmp_path / "store")
    writer.add("urn:g", plain)
    writer.add("urn:h", iter(tied))
    writer.finish()
    assert writer.counts == {"urn:g": 7, "urn:h": 2, "": 9}
    every: dict[str, list[store.Triple]] = {"urn:g": plain, "urn:h": tied}
    for name, triples in every.items():
        rows = writer.select(f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}").rows
        assert sorted(written(row) for row in rows) == sorted(written(triple) for triple in triples)
    rows = writer.select("SELECT ?s ?p ?o { ?s ?p ?o }").rows
    assert sorted(written(row) for row in rows) == sorted(written(triple) for triple in (*plain, *tied))
