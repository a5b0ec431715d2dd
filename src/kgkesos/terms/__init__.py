"""The vocabulary as data: what every term of ``ontology/`` means, where it comes from, and where it is used.

::

    model                   frozen dataclasses: a term, its relations, its alignments, the whole vocabulary
    reading relating        the graphs of ontology/ -> the vocabulary, one pure function
    skos context void       the same as SKOS, as a JSON-LD context; a build described with VoID
    cff                     how a build is cited
    jsonld                  a graph under that context
    usage rules             where a term is used: in a build; in shapes and queries

Nothing that a file names is fetched: ``owl:imports`` is a triple like others, and the JSON-LD context is only written.
Pages are made of these classes in ``kgkesos.web``.
"""

from __future__ import annotations

from kgkesos.terms.model import Alignment, Dataset, Kind, Ref, Relation, Replacement, Status, Term, Text, Vocabulary
from kgkesos.terms.reading import Sources, load, read

__all__ = [
    "Alignment",
    "Dataset",
    "Kind",
    "Ref",
    "Relation",
    "Replacement",
    "Sources",
    "Status",
    "Term",
    "Text",
    "Vocabulary",
    "load",
    "read",
]
