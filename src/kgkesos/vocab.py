"""The IRIs that Python code names. Everything else about a term stands in ``ontology/``."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from rdflib import Namespace, URIRef

from kgkesos.errors import BaseIriError
from kgkesos.normalize import region_slug, slug


class Terms(Namespace):
    """A namespace that makes each of its terms once: rdflib's looks through the letters of a term at every use."""

    def __getattr__(self, name: str) -> URIRef:
        term = super().__getattr__(name)
        # From now on an attribute of its own, which Python finds without asking here.
        self.__dict__[name] = term
        return term


# Fixed for ever: documents cite it.
KESOS = Terms("https://w3id.org/kgkesos/ontology#")
SHAPES = Terms("https://w3id.org/kgkesos/shapes#")
# The base of data IRIs, unless a build chooses another.
BASE = "https://w3id.org/kgkesos/"
# Codes and concepts are the project's own, like the ontology: a build's base does not change them.
KODE = Terms(f"{BASE}kode/")
KONSEP = Terms(f"{BASE}konsep/")
# Behind the base: the IRI of a document, before its key.
DOCUMENTS = "id/dokumen/"
# The named graphs that are no document's: no document may be called so.
RESERVED = frozenset(
    {
        "gabungan",
        "katalog",
        "keputusan",
        "kode",
        "konsep",
        "nomenklatur",
        "ontologi",
        "padanan",
        "penyelarasan",
        "temuan-lintas",
        "turunan-lintas",
        "wilayah",
    }
)


_NOT_IN_AN_IRI = re.compile(r"[\s<>\"{}|\\\\^`]")


def base_iri(said: str, option: str = "--base") -> str:
    """``said``, given as ``option``, as the base of IRIs, a slash at its end.

    Raises:
        BaseIriError: it is no http(s) IRI with a host, or has a query, a fragment or characters that no IRI has.
    """
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BaseIriError(said, "must be an http or https IRI with a host", option)
    if parts.query or parts.fragment or said.endswith(("?", "#")) or _NOT_IN_AN_IRI.search(said):
        raise BaseIriError(said, "must have no query, no fragment and no character that an IRI cannot have", option)
    return said if said.endswith("/") else f"{said}/"


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of a build under ``base`` (which ends in a slash)."""

    base: str = BASE

    def dokumen(self, key: str) -> URIRef:
        """The document with ``key``."""
        return URIRef(f"{self.base}{DOCUMENTS}{key}")

    def record(self, key: str, identifier: str) -> URIRef:
        """The record ``identifier`` of the document with ``key``."""
        return URIRef(f"{self.base}id/dokumen/{key}/{identifier}")

    def rendisi(self, key: str, sha256: str) -> URIRef:
        """The rendition of the document with ``key`` whose file has this SHA-256."""
        return URIRef(f"{self.base}id/dokumen/{key}/rendisi/{sha256[:12]}")

    def tautan(self, key: str, child: str, parent: str) -> URIRef:
        """The direct link from record ``child`` to record ``parent``."""
        mark = hashlib.blake2b(f"{child}\n{parent}".encode(), digest_size=6).hexdigest()
        return URIRef(f"{self.base}id/dokumen/{key}/tautan/{mark}")

    def office(self, region: str, name: str) -> URIRef:
        """The office ``name`` of ``region``: one thing, whichever document speaks of it."""
        return URIRef(f"{self.base}id/perangkat-daerah/{region_slug(region)}/{slug(name)}")

    def region(self, name: str) -> URIRef:
        """The region called ``name``: the one of the official list, where that has it."""
        return URIRef(f"{self.base}id/wilayah/{region_slug(name)}")

    def nomenklatur(self, daftar: str, kode: str | None = None, kewenangan: str | None = None) -> URIRef:
        """The entry of the official list of the year ``daftar`` with this code and level of government; or the list."""
        entry = "-".join(part for part in (kode, kewenangan) if part)
        return URIRef(f"{self.base}id/nomenklatur/{daftar}/{entry}".rstrip("/"))

    def padanan(self, key: str, identifier: str) -> URIRef:
        """The suggestion what the record ``identifier`` of the document with ``key`` is called officially."""
        return URIRef(f"{self.base}id/padanan/{key}/{identifier}")

    def graph(self, name: str) -> URIRef:
        """The named graph ``name``: a document's key, ``<key>/turunan``, ``<key>/temuan``, ``ontologi`` ..."""
        return URIRef(f"{self.base}graf/{name}")
