"""What a query may not do, found whatever the parser takes for a token, and honest queries left as they are."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from kgkesos.errors import SparqlError
from kgkesos.sparql import clauses, evaluation, frames, guard, tokens
from kgkesos.sparql.limits import Limits
from kgkesos.store import ParseError, Served

BASE = "https://w3id.org/kgkesos/sparql"
GRAPH = "https://w3id.org/kgkesos/graf/konsep"
# oxigraph refuses this port by itself, in words: whoever is told them got past the guard.
THERE = "<http://127.0.0.1:9/>"
REACHED = "The port 9 is not allowed"


@pytest.fixture(scope="module")
def graphs() -> evaluation.Graphs:
    store = ox.Store()
    one, other = ox.NamedNode("urn:a"), ox.NamedNode("urn:service")
    store.extend([ox.Quad(one, other, ox.Literal("1")), ox.Quad(one, other, one, ox.NamedNode(GRAPH))])
    return evaluation.Graphs(Served(store), BASE, frozenset([GRAPH]))


def answered(graphs: evaluation.Graphs, text: str) -> tuple[int, bytes]:
    """Status and body as a worker gives them."""
    done = evaluation.answer(graphs, frames.Job(text, None, None, "json", "nt"), Limits())
    return done.status, done.body


def unguarded(graphs: evaluation.Graphs, text: str) -> tuple[int, bytes]:
    """The same without the guard before it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "check", lambda text, *_: clauses.Reading(text))
        return answered(graphs, text)


INNOCENT = (
    "SELECT * WHERE { ?service ?p 'SERVICE' }",
    'SELECT * WHERE { ?s ?p """ " SERVICE <urn:x> {} """ }',
    "PREFIX service: <urn:> SELECT * WHERE { ?s service:service ?o }",
    "PREFIX from: <urn:from> SELECT * WHERE { ?s from:from 'x'@from }",
    "SELECT * WHERE { ?s ?p ?o } # SERVICE <urn:x> { }",
    "SELECT * WHERE { <urn:x#SERVICE> ?p ?o . <urn:y> ?p ?o }",
    r"SELECT * WHERE { ?s ?p '\'' , 'SERVICE <urn:x> {' }",
    "PREFIX ex: <urn:> SELECT * WHERE { ex:a\\#b ?p ?o }",
    f"SELECT * FROM <{GRAPH}> FROM NAMED <{GRAPH}> WHERE {{ ?s ?p ?o }}",
    f"SELECT * # FROM <urn:other>\nFROM <{GRAPH}> WHERE {{ ?s ?p ?o }}",
    "PREFIX g: <https://w3id.org/kgkesos/graf/> SELECT * FROM g:konsep WHERE { ?s ?p ?o }",
    "PREFIX : <https://w3id.org/kgkesos/graf/> SELECT (1 AS ?x) FROM NAMED:konsep FROM:konsep WHERE { ?s ?p ?o }",
    "BASE <https://w3id.org/kgkesos/graf/x> SELECT * FROM <konsep> WHERE { ?s ?p ?o }",
    r"SELECT * FROM <https://w3id.org/kgkesos/graf/kons\u0065p> WHERE { ?s ?p ?o }",
    f"PREFIX ex: <urn:> SELECT * {{ ?s ex:service ?o {{ ?s ?p ?o }} # SERVICE {THERE} {{ }}\n}}",
    "PREFIX service: <urn:> SELECT * { ?s service:service ?o GRAPH service:x { ?s ?p ?o } }",
    f"SELECT ('SERVICE {THERE} {{ }}' AS ?x) ('''from <urn:x>\nfrom named <urn:y>''' AS ?y) (<urn:from:x> AS ?z) {{ }}",
    "PREFIX from: <urn:from#> SELECT * { VALUES ?x { from:from-a from:from\\-b 'x'@from } { ?from <urn:x> ?y } UNION "
    "{ _:from <urn:service> ?y . [] from:from <urn:x> } UNION { ?y from:a <urn:x> } }",
    "SELECT * { ?s ?p ?o FILTER(?o < 2 && <urn:x#a> != <urn:y#b> && ?o <<urn:x#c> ) }",
    f"SELECT * {{ VALUES (?a ?b) {{ {'(<urn:x#a> <urn:y#b>) ' * 101} }} ?s ?p (<urn:x#a> <urn:x#b> <urn:x#c>) }}",
    f"SELECT * {{ VALUES ?a {{ {'-1 ' * 2_500} }} }}",
)
# With the status, and line and column where it is refused.
GUILTY = {
    "SELECT * WHERE { SERVICE <urn:x> { ?s ?p ?o } }": (403, 1, 18),
    "SELECT * WHERE {\n  {} service silent ?x { ?s ?p ?o } }": (403, 2, 6),
    "SELECT * WHERE { ?s ?p 'x' SERVICE#\n<urn:x>{} }": (403, 1, 28),
    "SELECT * WHERE { FILTER(?a<?b)SERVICE<urn:x>{} }": (403, 1, 31),
    "SELECT * WHERE { ?s ?p '#' . SERVICE <urn:x> {} }": (403, 1, 30),
    "SELECT * WHERE { ?s <urn:x#y> ?o . SERVICE ?s {} }": (403, 1, 36),
    "SELECT * FROM <urn:other> WHERE { ?s ?p ?o }": (400, 0, 0),
    "SELECT * FROM NAMED <urn:other> WHERE { ?s ?p ?o }": (400, 0, 0),
    "PREFIX g: <urn:> SELECT * FROM g:other WHERE { ?s ?p ?o }": (400, 0, 0),
    "PREFIX : <urn:> SELECT (1 AS ?x) FROM:other { }": (400, 0, 0),
    "PREFIX : <urn:> SELECT (1 AS ?x) FROM NAMED:other { }": (400, 0, 0),
    "SELECT (1<#>'''\n2 AS ?x) FROM <urn:other> WHERE { } #'''\n": (400, 0, 0),
    "ASKFROM<urn:other>{}": (400, 0, 0),
    "SELECT*FROMNAMED<urn:other>{}": (400, 0, 0),
    f"SELECT * {' '.join(f'FROM <{GRAPH}>' for _ in range(101))} {{}}": (400, 0, 0),
    f"ASK {'{' * 101}{'}' * 101}": (400, 1, 105),
    f"ASK {{ FILTER(1<#>'''\n2) FILTER({'(' * 100}1{')' * 100}) #'''\n}}": (400, 2, 109),
    f"ASK {{ FILTER({'!' * 2_001}1) }}": (400, 1, 2_014),
    f"ASK {{ FILTER(1{'+1' * 2_001}) }}": (400, 1, 4_015),
    f"ASK {{ {{}} {'UNION {}' * 1_001} }}": (400, 1, 8_010),
    f"SELECT {'(1AS?x)' * 1_001} {{ }}": (400, 1, 7_003),
}
# Each reaches another server where no guard stands before it.
HIDDEN = (
    f"SELECT * {{ SERVICE {THERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?a ?b ?c FILTER(1<#>'''\n2) SERVICE {THERE} {{ ?s ?p ?o }} #'''\n}}",
    f"SELECT * {{ {{ SELECT (1<#>'''\n2 AS ?n) {{}} }} SERVICE {THERE} {{ ?s ?p ?o }} #'''\n}}",
    f"SELECT * {{ BIND(<<(#>'''\n<urn:a> <urn:b> <urn:c> )>> AS ?n) SERVICE {THERE} {{ ?s ?p ?o }} #'''\n}}",
    f"PREFIX : {THERE} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    f"PREFIX : {THERE} PREFIX SERVICE: <urn:> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    f"PREFIX SILENT: {THERE} PREFIX service: <urn:> SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
    f"PREFIX ℃: {THERE} SELECT * {{ SERVICE ℃:x {{ ?s ?p ?o }} }}",
    f"PREFIX ex: <http://x:> SELECT * {{ VALUES ?x {{ ex: }} SERVICE {THERE} {{ ?s ?p ?o }} }}",
    f"PREFIX ex: <http://x:> SELECT * {{ {{}} UNION {{ ?a !ex:trueSERVICE {THERE} {{ ?s ?p ?o }} }} }}",
    f"PREFIX ex: <urn:> SELECT * {{ {{}} UNION {{ ?a ?b ex:x.y.SERVICE {THERE} {{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ {{}} UNION {{ ?a ?b trueSERVICE {THERE} {{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ {{}} UNION {{ ?a ?b 1e5SERVICE {THERE} {{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ {{}} UNION {{ ?a ?b 'x'@enSERVICE . SERVICE#'\n{THERE} {{ ?s ?p ?o }} }} }}",
)


@pytest.mark.parametrize("text", INNOCENT)
def test_the_guard_lets_pass_what_only_looks_like_it(graphs: evaluation.Graphs, text: str) -> None:
    status, body = answered(graphs, text)
    assert (status, body) == unguarded(graphs, text)
    assert status == 200


@pytest.mark.parametrize("text", GUILTY)
def test_the_guard_refuses_and_says_where(text: str) -> None:
    status, line, column = GUILTY[text]
    with pytest.raises(SparqlError) as refused:
        guard.check(text, {GRAPH}, BASE)
    assert refused.value.status == status
    assert not line or str(refused.value).startswith(f"Baris {line}, kolom {column}:")


@pytest.mark.parametrize("text", HIDDEN)
def test_service_is_refused_by_the_guard_however_it_is_hidden(graphs: evaluation.Graphs, text: str) -> None:
    status, body = answered(graphs, text)
    assert (status, b"SERVICE tidak dilayani" in body) == (403, True), body


@pytest.mark.parametrize("text", [one for one in HIDDEN if "UNION" not in one and "!" not in one])
def test_the_hidden_ones_would_reach_another_server(graphs: evaluation.Graphs, text: str) -> None:
    assert REACHED in unguarded(graphs, text)[1].decode()


def test_an_escape_makes_no_keyword(graphs: evaluation.Graphs) -> None:
    """What the guard writes instead of letters in strings and IRIs rests on this, of any version of the parser."""
    for written in (r"S\u0045RVICE", r"\U00000053ERVICE"):
        with pytest.raises(ParseError):
            graphs.store.query(f"SELECT * {{ {written} {THERE} {{ ?s ?p ?o }} }}", BASE, None, None)
        assert answered(graphs, f"SELECT ('{written}' AS ?x) {{ }}")[0] == 200


@pytest.mark.parametrize("broken", ["LIMIT", "'x", "}}}", "<x", "'''LIMIT '' {"])
def test_where_a_query_is_broken_is_told_by_its_own_lines(graphs: evaluation.Graphs, broken: str) -> None:
    text = f"SELECT ('SERVICE {THERE} {{ }} from <urn:x>' AS ?x) # from <urn:x>\n {{ ?s ?p 'SERVICE ?x {{'. }} {broken}"
    status, body = answered(graphs, text)
    assert (status, body) == unguarded(graphs, text)
    assert (status, body[:7]) == (400, b"Baris 2")


PROLOGUES = [
    f"PREFIX : {THERE} ",
    f"PREFIX SERVICE: {THERE} ",
    f"PREFIX service: {THERE} ",
    f"PREFIX SILENT: {THERE} ",
    f"BASE {THERE} ",
    "PREFIX bad: <http://x:> ",
    "PREFIX ex: <urn:> ",
    "PREFIX from: <urn:> ",
]
SERVICES = [
    f"SERVICE {THERE} {{?s ?p ?o}}",
    f"SERVICE#'''\n{THERE} {{}}",
    f"serviceSILENT{THERE} {{}}",
    "SERVICE:x {?s ?p ?o}",
    "SERVICE service:x {}",
    "SERVICE SILENT:x {}",
]
PIECES = [
    "'''", '"""', "'", '"', "#", "\n", "<", "<#>", "<#a>", "<urn:x#>", "1", "1.", "1e5", "true", "a", "?s", "?s?p?o",
    "ex:", "ex:a.b.", "bad:", "bad:true", "bad:'1'", "!ex:", "(", ")", "{", "}", "[", "]", "[]", "()", "<<", "<<(",
    ")>>", ".", ";", ",", "FILTER(", "BIND(", "AS?z", "EXISTS", "OPTIONAL", "UNION", "MINUS", "VALUES?v{", "SELECT*{",
    "=", "||", "&&", "+", "-", "*", "/", "|", "^", "^^", "@en", "@en1", "@x-", "--ltr", "\\", "\\u0053", "_:b", "_:",
    "?", "$", "~", "{|", "|}", "GRAPH", "{}", "{?s?p?o}", "<urn:service>", "?service", "ex:service", "service:a",
    "service", "'service'", "HAVING", "ORDER", "IN", "NOT", "%41", "·", "é", "ſ", "from", "from:x", "FROM<urn:x>",
    "'x'", "ex:a", "<urn:a>", " ", " ", " ", " ",
]  # fmt: skip
SHAPES = (
    "{}SELECT * {{ {} {} }}",
    "{}SELECT (1 {} AS ?x) {{ {} }}",
    "{}SELECT * {{ FILTER(1 {}) {} }}",
    "{}SELECT * {{ ?a ?b ?c {} }} ORDER BY {}",
)


def made_up(chance: random.Random, pieces: list[str]) -> str:
    """A text of some ``pieces`` in the places where a query may have something."""
    said = ["".join(chance.choice(pieces) for _ in range(chance.randint(0, most))) for most in (5, 1)]
    return chance.choice(SHAPES).format("".join(chance.sample(PROLOGUES, chance.randint(0, 4))), *said)


def test_no_text_gets_past_the_guard_to_another_server(graphs: evaluation.Graphs) -> None:
    chance, reaching = random.Random(7), 0
    for _ in range(3_000):
        text = made_up(chance, [*PIECES, *SERVICES * 10])
        if REACHED in unguarded(graphs, text)[1].decode():
            reaching += 1
            status, body = answered(graphs, text)
            assert (status, b"SERVICE tidak dilayani" in body) == (403, True), text
    assert reaching > 20


def test_no_honest_text_is_answered_otherwise_behind_the_guard(graphs: evaluation.Graphs) -> None:
    honest = [
        "?s ?p ?o .", "?s <urn:service> 'SERVICE <urn:x> {' .", "# service ?x {\n", "# from <urn:x>\n",
        "?service ?from ?o .", "FILTER(?s<<urn:x#from:b>)", "_:from <urn:from:x> ?from .", "{ ?s ?p 'x'@service }",
        "BIND('''from <urn:x> ' SERVICE:x {''' AS ?z)", "?s from:from <urn:x> .", "?s service:x ?y { ?s ?p ?o }",
        "FILTER(1<2)", "OPTIONAL { ?s ?p <urn:service/> }", "FILTER(?s < 3 && '>' < 'service ?x {')",
    ]  # fmt: skip
    chance, good = random.Random(8), 0
    for _ in range(300):
        said = " \n".join(chance.sample(honest, 3))
        text = f"PREFIX from: <urn:> PREFIX service: <urn:> SELECT * {{ {said} }}"
        status, body = answered(graphs, text)
        assert (status, body) == unguarded(graphs, text), text
        good += status == 200
    assert good > 100


@pytest.mark.parametrize("word", sorted(guard.UPDATES))
def test_an_update_is_known_by_its_first_word(word: str) -> None:
    assert guard.update(f"BASE <urn:x> PREFIX select: <urn:y> # ASK\n{word.lower()} DATA") == word
    assert guard.update(f"SELECT ?{word} WHERE {{ }}") is None


def test_tokens_tell_words_from_what_holds_them() -> None:
    text = 'SELECT ?a WHERE { a:b.c <urn:#d> \'e\' """f"g""" , _:h @id 1.5e3 } # i'
    assert [(token.kind, token.text) for token in tokens.of(text)] == [
        ("word", "SELECT"), ("variable", "?a"), ("word", "WHERE"), ("mark", "{"), ("name", "a:b.c"),
        ("iri", "<urn:#d>"), ("string", "'e'"), ("string", '"""f"g"""'), ("mark", ","), ("label", "_:h"),
        ("tag", "@id"), ("number", "1.5e3"), ("mark", "}"),
    ]  # fmt: skip
    assert "".join(token.text for token in tokens.whole(text)) == text
