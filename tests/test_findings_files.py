"""A broken shape or check is an error of the project that names its file, never a finding or a silence."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from findings_graphs import IKU, SHEET, printed
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef

from kgkesos import findings, resources
from kgkesos.errors import DataFileError
from kgkesos.store import Scratch


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's shapes and queries that a test may break."""
    for name in ("shapes", "queries"):
        shutil.copytree(resources.folder(name), tmp_path / name)
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("sh:severity sh:Info", "sh:severity", "rantai.ttl"),
        ("sh:severity sh:Info", "sh:severity sh:Berat", "tautan-dugaan has no sh:severity"),
        ('"This link is a guess', '"Tautan ini dugaan"@id, "This link is a guess', ""),
        ('memasangkannya."@id', 'memasangkannya."@ms', "tautan-dugaan has no message in id"),
        ('dugaannya."@id', 'dugaannya."', "tautan-dugaan has no alasan in id"),
        ("shapes:tautan-dugaan", "basis:tautan-dugaan", "is not a name under"),
    ],
)
def test_a_broken_shape_file_is_named(project: Path, before: str, after: str, reason: str) -> None:
    path = project / "shapes" / "rantai.ttl"
    content = path.read_text(encoding="utf-8")
    assert content.count(before) == 1
    path.write_text(content.replace(before, after), encoding="utf-8")
    if not reason:
        assert findings.load_shapes()
        return
    with pytest.raises(DataFileError, match=reason):
        findings.load_shapes()


@pytest.fixture(scope="module")
def sheet() -> Graph:
    """A metadata sheet, read while the project is whole."""
    return printed(SHEET).data


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("SELECT DISTINCT $this ?value WHERE {", "SELEKT $this ?value WHERE {", "this is no SPARQL"),
        ("$this kesos:jenisBidang/kesos:isiBidang ?isi ;", "$this kesos:jenisBidang ?isi ?isi ;", "this is no SPARQL"),
        ('sh:pattern "\\\\w"', 'sh:pattern "(\\\\w"', "this is no pattern"),
        ("sh:qualifiedMinCount 1 ;", 'sh:qualifiedMinCount "satu" ;', None),
    ],
)
def test_a_shape_file_that_cannot_be_run_is_named_with_the_line(
    sheet: Graph, project: Path, before: str, after: str, reason: str | None
) -> None:
    path = project / "shapes" / "metadata.ttl"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace(before, after, 1), encoding="utf-8")
    line = content[: content.index(before)].count("\n") + 1
    said = "" if reason is None else rf"line {line}: {reason}"
    with pytest.raises(DataFileError, match=rf"^metadata\.ttl: {said}"):
        findings.validate(sheet, findings.load_shapes())


def test_a_shape_that_cannot_be_run_is_an_error_of_the_project() -> None:
    shapes = findings.load_shapes()
    shape = findings.codes(shapes)["simpul-tanpa-indikator"]
    shapes.set((shape, SH.minCount, Literal("satu", datatype=XSD.string)))
    with pytest.raises(DataFileError):
        findings.validate(printed(IKU).data, shapes)


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("#+ level: Warning\n", "", "lacks level"),
        ("#+ level: Warning\n", "#+ level: Berat\n", "the level one of"),
        ("#+ level: Warning\n", "#+ level: Warning\n#+ level: Info\n", "there twice"),
        ("#+ level: Warning\n", "#+ level: Warning\n#+ host: x\n", "not understood"),
        ("#+ code: nomor-kembar\n", "#+ code: lain\n", "the file's name"),
        ("SELECT ?pada", "SELEKT ?pada", "no SELECT"),
        ("SELECT ?pada ?bidang ?nilai (MIN(STR(?label)) AS ?lain)", "ASK", "no SELECT"),
    ],
)
def test_a_broken_check_file_is_named(project: Path, before: str, after: str, reason: str) -> None:
    path = project / "queries" / "checks" / "nomor-kembar.rq"
    content = path.read_text(encoding="utf-8")
    assert content.count(before) == 1
    content = content.replace(before, after)
    if after == "ASK":
        content = content.split("GROUP BY")[0]
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=reason):
        findings.load_checks()


def test_a_check_must_say_what_it_is_about() -> None:
    check = findings.load_checks()[0]
    nameless = findings.Check(
        check.kode,
        check.tingkat,
        check.pesan,
        check.perbaikan,
        check.alasan,
        "SELECT ?lain WHERE { ?lain ?p ?o }",
        check.path,
    )
    with pytest.raises(DataFileError, match="must be an IRI"):
        findings.run_checks(Scratch(printed(IKU).data), [nameless])


def test_where_a_message_has_no_words_to_quote_it_quotes_none() -> None:
    check = replace(
        findings.load_checks()[0],
        pesan={"id": 'hanya nama "{?kosong}", hanya formula "{?isi}": {?isi}', "en": '"{?tidak_ada}"'},
        query='SELECT ?pada ("" AS ?kosong) ("a \\"b\\"" AS ?isi) WHERE { ?pada a <https://contoh.id/Jenis> }',
    )
    thing = URIRef("https://contoh.id/1")
    (found,) = findings.run_checks(Scratch([(thing, RDF.type, URIRef("https://contoh.id/Jenis"))]), [check])
    assert found.pesan == {"id": 'hanya nama –, hanya formula "a "b"": a "b"', "en": "–"}
