"""What ``export`` writes: the graph as RDF, a workbook or a picture, its description, or the vocabulary."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kgkesos import terms
from kgkesos.cli import files, settings, show
from kgkesos.errors import QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.terms import context, jsonld, reading, skos, void

if TYPE_CHECKING:
    from kgkesos.gambar import Bagan

WORKBOOK, PICTURE, PIXELS = "xlsx", "svg", "png"
_OF_THE_VOCABULARY = ("html", "skos", "context")
# The forms of which a part can be written: that of one document.
_OF_A_DOCUMENT = ("trig", "nq", "ttl", "jsonld", WORKBOOK, PICTURE, PIXELS)
# What is always a file, and how its name ends.
_FILES = {WORKBOOK: files.WORKBOOK, PIXELS: files.PIXELS}


def deliver(form: str, kg: Path, key: str | None, output: Path | None, *, over: bool) -> None:
    """Print ``form`` (see :func:`write`), or write it as the file ``output``; a workbook and a PNG are always files.

    Raises:
        InputError: ``output`` is there already, or is no name for a workbook or a PNG where it is one.
        StoreError: it cannot be written.
    """

    def wrote(out: BinaryIO) -> None:
        write(form, kg, out, key)

    if output is None and form not in _FILES:
        wrote(sys.stdout.buffer)
        return
    target = output or Path(f"{key or 'cascading'}{_FILES[form]}")
    files.hold(target, (), (_FILES[form],) if form in _FILES else (), over=over)
    files.write_whole(target, wrote)
    show.note(show.said("ditulis: {}", target))


def write(form: str, kg: Path, out: BinaryIO, key: str | None = None) -> None:
    """Write ``form`` to ``out``: of the build in service in ``kg``, or of the vocabulary, which needs none.

    With ``key`` only of that document: what it says, what follows from it, and its findings.

    Raises:
        StoreError: there is no build in ``kg`` and the form needs one.
        QuestionError: there is no such document, it has no cascade, or the form has no part for a document.
        InputError: a workbook cannot hold a text.
        PictureError: a PNG cannot be drawn here.
        DataFileError: a file of the ontology is broken.
    """
    if key is not None and form not in _OF_A_DOCUMENT:
        raise QuestionError(form, "--dokumen tidak berlaku untuk bentuk ini (no part for one document)", _OF_A_DOCUMENT)
    if form in _OF_THE_VOCABULARY:
        out.write(_vocabulary(form).encode())
        return
    knowledge = Knowledge.open(kg)
    if form == "void":
        out.write(void.text(knowledge, terms.load()).encode())
    elif form in (PICTURE, PIXELS):
        from kgkesos import gambar

        drawn = _picture(knowledge, key)
        out.write(gambar.png(drawn) if form == PIXELS else gambar.text(drawn).encode())
    elif form == WORKBOOK:
        out.write(_workbook(knowledge, key))
    else:
        graphs = _graphs(knowledge, key) if key is not None else ()
        if form == "jsonld":
            jsonld.write(knowledge.store.triples(graphs), terms.load(), out)
        else:
            knowledge.store.dump(out, form, graphs)


def _graphs(knowledge: Knowledge, key: str) -> tuple[str, ...]:
    """The named graphs of the document ``key``: its own, and those under it."""
    from kgkesos import dokumen

    iri = str(dokumen.known(key, dokumen.keys(knowledge)))
    own = f"/graf/{iri.rsplit('/', 1)[-1]}"
    return tuple(name for name in knowledge.store.graph_names() if name.endswith(own) or f"{own}/" in name)


def _workbook(knowledge: Knowledge, key: str | None) -> bytes:
    """The cascade of the document ``key``, or of every document that has one."""
    from kgkesos import dokumen
    from kgkesos.sheets import graf

    if key is not None:
        return graf.workbook_of(dokumen.isi(knowledge, key), knowledge.build.name)
    found = list(dokumen.every(knowledge))
    if not found:
        raise QuestionError(WORKBOOK, "tidak ada dokumen yang memuat cascading (no document holds a cascade)")
    return graf.workbook_of_all(found, knowledge.build.name)


def _picture(knowledge: Knowledge, key: str | None) -> Bagan:
    """The cascade of the document ``key``, which need not be named where the build has no other."""
    from kgkesos import gambar

    keys = [iri.rsplit("/", 1)[-1] for iri in knowledge.documents]
    if key is None and len(keys) != 1:
        raise QuestionError(PICTURE, "sebutkan dokumennya dengan --dokumen (name the document)", keys)
    return gambar.of_document(knowledge, keys[0] if key is None else key, settings.current().lang)


def _vocabulary(form: str) -> str:
    if form == "skos":
        return skos.text(reading.sources())
    if form == "context":
        return context.text(terms.load())
    from kgkesos.web.kosakata import offline
    from kgkesos.web.rendering import Renderer

    return Renderer().text(offline.TEMPLATE, offline.page(terms.load()))
