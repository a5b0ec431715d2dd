"""What ``export`` writes: the graph as RDF, its description, or the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kgkesos import terms
from kgkesos.knowledge import Knowledge
from kgkesos.terms import context, reading, skos, void

_OF_THE_VOCABULARY = ("html", "skos", "context")


def write(form: str, kg: Path, out: BinaryIO) -> None:
    """Write ``form`` to ``out``: of the build in service in ``kg``, or of the vocabulary, which needs none.

    Raises:
        StoreError: there is no build in ``kg`` and the form needs one.
        DataFileError: a file of the ontology is broken.
    """
    if form in _OF_THE_VOCABULARY:
        out.write(_vocabulary(form).encode())
        return
    knowledge = Knowledge.open(kg)
    if form == "void":
        out.write(void.text(knowledge, terms.load()).encode())
    else:
        knowledge.store.dump(out, form)


def _vocabulary(form: str) -> str:
    if form == "skos":
        return skos.text(reading.sources())
    if form == "context":
        return context.text(terms.load())
    from kgkesos.web.kosakata import offline
    from kgkesos.web.rendering import Renderer

    return Renderer().text(offline.TEMPLATE, offline.page(terms.load()))
