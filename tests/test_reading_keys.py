"""What is read from the five documents, against the answer keys: nothing missing, nothing extra, all with evidence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench import keys
from kgkesos import resources
from kgkesos.reading import document, evidence
from kgkesos.records import Fungsi, Jabatan, Reading, Tugas, values

GOLD = Path(__file__).parent / "data" / "gold"
DOCUMENTS = resources.folder("documents")
PLAIN_IKI = "iki-dinsos-probolinggo-2019.txt"


def read(name: str) -> Reading:
    return document.read_file(DOCUMENTS / name)


@pytest.mark.parametrize("number", keys.DOCUMENTS)
def test_records_equal_the_key(number: str) -> None:
    reading = read(keys.DOCUMENTS[number])
    assert Counter(keys.record_rows(reading.records)) == Counter(keys.key_rows(GOLD, number))


@pytest.mark.parametrize("number", keys.DOCUMENTS)
def test_links_equal_the_key(number: str) -> None:
    reading = read(keys.DOCUMENTS[number])
    wanted = keys.links(keys.key_rows(GOLD, number))
    assert Counter(keys.links(keys.record_rows(reading.records))) == Counter(wanted)


@pytest.mark.parametrize("name", [*keys.DOCUMENTS.values(), PLAIN_IKI])
def test_every_field_has_evidence_that_holds(name: str) -> None:
    reading = read(name)
    assert [str(error) for error in evidence.failures(reading, {reading.dokumen.sha256: reading.text})] == []
    assert len(reading.records) > 5


@pytest.mark.parametrize("name", [*keys.DOCUMENTS.values(), PLAIN_IKI])
def test_ids_are_unique_and_parents_exist(name: str) -> None:
    records = read(name).records
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
    assert {record.induk for record in records if record.induk} <= set(ids)


def test_only_the_unprinted_head_of_the_metadata_sheet_is_implied() -> None:
    implied = {
        name: [(record.id, record.tersirat) for record in read(name).records if record.tersirat]
        for name in keys.DOCUMENTS.values()
    }
    assert implied == {name: [] for name in implied} | {
        "metadata-sipd-jumlah-kkks.txt": [("bidang/definisi", ("label",))]
    }


def test_fields_stand_on_the_lines_that_the_key_names() -> None:
    lines = {
        (record.nama, record.bukti["nama"][0].baris[0])
        for record in read(keys.DOCUMENTS["001"]).records
        if isinstance(record, Jabatan)
    }
    import json

    key = json.loads((GOLD / "iki-probolinggo-2019.json").read_text(encoding="utf-8"))
    assert lines == {(j["jabatan"], j["baris_jabatan"]["baris_001"]) for j in key["jabatan"]}


def test_the_head_of_each_document() -> None:
    heads = {name: read(name).dokumen for name in [*keys.DOCUMENTS.values(), PLAIN_IKI]}
    facts = {name: (d.jenis, d.judul, d.instansi, d.wilayah, d.tahun) for name, d in heads.items()}
    title = "INDIKATOR KINERJA INDIVIDU (IKI) ESELON III & IV"
    assert facts == {
        "metadata-sipd-jumlah-kkks.txt": ("metadata", None, None, None, None),
        "iki-dinsos-probolinggo-2019.md": ("iki", title, "DINAS SOSIAL", "KOTA PROBOLINGGO", 2019),
        "iki-dinsos-probolinggo-2019.txt": ("iki", title, "DINAS SOSIAL", "KOTA PROBOLINGGO", None),
        "iku-dinsos-tapin-2020.txt": (
            "iku",
            "INDIKATOR KINERJA UTAMA",
            "DINAS SOSIAL KABUPATEN TAPIN",
            "KABUPATEN TAPIN",
            2020,
        ),
        "cascading-dinas-sosial.txt": ("cascading", "CASCADING DINAS SOSIAL", "DINAS SOSIAL", None, None),
    }


def test_plain_iki_reads_positions_and_lists_its_tables() -> None:
    """The rendering whose cells are spread over lines: what is sure is read, the rest is listed with its reason."""
    reading = read(PLAIN_IKI)
    kinds = Counter(record.jenis for record in reading.records)
    assert kinds == {"Jabatan": 15, "Tugas": 124, "Fungsi": 27}
    assert {left.alasan for left in reading.tak_terbaca} == {"sel tabel yang tersebar di beberapa baris"}
    assert len(reading.tak_terbaca) == 15
    assert [warning.kode for warning in reading.peringatan] == ["tabel-tersebar"] * 15
    twin = {
        (record.jenis, record.induk, record.huruf)
        for record in read(keys.DOCUMENTS["001"]).records
        if isinstance(record, (Tugas, Fungsi))
    }
    items = (record for record in reading.records if isinstance(record, (Tugas, Fungsi)))
    assert {(record.jenis, record.induk, record.huruf) for record in items} == twin


@pytest.mark.parametrize("name", [*keys.DOCUMENTS.values(), PLAIN_IKI])
def test_no_personal_data_is_read(name: str) -> None:
    """Names, ranks and NIP of the signature stay out of every record."""
    said = " ".join(str(value) for record in read(name).records for value in values(record).values())
    for word in ("NIP", "Pembina Utama", "penanda tangan", "disamarkan"):
        assert word not in said


def test_every_label_of_a_metadata_sheet_has_its_code() -> None:
    from rdflib import SKOS, Graph

    from kgkesos.normalize import slug
    from kgkesos.reading import label
    from kgkesos.vocab import KODE

    codes = Graph().parse(resources.folder("ontology") / "kode.ttl")
    notations = {name: str(codes.value(KODE[f"bidang/{slug(name)}"], SKOS.notation)) for name in label.LABELS}
    assert notations == {name: name for name in label.LABELS}


def test_every_other_wording_of_a_label_has_a_code_that_is_described() -> None:
    from rdflib import RDF, Graph

    from kgkesos.reading import label
    from kgkesos.vocab import KESOS, KODE

    codes = Graph().parse(resources.folder("ontology") / "kode.ttl")
    wordings = {code for code, _ in label.WORDINGS}
    assert {code for code in wordings if (KODE[f"bidang/{code}"], RDF.type, KESOS.JenisBidang) not in codes} == set()
