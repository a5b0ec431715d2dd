"""What earlier builds had and the newest has not: 410 with what probably took its place, 301 where it is certain."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import sqlite3
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, Literal, URIRef
from stores import small
from test_web import Page, Site

from kgkesos import builds, dumps, history, pipeline, resources
from kgkesos.cli import show
from kgkesos.lookup import Node
from kgkesos.store import Triple
from kgkesos.vocab import BASE, KESOS
from kgkesos.web.app import create_app

DOCUMENTS = resources.folder("documents")
CASCADING = DOCUMENTS / "cascading-dinas-sosial.txt"
IKU = DOCUMENTS / "iku-dinsos-tapin-2020.txt"
OTHER = "https://data.contoh.go.id/"
WRONG, RIGHT = "Prorgam", "Program"


@pytest.fixture(scope="module")
def kg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds: of the cascade and an IKU, then of the cascade alone with one misprint mended."""
    folder = tmp_path_factory.mktemp("riwayat")
    copy = folder / CASCADING.name
    shutil.copy(CASCADING, copy)
    pipeline.build([copy, IKU], folder / "kg")
    text = copy.read_text(encoding="utf-8")
    assert text.count(WRONG) == 1
    copy.write_text(text.replace(WRONG, RIGHT), encoding="utf-8")
    pipeline.build([copy], folder / "kg")
    return folder / "kg"


@pytest.fixture(scope="module")
def names(kg: Path) -> tuple[str, str]:
    """The names of the two builds."""
    newest = builds.current(kg)
    earlier = builds.before(newest)
    assert earlier
    return earlier.name, newest.name


@pytest.fixture(scope="module")
def site(kg: Path) -> Site:
    return Site(create_app(kg), follow=False)


def subjects(kg: Path, name: str) -> set[str]:
    """The IRIs of data that a build says something of, read from its dump."""
    with gzip.open(kg / "builds" / name / "unduhan" / "kgkesos.nq.gz", "rt", encoding="utf-8") as lines:
        return {line.split("> ")[0][1:] for line in lines if line.startswith(f"<{BASE}id/")}


def test_exactly_what_is_no_more_is_noted(kg: Path, names: tuple[str, str]) -> None:
    earlier, newest = names
    gone = {one.iri: one for one in history.every(kg / "builds" / newest)}
    missing = subjects(kg, earlier) - subjects(kg, newest)
    assert len(missing) > 100
    assert {iri for iri in gone if "/graf/" not in iri} == missing
    assert {one.build for one in gone.values()} == {earlier}
    graphs = {iri.removeprefix(f"{BASE}graf/") for iri in gone if "/graf/" in iri}
    key = "iku-dinas-sosial-kabupaten-tapin-2020"
    assert {key, f"{key}/turunan"} <= graphs
    assert all(name.startswith(key) for name in graphs)


def test_a_mended_text_is_probably_the_successor_with_all_that_stands_under_it(
    kg: Path, names: tuple[str, str], site: Site
) -> None:
    program = next(iri for iri in sorted(subjects(kg, names[0])) if "/program/prorgam-penanggulangan" in iri)
    successor = next(iri for iri in sorted(subjects(kg, names[1])) if "/program/program-penanggulangan" in iri)
    below = "/kegiatan/1"
    for old, new in ((program, successor), (f"{program}{below}", f"{successor}{below}")):
        path, address = old.removeprefix(BASE), "/" + new.removeprefix(BASE)
        for asked in (f"/{path}", f"/{path}.ttl"):
            found = site.get(asked, Accept="text/turtle")
            assert found.status_code == 410
            assert f'<{address}>; rel="successor-version"' in found.headers["link"]
            assert found.json()["places"] == [{"address": address, "title": new}]
            assert names[0] in found.json()["detail"]
        page = site.get(f"/{path}", Accept="text/html")
        assert page.status_code == 410
        assert address in Page(page.text).links
        assert site.get(address, Accept="text/turtle").status_code == 303


def test_what_went_with_its_document_has_no_successor(site: Site) -> None:
    for path in ("id/dokumen/iku-dinas-sosial-kabupaten-tapin-2020", "graf/iku-dinas-sosial-kabupaten-tapin-2020"):
        found = site.get(f"/{path}", Accept="text/turtle")
        assert found.status_code == 410
        assert found.json()["places"] == []
        assert "link" not in found.headers
    assert site.get("/id/dokumen/tidak-pernah-ada").status_code == 404


def thing(name: str, base: str = BASE) -> Triple:
    return URIRef(f"{base}{name}"), RDFS.label, Literal(name)


def noted(build: builds.Build) -> dict[str, str]:
    """What a build notes: the IRIs, without the project's own base, and the builds that had them."""
    return {one.iri.removeprefix(BASE): one.build for one in history.every(build.folder)}


def test_what_comes_back_is_answered_and_what_stays_away_stays_noted(tmp_path: Path) -> None:
    for name in "12":
        small(tmp_path, name, [thing("id/a"), thing("id/b")])
    for name in "34":
        assert noted(small(tmp_path, name, [thing("id/b")])) == {"id/a": "2"}
    assert noted(small(tmp_path, "5", [thing("id/a"), thing("id/b")])) == {}


def test_notes_are_carried_over_a_build_with_another_base(tmp_path: Path) -> None:
    """Data are compared under one base; the vocabulary, whose IRIs no base changes, is compared always."""
    kept = [thing("id/tetap"), thing("konsep/tetap")]
    small(tmp_path, "1", [*kept, thing("id/lama"), thing("konsep/a"), thing("kode/b")])
    assert noted(small(tmp_path, "2", [*kept, thing("konsep/a"), thing("kode/b")])) == {"id/lama": "1"}
    elsewhere = small(tmp_path, "3", [thing("id/tetap", OTHER), thing("konsep/tetap")], base=OTHER)
    assert noted(elsewhere) == {"id/lama": "1", "konsep/a": "2", "kode/b": "2"}
    site = Site(create_app(tmp_path), follow=False)
    assert [site.get(f"/{path}").status_code for path in ("konsep/a", "konsep/tetap", "id/lama")] == [410, 303, 404]
    again = small(tmp_path, "4", [*kept, thing("kode/b")])
    assert noted(again) == {"id/lama": "1", "konsep/a": "2"}


@pytest.mark.parametrize(
    ("damaged", "lost", "kept"),
    [
        ("riwayat.db", "catatan ini rusak", {"id/b"}),
        ("lookup.db", "graf ini dibuat kgkesos versi lain", {"id/a", "id/b"}),
        ("store", "graf ini rusak", {"id/a"}),
        ("manifest.json", "Expecting value", {"id/a"}),
    ],
)
def test_an_earlier_build_that_is_damaged_stops_no_build(
    tmp_path: Path, damaged: str, lost: str, kept: set[str]
) -> None:
    """What of it is whole is carried over and compared; what is not is said."""
    small(tmp_path, "1", [thing("id/a"), thing("id/b"), thing("id/c")])
    second = small(tmp_path, "2", [thing("id/b"), thing("id/c")])
    shutil.rmtree(second.store) if damaged == "store" else (second.folder / damaged).write_bytes(b"x" * 5000)
    third = small(tmp_path, "3", [thing("id/c")])
    assert set(noted(third)) == kept
    (said,) = third.manifest()["history_lost"]
    assert said.startswith("2: ")
    assert lost in said


def test_a_build_says_which_notes_are_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "write", lambda *_: None)
    first = small(tmp_path, "1", [thing("id/a")])
    (first.folder / history.FILE).write_bytes(b"x" * 5000)
    report = pipeline.build([IKU], tmp_path)
    assert report.build.manifest()["history_lost"] == list(report.lost)
    show.report(report)
    assert f"catatan IRI lama tidak utuh: {report.lost[0]}" in capsys.readouterr().err


@pytest.mark.parametrize("table", ["", "CREATE TABLE gone (alamat TEXT)"])
def test_notes_of_another_form_are_none_for_the_server(tmp_path: Path, table: str) -> None:
    made = small(tmp_path, "1", [thing("id/a")])
    (made.folder / history.FILE).write_bytes(b"" if table else b"x" * 5000)
    if table:
        with contextlib.closing(sqlite3.connect(made.folder / history.FILE)) as base, base:
            base.execute(table)
    assert history.find(made.folder, f"{BASE}id/b") is None
    assert Site(create_app(tmp_path), follow=False).get("/id/b").status_code == 404
    assert set(noted(small(tmp_path, "2", [thing("id/c")]))) == {"id/a"}


def test_what_was_replaced_twice_leads_to_what_there_is_now(tmp_path: Path) -> None:
    """Of three builds each corrects the same text: the first IRI leads to the third, over the notes of both."""
    document = f"{BASE}id/dokumen/x"
    texts = ("Meningkatnya layanan sosal", "Meningkatnya layanan sosial", "Meningkatnya layanan sosial dasar")
    iris = [f"{document}/sasaran/{number}" for number in "abc"]
    for iri, text in zip(iris, texts, strict=True):
        said = [(URIRef(iri), RDFS.label, Literal(text))]
        build = small(tmp_path, iri[-1], said, nodes=[Node(iri, "Sasaran", text, document, None)])
    assert [(one.iri, one.build, one.successor) for one in history.every(build.folder)] == [
        (iris[0], "a", iris[1]),
        (iris[1], "b", iris[2]),
    ]
    site = Site(create_app(tmp_path), follow=False)
    found = site.get("/id/dokumen/x/sasaran/a", Accept="text/turtle")
    assert found.status_code == 410
    assert found.json()["places"] == [{"address": "/id/dokumen/x/sasaran/c", "title": iris[2]}]


def test_a_first_build_notes_nothing_and_one_without_notes_is_read(tmp_path: Path) -> None:
    made = small(tmp_path, "1", [thing("id/a")])
    assert noted(made) == {}
    (made.folder / history.FILE).unlink()
    assert history.find(made.folder, f"{BASE}id/x") is None
    assert noted(small(tmp_path, "2", [])) == {"graf/x": "1", "id/a": "1"}


def test_a_text_that_the_build_says_was_replaced_leads_on_for_good(tmp_path: Path) -> None:
    """A build of a few triples: a corrected text that ``dcterms:replaces`` the old one."""
    old, new = (URIRef(f"{BASE}id/dokumen/x/sasaran/{name}") for name in ("lama-0000", "baru-1111"))
    small(
        tmp_path,
        "satu",
        [(new, RDF.type, KESOS.Sasaran), (new, RDFS.label, Literal("Baru")), (new, DCTERMS.replaces, old)],
    )
    site = Site(create_app(tmp_path), follow=False)
    path, address = str(old).removeprefix(BASE), "/" + str(new).removeprefix(BASE)
    for suffix in ("", ".ttl", ".html"):
        found = site.get(f"/{path}{suffix}")
        assert (found.status_code, found.headers["location"]) == (301, f"{address}{suffix}")
        assert f'<{address}>; rel="successor-version"' in found.headers["link"]
    assert f'</{path}>; rel="predecessor-version"' in site.get(f"{address}.ttl").headers["link"]
