"""Rules in files: what they derive from real documents, and that the closure of each equals owlrl's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from closure_oracle import same_as_owlrl
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos import derivation, graph, project, resources
from kgkesos.errors import DataFileError
from kgkesos.reading import document, merge
from kgkesos.reading.excerpt import Source
from kgkesos.store import Background, Scratch
from kgkesos.vocab import KESOS, KODE, Iris

DOCUMENTS = resources.folder("documents")
IKI = DOCUMENTS / "iki-dinsos-probolinggo-2019.md"
NODE, FIELD = (URIRef(f"https://w3id.org/kgkesos/id/dokumen/uji/{tail}") for tail in ("indikator", "bidang"))


def asserted(path: Path, text: str | None = None) -> Graph:
    source = Source.of(text if text is not None else path.read_text(encoding="utf-8"), "0" * 64)
    (work,) = merge.works([document.read_source(source, path)], {})
    return graph.of(work, Iris())


def derived(data: Graph) -> Graph:
    background = [*project.vocabulary("kode.ttl"), *project.vocabulary("konsep.ttl")]
    made = Graph()
    for triple in derivation.derive(Scratch(data, Background(background)), derivation.load()):
        made.add(triple)
    return made


def supports(data: Graph, made: Graph) -> set[tuple[str, str]]:
    return {
        (str(data.value(lower, RDFS.label)), str(data.value(upper, RDFS.label)))
        for lower, upper in made.subject_objects(KESOS.mendukungLangsung)
    }


OFFICE = "Meningkatnya kapasitas kinerja pegawai, sistem administrasi pemerintahan, pelaporan kinerja dan keuangan"
WELFARE = "Meningkatnya Kesejahteraan Penyandang Masalah Kesejahteraan Sosial (PMKS)"
# By hand: Sekretaris and two of the three Kepala Bidang have one kinerja; Kepala Bidang Pemberdayaan Sosial has two.
BY_HAND = {
    ("Meningkatnya administrasi penyelenggaraan pemerintahan SKPD", OFFICE),
    ("Meningkatnya kualitas sistem pelaporan capaian kinerja dan keuangan SKPD", OFFICE),
    ("Meningkatnya Kualitas Penanganan Anak dan Lanjut Usia Terlantar", WELFARE),
    ("Meningkatnya Penanganan Penyandang Disabilitas dan Anak dengan Kedisabilitas", WELFARE),
    ("Optimalisasi Penanganan PMKS Oleh Komite PMKS", WELFARE),
    ("Meningkatnya Penanganan Korban HIV AIDS (ODHA)", WELFARE),
    ("Meningkatnya Penanganan Gelandangan/Pengemis, Ekspisikotik/Tuna Susila", WELFARE),
    ("Pembinaan dan Pelatihan Keterampilan Bagi Pemulung", WELFARE),
    ("Meningkatnya partisipasi Potensi Sumber Kesejahteraan Sosial (PSKS) dalam mengatasi masalah sosial", WELFARE),
    ("Meningkatnya penanganan lanjut usia, Anak terlantar, anak yatim dan Warga Miskin", WELFARE),
    ("Meningkatnya perlindungan dan pencegahan terhadap kasus kekerasan terhadap anak dan perempuan", WELFARE),
}


def test_support_follows_the_reporting_line_only_to_a_single_kinerja() -> None:
    data = asserted(IKI)
    made = derived(data)
    assert supports(data, made) == BY_HAND
    links = set(made.subjects(KESOS.aturan, Literal("atasan-satu-kinerja")))
    assert len(links) == 11
    for link in links:
        assert made.value(link, KESOS.basis) == KODE["basis/diturunkan"]
        quotes = {str(data.value(bukti, KESOS.kutipan)) for bukti in made.objects(link, KESOS.dibuktikanOleh)}
        assert quotes <= {
            "Sekretaris",
            "Kepala Bidang Pelayanan dan Rehabilitasi Sosial",
            "Kepala Bidang Perlindungan dan Jaminan Sosial",
        }
        assert quotes


def test_a_second_kinerja_of_the_superior_ends_the_derivation() -> None:
    text = IKI.read_text(encoding="utf-8")
    row = "Kinerja kedua Sekretaris\tJumlah surat keluar\tFormulasi Penghitungan : jumlah surat\tBidang Sekretariat\n"
    at = text.index("\tPersentase Peningkatan sarana dan prasarana")
    changed = text[:at] + row + text[at:]
    data = asserted(IKI, changed)
    assert supports(data, derived(data)) == {(lower, upper) for lower, upper in BY_HAND if upper != OFFICE}


def test_a_rule_names_itself() -> None:
    """A rule that writes kesos:aturan writes the name of its file."""
    for rule in derivation.load():
        if "kesos:aturan" in rule.text:
            assert f'kesos:aturan "{rule.name}"' in rule.text


def test_every_rule_of_the_readme_is_a_file_and_back() -> None:
    readme = (resources.folder("queries") / "derivations" / "README.md").read_text(encoding="utf-8")
    listed = {line.split("`")[1] for line in readme.splitlines() if line.startswith("| `")}
    assert listed == {rule.name for rule in derivation.load()}


def test_a_ratio_times_100_is_in_per_cent() -> None:
    data = asserted(IKI)
    made = derived(data)
    counted = set(made.subjects(KESOS.satuan, KODE["satuan/persen"]))
    ratios = {data.value(formula, KESOS.menghitung) for formula in data.subjects(KESOS.pengali, Literal(100))}
    assert counted == ratios
    assert len(counted) == 15


def test_a_printed_unit_is_the_code_it_names() -> None:
    data = Graph()
    node = URIRef("https://contoh.go.id/indikator")
    data.add((node, KESOS.satuanTercetak, Literal("ORANG")))
    data.add((node, RDF.type, KESOS.Indikator))
    assert derived(data).value(node, KESOS.satuan) == KODE["satuan/orang"]


def test_definitions_define_the_concept_whose_label_they_bear() -> None:
    data = asserted(DOCUMENTS / "iku-dinsos-tapin-2020.txt")
    tails = {str(concept).rsplit("/", 1)[-1] for concept in derived(data).objects(None, KESOS.mendefinisikan)}
    assert tails == {"pmks", "psks"}


def test_a_replaced_set_ends_the_year_before_its_successor_begins() -> None:
    data = asserted(DOCUMENTS / "cascading-dinas-sosial.txt")
    made = derived(data)
    (old,) = data.subjects(KESOS.digantikanOleh)
    period = made.value(old, KESOS.berlakuPada)
    assert str(made.value(period, KESOS.tahunAkhir)) == "2018"
    assert made.value(period, KESOS.kepastian) == KODE["kepastian/dugaan"]
    labels = [
        str(made.value(p, RDFS.label) or data.value(p, RDFS.label)) for _, p in made.subject_objects(KESOS.berlakuPada)
    ]
    assert sorted(labels) == ["2019-2022"] * 11 + ["sampai 2018"] * 12


def test_a_rule_that_never_ends_stops_with_an_error() -> None:
    endless = derivation.Derivation(
        "tanpa-akhir", (Path(__file__).parent / "data" / "endless-rule.rq").read_text(encoding="utf-8")
    )
    start = (URIRef("https://contoh.go.id/0"), KESOS.mendukungLangsung, URIRef("https://contoh.go.id/"))
    with pytest.raises(DataFileError, match="still add triples"):
        derivation.derive(Scratch([start]), [endless])


@pytest.mark.parametrize(
    "names",
    [
        ("cascading-dinas-sosial.txt",),
        ("iki-dinsos-probolinggo-2019.md", "iki-dinsos-probolinggo-2019.txt"),
        ("iku-dinsos-tapin-2020.txt",),
        ("metadata-sipd-jumlah-kkks.txt",),
    ],
    ids=lambda names: names[0].split("-")[0],
)
def test_the_closure_of_each_document_is_owlrls(names: Sequence[str]) -> None:
    (work,) = merge.works([document.read_file(DOCUMENTS / name) for name in names], {})
    data = graph.of(work, Iris())
    missing, extra = same_as_owlrl([*data, *derived(data)])
    assert (missing, extra) == (set(), set())


@pytest.mark.parametrize(
    ("printed", "unit"), [("Orang", [KODE["satuan/orang"]]), ("Jumlah", []), ("Banyak sekali", [])]
)
def test_a_unit_in_the_field_for_the_measure_is_the_unit(printed: str, unit: list[URIRef]) -> None:
    data = Graph()
    data.add((NODE, RDF.type, KESOS.Indikator))
    data.add((FIELD, KESOS.bidangDari, NODE))
    data.add((FIELD, KESOS.jenisBidang, KODE["bidang/ukuran"]))
    data.add((FIELD, KESOS.nilaiBidang, Literal(printed)))
    assert list(derived(data).objects(NODE, KESOS.satuan)) == unit
