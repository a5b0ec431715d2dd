"""Shapes find the same with pyshacl, the definition of right, and with the accelerator where it is asked for."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest
from findings_graphs import DEFECTS, defect, printed, project_shapes
from rdflib import RDF, SH, BNode, Graph
from rdflib.term import Node

from kgkesos import findings, resources
from kgkesos.errors import KgkesosError
from kgkesos.findings.cepat import ACCELERATOR, SETTING

FEATURES = Path(__file__).parent / "data" / "shacl-features"
TEXTS = sorted(path.name for path in resources.folder("documents").iterdir() if path.suffix in (".txt", ".md"))
DOCUMENTS = [name for name in TEXTS if name != "README.md"]
GRAPHS = sorted(path.stem for path in DEFECTS.glob("*.ttl"))
# What the package is imported as.
MODULE = "shifty"
PARTS = (SH.focusNode, SH.resultPath, SH.sourceConstraintComponent, SH.resultSeverity)


@pytest.fixture
def accelerated(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    if importlib.util.find_spec(MODULE) is None:
        pytest.skip(f"the package {ACCELERATOR} is not installed (make cepat)")
    return monkeypatch


def results() -> Counter[tuple[str, ...]]:
    """Focus, path, component and severity of each result on the features; a path of several steps is a blank node."""
    data, shapes = (Graph().parse(FEATURES / f"feat_{name}.ttl") for name in ("data", "shapes"))
    report, _ = findings.report(data, shapes)
    assert isinstance(report, Graph)
    (head,) = report.subjects(RDF.type, SH.ValidationReport)
    return Counter(tuple(shown(report.value(one, part)) for part in PARTS) for one in report.objects(head, SH.result))


def shown(term: Node | None) -> str:
    return "a path" if isinstance(term, BNode) else str(term)


def test_pyshacl_gives_what_is_known_of_it_on_the_features() -> None:
    found = results()
    assert found.total() == 25
    # d1 has a gYear, an integer and a date that are none: the first passes.
    wrong = sorted(path for focus, path, kind, _ in found if focus == "http://e/d1" and "Datatype" in kind)
    assert wrong == ["http://e/dt", "http://e/i"]


def test_the_features_are_the_same(accelerated: pytest.MonkeyPatch) -> None:
    right = results()
    accelerated.setenv(SETTING, ACCELERATOR)
    assert results() == right


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_findings_of_a_document_are_the_same(name: str, accelerated: pytest.MonkeyPatch) -> None:
    data, shapes = printed(name).data, project_shapes()
    right = findings.validate(data, shapes)
    accelerated.setenv(SETTING, ACCELERATOR)
    assert findings.validate(data, shapes) == right


@pytest.mark.parametrize("name", GRAPHS)
def test_the_findings_of_a_graph_are_the_same(name: str, accelerated: pytest.MonkeyPatch) -> None:
    data, shapes = defect(name).data, project_shapes()
    right = findings.validate(data, shapes)
    accelerated.setenv(SETTING, ACCELERATOR)
    assert findings.validate(data, shapes) == right


def test_it_runs_only_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, MODULE, None)
    assert findings.engine() == "pyshacl"
    assert results().total() == 25
    monkeypatch.setenv(SETTING, ACCELERATOR)
    assert findings.engine() == ACCELERATOR
    with pytest.raises(KgkesosError, match=r"pip install kgkesos\[cepat\]"):
        findings.validate(Graph(), project_shapes())


def test_another_engine_is_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "turbo")
    with pytest.raises(KgkesosError, match="KGKESOS_SHACL=turbo: the engines for SHACL are pyshacl and pyshifty"):
        findings.validate(Graph(), project_shapes())
