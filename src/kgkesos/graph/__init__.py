"""Records to triples: one graph per work, every IRI minted here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rdflib import DCTERMS, RDF, RDFS, XSD, Graph, Literal, URIRef

from kgkesos.graph.links import link
from kgkesos.graph.sets import programme_sets
from kgkesos.normalize import skips_words, slug
from kgkesos.reading import label
from kgkesos.reading.merge import office_name
from kgkesos.records import Bukti, Evidence, Formula, Indikator, Record, Target, Work, values
from kgkesos.reference import region_named
from kgkesos.store import empty_graph
from kgkesos.vocab import KESOS, KODE, Iris

# The class of a record, where it is not called as in the JSON.
_CLASSES = {"Kinerja": KESOS.KinerjaJabatan, "Metadata": KESOS.BidangMetadata}
FORMS = {
    "rasio": KESOS.FormulaRasio,
    "jumlah": KESOS.FormulaJumlah,
    "perubahan": KESOS.FormulaPerubahan,
    "lain": KESOS.FormulaLain,
}
# The datatype property of a record field. Fields that are ties, codes or quantities of their own are handled below.
PROPERTIES: Mapping[str, URIRef] = {
    "nama": KESOS.nama,
    "teks": KESOS.teks,
    "teks_tercetak": KESOS.teksTercetak,
    "huruf": KESOS.huruf,
    "nomor": KESOS.nomor,
    "kode": KESOS.kode,
    "periode": KESOS.periodeTercetak,
    "penjelasan": KESOS.penjelasan,
    "sumber_data": KESOS.sumberData,
    "penanggung_jawab": KESOS.penanggungJawabTercetak,
    "satuan": KESOS.satuanTercetak,
    "atasan": KESOS.atasanTercetak,
    "unit": KESOS.unitTercetak,
    "ekspresi": KESOS.ekspresi,
    "pengali": KESOS.pengali,
    "legenda": KESOS.legenda,
    "istilah": KESOS.istilah,
    "singkatan": KESOS.singkatan,
    "alias": KESOS.alias,
    "definisi": KESOS.teksDefinisi,
    "kalimat": KESOS.kalimat,
    "label": KESOS.labelBidang,
    "nilai": KESOS.nilaiBidang,
    "nilai_target": KESOS.nilaiTarget,
    "terpotong": KESOS.terpotong,
}
QUANTITIES = {"pembilang": KESOS.pembilang, "penyebut": KESOS.penyebut, "objek_hitung": KESOS.objekHitung}


def of(work: Work, iris: Iris) -> Graph:
    """What ``work`` says, as triples: its records, their ties with the basis of each, and their evidence."""
    graph = empty_graph()
    dokumen = iris.dokumen(work.key)
    _document(graph, work, dokumen, iris)
    by_id = {record.id: record for record in work.records}
    for record in work.records:
        node = iris.record(work.key, record.id)
        _record(graph, record, node, dokumen)
        _evidence(graph, record.bukti, node, work, iris)
        if isinstance(record, Formula):
            _compositions(graph, record, node, work, iris)
        _variants(graph, record, node, work, iris)
    link(graph, work, by_id, iris)
    programme_sets(graph, work, iris)
    return graph


def _document(graph: Graph, work: Work, node: URIRef, iris: Iris) -> None:
    said = work.dokumen
    office = said.instansi or work.told.get("instansi")
    region = said.wilayah or work.told.get("wilayah")
    graph.add((node, RDF.type, KESOS.Dokumen))
    graph.add((node, KESOS.jenisDokumen, KODE[f"dokumen/{said.jenis}"]))
    graph.add((node, RDFS.label, Literal(title(work))))
    for field, term in (
        ("judul", KESOS.judul),
        ("instansi", KESOS.instansiTercetak),
        ("wilayah", KESOS.wilayahTercetak),
    ):
        if value := getattr(said, field):
            graph.add((node, term, Literal(value)))
    year = said.tahun or work.told.get("tahun")
    if year:
        graph.add((node, KESOS.tahun, Literal(str(year), datatype=XSD.gYear)))
    if source := work.told.get("sumber"):
        graph.add((node, DCTERMS.source, Literal(source)))
    for field in sorted(set(work.told) & {"instansi", "wilayah", "tahun", "sumber"}):
        graph.add((node, KESOS.keteranganPengguna, Literal(field)))
    if office:
        _office(graph, node, office, region, iris)
    for reading in work.rendisi:
        rendisi = iris.rendisi(work.key, reading.dokumen.sha256)
        graph.add((rendisi, RDF.type, KESOS.Rendisi))
        graph.add((rendisi, KESOS.rendisiDari, node))
        graph.add((rendisi, KESOS.sha256, Literal(reading.dokumen.sha256)))
        graph.add((rendisi, KESOS.namaBerkas, Literal(reading.nama_berkas)))
        graph.add((rendisi, RDFS.label, Literal(reading.nama_berkas)))
    _evidence(graph, said.bukti, node, work, iris)


def title(work: Work) -> str:
    """What a document is called: title, office, region and year, none of them said twice."""
    said = work.dokumen
    about = next((record.nama for record in work.records if isinstance(record, Indikator)), None)
    parts = [said.judul or (f"Metadata {about}" if said.jenis == "metadata" and about else work.key)]
    for part in (said.instansi, said.wilayah, said.tahun):
        if part and str(part) not in " ".join(parts):
            parts.append(str(part))
    return " ".join(parts)


def _office(graph: Graph, node: URIRef, office: str, region: str | None, iris: Iris) -> None:
    name = office_name(office, region)
    # An office whose region is not known is no office in particular: it stays under its document.
    org = iris.office(region, name) if region else URIRef(f"{node}/perangkat-daerah/{slug(name)}")
    graph.add((node, KESOS.diterbitkanOleh, org))
    graph.add((org, RDF.type, KESOS.PerangkatDaerah))
    graph.add((org, RDFS.label, Literal(f"{name} {region}" if region else name)))
    if region:
        place = iris.region(region)
        graph.add((org, KESOS.diWilayah, place))
        graph.add((place, RDF.type, KESOS.Wilayah))
        # One name for a region, however a document prints it: that of the official list.
        official = region_named(region)
        graph.add((place, RDFS.label, Literal(official.nama if official else region)))


def _record(graph: Graph, record: Record, node: URIRef, dokumen: URIRef) -> None:
    graph.add((node, RDF.type, _class(record)))
    graph.add((node, KESOS.dalamDokumen, dokumen))
    graph.add((node, KESOS.kepastian, KODE[f"kepastian/{record.kepastian}"]))
    if label := label_of(record):
        graph.add((node, RDFS.label, Literal(label)))
    for name in ("alternatif", "catatan"):
        if value := getattr(record, name):
            graph.add((node, KESOS[name], Literal(value, lang="id")))
    for field, value in values(record).items():
        _field(graph, node, "nilai_target" if field == "nilai" and isinstance(record, Target) else field, value)
    for field in record.tersirat:
        graph.add((node, KESOS.tersirat, Literal(field)))


def _field(graph: Graph, node: URIRef, field: str, value: object) -> None:
    if value is None or value == ():
        return
    if field in QUANTITIES:
        _quantity(graph, node, field, str(value))
    elif field == "eselon":
        graph.add((node, KESOS.eselon, KODE[f"eselon/{slug(str(value))}"]))
    elif field == "tahun":
        graph.add((node, KESOS.tahun, Literal(str(value), datatype=XSD.gYear)))
    elif field == "label":
        graph.add((node, KESOS.labelBidang, Literal(value)))
        if code := label.code(str(value)):
            graph.add((node, KESOS.jenisBidang, KODE[f"bidang/{code}"]))
    elif field in PROPERTIES:
        for item in value if isinstance(value, tuple) else (value,):
            graph.add((node, PROPERTIES[field], Literal(item)))


def _quantity(graph: Graph, formula: URIRef, field: str, text: str) -> None:
    besaran = URIRef(f"{formula}/{slug(field)}")
    graph.add((formula, QUANTITIES[field], besaran))
    _besaran(graph, besaran, formula, text)


def _besaran(graph: Graph, besaran: URIRef, formula: URIRef, text: str) -> None:
    graph.add((besaran, RDF.type, KESOS.Besaran))
    graph.add((besaran, KESOS.teks, Literal(text)))
    graph.add((besaran, RDFS.label, Literal(text)))
    for dokumen in graph.objects(formula, KESOS.dalamDokumen):
        graph.add((besaran, KESOS.dalamDokumen, dokumen))


def _compositions(graph: Graph, record: Formula, formula: URIRef, work: Work, iris: Iris) -> None:
    """The quantities that a quantity of the formula is made of, each with its place among them and its own quotes."""
    for made in record.susunan:
        whole = URIRef(f"{formula}/{slug(made.bidang)}")
        graph.add((whole, KESOS.bentukBesaran, KODE[f"besaran/{made.bentuk}"]))
        for number, part in enumerate(made.bagian, 1):
            besaran = URIRef(f"{whole}/bagian/{number}")
            graph.add((whole, KESOS.tersusunDari, besaran))
            graph.add((besaran, KESOS.urutanBagian, Literal(number)))
            _besaran(graph, besaran, formula, part.teks)
            _evidence(graph, {"teks": part.bukti}, besaran, work, iris)


def _class(record: Record) -> URIRef:
    if isinstance(record, Formula):
        return FORMS[record.bentuk]
    return _CLASSES.get(record.jenis, KESOS[record.jenis])


def label_of(record: Record) -> str | None:
    """What a record is called on a page: its name, text, term or label."""
    for field in ("nama", "teks", "ekspresi", "istilah", "label", "nilai"):
        if value := getattr(record, field, None):
            return str(value)
    return None


def _variants(graph: Graph, record: Record, node: URIRef, work: Work, iris: Iris) -> None:
    """Each differing reading as a node of its own, never as a second name of the record."""
    counts: Counter[str] = Counter()
    for variant in record.varian:
        place = f"{node}/varian/{slug(variant.bidang)}/{variant.tempat}"
        counts[place] += 1
        varian = URIRef(f"{place}/{counts[place]}")
        graph.add((varian, RDF.type, KESOS.Varian))
        graph.add((varian, KESOS.varianDari, node))
        graph.add((varian, KESOS.bidang, Literal(variant.bidang)))
        graph.add((varian, KESOS.tempatVarian, Literal(variant.tempat)))
        graph.add((varian, KESOS.bacaan, Literal(variant.bacaan)))
        graph.add((varian, KESOS.dipilih, Literal(variant.dipilih)))
        graph.add((varian, KESOS.alasan, Literal(variant.alasan, lang="id")))
        graph.add((varian, KESOS.dalamDokumen, iris.dokumen(work.key)))
        for sha256 in variant.rendisi:
            graph.add((varian, KESOS.terbacaDalam, iris.rendisi(work.key, sha256)))
        _evidence(graph, {variant.bidang: variant.bukti}, varian, work, iris)


def _evidence(graph: Graph, evidence: Evidence, node: URIRef, work: Work, iris: Iris) -> None:
    """The quotes of each field; the first, of the rendition whose reading was chosen, is the one that answers show."""
    for field, quotes in evidence.items():
        whole = _whole(quotes, {reading.dokumen.sha256: reading.text for reading in work.rendisi})
        for number, quote in enumerate(quotes, 1):
            bukti = URIRef(f"{node}/bukti/{slug(field)}/{number}")
            graph.add((node, KESOS.dibuktikanOleh, bukti))
            if number == 1:
                graph.add((node, KESOS.buktiUtama, bukti))
            graph.add((bukti, RDF.type, KESOS.Bukti))
            graph.add((bukti, KESOS.bidang, Literal(field)))
            graph.add((bukti, KESOS.dariRendisi, iris.rendisi(work.key, quote.rendisi)))
            graph.add((bukti, KESOS.kutipan, Literal(quote.kutipan)))
            graph.add((bukti, KESOS.awalKutipan, Literal(quote.awal)))
            graph.add((bukti, KESOS.akhirKutipan, Literal(quote.akhir)))
            graph.add((bukti, KESOS.barisAwal, Literal(quote.baris[0])))
            graph.add((bukti, KESOS.barisAkhir, Literal(quote.baris[1])))
            if quote.halaman is not None:
                graph.add((bukti, KESOS.halaman, Literal(quote.halaman)))
            if quote.tempat is not None:
                graph.add((bukti, KESOS.tempat, Literal(quote.tempat)))
            if quote.rendisi in whole:
                graph.add((bukti, KESOS.kutipanUtuh, Literal(whole.pop(quote.rendisi))))


def _whole(quotes: Iterable[Bukti], texts: Mapping[str, str]) -> dict[str, str]:
    """For each rendition, its quotes of one field as one text: said at the first, so that an answer has one row.

    An ellipsis stands where words were passed over; where only markup or a stray bullet was, there is none.
    """
    joined: dict[str, str] = {}
    ends: dict[str, int] = {}
    for quote in quotes:
        words = " ".join(quote.kutipan.split())
        if quote.rendisi in joined:
            between = texts[quote.rendisi][ends[quote.rendisi] : quote.awal]
            words = joined[quote.rendisi] + (" … " if skips_words(between) else " ") + words
        joined[quote.rendisi] = words
        ends[quote.rendisi] = quote.akhir
    return joined
