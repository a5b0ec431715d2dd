"""Records as triples: IRIs that lead to printed words, ties with their basis, evidence in the graph."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from kgkesos import closure, graph, pipeline, resources
from kgkesos.knowledge import Knowledge
from kgkesos.reading import document, merge
from kgkesos.reading.excerpt import Source
from kgkesos.records import Indikator, Jabatan, Work
from kgkesos.vocab import KESOS, KODE, Iris

DOCUMENTS = resources.folder("documents")
IKI = ("iki-dinsos-probolinggo-2019.md", "iki-dinsos-probolinggo-2019.txt")
BASE = "https://w3id.org/kgkesos/id/dokumen/"
IKI_KEY = "iki-dinas-sosial-kota-probolinggo-2019"


def works(*names: str) -> tuple[Work, ...]:
    return merge.works([document.read_file(DOCUMENTS / name) for name in names], {})


@pytest.fixture(scope="module")
def iki() -> Graph:
    (work,) = works(*IKI)
    return graph.of(work, Iris())


def test_iris_are_what_is_printed_never_the_order_of_rows(iki: Graph) -> None:
    for tail, term, words in (
        ("jabatan/sekretaris", KESOS.nama, "Sekretaris"),
        ("jabatan/sekretaris/fungsi/c", KESOS.teks, "Pengelolaan administrasi kepegawaian Dinas"),
        ("jabatan/kepala-sub-bagian-tata-usaha/tugas/d", KESOS.teks, "Melaksanakan administrasi kepegawaian Dinas"),
    ):
        assert iki.value(URIRef(f"{BASE}{IKI_KEY}/{tail}"), term) == Literal(words)


def test_removing_a_row_changes_no_other_iri() -> None:
    path = DOCUMENTS / "iku-dinsos-tapin-2020.txt"
    text = path.read_text(encoding="utf-8")
    shorter = "\n".join(line for line in text.split("\n") if not line.startswith("2.\t"))
    ids = [
        {record.id for record in document.read_source(Source.of(version, "0" * 64), path).records}
        for version in (text, shorter)
    ]
    assert ids[1] < ids[0]
    assert len(ids[0]) - len(ids[1]) == 3


def test_every_class_and_property_is_in_the_ontology() -> None:
    ontology = closure.ontology_graph()
    known = set(ontology.subjects())
    for work in works(*IKI, "iku-dinsos-tapin-2020.txt", "metadata-sipd-jumlah-kkks.txt", "cascading-dinas-sosial.txt"):
        made = graph.of(work, Iris())
        used = set(made.predicates()) | set(made.objects(None, RDF.type))
        assert {term for term in used if str(term).startswith(str(KESOS))} - known == set()


def test_every_code_is_in_the_code_list() -> None:
    codes = Graph().parse(resources.folder("ontology") / "kode.ttl")
    for work in works(*IKI, "iku-dinsos-tapin-2020.txt", "metadata-sipd-jumlah-kkks.txt", "cascading-dinas-sosial.txt"):
        used = {term for term in graph.of(work, Iris()).objects() if str(term).startswith(str(KODE))}
        assert used
        assert used <= set(codes.subjects())


def test_one_label_per_thing() -> None:
    for work in works(*IKI, "iku-dinsos-tapin-2020.txt", "metadata-sipd-jumlah-kkks.txt", "cascading-dinas-sosial.txt"):
        made = graph.of(work, Iris())
        doubled = [node for node in set(made.subjects(RDFS.label)) if len(set(made.objects(node, RDFS.label))) != 1]
        assert doubled == []


def test_quotes_in_the_graph_hold_in_the_files(built: Knowledge) -> None:
    """Every quote of the built graph, against the bytes of the file its rendition names."""
    texts = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text(encoding="utf-8")
        for path in DOCUMENTS.iterdir()
        if path.is_file()
    }
    query = Path(__file__).parent / "data" / "every-quote.rq"
    rows = built.store.select(query.read_text(encoding="utf-8")).rows
    assert len(rows) > 1_000
    wrong = []
    for sha256, start, end, first, last, quote in rows:
        text = texts[str(sha256)]
        at, until = int(str(start)), int(str(end))
        lines = (text.count("\n", 0, at) + 1, text.count("\n", 0, until - 1) + 1)
        if text[at:until] != str(quote) or lines != (int(str(first)), int(str(last))):
            wrong.append(quote)
    assert wrong == []


def test_the_reporting_line_is_the_printed_one(iki: Graph) -> None:
    above = {
        str(iki.value(lower, RDFS.label)): str(iki.value(upper, RDFS.label))
        for lower, upper in iki.subject_objects(KESOS.melaporKepada)
    }
    assert len(above) == 15
    assert above["Kepala Seksi Jaminan Sosial"] == "Kepala Bidang Perlindungan dan Jaminan Sosial"
    assert above["Kepala Sub. Bagian Tata Usaha"] == "Sekretaris"
    assert above["Sekretaris"] == "Kepala Dinas"
    mentioned = [node for node, yes in iki.subject_objects(KESOS.hanyaDisebut) if yes == Literal(True)]
    assert [str(iki.value(node, RDFS.label)) for node in mentioned] == ["Kepala Dinas"]


def test_two_renditions_are_one_document_with_evidence_from_both(iki: Graph) -> None:
    duty = URIRef(f"{BASE}{IKI_KEY}/jabatan/kepala-sub-bagian-tata-usaha/tugas/d")
    files = set()
    for bukti in iki.objects(duty, KESOS.dibuktikanOleh):
        if iki.value(bukti, KESOS.bidang) == Literal("teks"):
            rendition = iki.value(bukti, KESOS.dariRendisi)
            files.add(str(iki.value(rendition, KESOS.namaBerkas)))
    assert files == set(IKI)
    assert len(set(iki.subjects(RDF.type, KESOS.Dokumen))) == 1


def test_each_field_has_one_main_quote_and_that_is_where_its_reading_is_printed(iki: Graph) -> None:
    fields = {(node, iki.value(bukti, KESOS.bidang)) for node, bukti in iki.subject_objects(KESOS.dibuktikanOleh)}
    main = [(node, iki.value(bukti, KESOS.bidang)) for node, bukti in iki.subject_objects(KESOS.buktiUtama)]
    # A link's evidence are the main and other quotes of its ends.
    links = set(iki.subjects(RDF.type, KESOS.Tautan))
    assert sorted(main, key=str) == sorted((one for one in fields if one[0] not in links), key=str)
    assert all((node, KESOS.dibuktikanOleh, bukti) in iki for node, bukti in iki.subject_objects(KESOS.buktiUtama))
    result = URIRef(f"{BASE}{IKI_KEY}/jabatan/sekretaris/fungsi/")
    shown = {
        (letter, str(iki.value(iki.value(bukti, KESOS.dariRendisi), KESOS.namaBerkas)))
        for letter in "abc"
        for bukti in iki.objects(result + letter, KESOS.buktiUtama)
        if iki.value(bukti, KESOS.bidang) == Literal("teks")
    }
    # The files spell a word of b otherwise, and the text layer's letters are used.
    assert shown == {("a", IKI[0]), ("b", IKI[1]), ("c", IKI[0])}


def test_another_year_or_office_is_another_document() -> None:
    text = (DOCUMENTS / IKI[0]).read_text(encoding="utf-8")
    versions = {
        "asli": text,
        "tahun": text.replace("\n2019\n", "\n2021\n", 1),
        "instansi": text.replace("KOTA PROBOLINGGO", "KOTA SUKAMAJU"),
    }
    readings = [
        document.read_source(Source.of(version, hashlib.sha256(version.encode()).hexdigest()), Path(f"{name}.md"))
        for name, version in versions.items()
    ]
    assert [work.key for work in merge.works(readings, {})] == [
        "iki-dinas-sosial-kota-probolinggo-2019",
        "iki-dinas-sosial-kota-probolinggo-2021",
        "iki-dinas-sosial-kota-sukamaju-2019",
    ]


def test_documents_that_would_share_a_key_are_told_apart() -> None:
    """Two sheets of offices that print no region: not merged, not confused, and the user is told."""
    text = (DOCUMENTS / "cascading-dinas-sosial.txt").read_text(encoding="utf-8")
    other = (Path(__file__).parent / "data" / "cascading-perikanan.txt").read_text(encoding="utf-8")
    other = re.sub(r"(?m)^(KABUPATEN|TAHUN) .*$", "", re.sub(r"(?m)^CASCADING .*$", "CASCADING DINAS SOSIAL", other))
    readings = [
        document.read_source(Source.of(version, hashlib.sha256(version.encode()).hexdigest()), Path("x.txt"))
        for version in (text, other)
    ]
    made = merge.works(readings, {})
    assert len({work.key for work in made}) == 2
    assert [w.kode for work in made for w in work.peringatan].count("kunci-kembar") == 1


def test_what_the_user_tells_is_used_and_marked() -> None:
    reading = document.read_file(DOCUMENTS / "cascading-dinas-sosial.txt")
    told = {reading.dokumen.sha256: {"wilayah": "KABUPATEN CONTOH", "tahun": "2019"}}
    (work,) = merge.works([reading], told)
    assert work.key == "cascading-dinas-sosial-kabupaten-contoh-2019"
    made = graph.of(work, Iris())
    node = URIRef(BASE + work.key)
    assert {str(field) for field in made.objects(node, KESOS.keteranganPengguna)} == {"wilayah", "tahun"}
    office = made.value(node, KESOS.diterbitkanOleh)
    assert str(office) == "https://w3id.org/kgkesos/id/perangkat-daerah/kabupaten-contoh/dinas-sosial"
    assert made.value(node, KESOS.wilayahTercetak) is None


def test_a_target_of_a_year_builds_without_contradiction(tmp_path: Path) -> None:
    """Targets with years, in an IKU and in a columned cascade: the year is a year, the value as printed."""
    sheets = {
        "iku.txt": "INDIKATOR KINERJA UTAMA\nDINAS CONTOH KOTA SATU\nTAHUN 2021\n\n"
        "No\tSasaran\tIndikator\tSatuan\tTarget 2021\n1\tMeningkatnya minat baca\tJumlah pembaca\tOrang\t85\n",
        "cascading.txt": "CASCADING DINAS CONTOH KOTA DUA\n\n"
        "Tujuan\tSasaran\tIndikator Sasaran\tSatuan\tTarget 2022\tProgram\tKegiatan\tIndikator Kegiatan\n"
        "Meningkatkan minat baca\tMeningkatnya kunjungan\tJumlah kunjungan\tOrang\t90\t"
        "Program Baca\tLomba\tJumlah lomba\n",
    }
    for name, text in sheets.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = pipeline.make([tmp_path / name for name in sheets], Iris())
    for one in made.graphs:
        assert "bertentangan-dengan-ontologi" not in {found.kode for found in one.findings}
        years = {str(o) for s, p, o in one.asserted if p == KESOS.tahun and "/target/" in str(s)}
        values = {str(o) for s, p, o in one.asserted if p == KESOS.nilaiTarget}
        assert (years, values) == (({"2021"}, {"85"}) if one.work.dokumen.jenis == "iku" else ({"2022"}, {"90"}))


def test_what_a_drawing_only_suggests_is_open_in_the_graph() -> None:
    path = Path(__file__).parent / "data" / "pdf" / "cascading-disnakertrans-jabar-2016.pdf"
    [work] = merge.works([document.read_file(path)], {})
    made = graph.of(work, Iris())
    open_ = KODE["kepastian/dugaan"]
    superiors = {made.value(node, KESOS.kepastianAtasan) for node in made.subjects(KESOS.melaporKepada)}
    assert superiors == {open_}
    ties = list(made.subject_objects(KESOS.menjabarkan))
    sure = [made.value(node, KESOS.kepastianMenjabarkan) for node, _ in ties]
    assert (len(ties), sure.count(open_)) == (77, 36)
    held = {record.id for record in work.records if isinstance(record, Jabatan)}
    answered = [record for record in work.records if isinstance(record, Indikator) and record.induk in held]
    assert {made.value(Iris().record(work.key, one.id), KESOS.penanggungJawab) for one in answered} == {
        Iris().record(work.key, one.induk) for one in answered if one.induk
    }
