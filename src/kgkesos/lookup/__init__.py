"""Names, links and quotes of a build in one SQLite file beside its store: what searches and traces look up.

The file holds nothing that the store does not: it is made of three queries on the finished store. A name that
hundreds of offices share stands in it once, and is found by three letters in a row (FTS5, trigram); a trace takes a
few lookups by number, where SPARQL would take tens of milliseconds.
"""

from __future__ import annotations

from kgkesos.lookup.model import Link, Node, Quote, strongest
from kgkesos.lookup.reading import Lookup
from kgkesos.lookup.writing import write

__all__ = ["FILE", "Link", "Lookup", "Node", "Quote", "strongest", "write"]

FILE = "lookup.db"
