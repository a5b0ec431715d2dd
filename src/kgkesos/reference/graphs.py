"""The reference data as graphs, and as the Turtle files in ``ontology/``, always the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rdflib import DCTERMS, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from kgkesos.reference.nomenklatur import NEWEST, Entri, nomenklatur
from kgkesos.reference.wilayah import regions
from kgkesos.turtle import Layout, write
from kgkesos.vocab import BASE, KESOS, KODE, Iris

# What each list is called, and where it was found: ontology/sumber/README.md says it at length.
_LISTS = {
    "2019": ("menurut Permendagri 90/2019", "of Permendagri 90/2019", "GitHub (sebagian): lihat ontology/sumber"),
    "2021": (
        "pada masa Kepmendagri 050-5889/2021",
        "of the time of Kepmendagri 050-5889/2021",
        "GitHub (sebagian): lihat ontology/sumber",
    ),
    NEWEST: ("versi pemutakhiran 2027", "as brought up to date for 2027", "Ekspor SIPD, 2026-01-23"),
}
_AUTHOR = "Kementerian Dalam Negeri Republik Indonesia"
_RIGHTS = (
    (
        "id",
        "Susunan graf ini: CC BY 4.0. Isinya teks peraturan; sumbernya tidak menyatakan lisensi: lihat ontology/sumber",
    ),
    ("en", "This arrangement as a graph: CC BY 4.0. Its text is a regulation's; the source states no licence"),
)
_LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
_REGIONS_LICENCE, _REGIONS_AUTHOR = URIRef("https://spdx.org/licenses/MIT"), "Cahya DSN"
_REGIONS_SOURCE = "GitHub cahyadsn/wilayah, menurut Kepmendagri 300.2.2-2430/2025"
_HEAD = ("# Written by `make reference` from ontology/sumber; do not edit. Sources and licences: README.md there.",)


def files() -> Mapping[str, str]:
    """The text of each generated file in ``ontology/``, by its name.

    Raises:
        DataFileError: a source file is missing or broken.
    """
    made = {"nomenklatur-1.06.ttl": nomenclature_graph(), "wilayah.ttl": region_graph()}
    return {name: write(graph, Layout(_HEAD), Path(name)) for name, graph in made.items()}


def nomenclature_graph() -> Graph:
    """Every list with its entries; ``skos:broader`` leads to the entry of the list that a code goes on from."""
    graph, iris = _graph(), Iris(BASE)
    graph.bind("kewenangan", KODE["kewenangan/"])
    graph.bind("tingkat", KODE["nomenklatur/"])
    entries = nomenklatur()
    for daftar, (name, english, source) in _LISTS.items():
        node = iris.nomenklatur(daftar)
        graph.add((node, RDF.type, SKOS.ConceptScheme))
        graph.add((node, SKOS.prefLabel, Literal(f"Nomenklatur urusan sosial {name}", lang="id")))
        graph.add((node, SKOS.prefLabel, Literal(f"Nomenclature of social affairs {english}", lang="en")))
        graph.add((node, KESOS.tahun, Literal(daftar, datatype=XSD.gYear)))
        graph.add((node, DCTERMS.source, Literal(source)))
        graph.add((node, DCTERMS.creator, Literal(_AUTHOR)))
        graph.add((node, DCTERMS.license, _LICENCE))
        for language, rights in _RIGHTS:
            graph.add((node, DCTERMS.rights, Literal(rights, lang=language)))
    known = {entry.key: entry for entry in entries}
    for entry in entries:
        _entry(graph, entry, _broader(entry, known), iris)
    return graph


def _broader(entry: Entri, known: Mapping[tuple[str, str, str], Entri]) -> Entri | None:
    """The entry of the same list whose code ``entry`` goes on from, of its level of government or of every level."""
    groups = entry.kode.split(".")
    for end in range(len(groups) - 1, 1, -1):
        for level in (entry.kewenangan or "", ""):
            if above := known.get((entry.daftar, ".".join(groups[:end]), level)):
                return above
    return None


def _entry(graph: Graph, entry: Entri, above: Entri | None, iris: Iris) -> None:
    node = iris.nomenklatur(*_parts(entry))
    scheme = iris.nomenklatur(entry.daftar)
    graph.add((node, RDF.type, KESOS.EntriNomenklatur))
    # No closure looks at this graph: what is a concept says so, for tools that know SKOS alone.
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((node, SKOS.prefLabel, Literal(entry.nama, lang="id")))
    graph.add((node, KESOS.kode, Literal(entry.kode)))
    graph.add((node, KESOS.tingkatNomenklatur, KODE[f"nomenklatur/{entry.tingkat}"]))
    if entry.kewenangan:
        graph.add((node, KESOS.kewenangan, KODE[f"kewenangan/{entry.kewenangan}"]))
    if entry.kode_daftar != entry.kode:
        graph.add((node, SKOS.notation, Literal(entry.kode_daftar)))
    if above:
        graph.add((node, SKOS.broader, iris.nomenklatur(*_parts(above))))
    else:
        graph.add((scheme, SKOS.hasTopConcept, node))
    for term, value in (
        (KESOS.kinerjaResmi, entry.kinerja),
        (KESOS.indikatorResmi, entry.indikator),
        (KESOS.satuanTercetak, entry.satuan),
    ):
        if value:
            graph.add((node, term, Literal(value)))
    if entry.spm is not None:
        graph.add((node, KESOS.spm, Literal(entry.spm)))


def _parts(entry: Entri) -> tuple[str, str, str | None]:
    return entry.daftar, entry.kode, entry.kewenangan


def region_graph() -> Graph:
    """Every region with its code, its kind and its province."""
    graph, iris = _graph(), Iris(BASE)
    graph.bind("jenis", KODE["wilayah/"])
    graph.bind("wilayah", f"{BASE}id/wilayah/")
    nodes: dict[str, URIRef] = {region.kode: iris.region(region.nama) for region in regions()}
    scheme = URIRef(f"{BASE}id/wilayah")
    for region in regions():
        node = nodes[region.kode]
        graph.add((node, RDF.type, KESOS.Wilayah))
        graph.add((node, RDFS.label, Literal(region.nama)))
        graph.add((node, KESOS.kodeWilayah, Literal(region.kode)))
        graph.add((node, KESOS.jenisWilayah, KODE[f"wilayah/{region.jenis}"]))
        graph.add((scheme, SKOS.member, node))
        if region.provinsi != region.kode:
            graph.add((node, DCTERMS.isPartOf, nodes[region.provinsi]))
    graph.add((scheme, RDF.type, SKOS.Collection))
    graph.add((scheme, SKOS.prefLabel, Literal("Wilayah Indonesia", lang="id")))
    graph.add((scheme, SKOS.prefLabel, Literal("Regions of Indonesia", lang="en")))
    graph.add((scheme, DCTERMS.source, Literal(_REGIONS_SOURCE)))
    graph.add((scheme, DCTERMS.creator, Literal(_REGIONS_AUTHOR)))
    graph.add((scheme, DCTERMS.license, _REGIONS_LICENCE))
    return graph


def _graph() -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("dcterms", DCTERMS), ("kesos", KESOS), ("rdfs", RDFS), ("skos", SKOS), ("xsd", XSD)):
        graph.bind(prefix, namespace)
    return graph
