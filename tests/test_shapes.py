"""Each shape and each check finds its defect and nothing else, and says so in two languages."""

from __future__ import annotations

from functools import cache

import pytest
from findings_graphs import DEFECTS, DOCUMENTS, defect, found, printed, project_checks, project_shapes
from rdflib import Graph, URIRef

from kgkesos import findings, resources
from kgkesos.vocab import KESOS

SHAPES = findings.codes(project_shapes())
CHECKS = {check.kode: check for check in project_checks()}
CODES = sorted([*SHAPES, *CHECKS])
SHORTEST = next(name for name in DOCUMENTS if name.startswith("iku"))


@cache
def found_in_documents() -> dict[str, tuple[findings.Temuan, ...]]:
    """All that is found in each real document."""
    return {name: found(printed(name)) for name in DOCUMENTS}


def expected_node(code: str) -> URIRef:
    """The node that the invalid graph names as faulty."""
    lines = (DEFECTS / f"{code}.invalid.ttl").read_text(encoding="utf-8").split("\n")
    (line,) = (line for line in lines if line.startswith("# pada: "))
    return URIRef(line.removeprefix("# pada: "))


def without(code: str) -> tuple[Graph | None, list[findings.Check] | None]:
    """The project's shapes and checks, but for the one with this code; None where they are all the project's."""
    if code in CHECKS:
        return None, [check for check in CHECKS.values() if check.kode != code]
    shapes = project_shapes()
    for triple in shapes.cbd(SHAPES[code]):
        shapes.remove(triple)
    return shapes, None


def test_each_code_is_a_shape_or_a_check() -> None:
    assert not set(SHAPES) & set(CHECKS)


def test_each_code_has_its_two_graphs_and_each_graph_its_code() -> None:
    on_disk = {path.name for path in DEFECTS.glob("*.ttl")}
    assert on_disk == {f"{code}.{kind}.ttl" for code in CODES for kind in ("valid", "invalid")}


@pytest.mark.parametrize("code", CODES)
def test_the_invalid_graph_has_this_defect_alone(code: str) -> None:
    (only,) = found(defect(f"{code}.invalid"))
    assert (only.kode, only.pada) == (code, expected_node(code))


@pytest.mark.parametrize("code", CODES)
def test_the_valid_graph_has_no_defect(code: str) -> None:
    assert found(defect(f"{code}.valid")) == ()


@pytest.mark.parametrize("code", CODES)
def test_a_finding_speaks_two_languages(code: str) -> None:
    (only,) = found(defect(f"{code}.invalid"))
    assert only.tingkat in findings.LEVELS
    for text in (only.pesan, only.perbaikan, only.alasan):
        assert set(text) == {"id", "en"}
        assert text["id"] != text["en"]
        assert all(words.strip() and "{" not in words for words in text.values())


@pytest.mark.parametrize("code", CODES)
def test_without_its_shape_the_defect_is_not_found(code: str) -> None:
    assert found(defect(f"{code}.invalid"), *without(code)) == ()


@pytest.mark.parametrize("code", CODES)
def test_deleting_a_shape_removes_exactly_its_findings(code: str) -> None:
    """In every real document that has such findings, and in the shortest of all."""
    rest = without(code)
    for name, everything in found_in_documents().items():
        left = tuple(finding for finding in everything if finding.kode != code)
        if left != everything or name == SHORTEST:
            assert found(printed(name), *rest) == left, name


def test_the_documents_have_findings_of_many_codes() -> None:
    codes = {finding.kode for everything in found_in_documents().values() for finding in everything}
    assert len(codes & {*SHAPES}) >= 5
    assert len(codes & {*CHECKS}) >= 20


def test_each_code_stands_in_a_readme_with_its_level() -> None:
    shapes = (resources.folder("shapes") / "README.md").read_text(encoding="utf-8")
    checks = (resources.folder("queries") / "checks" / "README.md").read_text(encoding="utf-8")
    for code in CODES:
        (only,) = found(defect(f"{code}.invalid"))
        assert f"| `{code}` | {only.tingkat} |" in (shapes if code in SHAPES else checks)


def test_a_shape_shows_the_words_of_a_field_that_evidence_knows() -> None:
    shapes = project_shapes()
    fields = {str(field) for field in shapes.objects(None, KESOS.bidang)}
    quoted = {str(o) for name in DOCUMENTS for o in printed(name).data.objects(None, KESOS.bidang)}
    # A unit is read from no document yet.
    assert fields - quoted == {"satuan"}
