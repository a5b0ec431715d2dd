"""What is refused before it runs: writing, asking other servers, graphs outside the dataset, endless nesting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kgkesos.errors import SparqlError, nearest
from kgkesos.sparql import clauses, tokens
from kgkesos.sparql.clauses import Found, Reading

# SPARQL 1.1 Update: the words that an operation begins with.
UPDATES: Final = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
# Deeper nesting is no question that people ask, and a parser that recurses would overflow its stack.
DEEPEST = 100
# So many graphs a request may name.
MOST_GRAPHS = 100
_OPEN, _CLOSE = frozenset("{(["), frozenset("})]")
# So many signs of operators a query may have, and so many parts: each may be a call inside another, and there is room
# for some 3,000 of the one kind, and more than 1,000 of the other.
MOST_SIGNS, MOST_PARTS = 2_000, 1_000
_SIGNS = frozenset("!+-*/|&") | {"<<"}
_PARTS: Final = frozenset(["UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "AS", "SELECT", "HAVING", "VALUES", "GRAPH"])
# A text in which neither stands reaches nowhere.
_SUSPECT: Final = ("service", "from")


def check(text: str, graphs: Collection[str] | None, base: str) -> Reading:
    """Refuse ``text`` where it would reach beyond the dataset of the named graphs ``graphs`` (None: any may be named).

    ``base`` is what relative IRIs are resolved against. What is given back is what the parser may be given. A text that
    is no SPARQL passes: the parser says what is wrong.

    Raises:
        SparqlError: it asks another server (SERVICE), names a graph that there is not, nests or chains too much.
    """
    # No part is without a bracket.
    if sum(map(text.count, _OPEN)) > DEEPEST or sum(map(text.count, _SIGNS)) > MOST_SIGNS:
        _no_depth(text)
    low = text.lower()
    if not any(letters in low for letters in _SUSPECT):
        return Reading(text)
    reading = clauses.read(text, base)
    service = next((one for one in reading.found if one.keyword == "SERVICE"), None)
    if service:
        raise no_service(text, service)
    if graphs is not None and reading.found:
        if len(reading.found) > MOST_GRAPHS:
            raise SparqlError(400, f"Paling banyak {MOST_GRAPHS} graf sekaligus. (At most {MOST_GRAPHS} graphs.)")
        known(clauses.graphs(reading, base), graphs)
    return reading


def update(text: str) -> str | None:
    """The word of SPARQL Update that ``text`` begins with, after its prologue; None where it begins with none.

    >>> update("PREFIX insert: <urn:x> # DELETE\\nDrop ALL"), update("DESCRIBE <urn:x>")
    ('DROP', None)
    """
    found = iter(tokens.of(text))
    for token in found:
        word = token.text.upper()
        if token.kind == "word" and word in ("PREFIX", "BASE"):
            continue
        if token.kind in ("iri", "name"):
            continue
        return word if token.kind == "word" and word in UPDATES else None
    return None


def known(asked: Sequence[str], graphs: Collection[str]) -> None:
    """Refuse names of graphs that are not among ``graphs``.

    Raises:
        SparqlError: one is not; those that come near are said.
    """
    for name in asked:
        if name not in graphs:
            near = nearest(name, sorted(graphs))
            meant = f" Mungkin maksud Anda (did you mean): {', '.join(f'<{one}>' for one in near)}." if near else ""
            raise SparqlError(
                400,
                f"Graf <{name}> tidak ada di sini; daftar graf ada di keterangan layanan (alamat ini tanpa query). "
                f"(There is no such graph here; the service description lists them.){meant}",
            )


def no_service(text: str, found: Found) -> SparqlError:
    """The refusal of SERVICE, which ``text`` has where it is ``found``."""
    line, column = tokens.place(text, found.start)
    return SparqlError(
        403,
        f"Baris {line}, kolom {column}: SERVICE tidak dilayani; server ini tidak menghubungi server lain. "
        f"(Line {line}, column {column}: SERVICE is refused; this server asks no other server.)",
    )


def _no_depth(text: str) -> None:
    """Refuse what overflows the stack of a parser that recurses, or of the evaluation."""
    depth = signs = parts = 0
    for token in tokens.of(text):
        if token.kind == "mark":
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
            signs += token.text in _SIGNS
        parts += token.word in _PARTS
        for count, most, what, english in (
            (depth, DEEPEST, "kurung bersarang", "brackets inside each other"),
            (signs, MOST_SIGNS, "operator", "operators"),
            (parts, MOST_PARTS, "bagian (UNION, OPTIONAL, FILTER ...)", "parts"),
        ):
            if count > most:
                line, column = tokens.place(text, token.start)
                raise SparqlError(
                    400,
                    f"Baris {line}, kolom {column}: kueri terlalu rumit, lebih dari {most} {what}. "
                    f"(Line {line}, column {column}: too complex, more than {most} {english}.)",
                )
