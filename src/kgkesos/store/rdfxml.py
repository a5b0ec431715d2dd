"""What RDF/XML cannot write, told before pyoxigraph writes it all the same: what is no XML then, or reads otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final

import pyoxigraph as ox

from kgkesos.errors import UnwritableError

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE: Final = ox.NamedNode(f"{_RDF}type")
# Names of RDF that are no property (RDF/XML, section 7.2.2).
_SYNTAX: Final = frozenset(
    {"RDF", "Description", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li"}
    | {"aboutEach", "aboutEachPrefix", "bagID"}
)
# What an element's name begins with, and what follows (XML 1.0, section 2.3, without the colon).
_FIRST: Final = (
    r"A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_BEGINNING: Final = re.compile(f"[{_FIRST}]")
# Of an IRI from its end: a search from its beginning would take the square of its length.
_ENDING: Final = re.compile(rf"[{_FIRST}\-.0-9\xb7\u0300-\u036f\u203f\u2040]*")
# Characters that no XML holds (XML 1.0, section 2.2), and the same as bytes of UTF-8.
_NO_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_BYTES: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def writable(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """``triples``, as they come.

    Raises:
        UnwritableError: RDF/XML has no way to write one of them.
    """
    named: set[str] = set()
    for triple in triples:
        _check_name(triple.predicate.value, named)
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            # It may become the name of the element that tells of the subject.
            _check_name(triple.object.value, named)
        elif isinstance(triple.object, ox.Literal) and (found := _NO_CHARACTER.search(triple.object.value)):
            raise _unwritable(f"U+{ord(found[0]):04X}", "tanda ini tidak ada dalam XML", "XML has no such character")
        yield triple


def _check_name(iri: str, named: set[str]) -> None:
    if iri in named:
        return
    ending = _ENDING.match(iri[::-1])
    if iri.removeprefix(_RDF) in _SYNTAX or not (ending and _BEGINNING.search(ending[0])):
        raise _unwritable(f"<{iri}>", "tidak dapat menjadi nama unsur XML", "this cannot name an XML element")
    named.add(iri)


def _unwritable(what: str, says: str, english: str) -> UnwritableError:
    return UnwritableError(f"RDF/XML tidak dapat menulis {what}: {says}. (RDF/XML cannot write it: {english}.)")


class Returned:
    """Takes RDF/XML for ``out``: a carriage return as a reference, since a parser takes one as it is for a line's end.

    None stands outside of texts.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, chunk: bytes) -> int:
        """Take ``chunk``."""
        self._out.write(chunk.replace(b"\r", b"&#13;"))
        return len(chunk)

    def flush(self) -> None:
        """Hold nothing back."""
        self._out.flush()


class Held(Returned):
    """Takes results of a query in XML for ``out`` in the same way, and nothing that XML does not hold.

    Raises:
        UnwritableError: on writing, of what has no way to be written.
    """

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__(out)
        self._end = b""

    def write(self, chunk: bytes) -> int:
        """Take ``chunk``."""
        # A character may stand at the seam of two.
        if found := _NO_BYTES.search(self._end + chunk):
            character = f"U+{ord(found[0].decode()):04X}"
            raise UnwritableError(
                f"XML tidak dapat memuat {character}; minta JSON atau CSV. (XML has no such character: ask for JSON.)"
            )
        self._end = bytes(chunk[-2:])
        return super().write(chunk)
