"""The store: the only part that imports pyoxigraph.

::

    terms     triples and rows in the words of rdflib, and there and back
    scratch   a small store in memory, where rules run on one document
    table     answers as plain values, in order
    parsing   RDF as text
    writing   a new store on disk
    opened    a finished one, read-only
    serializing   statements as RDF text, each in its graph or all as one
    rdfxml    what RDF/XML cannot write of them
    served    the same for anybody's queries, whose answers are bytes
"""

from __future__ import annotations

from kgkesos.memory import Triple, empty_graph
from kgkesos.store.opened import ReadStore
from kgkesos.store.parsing import ParseError, Turtle, parse
from kgkesos.store.scratch import Background, Head, Scratch
from kgkesos.store.serializing import Statement, serialize
from kgkesos.store.served import Result, Served, written_within
from kgkesos.store.table import Cell, Table
from kgkesos.store.terms import Rows, to_ox, to_rdflib
from kgkesos.store.writing import Writer

__all__ = [
    "Background",
    "Cell",
    "Head",
    "ParseError",
    "ReadStore",
    "Result",
    "Rows",
    "Scratch",
    "Served",
    "Statement",
    "Table",
    "Triple",
    "Turtle",
    "Writer",
    "empty_graph",
    "parse",
    "serialize",
    "to_ox",
    "to_rdflib",
    "written_within",
]
