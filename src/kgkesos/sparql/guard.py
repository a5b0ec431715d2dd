"""What is refused before it runs: writing, asking other servers, graphs outside the dataset, endless nesting."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final
from urllib.parse import urljoin

from kgkesos.errors import SparqlError, nearest
from kgkesos.sparql import tokens
from kgkesos.sparql.tokens import Token

# SPARQL 1.1 Update: the words that an operation begins with.
UPDATES: Final = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
# Deeper nesting is no question that people ask, and a parser that recurses would overflow its stack.
DEEPEST = 100
# So many graphs a request may name.
MOST_GRAPHS = 100
_OPEN, _CLOSE = frozenset("{(["), frozenset("})]")
# A text in which none of this stands has nothing to refuse: its tokens need not be looked at.
_SUSPECT = re.compile(r"service|from|\\u", re.IGNORECASE)


def check(text: str, graphs: Collection[str] | None, base: str) -> None:
    """Refuse ``text`` where it would reach beyond the dataset of the named graphs ``graphs`` (None: any may be named).

    ``base`` is what relative IRIs are resolved against. A text that is no SPARQL passes: the parser says what is wrong.

    Raises:
        SparqlError: it asks another server (SERVICE), names a graph that there is not, or nests too deeply.
    """
    if sum(map(text.count, _OPEN)) <= DEEPEST and not _SUSPECT.search(text):
        return
    found = tuple(tokens.of(text))
    _no_service(text, found)
    _no_depth(text, found)
    if graphs is not None:
        known(_named(found, base), graphs)


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


def _no_service(text: str, found: Sequence[Token]) -> None:
    for token in found:
        if token.kind == "word" and token.text.upper() == "SERVICE":
            line, column = tokens.place(text, token.start)
            raise SparqlError(
                403,
                f"Baris {line}, kolom {column}: SERVICE tidak dilayani; server ini tidak menghubungi server lain. "
                f"(Line {line}, column {column}: SERVICE is refused; this server asks no other server.)",
            )


def _no_depth(text: str, found: Sequence[Token]) -> None:
    depth = 0
    for token in found:
        if token.kind == "mark":
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
        if depth > DEEPEST:
            line, column = tokens.place(text, token.start)
            raise SparqlError(
                400,
                f"Baris {line}, kolom {column}: kueri bersarang lebih dari {DEEPEST} kurung. "
                f"(Line {line}, column {column}: more than {DEEPEST} brackets inside each other.)",
            )


def _named(found: Sequence[Token], base: str) -> list[str]:
    """The graphs that FROM and FROM NAMED name, in full."""
    prefixes: dict[str, str] = {}
    named: list[str] = []
    for i, token in enumerate(found):
        word = token.text.upper() if token.kind == "word" else ""
        after = found[i + 1 : i + 3]
        if word == "BASE" and after and after[0].kind == "iri":
            base = urljoin(base, _iri(after[0]))
        elif word == "PREFIX" and len(after) == 2 and after[1].kind == "iri":
            prefixes[after[0].text.partition(":")[0]] = urljoin(base, _iri(after[1]))
        elif word == "FROM" and after:
            target = after[1] if after[0].text.upper() == "NAMED" and len(after) == 2 else after[0]
            if target.kind == "iri":
                named.append(urljoin(base, _iri(target)))
            elif target.kind == "name":
                prefix, _, local = target.text.partition(":")
                named.append(prefixes.get(prefix, f"{prefix}:") + re.sub(r"\\(.)", r"\1", local))
    if len(named) > MOST_GRAPHS:
        raise SparqlError(400, f"Paling banyak {MOST_GRAPHS} graf sekaligus. (At most {MOST_GRAPHS} graphs.)")
    return named


def _iri(token: Token) -> str:
    """The IRI that ``token`` writes, its escapes resolved."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _character, token.text[1:-1])


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= 0x10FFFF else found[0]
