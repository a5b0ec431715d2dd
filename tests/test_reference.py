"""The official nomenclature and the regions: what is generated, what the graph holds, what documents meet."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import stores
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef

from kgkesos import knowledge, pipeline, project, reference, resources
from kgkesos.errors import DataFileError
from kgkesos.knowledge import Knowledge
from kgkesos.reference import graphs, tables
from kgkesos.reference.nomenklatur import NEWEST, nomenklatur
from kgkesos.turtle import canonical
from kgkesos.vocab import BASE, KESOS, Iris

GENERATED = graphs.files()
IKU = resources.folder("documents") / "iku-dinsos-tapin-2020.txt"
# Triples of the two generated graphs: they grow with the lists alone.
MOST_TRIPLES = 11_000


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_the_file_on_disk_is_what_the_sources_give(name: str) -> None:
    on_disk = (resources.folder("ontology") / name).read_bytes().decode("utf-8")
    assert on_disk == GENERATED[name], "run `make reference`"


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_a_generated_file_has_the_one_form_and_says_that_it_is_generated(name: str) -> None:
    assert GENERATED[name] == canonical(resources.folder("ontology") / name)
    assert GENERATED[name].startswith("# Written by `make reference`")


def test_each_list_has_as_many_entries_as_its_source() -> None:
    lines = {
        name: len((resources.folder("ontology") / "sumber" / name).read_text(encoding="utf-8").splitlines()) - 1
        for name in ("wilayah.csv", "nomenklatur-1.06-lama.csv")
    }
    counted = Counter(entry.daftar for entry in nomenklatur())
    # The two headings of no affair in particular (X.XX) are left out.
    assert counted[NEWEST] == 562 - 2
    assert counted["2019"] + counted["2021"] == lines["nomenklatur-1.06-lama.csv"] == 78
    assert len(reference.regions()) == lines["wilayah.csv"] == 552
    assert Counter(region.jenis for region in reference.regions()) == {"provinsi": 38, "kabupaten": 416, "kota": 98}


def test_one_code_of_two_levels_of_government_is_two_entries() -> None:
    same = [entry for entry in nomenklatur() if (entry.daftar, entry.kode) == (NEWEST, "1.06.02.3.03")]
    assert {entry.kewenangan for entry in same} == {"provinsi", "kabupaten-kota"}
    assert len({entry.nama for entry in same}) == 2


def test_the_programme_of_every_office_has_the_code_of_the_affair_and_keeps_the_one_listed() -> None:
    entries = [one for one in nomenklatur() if one.kode == "1.06.01"]
    assert {one.kode_daftar for one in entries} == {"X.XX.01"}
    assert {one.kewenangan: one.nama.rsplit(" ", 1)[-1] for one in entries} == {
        "kabupaten-kota": "KABUPATEN/KOTA",
        "provinsi": "PROVINSI",
    }
    of_provinces = [one for one in nomenklatur() if one.kode.startswith("1.06.01") and one.kewenangan == "provinsi"]
    assert Counter(one.tingkat for one in of_provinces) == {"program": 1, "kegiatan": 18, "sub-kegiatan": 109}
    assert not [one for one in nomenklatur() if "X" in one.kode]


def test_an_entry_stands_under_the_one_whose_code_it_goes_on_from() -> None:
    graph = Graph().parse(data=GENERATED["nomenklatur-1.06.ttl"])
    broader = URIRef("http://www.w3.org/2004/02/skos/core#broader")
    iris = Iris(BASE)
    steps = ("1.06.04.2.01.0001", "1.06.04.2.01", "1.06.04", "1.06")
    levels = ("kabupaten-kota", "kabupaten-kota", None, None)
    nodes = [iris.nomenklatur(NEWEST, code, level) for code, level in zip(steps, levels, strict=True)]
    for below, above in pairwise(nodes):
        assert graph.value(below, broader) == above
    # Of the newest list only the field of affairs stands at the top.
    tops = {s for s in graph.subjects(RDF.type, KESOS.EntriNomenklatur) if (s, broader, None) not in graph}
    assert {top for top in tops if f"/{NEWEST}/" in str(top)} == {nodes[-1]}


def test_every_sub_kegiatan_of_the_newest_list_has_an_indicator_a_unit_and_an_spm_flag() -> None:
    subs = [entry for entry in nomenklatur() if entry.daftar == NEWEST and entry.tingkat == "sub-kegiatan"]
    assert len(subs) == 458
    assert all(entry.indikator and entry.satuan and entry.spm is not None for entry in subs)
    assert sum(bool(entry.spm) for entry in subs) == 69


def test_the_lists_are_no_programmes_of_documents_and_need_no_closure(built: Knowledge) -> None:
    """What documents plan is counted; what is official is not."""
    graph = Graph().parse(data=GENERATED["nomenklatur-1.06.ttl"])
    kinds = {str(kind).rsplit("#", 1)[-1] for kind in graph.objects(None, RDF.type)}
    assert kinds == {"EntriNomenklatur", "Concept", "ConceptScheme"}
    assert all("/id/dokumen/" in node.iri for node in built.lookup.nodes())


def test_the_lists_are_skos_without_inference_and_say_whose_they_are() -> None:
    graph = Graph().parse(data=GENERATED["nomenklatur-1.06.ttl"])
    entries = set(graph.subjects(RDF.type, KESOS.EntriNomenklatur))
    assert entries == set(graph.subjects(RDF.type, SKOS.Concept))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == 3
    for scheme in schemes:
        tops = {entry for entry in graph.subjects(SKOS.inScheme, scheme) if (entry, SKOS.broader, None) not in graph}
        assert set(graph.objects(scheme, SKOS.hasTopConcept)) == tops != set()
        assert all(graph.value(scheme, term) for term in (DCTERMS.license, DCTERMS.creator, DCTERMS.source))


def test_the_collection_of_regions_has_every_region_and_says_whose_it_is() -> None:
    graph = Graph().parse(data=GENERATED["wilayah.ttl"])
    (collection,) = graph.subjects(RDF.type, SKOS.Collection)
    assert set(graph.objects(collection, SKOS.member)) == set(graph.subjects(RDF.type, KESOS.Wilayah))
    assert all(graph.value(collection, term) for term in (DCTERMS.license, DCTERMS.creator, DCTERMS.source))


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_every_word_of_the_namespace_that_is_used_is_declared(name: str) -> None:
    ontology = Graph().parse(resources.folder("ontology") / "kgkesos.ttl")
    codes = Graph().parse(resources.folder("ontology") / "kode.ttl")
    used = {term for triple in Graph().parse(data=GENERATED[name]) for term in triple if isinstance(term, URIRef)}
    assert {term for term in used if term.startswith(KESOS)} <= set(ontology.subjects(RDF.type))
    assert {term for term in used if term.startswith(f"{BASE}kode/")} <= set(codes.subjects(RDF.type))


# ---------------------------------------------------------------- in a build


def graph_size(built: Knowledge, name: str) -> int:
    counts: dict[str, int] = built.build.manifest()["triples"]
    return counts[f"{BASE}graf/{name}"]


def test_a_build_holds_both_graphs_and_they_stay_small(built: Knowledge) -> None:
    sizes = {name: graph_size(built, name) for name in ("nomenklatur", "wilayah")}
    for name, file in (("nomenklatur", "nomenklatur-1.06.ttl"), ("wilayah", "wilayah.ttl")):
        assert sizes[name] == len(Graph().parse(data=GENERATED[file]))
    assert sum(sizes.values()) < MOST_TRIPLES


def regions_of(built: Knowledge) -> list[tuple[str, str, str]]:
    text = (Path(__file__).parent / "data" / "wilayah-dokumen.rq").read_text(encoding="utf-8")
    return [tuple(str(term) for term in row) for row in built.store.select(text).rows]  # type: ignore[misc]


def test_the_region_of_a_document_is_the_official_one(built: Knowledge) -> None:
    tapin, probolinggo = f"{BASE}id/wilayah/kabupaten-tapin", f"{BASE}id/wilayah/kota-probolinggo"
    # One name each, whatever capitals the documents print.
    assert regions_of(built) == [(tapin, "Kabupaten Tapin", "63.05"), (probolinggo, "Kota Probolinggo", "35.74")]


def test_under_another_base_it_still_is(tmp_path: Path) -> None:
    pipeline.build([IKU], tmp_path, base="https://data.contoh.go.id/")
    known = knowledge.Knowledge.open(tmp_path)
    assert regions_of(known) == [("https://data.contoh.go.id/id/wilayah/kabupaten-tapin", "Kabupaten Tapin", "63.05")]


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("KABUPATEN TAPIN", "Kabupaten Tapin"),
        ("Kab. Tapin", "Kabupaten Tapin"),
        ("KOTA  PROBOLINGGO", "Kota Probolinggo"),
        ("PROVINSI JAWA BARAT", "Provinsi Jawa Barat"),
        ("Prov. DKI Jakarta", "Provinsi Daerah Khusus Ibukota Jakarta"),
        ("Provinsi D.I. Yogyakarta", "Provinsi Daerah Istimewa Yogyakarta"),
        ("DKI Jakarta", "Provinsi Daerah Khusus Ibukota Jakarta"),
        ("PROVINSI DAERAH KHUSUS JAKARTA", "Provinsi Daerah Khusus Ibukota Jakarta"),
        ("D.I. Yogyakarta", "Provinsi Daerah Istimewa Yogyakarta"),
        ("Daerah Istimewa Yogyakarta", "Provinsi Daerah Istimewa Yogyakarta"),
        ("Pemerintah Daerah Daerah Istimewa Yogyakarta", "Provinsi Daerah Istimewa Yogyakarta"),
        ("Provinsi DIY", "Provinsi Daerah Istimewa Yogyakarta"),
        ("Provinsi Sumatra Utara", "Provinsi Sumatera Utara"),
        ("Provinsi NTB", "Provinsi Nusa Tenggara Barat"),
        ("Prop. Jawa Timur", "Provinsi Jawa Timur"),
        ("Propinsi Jatim", "Provinsi Jawa Timur"),
        ("Provinsi Kep. Riau", "Provinsi Kepulauan Riau"),
        ("Provinsi Bangka Belitung", "Provinsi Kepulauan Bangka Belitung"),
        ("Nanggroe Aceh Darussalam", None),
        ("Provinsi Nanggroe Aceh Darussalam", "Provinsi Aceh"),
        ("Kota Adm. Jakarta Selatan", "Kota Administrasi Jakarta Selatan"),
        ("Kabupaten Adm. Kep. Seribu", "Kabupaten Administrasi Kepulauan Seribu"),
        ("Kabupaten Kep. Mentawai", "Kabupaten Kepulauan Mentawai"),
        ("Pemerintah Kabupaten Tapin", "Kabupaten Tapin"),
        ("Pemkab Tapin", "Kabupaten Tapin"),
        ("PEMERINTAH KOTA PROBOLINGGO", "Kota Probolinggo"),
        ("Pemerintah Daerah Kabupaten Tapin", "Kabupaten Tapin"),
        ("KABUPATEN  TAPIN, KALIMANTAN SELATAN", "Kabupaten Tapin"),
        ("Kabupaten Tapin Provinsi Kalimantan Selatan", "Kabupaten Tapin"),
        ("Kabupaten Kotabaru", "Kabupaten Kotabaru"),
        ("Kabupaten Antah Berantah", None),
        ("Probolinggo", None),
        ("", None),
    ],
)
def test_a_printed_name_leads_to_its_region(said: str, official: str | None) -> None:
    found = reference.region_named(said)
    assert (found.nama if found else None) == official
    if found:
        assert Iris(BASE).region(said) == Iris(BASE).region(found.nama)


@pytest.mark.parametrize("region", reference.regions(), ids=lambda region: str(region.kode))
def test_every_region_is_found_by_its_own_name_and_its_kind_is_printed(region: reference.Region) -> None:
    assert reference.region_named(region.nama) == region
    assert reference.kind_printed(region.nama) == region.jenis


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Provinsi Antah Berantah", "provinsi"),
        ("Pemprov Antah Berantah", "provinsi"),
        ("Kab. Antah Berantah", "kabupaten"),
        ("Pemkot Antah Berantah", "kota"),
        ("Kotabaru", None),
        ("Kabupaten", None),
        ("", None),
        (None, None),
    ],
)
def test_the_kind_of_a_region_is_the_printed_word_even_of_one_that_is_not_in_the_list(
    said: str | None, kind: str | None
) -> None:
    assert reference.kind_printed(said) == kind


# ---------------------------------------------------------------- bad input


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology folder in the project's place."""
    shutil.copytree(resources.folder("ontology"), tmp_path / "ontology")
    folder = resources.folder
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name if name == "ontology" else folder(name))
    return tmp_path / "ontology"


def test_a_source_without_a_column_names_the_file_and_the_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copied(tmp_path, monkeypatch) / "sumber" / "wilayah.csv").write_text("kode,nama\n11,Aceh\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"wilayah\.csv: no column jenis"):
        list(tables.rows("wilayah.csv", ("kode", "jenis", "nama")))


def test_a_source_with_a_short_row_names_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copied(tmp_path, monkeypatch) / "sumber" / "wilayah.csv").write_text("kode,nama\n11,Aceh\n12\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"wilayah\.csv: line 3"):
        list(tables.rows("wilayah.csv", ("kode", "nama")))


def test_broken_turtle_names_the_file_and_leaves_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copied(tmp_path, monkeypatch) / "wilayah.ttl"
    path.write_text(GENERATED["wilayah.ttl"] + "wilayah:kota-x a", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"wilayah\.ttl: .*line"):
        stores.written(
            tmp_path / "store", [(f"{BASE}graf/{name}", text) for name, text in project.reference_graphs(BASE)]
        )
