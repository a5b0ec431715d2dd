"""Somebody's own RDF: the same rules as for documents, nothing fetched, and one sentence for what cannot be checked."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path

import pytest
from commands import kgkesos
from rdflib import Graph

from kgkesos import periksa, rdf
from kgkesos.errors import InputError, QuestionError
from kgkesos.laporan import Laporan, Saringan

SHAPES = Path(__file__).parent / "shapes"
EVERY = Saringan()
PREFIX = "@prefix kesos: <https://w3id.org/kgkesos/ontology#> .\n"
# A percentage over a numerator and a denominator, without a multiplier, on a node that hangs in the air.
OWN = """
<https://contoh.id/program/1> a kesos:Program ; kesos:nama "Program Rehabilitasi Sosial" .
<https://contoh.id/indikator/1> a kesos:Indikator ; kesos:nama "Jumlah PMKS yang direhabilitasi" .
"""


def check(path: Path, saringan: Saringan = EVERY) -> Laporan:
    return periksa.check(path, saringan)


def own(folder: Path, text: str, name: str = "data.ttl") -> Path:
    path = folder / name
    path.write_text(PREFIX + text, encoding="utf-8")
    return path


def said(laporan: Laporan) -> set[tuple[str, str]]:
    return {(one.kode, one.simpul.iri) for one in laporan.butir}


def test_nodes_are_reported_by_their_iri(tmp_path: Path) -> None:
    found = check(own(tmp_path, OWN), Saringan(kode="simpul-tanpa-indikator"))
    (one,) = found.butir
    assert one.simpul.iri == "https://contoh.id/program/1"
    assert (one.simpul.jenis, one.simpul.nama, one.tingkat) == ("Program", "Program Rehabilitasi Sosial", "Violation")
    assert one.status is None
    lacking = {code for code, iri in said(check(own(tmp_path, OWN))) if iri == "https://contoh.id/indikator/1"}
    assert {"indikator-tanpa-formula", "indikator-tanpa-sumber-data", "indikator-tanpa-definisi"} <= lacking


@pytest.mark.parametrize("code", ["persentase-tanpa-pengali", "nomor-kembar"])
def test_a_planted_defect_is_found_and_its_repair_is_not(code: str) -> None:
    """One by a shape, one by a query."""
    assert code in {one.kode for one in check(SHAPES / f"{code}.invalid.ttl").butir}
    assert code not in {one.kode for one in check(SHAPES / f"{code}.valid.ttl").butir}


def test_the_form_of_the_file_makes_no_difference(tmp_path: Path) -> None:
    source = SHAPES / "persentase-tanpa-pengali.invalid.ttl"
    graph = Graph().parse(source)
    wanted = said(check(source))
    assert wanted
    for ending, form in ((".nt", "nt"), (".jsonld", "json-ld"), (".rdf", "xml"), (".trig", "trig")):
        path = tmp_path / f"data{ending}"
        graph.serialize(path, format=form, encoding="utf-8")
        assert said(check(path)) == wanted, ending


def test_a_node_without_a_name_has_one_in_the_report(tmp_path: Path) -> None:
    path = own(tmp_path, '[] a kesos:Program ; kesos:nama "Program Satu" .\n[] a kesos:Program .')
    found = check(path, Saringan(kode="simpul-tanpa-indikator"))
    assert [one.simpul.iri.removeprefix(rdf.NAMELESS) for one in found.butir] == ["1", "2"]


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    imports = "<> a owl:Ontology ; owl:imports <https://contoh.id/lain> ."
    path = own(tmp_path, f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n{imports}\n{OWN}")
    notes = check(path).catatan
    assert "data.ttl, baris 3: owl:imports tidak diambil: https://contoh.id/lain" in notes


def test_a_term_that_the_ontology_lacks_is_said_with_its_line(tmp_path: Path) -> None:
    path = own(tmp_path, OWN + '<https://contoh.id/indikator/2> a kesos:Indikator ;\n    kesos:satuuan "orang" .')
    notes = [note for note in check(path).catatan if "kesos:" in note]
    assert notes == [
        "data.ttl, baris 6: kesos:satuuan tidak ada di ontologi, jadi tidak diperiksa; mungkin maksudnya kesos:satuan"
    ]


REMOTE = '{"@context": "https://contoh.id/konteks.jsonld", "@id": "https://contoh.id/a"}'
BROKEN_XML = '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<salah'
ENTITIES = '<?xml version="1.0"?>\n<!DOCTYPE r [\n<!ENTITY a "aaaa">\n<!ENTITY b "&a;&a;">\n]>\n<r/>'
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE r [\n<!ENTITY a SYSTEM "file:///etc/hostname">\n]>\n<r/>'
BAD = {
    "turtle": ("data.ttl", "<a:b> <a:c> <a:d> .\n<a:b> <a:c> .\n", "baris 2: bukan Turtle yang benar"),
    "n-triples": ("data.nt", "<a:b> <a:c> <a:d> .\n\n<a:b> <a:c> .\n", "baris 3: bukan N-Triples yang benar"),
    "json-ld": ("data.jsonld", '{"@context": {},\n"@id": }', "baris 2: bukan JSON-LD yang benar"),
    "remote context": ("data.jsonld", REMOTE, "konteks JSON-LD di jaringan tidak diambil"),
    "rdf/xml": ("data.rdf", BROKEN_XML, "baris 3: bukan RDF/XML yang benar"),
    "entities in entities": ("data.rdf", ENTITIES, "baris 4: entitas XML"),
    "entities outside": ("data.rdf", OUTSIDE, "baris 3: entitas XML"),
    "empty": ("data.ttl", "", "tidak memuat satu tripel pun"),
    "no rdf": ("data.csv", "a,b", "bukan berkas RDF"),
    "another vocabulary": (
        "data.ttl",
        '<https://contoh.id/a> a <http://schema.org/Person> ; <http://schema.org/name> "A" .',
        "tidak ada simpul dari kelas kosakata kgkesos <https://w3id.org/kgkesos/ontology#>; yang dipakai: "
        "http://schema.org/",
    ),
    "a class that is none": (
        "data.ttl",
        "<https://contoh.id/a> a <https://w3id.org/kgkesos/ontology#Indikatr> .",
        "mungkin maksudnya kesos:Indikator",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_checked_is_said_in_one_sentence(tmp_path: Path, name: str) -> None:
    file, text, reason = BAD[name]
    path = tmp_path / file
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        check(path)
    assert str(error.value).startswith(f"{path}: ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_too_much_is_refused_before_it_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdf, "MOST_TRIPLES", 1_000)
    path = tmp_path / "banyak.nt"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"<https://contoh.id/{number}> <https://contoh.id/p> <a:b> .\n" for number in range(5_000))
        file.write("ini bukan RDF")  # what stands behind the limit is not read
    with pytest.raises(InputError, match=r"lebih dari 1\.000 tripel"):
        check(path)
    with (tmp_path / "besar.nt").open("wb") as file:
        file.truncate(rdf.LARGEST + 1)
    with pytest.raises(InputError, match="lebih besar dari 100 MB"):
        check(tmp_path / "besar.nt")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.ttl").mkdir()
    for name, reason in (("folder.ttl", "bukan berkas biasa"), ("tiada.ttl", "berkas tidak ada")):
        with pytest.raises(InputError, match=reason):
            check(tmp_path / name)
    with pytest.raises(QuestionError):
        check(own(tmp_path, OWN), Saringan(kode="tiada"))


def test_the_command_checks_a_file(tmp_path: Path) -> None:
    def run(*arguments: object, code: int) -> subprocess.CompletedProcess[str]:
        done = kgkesos("check", *arguments, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        return done

    path = own(tmp_path, OWN)
    found = json.loads(run(path, "--format", "json", code=1).stdout)
    assert found["jumlah"]["tingkat"]["Violation"] == 1
    assert found["sebelumnya"] is None
    assert "https://contoh.id/program/1" in run(path, "--tingkat", "pelanggaran", code=1).stdout
    run(path, "--tingkat", "catatan", code=0)
    run(path, "--status", "baru", code=2)
    run(path, "--format", "shacl", "-o", path, "--timpa", code=2)
    assert path.read_text(encoding="utf-8") == PREFIX + OWN
    path.write_text("<a", encoding="utf-8")
    assert run(path, code=2).stderr.startswith(f"kgkesos: {path}: baris 1: ")
