"""The rows of one triple pattern as SPARQL's JSON, taken from an index: nothing is parsed, planned or ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from json.encoder import encode_basestring as quoted
from typing import Final

import pyoxigraph as ox

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_UNION: Final = ox.DefaultGraph()
Terms = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """An answer and how many rows it has; empty where it would be too long."""

    body: bytes
    count: int


def rows(store: ox.Store, pattern: Terms, names: Terms, shown: Sequence[str], most: int, size: int) -> Found | None:
    """At most ``most`` rows of ``pattern``, IRIs and None where anything may stand, of at most ``size`` bytes.

    ``names`` are the variables of what is open, ``shown`` those in the answer (SPARQL 1.1 Query Results JSON Format).
    None where a term has no place in that, or an IRI is none.
    """
    try:
        subject, predicate, object_ = (None if iri is None else ox.NamedNode(iri) for iri in pattern)
    except ValueError:
        return None
    places = {name: place for place, name in enumerate(names) if name is not None}
    columns = [(f"{quoted(name)}:", places[name]) for name in shown if name in places]
    lines: list[bytes] = []
    for quad in islice(store.quads_for_pattern(subject, predicate, object_, _UNION), most):
        triple = quad.triple
        cells = []
        for name, place in columns:
            cell = _cell(triple[place])
            if cell is None:
                return None
            cells.append(name + cell)
        lines.append(f"{{{','.join(cells)}}}".encode())
        size -= len(lines[-1])
        if size < 0:
            return Found(b"", len(lines))
    head = f'{{"head":{{"vars":[{",".join(map(quoted, shown))}]}},"results":{{"bindings":['.encode()
    return Found(b"%b%b]}}" % (head, b",".join(lines)), len(lines))


def _cell(term: object) -> str | None:
    """``term`` in JSON; None where it is of RDF 1.2."""
    if isinstance(term, ox.NamedNode):
        return f'{{"type":"uri","value":{quoted(term.value)}}}'
    if isinstance(term, ox.BlankNode):
        return f'{{"type":"bnode","value":{quoted(term.value)}}}'
    if not isinstance(term, ox.Literal) or term.direction is not None:
        return None
    said = f'{{"type":"literal","value":{quoted(term.value)}'
    if term.language:
        return f'{said},"xml:lang":{quoted(term.language)}}}'
    datatype = term.datatype.value
    return f"{said}}}" if datatype == _STRING else f'{said},"datatype":{quoted(datatype)}}}'
