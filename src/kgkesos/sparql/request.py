"""A request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/#query-operation) -> what it asks.

Nothing here looks inside the query: that is done where a parser may fall over.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kgkesos.errors import SparqlError
from kgkesos.sparql import forms

QUERY_MEDIA: Final = "application/sparql-query"
UPDATE_MEDIA: Final = "application/sparql-update"
FORM_MEDIA: Final = "application/x-www-form-urlencoded"
# The forms that ``format`` may ask for: for those who cannot send an Accept header.
FORMATS: Final = ("json", "xml", "csv", "tsv", "ttl", "nt", "jsonld", "rdf")
_MOST_GRAPHS = 100
# So many parts a form may have: as many graphs as may be named of either kind, and some more.
_MOST_PARTS = 300
# A per cent sign that two hexadecimal digits do not follow.
_BROKEN = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_NOT_IN_IRIS = re.compile(r"[\x00-\x20<>\"{}|\\^`]")
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)

_WRITING: Final = (
    "Alamat ini hanya membaca; SPARQL Update tidak dilayani. "
    "(This endpoint is read-only: SPARQL Update is refused. Send a query: SELECT, ASK, CONSTRUCT or DESCRIBE.)"
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a request asks: the text of one query, the graphs that make up its dataset (None where it names none of
    either kind), and a form asked for by name."""

    text: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None
    form: str | None


def of_get(query_string: bytes) -> Request | None:
    """What a GET or HEAD asks; None where it asks no query (then the service describes itself).

    Raises:
        SparqlError: it asks several queries, an update, or is not well encoded.
    """
    said = tuple(_pairs(query_string))
    return _request(said) if any(name in ("query", "update", *_GRAPHS) for name, _ in said) else None


def form_of_get(query_string: bytes) -> str | None:
    """The form that a GET without a query asks for by name (``?format=ttl``); None where it names none.

    Raises:
        SparqlError: there is no such form, or it is not well encoded.
    """
    return _form(tuple(_pairs(query_string)))


def of_post(content_type: str, query_string: bytes, body: bytes) -> Request:
    """What a POST asks, by a form or with the query as it is.

    Raises:
        SparqlError: its media type is neither, it is not UTF-8, asks none or several queries, or an update.
    """
    media = content_type.partition(";")[0].strip().lower()
    charset = _CHARSET.search(content_type)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise SparqlError(415, f"Hanya UTF-8, bukan {charset[1]}. (UTF-8 only.)")
    if media == UPDATE_MEDIA:
        raise SparqlError(403, _WRITING)
    said = tuple(_pairs(query_string))
    if media == FORM_MEDIA:
        return _request((*said, *_pairs(body)))
    if media == QUERY_MEDIA:
        return _request((*said, ("query", _text(body))))
    given = f"{media} tidak dilayani" if media else "Content-Type tidak disebut"
    raise SparqlError(
        415,
        f"{given}; kirim {QUERY_MEDIA} (kueri apa adanya) atau {FORM_MEDIA} (query=...). "
        f"(Unsupported media type: send {QUERY_MEDIA} or {FORM_MEDIA}.)",
    )


_GRAPHS: Final = ("default-graph-uri", "named-graph-uri")


def _request(said: Sequence[tuple[str, str]]) -> Request:
    if any(name == "update" for name, _ in said):
        raise SparqlError(403, _WRITING)
    queries = [value for name, value in said if name == "query"]
    if len(queries) != 1:
        raise SparqlError(
            400,
            f"Satu permintaan harus berisi tepat satu query, bukan {len(queries)}. "
            f"(A request must have exactly one query, not {len(queries)}.)",
        )
    if "\0" in queries[0]:
        raise SparqlError(400, "Kueri tidak boleh memuat karakter NUL. (A query must not hold NUL characters.)")
    default_graphs, named_graphs = (_graphs(name, said) for name in _GRAPHS)
    return Request(queries[0], default_graphs, named_graphs, _form(said))


def _graphs(parameter: str, said: Sequence[tuple[str, str]]) -> tuple[str, ...] | None:
    named = tuple(value for name, value in said if name == parameter)
    if len(named) > _MOST_GRAPHS:
        raise SparqlError(400, f"{parameter}: paling banyak {_MOST_GRAPHS} kali. (At most {_MOST_GRAPHS}.)")
    for iri in named:
        if _NOT_IN_IRIS.search(iri) or not _has_scheme(iri):
            raise SparqlError(400, f"{parameter}: bukan IRI mutlak (not an absolute IRI): {iri[:200]!r}")
    return named or None


def _has_scheme(iri: str) -> bool:
    try:
        return bool(urlsplit(iri).scheme)
    except ValueError:
        return False


def _form(said: Sequence[tuple[str, str]]) -> str | None:
    form = next((value for name, value in said if name == "format" and value), None)
    if form is not None and forms.named(form) is None:
        raise SparqlError(400, f"format: {form[:50]!r} tidak ada; yang ada (known): {', '.join(FORMATS)}.")
    return form


def _pairs(encoded: bytes) -> Iterator[tuple[str, str]]:
    """Names and values of ``application/x-www-form-urlencoded``."""
    if encoded.count(b"&") > _MOST_PARTS:
        # Decoding a million of them would hold up everybody.
        raise SparqlError(400, f"Paling banyak {_MOST_PARTS} bagian antara tanda &. (At most {_MOST_PARTS} parts.)")
    for part in encoded.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            yield decoded(name), decoded(value)


def decoded(encoded: bytes) -> str:
    """A name or value of ``application/x-www-form-urlencoded`` as text.

    Raises:
        SparqlError: it is not well encoded.
    """
    if _BROKEN.search(encoded):
        raise SparqlError(
            400,
            "Tanda % harus diikuti dua angka heksadesimal; tulis %25 untuk % itu sendiri. (Broken percent-encoding.)",
        )
    return _text(unquoted(encoded.replace(b"+", b" ")))


def unquoted(encoded: bytes) -> bytes:
    """``encoded`` with its percent-encoding resolved, which is not broken.

    Quoted-printable writes bytes alike but for the sign; its decoder is fifteen times as fast as urllib's, which took
    a tenth of the time of a small query.

    >>> unquoted(b"a%20%3d=%25+%C3%A9")
    b'a ==%+\\xc3\\xa9'
    """
    return binascii.a2b_qp(encoded.replace(b"=", b"%3D").replace(b"%", b"="))


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode()
    except UnicodeDecodeError as error:
        raise SparqlError(400, f"Bukan UTF-8, pada bita ke-{error.start + 1}. (Not UTF-8.)") from None
