"""What earlier builds had and the newest has not: 410 with what probably took its place, 301 where it is certain."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, Literal, URIRef
from stores import small
from test_web import Page, Site

from kgkesos import builds, history, pipeline, resources
from kgkesos.vocab import BASE, KESOS
from kgkesos.web.app import create_app

DOCUMENTS = resources.folder("documents")
CASCADING = DOCUMENTS / "cascading-dinas-sosial.txt"
IKU = DOCUMENTS / "iku-dinsos-tapin-2020.txt"
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
            assert found.json()["choices"] == [{"address": address, "iri": new}]
            assert names[0] in found.json()["detail"]
        page = site.get(f"/{path}", Accept="text/html")
        assert page.status_code == 410
        assert address in Page(page.text).links
        assert site.get(address, Accept="text/turtle").status_code == 303


def test_what_went_with_its_document_has_no_successor(site: Site) -> None:
    for path in ("id/dokumen/iku-dinas-sosial-kabupaten-tapin-2020", "graf/iku-dinas-sosial-kabupaten-tapin-2020"):
        found = site.get(f"/{path}", Accept="text/turtle")
        assert found.status_code == 410
        assert found.json()["choices"] == []
        assert "link" not in found.headers
    assert site.get("/id/dokumen/tidak-pernah-ada").status_code == 404


def test_what_comes_back_is_answered_and_what_stays_away_stays_noted(tmp_path: Path) -> None:
    kg, other = tmp_path / "kg", DOCUMENTS / "metadata-sipd-jumlah-kkks.txt"
    first = pipeline.build([IKU, other], kg).build
    pipeline.build([IKU], kg)
    third = pipeline.build([IKU], kg).build
    document = f"{BASE}id/dokumen/metadata-sipd-jumlah-kkks"
    noted = history.find(third.folder, document)
    assert noted == history.Gone(document, first.name, "")
    back = pipeline.build([IKU, other], kg).build
    assert list(history.every(back.folder)) == []
    elsewhere = pipeline.build([IKU], kg, base="https://data.contoh.go.id/").build
    assert list(history.every(elsewhere.folder)) == []


def test_an_earlier_build_that_cannot_be_read_stops_no_build(tmp_path: Path) -> None:
    first = pipeline.build([IKU], tmp_path).build
    shutil.rmtree(first.store)
    second = pipeline.build([IKU], tmp_path).build
    assert list(history.every(second.folder)) == []


def test_a_first_build_notes_nothing_and_one_without_notes_is_read(tmp_path: Path) -> None:
    made = pipeline.build([IKU], tmp_path).build
    assert list(history.every(made.folder)) == []
    (made.folder / history.FILE).unlink()
    assert history.find(made.folder, f"{BASE}id/x") is None


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
