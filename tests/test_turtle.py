"""Turtle files have one form, say where they are broken, and fetch nothing."""

from __future__ import annotations

import random
import re
import socket
from pathlib import Path

import pytest
from rdflib import RDFS, SKOS, Graph, Literal
from rdflib.compare import isomorphic

from kgkesos import closure, findings, resources, turtle
from kgkesos.errors import DataFileError
from kgkesos.reading.kata import kosakata
from kgkesos.turtle import __main__ as command

FILES = resources.files("ontology", "*.ttl")
HEAD = "@prefix : <http://contoh.id/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "uji.ttl"
    path.write_text(text, encoding="utf-8")
    return path


def said(path: Path) -> str:
    """Why ``path`` has no one form."""
    with pytest.raises(DataFileError) as caught:
        turtle.canonical(path)
    return str(caught.value)


# ---------- The one form


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_ontology_is_what_the_serializer_gives(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == turtle.canonical(path), "run: make ontology"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_form_says_the_same_and_is_its_own_form(path: Path, tmp_path: Path) -> None:
    text = turtle.canonical(path)
    again = written(tmp_path, text)
    assert isomorphic(Graph().parse(path), Graph().parse(again))
    assert turtle.canonical(again) == text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_order_of_the_triples_changes_nothing(path: Path) -> None:
    one, other = turtle.load(path), Graph(bind_namespaces="none")
    for prefix, space in one.namespaces():
        other.bind(prefix, space)
    triples = sorted(one, key=str)
    random.Random(5).shuffle(triples)
    for triple in triples:
        other.add(triple)
    assert turtle.write(one, turtle.Layout(), path) == turtle.write(other, turtle.Layout(), path)


def test_sections_and_the_head_stay_and_all_else_is_sorted(tmp_path: Path) -> None:
    text = (
        "# Kepala.\n# Lisensi.\n"
        + HEAD
        + '# ---------- Dua\n:b skos:prefLabel "b"@en , "b"@id, "a # bukan komentar"@id ; a :K .\n'
        + ":a :p 1, true, :z, :y, ( :q :p ), [ :r 2 ] .\n# ---------- Satu\n:c :p <http://contoh.id/tanpa/nama> .\n"
    )
    assert turtle.canonical(written(tmp_path, text)) == (
        "# Kepala.\n# Lisensi.\n"
        + HEAD
        + "# ---------- Dua\n\n:a :p 1, true, :y, :z, ( :q :p ), [ :r 2 ] .\n\n"
        + ':b a :K ;\n    skos:prefLabel "a # bukan komentar"@id, "b"@id, "b"@en .\n\n'
        + "# ---------- Satu\n\n:c :p <http://contoh.id/tanpa/nama> .\n"
    )


@pytest.mark.parametrize("value", ['"a\\nb"', '"\\"kutip\\""', '"\\\\"', '"2019"^^:gTahun', '"""dua\nbaris "x" """'])
def test_a_text_is_written_so_that_it_is_read_again(tmp_path: Path, value: str) -> None:
    path = written(tmp_path, f"{HEAD}:a :p {value} .\n")
    before = set(turtle.load(path))
    path.write_text(turtle.canonical(path), encoding="utf-8")
    assert set(turtle.load(path)) == before


def test_the_command_rewrites_a_file_and_names_one_that_it_cannot(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + ":b a :K .\n:a a :K .\n")
    assert command.main([str(path)]) is None
    assert path.read_text(encoding="utf-8").endswith(":a a :K .\n\n:b a :K .\n")
    path.write_text("a b", encoding="utf-8")
    assert str(command.main([str(path)])).startswith("uji.ttl: line 1: ")
    assert path.read_text(encoding="utf-8") == "a b"


# ---------- Bad input


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (':a a :K ;\n  skos:prefLabel "tanpa akhir .\n', 5, "newline found in string literal"),
        (":a a :K .\n:b a lain:K .\n", 5, 'Prefix "lain:" not bound'),
        (":a a :K\n:b a :K .\n", 5, "expected '.' or '}' or ']' at end of statement"),
        (":a a :K .\n\n:a skos:prefLabel 'a' .\n", 6, ":a is described in line 4 already"),
        (":a a :K .\n<http://contoh.id/a> a :L .\n", 5, "<http://contoh.id/a> is described in line 4 already"),
        (":a a :K .\n# Mengapa.\n:b a :K .\n", 5, "a comment that is neither heading nor section"),
        (":a a :K ; # sebab\n  :p 1 .\n", 4, "a comment that is neither heading nor section"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    assert said(written(tmp_path, HEAD + text)).startswith(f"uji.ttl: line {line}: {reason}")


def test_a_node_without_a_name_that_is_used_twice_is_refused(tmp_path: Path) -> None:
    assert "name it" in said(written(tmp_path, HEAD + ":a :p _:x .\n:b :p _:x .\n_:x :q 1 .\n"))


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uji.ttl"
    assert said(path).startswith("uji.ttl: ")
    path.write_bytes(b"\xff\xfe\x00")
    assert said(path).startswith("uji.ttl: ")


@pytest.mark.parametrize(("folder", "name"), [("ontology", "kgkesos.ttl"), ("shapes", "jabatan.ttl")])
def test_who_reads_a_broken_file_names_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str
) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / name).write_text(HEAD + ":a a :K ;;; .\n:b a\n", encoding="utf-8")
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    with pytest.raises(DataFileError, match=rf"^{re.escape(name)}: line \d+: "):
        _ = closure.ontology_graph() if folder == "ontology" else findings.load_shapes()


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket opens and no name resolves."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.usefixtures("offline")
def test_an_import_is_never_fetched(tmp_path: Path) -> None:
    ontology = (resources.folder("ontology") / "kgkesos.ttl").read_text(encoding="utf-8")
    there = "<http://contoh.id/ontologi>"
    text = ontology.replace("a owl:Ontology ;", f"a owl:Ontology ;\n    owl:imports {there} ;", 1)
    assert text != ontology
    graph = turtle.load(written(tmp_path, text))
    assert closure.compile_rules(graph) == closure.compile_rules(closure.ontology_graph())
    closure.close_ontology(graph)
    findings.validate(graph, findings.load_shapes())


@pytest.mark.usefixtures("offline")
def test_a_remote_context_is_never_fetched(tmp_path: Path) -> None:
    path = written(tmp_path, '{"@context": "http://contoh.id/konteks.jsonld", "@id": "http://contoh.id/a"}')
    assert said(path).startswith("uji.ttl: line 1: ")


# ---------- What readers know of it


def test_readers_know_the_words_of_names_and_definitions_and_of_nothing_else() -> None:
    """Examples quote the documents: were their words known, a reader would know its samples."""
    names = (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.definition)
    texts = [text for path in FILES for name in names for text in Graph().parse(path).objects(None, name)]
    words = {
        word.casefold()
        for text in texts
        if isinstance(text, Literal) and text.language == "id"
        for word in re.findall(r"[^\W\d_]+", text)
    }
    assert kosakata._label_words() == words
