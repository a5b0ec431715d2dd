"""Somebody's own RDF checked by the rules of the project, as a report."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kgkesos import findings, lintas, project, rdf, resources, work_graphs
from kgkesos.errors import DataFileError, InputError
from kgkesos.graph.lintas import definitions
from kgkesos.laporan import membaca, susun
from kgkesos.laporan.banding import Terbanding
from kgkesos.laporan.membaca import Row
from kgkesos.laporan.model import Dokumen, Laporan, Saringan
from kgkesos.store import Scratch, Triple
from kgkesos.vocab import KESOS

# So many other vocabularies are named where none of ours is used.
_NAMED = 3
_OUR = str(KESOS)


def check(path: Path, saringan: Saringan) -> Laporan:
    """The report of the RDF in the file ``path``: the same rules as for documents, nothing fetched.

    Raises:
        InputError: the file cannot be read as RDF, uses another vocabulary, or holds what no rule can run on.
        QuestionError: the filter names a rule, a document or an office that there is none of.
    """
    own = rdf.read(path)
    known = project.Project.load()
    _hold_vocabulary(own, known.ontology)
    try:
        judged = work_graphs.judge(own.graph, known)
        across = lintas.judge(definitions(own.graph), known)
    except (DataFileError, TypeError) as error:
        raise InputError(path, f"aturan tidak dapat dijalankan pada data ini: {error}") from error
    found_triples = (*judged.finding_triples, *across.finding_triples)
    scratch = Scratch([*judged.data, *known.ontology, *found_triples, *_in_the_file(judged, own)])

    def select(name: str) -> Iterable[Row]:
        return scratch.select((resources.folder("queries") / "internal" / f"{name}.rq").read_text(encoding="utf-8"))

    found = membaca.findings(select)
    documents = membaca.documents(select)
    file = membaca.document_key(own.iri)
    if any(one.dokumen == file for one in found) or not documents:
        documents = (*documents, Dokumen(file, path.name))
    codes = sorted({*findings.codes(known.shapes), *(one.kode for one in known.checks)})
    saringan, wanted = susun.checked(saringan, documents, codes)
    shown = tuple(one for one in documents if one.key in wanted)
    report = Laporan(
        sumber=path.name,
        dokumen=shown,
        kelompok=(),
        catatan=tuple(_notes(own, known.ontology)),
        saringan=saringan,
        aturan=tuple(codes),
    )
    return susun.arranged(report, Terbanding(found, ()), wanted)


def _in_the_file(judged: work_graphs.Judged, own: rdf.Own) -> Iterator[Triple]:
    """A finding on a node that names no document is in the file itself."""
    placed = {s for s, p, _ in judged.finding_triples if p == KESOS.dalamDokumen}
    for s, p, o in judged.finding_triples:
        if p == RDF.type and o == KESOS.Temuan and s not in placed:
            yield s, KESOS.dalamDokumen, own.iri


def _hold_vocabulary(own: rdf.Own, ontology: Graph) -> None:
    """Raise InputError where no node of the file is of a class of ours: no rule would look at anything."""
    kinds = set(own.graph.objects(None, RDF.type))
    if any(str(kind).startswith(_OUR) and (kind, RDF.type, OWL.Class) in ontology for kind in kinds):
        return
    spaces = Counter(_space(term) for _, p, o in own.graph for term in ((p, o) if p == RDF.type else (p,)))
    used = [space for space, _ in spaces.most_common() if space not in (str(RDF), str(RDFS), str(OWL), _OUR, "")]
    said = f"; yang dipakai: {', '.join(used[:_NAMED])}" if used else ""
    known = difflib.get_close_matches(next(_unknown(own, ontology), ""), _terms(ontology), 1)
    hint = f"; mungkin maksudnya kesos:{known[0]}" if known else ""
    reason = f"tidak ada simpul dari kelas kosakata kgkesos <{_OUR}>{said}{hint}"
    raise InputError(own.path, f"{reason} (another vocabulary: nothing to check)")


def _notes(own: rdf.Own, ontology: Graph) -> Iterator[str]:
    """What a reader must know: what was not fetched, and terms that the ontology does not have."""
    yield "Berkas ini diperiksa sebagai satu dokumen; status tidak ada karena tidak ada graf sebelumnya."
    for iri in own.imports:
        yield f"{_line(own, iri)}owl:imports tidak diambil: {iri}"
    for name in _unknown(own, ontology):
        near = difflib.get_close_matches(name, _terms(ontology), 1)
        meant = f"; mungkin maksudnya kesos:{near[0]}" if near else ""
        yield f"{_line(own, name)}kesos:{name} tidak ada di ontologi, jadi tidak diperiksa{meant}"


def _line(own: rdf.Own, words: str) -> str:
    line = own.line(words)
    return f"{own.path.name}, baris {line}: " if line else f"{own.path.name}: "


def _unknown(own: rdf.Own, ontology: Graph) -> Iterator[str]:
    """The local names of the file's terms in our name space that the ontology does not have, sorted."""
    used = {term for _, p, o in own.graph for term in ((p, o) if p == RDF.type else (p,))}
    names = {str(term).removeprefix(_OUR) for term in used if str(term).startswith(_OUR)}
    yield from sorted(names - set(_terms(ontology)))


def _terms(ontology: Graph) -> list[str]:
    return sorted(str(one).removeprefix(_OUR) for one in set(ontology.subjects()) if str(one).startswith(_OUR))


def _space(term: Node) -> str:
    """The name space of a term: its IRI up to the last ``#`` or ``/``."""
    text = str(term)
    if not isinstance(term, URIRef):
        return ""
    return text[: max(text.rfind("#"), text.rfind("/")) + 1] or text
