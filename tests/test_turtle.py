"""Turtle files have one form, say where they are broken, and fetch nothing."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kgkesos import closure, findings, resources, store, turtle
from kgkesos.errors import DataFileError
from kgkesos.reading.kata import kosakata
from kgkesos.turtle import __main__ as command

FILES = resources.files("ontology", "*.ttl")
# Written by people; the other two are generated.
HAND_WRITTEN = [path for path in FILES if path.name not in ("nomenklatur-1.06.ttl", "wilayah.ttl")]
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
        (':a a :K ;\n  skos:prefLabel "tanpa akhir .\n', 5, "Unexpected end of file"),
        (":a a :K .\n:b a lain:K .\n", 5, "The prefix lain: has not been declared"),
        (":a a :K\n:b a :K .\n", 5, "A dot is expected at the end of statements"),
        (":a a :K .\n:b :p <tanpa-skema> .\n", 5, "No scheme found in an absolute IRI"),
        (":a a :K .\n\n:b :p << :c :p :d >> .\n", 6, "not a term of RDF data"),
        (':a a :K .\n\n:b :p "x"@en--ltr .\n', 6, "not a term of RDF data"),
        (":a a :K .\n\n:a skos:prefLabel 'a' .\n", 6, ":a is described in line 4 already"),
        (":a a :K .\n<http://contoh.id/a> a :L .\n", 5, "<http://contoh.id/a> is described in line 4 already"),
        (":a a :K .\n# Mengapa.\n:b a :K .\n", 5, "a comment that is neither heading nor section"),
        (":a a :K ; # sebab\n  :p 1 .\n", 4, "a comment that is neither heading nor section"),
        (":a :p 'x' . # sebab\n", 4, "a comment that is neither heading nor section"),
        ("BASE <http://contoh.id/>\n<a> :p 1 .\n", 4, "the one form has no base"),
        ("@base <http://contoh.id/> .\n<a> :p 1 .\n", 4, "the one form has no base"),
        (":a :p 1 .\n@prefix : <http://lain.id/> .\n:b :p 1 .\n", 4, ":a is no subject that the one form can place"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    assert said(written(tmp_path, HEAD + text)).startswith(f"uji.ttl: line {line}: {reason}")


OTHER_WORDS = {
    "a sign of a comment in single quotes": ":a :p 'x # y', \"x ' y\", '''x\n# y''', '\"', '.' .\n\n:b :p ' . :c' .\n",
    "a prefix without a stop": "PREFIX lain: <http://lain.id/>\nlain:a :p 1 .\n",
    "a list that says something": "( 1 2 ) :p 3 .\n",
    "a list that says more than a list": "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    ":a :p [ rdf:first 1 ; rdf:rest () ; :q 2 ] .\n",
    "a list with a named part": "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    ":a :p [ rdf:first 1 ; rdf:rest :b ] .\n:b rdf:first 2 ; rdf:rest () .\n",
    "numbers as they are written": ":a :p 01, +1, 1, 1.50, 1e3 .\n",
    "escaped names": ":a\\,b :p :c\\.d .\n<http://contoh.id/\\u0061> :p 1 .\n",
    "what is no value of its datatype": ':a :p "x"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
    "nothing": "",
}


@pytest.mark.parametrize("text", OTHER_WORDS.values(), ids=OTHER_WORDS.keys())
def test_what_can_be_written_otherwise_says_the_same_in_the_one_form(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, HEAD + text)
    form = turtle.canonical(path)
    assert store.Turtle(path, HEAD + text).differences(store.Turtle(path, form)) == ()
    assert turtle.canonical(written(tmp_path, form)) == form


@pytest.mark.parametrize(
    "circle", ["_:x :q _:y . _:y :q _:x .", "_:x :q _:x .", "_:x :q [ :q _:x ] .", "_:x :q ( _:x ) ."]
)
def test_nodes_that_only_lead_to_each_other_are_refused_not_dropped(tmp_path: Path, circle: str) -> None:
    path = written(tmp_path, f"{HEAD}{circle}\n:a :p 1 .\n")
    before = path.read_bytes()
    assert "in a circle" in str(command.main([str(path)]))
    assert path.read_bytes() == before


def test_a_form_that_loses_a_triple_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, HEAD + ":b :p 1 .\n:a :p 1 .\n")
    monkeypatch.setattr(turtle, "write", lambda *_: HEAD + ":a :p 1 .\n")
    before = path.read_bytes()
    assert str(command.main([str(path)])).startswith(
        "uji.ttl: the one form would lose or change this: <http://contoh.id/b>"
    )
    assert path.read_bytes() == before


def test_a_node_without_a_name_that_is_used_twice_is_refused(tmp_path: Path) -> None:
    assert "name it" in said(written(tmp_path, HEAD + ":a :p _:x .\n:b :p _:x .\n_:x :q 1 .\n"))


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "uji.ttl"
    assert said(path).startswith("uji.ttl: ")
    path.write_bytes(b"\xff\xfe\x00")
    assert said(path).startswith("uji.ttl: ")


def test_a_byte_that_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "uji.ttl"
    path.write_bytes(b'# satu\n# dua\n:a :p "\xe9" .\n')
    assert said(path).startswith("uji.ttl: line 3: no text in UTF-8")


def test_the_mark_that_windows_puts_before_a_text_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "uji.ttl"
    path.write_text("\ufeff" + (HEAD + ":a :p 1 .\n").replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert turtle.canonical(path) == HEAD.replace("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n", "") + (
        ":a :p 1 .\n"
    )


def broken(text: str, rounds: int) -> Iterator[str]:
    """``text`` cut off, with a piece taken out, and with a sign put in, each at places of its own."""
    chance = random.Random(11)
    for _ in range(rounds):
        at = chance.randrange(len(text))
        yield text[:at]
        yield text[:at] + text[at + chance.choice([1, 2, 20]) :]
        yield text[:at] + chance.choice("<>\"[]().;,@#\\'{}^\0") + text[at:]


def reading(path: Path) -> Graph | str:
    """The graph of ``path``, or what is wrong with it."""
    try:
        return turtle.load(path)
    except DataFileError as error:
        return str(error)


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=lambda path: path.name)
def test_a_file_cut_or_changed_anywhere_is_read_as_it_says_or_refused_with_its_line(path: Path, tmp_path: Path) -> None:
    """What is no Turtle never comes through as a graph, nor as an error of the parser's own."""
    whole, refused = path.read_text(encoding="utf-8"), 0
    # Of a long file its beginning, to the end of a statement: to read all of it 180 times takes long.
    end = whole.find(" .\n\n", 15_000)
    for text in broken(whole if end < 0 else whole[: end + 3], 60):
        read = reading(written(tmp_path, text))
        if isinstance(read, Graph):
            assert len(read) == len(set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)))
        else:
            found = re.match(r"uji\.ttl: line (\d+): \S", read)
            assert found, read
            assert 1 <= int(found[1]) <= text.count("\n") + 1
            refused += 1
    assert refused > 80


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_another_parser_reads_the_same(path: Path) -> None:
    assert isomorphic(turtle.load(path), Graph().parse(path))


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
def test_an_import_of_shapes_is_never_fetched(tmp_path: Path) -> None:
    """Neither by who loads them nor by who runs them, and the file that names it says all that it said before."""
    text = (resources.folder("shapes") / "ontologi.ttl").read_text(encoding="utf-8")
    imports = "<http://contoh.id/bentuk> a owl:Ontology ; owl:imports <http://contoh.id/lain>, <http://contoh.id/> .\n"
    shapes = turtle.load(written(tmp_path, text + imports))
    plain = turtle.load(written(tmp_path, text))
    assert len(shapes) == len(plain) + 3
    data = closure.ontology_graph()
    data.add((URIRef("http://contoh.id/data"), OWL.imports, URIRef("http://contoh.id/ontologi")))
    assert findings.validate(data, shapes) == findings.validate(data, plain) == ()


@pytest.mark.usefixtures("offline")
def test_a_remote_context_is_never_fetched(tmp_path: Path) -> None:
    path = written(tmp_path, '{"@context": "http://contoh.id/konteks.jsonld", "@id": "http://contoh.id/a"}')
    assert said(path).startswith("uji.ttl: line 1: ")


# ---------- What readers know of it


def test_readers_know_the_words_of_names_and_definitions_and_of_nothing_else() -> None:
    """Examples quote the documents: were their words known, a reader would know its samples."""
    names = (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.definition)
    # The spelling list has words for findings, not for readers; alignments have no names.
    known = [path for path in FILES if path.name in ("kgkesos.ttl", "konsep.ttl", "kode.ttl")]
    texts = [text for path in known for name in names for text in Graph().parse(path).objects(None, name)]
    words = {
        word.casefold()
        for text in texts
        if isinstance(text, Literal) and text.language == "id"
        for word in re.findall(r"[^\W\d_]+", text)
    }
    assert kosakata._label_words() == words


def test_readers_do_not_know_the_slips_of_an_official_list() -> None:
    """The generated files print what the list prints, glued words too; a reader that knew them would not part them."""
    slips = {"didaerah", "lintasdaerah", "bencanakabupaten"}
    printed = " ".join(path.read_text(encoding="utf-8").casefold() for path in FILES if path not in HAND_WRITTEN)
    assert {slip for slip in slips if slip in printed} == slips
    assert kosakata._label_words() & slips == set()
