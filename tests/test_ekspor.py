"""The graph as files: a cascade as a workbook that is read back as it was; JSON-LD that says what Turtle says."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pyoxigraph as ox
import pytest
import rdflib
import stores
from rdflib.compare import to_isomorphic
from test_cli import run

from bench.generate import writing
from bench.generate.writing import MANIFEST, Wanted
from kgkesos import builds, dokumen, graph, lookup, pipeline, resources, store, terms
from kgkesos.errors import InputError, QuestionError
from kgkesos.keputusan import Tempat
from kgkesos.knowledge import Knowledge
from kgkesos.reading import document, merge
from kgkesos.records import Formula, Indikator, Jabatan, Record, Target, Tujuan
from kgkesos.sheets import graf
from kgkesos.terms import context
from kgkesos.vocab import Iris

CASCADING = "cascading-dinas-sosial"
PRINTED = resources.folder("documents") / f"{CASCADING}.txt"
OFFICES = Wanted(20, 2024, 2024, 7, 0.5)
Tree = list[tuple[object, ...]]


def tree(records: Iterable[Record]) -> Tree:
    """Of each record its kind, words, number and parent's words all the way up; what is said of an indicator."""
    by_id = {record.id: record for record in records}

    def words(record: Record) -> tuple[object, ...]:
        named = next(
            (value for name in ("nama", "teks", "ekspresi", "nilai") if (value := getattr(record, name, None))), None
        )
        return record.jenis, named, *(getattr(record, name, None) for name in ("nomor", "kode", "satuan", "tahun"))

    def up(record: Record) -> tuple[object, ...]:
        above = by_id.get(record.induk or "")
        return (*words(record), *(up(above) if above else ()))

    return sorted((up(record) for record in by_id.values()), key=str)


def read_back(data: bytes, path: Path, *, alone: bool = False) -> tuple[Record, ...]:
    """The records of the workbook ``data``; ``alone`` without the sheet that tells where each field was read."""
    path.write_bytes(data)
    if alone:
        book = openpyxl.load_workbook(path)
        del book["Asal"]
        book.save(path)
    reading = document.read_file(path)
    assert reading.tak_terbaca == ()
    return reading.records


# Records from the graph


def test_the_graph_gives_the_records_back(built: Knowledge) -> None:
    found = dokumen.isi(built, CASCADING)
    before = document.read_file(PRINTED)
    assert {record.id for record in found.records} == {record.id for record in before.records}
    mine = {record.id: record for record in found.records}
    for record in before.records:
        again = mine[record.id]
        assert (again.jenis, again.induk, again.bukti) == (record.jenis, record.induk, record.bukti)
        named = [name for name in ("nama", "teks", "ekspresi", "nomor", "periode") if hasattr(record, name)]
        assert [getattr(again, name) for name in named] == [getattr(record, name) for name in named]
        for tie in (
            "indikator_program",
            "digantikan_oleh",
            "dilanjutkan_oleh",
            "pembilang",
            "penyebut",
            "pengali",
            "objek_hitung",
        ):
            assert getattr(again, tie, None) == getattr(record, tie, None), (record.id, tie)
    assert (found.dokumen.judul, found.dokumen.instansi) == ("CASCADING DINAS SOSIAL", "DINAS SOSIAL")
    assert found.berkas == {before.dokumen.sha256: PRINTED.name}


def test_links_say_on_what_they_rest(built: Knowledge) -> None:
    links = dokumen.isi(built, CASCADING).hubungan
    before = {r.id: r for r in document.read_file(PRINTED).records}
    tied = [r for r in before.values() if r.induk and r.jenis in ("Sasaran", "Program", "Kegiatan")]
    assert {(one.dari, one.ke) for one in links} == {(r.id, r.induk) for r in tied}
    assert {(one.dari, one.aturan, one.kepastian) for one in links} == {
        (r.id, r.aturan_induk, r.kepastian_induk) for r in tied
    }
    assert {one.basis for one in links} == {"dinyatakan"}


def test_only_documents_with_a_cascade(built: Knowledge) -> None:
    assert list(dokumen.cascades(built)) == [CASCADING]
    assert len(dokumen.keys(built)) == 4
    with pytest.raises(QuestionError, match="tidak ada di sini") as caught:
        dokumen.isi(built, "iku-dinas-sosial-kabupaten-tapin-2020")
    assert list(caught.value.choices) == [CASCADING]


# The workbook


@pytest.mark.parametrize("alone", [False, True], ids=["whole", "form-alone"])
def test_the_cascade_comes_back_as_it_was(built: Knowledge, tmp_path: Path, alone: bool) -> None:
    data = graf.workbook_of(dokumen.isi(built, CASCADING), built.build.name)
    after = read_back(data, tmp_path / "cascading.xlsx", alone=alone)
    before = document.read_file(PRINTED).records
    assert tree(after) == tree(before)
    under, was = ([one for r in many if (one := getattr(r, "indikator_program", None))] for many in (after, before))
    assert len(under) == len(was)


def test_columns_are_those_of_offices_and_cells_are_merged_over_what_stands_beside(built: Knowledge) -> None:
    found = dokumen.isi(built, CASCADING)
    book = openpyxl.load_workbook(io.BytesIO(graf.workbook_of(found, built.build.name)))
    assert book.sheetnames == ["Cascading", "Petunjuk", "Asal", "Keterangan"]
    page = book["Cascading"]
    heads = [str(cell.value) for cell in page[3]]
    levels = [head for head in heads if head in ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN")]
    assert levels == ["TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN"]
    assert [head for head in heads if head.startswith("INDIKATOR")] == [f"INDIKATOR {level}" for level in levels]
    merged = {str(one) for one in page.merged_cells.ranges}
    # The one tujuan and the one sasaran stand beside all rows: the fewest that 22 kegiatan can have, and those of
    # programmes whose indicators nothing stands beside.
    last = page.max_row
    assert {f"A4:A{last}", f"{chr(65 + heads.index('SASARAN'))}4:{chr(65 + heads.index('SASARAN'))}{last}"} <= merged
    programmes = [one for one in page.merged_cells.ranges if one.min_col == heads.index("PROGRAM") + 1]
    held = [cell for cell in page[chr(65 + heads.index("PROGRAM"))][3:] if cell.value]
    assert len(held) == 7
    tall = {str(page.cell(one.min_row, one.min_col).value): one.max_row - one.min_row + 1 for one in programmes}
    by_id = {record.id: record for record in found.records}
    for words, rows in tall.items():
        name = next(r for r in by_id.values() if r.jenis == "Program" and getattr(r, "nama", "") in words)
        kegiatan = [r for r in by_id.values() if r.jenis == "Kegiatan" and r.induk == name.id]
        assert rows >= len(kegiatan)


def test_what_was_derived_or_decided_is_said(tmp_path: Path) -> None:
    """A link that was rejected holds no more; one that was confirmed is sure; a field reads as decided."""
    (tmp_path / PRINTED.name).write_bytes(PRINTED.read_bytes())
    made = pipeline.make([tmp_path / PRINTED.name], Iris(), lambda _: None, extra=())
    links = [one for one in made.hal if one.tempat.jenis == "tautan"]
    gone, kept = (next(one for one in links if one.objek.startswith(name)) for name in ("Prorgam", "Program Pemb"))
    field = next(one for one in made.hal if one.tempat.jenis == "bidang" and one.tempat.bidang == "nama")
    head = [*Tempat._fields, "sidik", "putusan", "nilai", "oleh", "tanggal", "alasan"]
    rows = [head]
    for one, putusan, nilai in ((gone, "ditolak", ""), (kept, "dikonfirmasi", ""), (field, "ditetapkan", "Nama baru")):
        place = dict(zip(one.tempat._fields, one.tempat, strict=True))
        row = place | {"sidik": one.sidik, "putusan": putusan, "nilai": nilai, "oleh": "wali data"}
        row |= {"tanggal": "2026-03-05", "alasan": "sudah diperiksa pada naskah asli"}
        rows.append([row[name] for name in head])
    _write_csv(tmp_path / "keputusan.csv", rows)
    pipeline.build([tmp_path], tmp_path / "kg")
    found = dokumen.isi(Knowledge.open(tmp_path / "kg"), CASCADING)
    by_id = {record.id: record for record in found.records}
    assert by_id[gone.tempat.rekaman].induk is None
    assert by_id[kept.tempat.rekaman].induk == kept.tempat.ke
    assert getattr(by_id[field.tempat.rekaman], "nama", None) == "Nama baru"
    path = tmp_path / "buku.xlsx"
    path.write_bytes(graf.workbook_of(found, "graf-uji"))
    book = openpyxl.load_workbook(path)
    notes = {(row[1], row[3]) for row in book["Keterangan"].values if row[0] == CASCADING}
    assert {(gone.objek, "ditolak"), (kept.objek, "dikonfirmasi")} <= notes
    shown = {str(cell) for row in book["Cascading"].values for cell in row if cell}
    assert any(text.endswith("Nama baru") for text in shown)
    # On A4 across 130 letters of 11 points stand side by side.
    page = book["Cascading"]
    width = sum(column.width for column in page.column_dimensions.values())
    assert page.page_setup.paperSize == int(page.PAPERSIZE_A4)
    assert 11 * 130 * page.page_setup.fitToWidth / width >= 6


def _write_csv(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)


# Generated offices: both drawings of a cascade


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Knowledge, Mapping[str, Path]]:
    """A store with the graphs of the cascades of 20 offices, as they are read, and the file of each document."""
    folder, kg = tmp_path_factory.mktemp("kantor"), tmp_path_factory.mktemp("kg")
    writing.write(OFFICES, folder)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["dokumen"]
    files = [folder / name for name, one in manifest.items() if one["jenis"] == "cascading"]
    works = [merge.works([document.read_file(path)], {})[0] for path in files]
    build = builds.Build("uji", kg)
    stores.written(build.store, ((str(Iris().graph(work.key)), graph.of(work, Iris())) for work in works))
    lookup.write(build.folder / lookup.FILE, store.ReadStore(build.store).select)
    return Knowledge(build), {work.key: path for work, path in zip(works, files, strict=True)}


def test_generated_cascades_come_back_as_they_were(
    generated: tuple[Knowledge, Mapping[str, Path]], tmp_path: Path
) -> None:
    known, files = generated
    assert len(files) == 20
    drawn = 0
    for key, path in files.items():
        before = document.read_file(path).records
        drawn += any(isinstance(record, Jabatan) for record in before)
        found = dokumen.isi(known, key)
        assert tree(found.records) == tree(before), key
        after = read_back(graf.workbook_of(found, "uji"), tmp_path / f"{key}.xlsx")
        assert tree(after) == tree(before), key
    assert 0 < drawn < 20


@pytest.mark.parametrize("all_of_them", [False, True])
def test_a_cascade_of_a_build_is_the_same_file_each_time(built: Knowledge, all_of_them: bool) -> None:
    found, build = dokumen.isi(built, CASCADING), "20261122T071500123456Z"
    data = graf.workbook_of_all([found], build) if all_of_them else graf.workbook_of(found, build)
    book = openpyxl.load_workbook(io.BytesIO(data))
    made = datetime(2026, 11, 22, 7, 15)
    assert (book.properties.created, book.properties.modified) == (made, made)
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {made.timetuple()[:6]}


def test_all_documents_in_one_workbook(generated: tuple[Knowledge, Mapping[str, Path]]) -> None:
    known, files = generated
    found = list(dokumen.every(known))
    book = openpyxl.load_workbook(io.BytesIO(graf.workbook_of_all(found, "uji")))
    assert len(book.sheetnames) == len(files) + 1
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book.sheetnames[-1] == "Keterangan"
    for name, one in zip(book.sheetnames, found, strict=False):
        shown = " ".join(str(cell) for row in book[name].values for cell in row if cell)
        measured = [record for record in one.records if isinstance(record, Indikator)]
        assert all(" ".join(record.nama.split()) in " ".join(shown.split()) for record in measured)
        assert not any(isinstance(record, Formula | Target) and record.induk is None for record in one.records)


def test_a_text_longer_than_a_cell_is_refused(built: Knowledge) -> None:
    found = dokumen.isi(built, CASCADING)
    long = replace(found, records=(Tujuan(id="tujuan/2", teks="x" * 40_000), *found.records))
    with pytest.raises(InputError, match="lebih panjang daripada sel Excel"):
        graf.workbook_of(long, "uji")


# JSON-LD


def triples(path: Path, form: ox.RdfFormat) -> frozenset[ox.Quad]:
    """The triples of a file, whatever blank nodes are called."""
    dataset = ox.Dataset(ox.parse(path=str(path), format=form))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(dataset)


@pytest.mark.parametrize("part", [(), ("--dokumen", CASCADING)], ids=["whole", "document"])
def test_json_ld_says_what_turtle_says(built_kg: Path, tmp_path: Path, part: tuple[str, ...]) -> None:
    for form in ("jsonld", "ttl"):
        run("export", "--kg", built_kg, "--format", form, *part, "-o", tmp_path / f"a.{form}")
    said = triples(tmp_path / "a.jsonld", ox.RdfFormat.JSON_LD)
    assert len(said) > 10_000
    assert said == triples(tmp_path / "a.ttl", ox.RdfFormat.TURTLE)
    whole = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert list(whole) == ["@context", "@graph"]
    assert whole["@context"] == context.context(terms.load())["@context"]
    # Names of the context, not IRIs: a sasaran is called by its class and its property.
    sasaran = next(one for one in whole["@graph"] if one["@id"].endswith(f"{CASCADING}/tujuan/1/sasaran/1"))
    assert "Sasaran" in sasaran["@type"]
    assert sasaran["teks"] == "Meningkatnya penanggulangan masalah kesejahteraan sosial"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_another_reader_of_json_ld_says_the_same(built_kg: Path) -> None:
    key = "iku-dinas-sosial-kabupaten-tapin-2020"
    graphs = {}
    for form, name in (("jsonld", "json-ld"), ("ttl", "turtle")):
        text = run("export", "--kg", built_kg, "--format", form, "--dokumen", key)
        graphs[form] = rdflib.Graph().parse(data=text, format=name)
    assert len(graphs["ttl"]) > 500
    assert to_isomorphic(graphs["jsonld"]) == to_isomorphic(graphs["ttl"])


# The command line


def test_a_part_holds_the_graphs_of_its_document(built_kg: Path, tmp_path: Path) -> None:
    every = set(ox.parse(run("export", "--kg", built_kg, "--format", "nq"), ox.RdfFormat.N_QUADS))
    for form, kind in (("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)):
        run("export", "--kg", built_kg, "--format", form, "--dokumen", CASCADING, "-o", tmp_path / f"a.{form}")
        found = set(ox.parse(path=str(tmp_path / f"a.{form}"), format=kind))
        own = f"https://w3id.org/kgkesos/graf/{CASCADING}"
        named = {quad for quad in every if isinstance(quad.graph_name, ox.NamedNode)}
        assert found == {quad for quad in named if f"{quad.graph_name.value}/".startswith(f"{own}/")}
        assert len({quad.graph_name for quad in found}) > 1


def test_what_export_does_not_write(built_kg: Path, tmp_path: Path) -> None:
    target = tmp_path / "graf.trig"
    target.write_bytes(b"yang lama")
    run("export", "--kg", built_kg, "-o", target, code=2)
    assert target.read_bytes() == b"yang lama"
    run("export", "--kg", built_kg, "-o", target, "--timpa")
    assert target.stat().st_size > 100_000
    run("export", "--kg", built_kg, "--format", "xlsx", "-o", tmp_path / "a.trig", code=2)
    run("export", "--kg", built_kg, "--format", "xlsx", "--dokumen", "tidak-ada", "-o", tmp_path / "a.xlsx", code=2)
    run("export", "--kg", built_kg, "--format", "nq", "--dokumen", "tidak-ada", "-o", tmp_path / "a.nq", code=2)
    run("export", "--kg", built_kg, "--format", "skos", "--dokumen", CASCADING, code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["graf.trig"]
