"""The report on one office put together from a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib.term import URIRef

from kgkesos import answers, bahasa, cascade, gambar
from kgkesos.answers import Cell
from kgkesos.gambar.letak import TINGKAT
from kgkesos.instansi import perbaikan, pilih, pohon
from kgkesos.instansi.model import Cakupan, Instansi, Kaskade, LaporanInstansi, Pemilik
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import Butir, Dokumen, membaca, susun
from kgkesos.laporan.membaca import Row, Select
from kgkesos.normalize import squeeze
from kgkesos.records import DUGAAN

_COVERAGE = "cakupan"
# What the columns of coverage are called in print; the document stands in front by its key.
_HEADS = {
    "dokumen": "Dokumen",
    "tingkat": "Tingkat",
    "periode": "Periode",
    "jumlah": "Simpul",
    "berindikator": "Berindikator",
    "berformula": "Berformula",
    "bersumber": "Bersumber data",
    "didukung": "Didukung",
    "mendukung": "Mendukung",
}


def of_office(knowledge: Knowledge, said: str, lang: str = "id") -> LaporanInstansi:
    """The report on the office that ``said`` means, in ``lang``.

    Raises:
        FilterError: no office is called so, or several are.
    """
    office = pilih.office(said, membaca.documents(_select(knowledge)))
    cascades = tuple(_cascade(knowledge, one, lang) for one in office.dokumen)
    found = tuple(one for document in office.dokumen for one in _findings(knowledge, document))
    gaps = susun.groups(found)
    links = [link for one in cascades for node in one.bagan.simpul for link in knowledge.lookup.links_from(node.iri)]
    tree = cascade.graph(link for link in links if link.cara == "mendukungLangsung")
    return LaporanInstansi(
        instansi=office,
        graf=knowledge.build.name,
        tanggal=str(knowledge.build.manifest()["made"])[:10],
        kaskade=cascades,
        celah=gaps,
        pemilik=tuple(owner for one in office.dokumen for owner in _owners(knowledge, one, lang)),
        perbaikan=perbaikan.ranked(gaps, _concerned(knowledge, office), tree),
        cakupan=_coverage(knowledge, office, lang),
        lang=lang,
    )


def _cascade(knowledge: Knowledge, document: Dokumen, lang: str) -> Kaskade:
    bagan = gambar.of_document(knowledge, document.key, lang)
    return Kaskade(document, pohon.rows(knowledge, bagan), bagan)


def _findings(knowledge: Knowledge, document: Dokumen) -> tuple[Butir, ...]:
    return membaca.findings(_select(knowledge, dokumen=_iri(knowledge, document)))


def _owners(knowledge: Knowledge, document: Dokumen, lang: str) -> Iterable[Pemilik]:
    """Who answers for each indicator of ``document``, in its order."""
    rows = knowledge.internal("pemilik", dokumen=_iri(knowledge, document)).rows
    for row in sorted(rows, key=lambda row: pohon.place(knowledge, str(row[1]))):
        _, iri, name, owner, superior, sure = ("" if cell is None else str(cell) for cell in row)
        # Whom only the layout of a drawing suggests is told as a guess.
        above = f"{squeeze(superior)} ({bahasa.code(sure, lang)})" if sure == DUGAAN else squeeze(superior)
        where = pohon.where(knowledge, iri, lang)
        yield Pemilik(document.key, squeeze(name), squeeze(owner), above, where)


def _concerned(knowledge: Knowledge, office: Instansi) -> Mapping[str, frozenset[str]]:
    """The nodes of the cascade that each subject of a finding belongs to."""
    nodes: dict[str, set[str]] = {}
    for document in office.dokumen:
        for _, subject, node in knowledge.internal("temuan-simpul", dokumen=_iri(knowledge, document)).rows:
            nodes.setdefault(str(subject), set()).add(str(node))
    return {subject: frozenset(found) for subject, found in nodes.items()}


def _coverage(knowledge: Knowledge, office: Instansi, lang: str) -> Cakupan:
    """Coverage of the office's documents, in the columns that this report prints."""
    rows: list[tuple[Cell, ...]] = []
    for document in office.dokumen:
        found = answers.ask(knowledge, _COVERAGE, {"dokumen": document.key})
        for row in found.rows:
            said = dict(zip(found.columns, row, strict=True)) | {"dokumen": document.key}
            level = TINGKAT[str(said["tingkat"])]
            said["tingkat"] = bahasa.kata(level, lang)
            rows.append(tuple(said.get(column) for column in _HEADS))
    return Cakupan(tuple(bahasa.kata(head, lang) for head in _HEADS.values()), tuple(rows))


def _iri(knowledge: Knowledge, document: Dokumen) -> URIRef:
    return URIRef(f"{knowledge.build.manifest()['base']}id/dokumen/{document.key}")


def _select(knowledge: Knowledge, **bindings: URIRef) -> Select:
    """What runs a query of ``queries/internal`` on the build."""

    def select(name: str) -> Iterable[Row]:
        found = knowledge.internal(name, **bindings)
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    return select
