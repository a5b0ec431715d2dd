"""What ``export`` writes: the graph as RDF, its description, the vocabulary, or a cascade as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kgkesos import terms
from kgkesos.errors import QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.terms import context, reading, skos, void

_OF_THE_VOCABULARY = ("html", "skos", "context")
_PICTURE = "svg"


def write(form: str, kg: Path, out: BinaryIO, dokumen: str | None = None) -> None:
    """Write ``form`` to ``out``: of the build in service in ``kg``, or of the vocabulary, which needs none.

    A picture is of the one document ``dokumen``.

    Raises:
        QuestionError: a picture is asked for of no document, or of one that there is not; or a document for no picture.
        StoreError: there is no build in ``kg`` and the form needs one.
        DataFileError: a file of the ontology is broken.
    """
    if dokumen is not None and form != _PICTURE:
        raise QuestionError(dokumen, "--dokumen hanya untuk --format svg (only with --format svg)")
    if form in _OF_THE_VOCABULARY:
        out.write(_vocabulary(form).encode())
        return
    knowledge = Knowledge.open(kg)
    if form == _PICTURE:
        out.write(_picture(knowledge, dokumen))
    elif form == "void":
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


def _picture(knowledge: Knowledge, dokumen: str | None) -> bytes:
    """The cascade of ``dokumen``; it need not be named where the build has no other."""
    from kgkesos import gambar

    keys = [iri.rsplit("/", 1)[-1] for iri in knowledge.lookup.documents()]
    if dokumen is None and len(keys) != 1:
        raise QuestionError("svg", "sebutkan dokumennya dengan --dokumen (name the document)", keys)
    return gambar.text(gambar.of_document(knowledge, dokumen or keys[0])).encode()
