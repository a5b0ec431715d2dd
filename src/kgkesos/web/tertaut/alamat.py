"""Addresses of this host, and the IRIs of the build that they stand for.

The Host header is never looked at: an IRI is made of the path alone, under the base that the build was made with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kgkesos.vocab import BASE

# Paths under the build's own base, and those of the vocabulary, whose IRIs no build changes.
_OF_DATA: Final = ("id", "graf")
_OF_VOCABULARY: Final = ("konsep", "kode", "ontology", "penyelarasan")
SPACES: Final = (*_OF_DATA, *_OF_VOCABULARY)
# Longer than any IRI that is minted, by far; longer ones are not looked for.
LONGEST: Final = 2000
# What an IRI is made of (RFC 3987, section 2.2: iunreserved, sub-delims, ":" "@" "/"), without marks that nobody sees;
# no minted IRI has a percent sign. Segments of dots are taken away by clients (RFC 3986, section 5.2.4).
_IRI = re.compile(
    r"[A-Za-z0-9_.~:@!$&'()*+,;=/\-\xa1-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    r"\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef\U00010000-\U0001fffd]*"
)
_DOTS = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")
# Characters that stand as they are in an address (RFC 3986: unreserved, sub-delims, ":" "@" "/").
_PLAIN = "/:@!$&'()*+,;=~-._"
# The same in a whole address, which may be encoded already and may have any part (RFC 3986, section 2).
_ASCII = f"{_PLAIN}%?#[]"


@dataclass(frozen=True, slots=True)
class Alamat:
    """Addresses and IRIs of a build whose data IRIs begin with ``base``."""

    base: str

    def iri(self, path: str) -> str | None:
        """The IRI that the decoded ``path`` (without its first slash) stands for; None where it can be none.

        >>> Alamat("https://data.contoh.go.id/").iri("id/dokumen/iku")
        'https://data.contoh.go.id/id/dokumen/iku'
        >>> Alamat("https://data.contoh.go.id/").iri("konsep/pmks")
        'https://w3id.org/kgkesos/konsep/pmks'
        """
        if len(path) > LONGEST or not _IRI.fullmatch(path) or _DOTS.search(path):
            return None
        space = path.partition("/")[0]
        if space in _OF_DATA and len(path) > len(space) + 1:
            return f"{self.base}{path}"
        return f"{BASE}{path}" if space in _OF_VOCABULARY and not path.endswith("/") else None

    def path(self, iri: str) -> str | None:
        """The path that ``iri`` has here, without the first slash, its fragment kept; None where it is not ours."""
        for base, spaces in ((self.base, _OF_DATA), (BASE, _OF_VOCABULARY)):
            rest = iri.removeprefix(base)
            if rest != iri and re.split("[/#]", rest, maxsplit=1)[0] in spaces:
                return rest
        return None

    def address(self, iri: str) -> str | None:
        """Where ``iri`` is answered on this host, as a page links to it.

        >>> Alamat(BASE).address("https://w3id.org/kgkesos/ontology#Indikator")
        '/ontology#Indikator'
        """
        path = self.path(iri)
        return None if path is None else f"/{encoded(path)}"


def encoded(path: str) -> str:
    """``path`` as it stands in an address and in a header: ASCII alone."""
    before, mark, fragment = path.partition("#")
    return quote(before, safe=_PLAIN) + mark + quote(fragment, safe=_PLAIN)


def uri(iri: str) -> str:
    """``iri`` as it stands in a header, wherever it leads (RFC 3987, section 3.1): what is ASCII stays as it is.

    >>> uri("https://data.contoh.go.id/kesra%20é/")
    'https://data.contoh.go.id/kesra%20%C3%A9/'
    """
    return quote(iri, safe=_ASCII)
