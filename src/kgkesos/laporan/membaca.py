"""Findings of a graph as plain data, by two queries: one for what they say, one for the words they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rdflib.term import Literal, Node

from kgkesos.findings.model import Text
from kgkesos.laporan.model import Butir, Dokumen, Kutipan, Putusan, Simpul

Row = Mapping[str, Node | None]
# Runs a query of queries/internal by its name.
Select = Callable[[str], Iterable[Row]]
_FINDINGS, _QUOTES, _DOCUMENTS = "temuan", "temuan-bukti", "temuan-dokumen"


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quote of a finding: whose words it holds, and whether answers show it first."""

    pembanding: bool
    utama: bool
    kutipan: Kutipan


def findings(select: Select) -> tuple[Butir, ...]:
    """Every finding of the graph, in no particular order."""
    quoted: dict[str, list[_Quoted]] = {}
    for row in select(_QUOTES):
        quoted.setdefault(str(row["temuan"]), []).append(_quoted(row))
    found: dict[str, Butir] = {}
    for row in select(_FINDINGS):
        iri = str(row["temuan"])
        # A node with two labels or two classes gives two rows: the first in the query's order is shown.
        if iri not in found:
            found[iri] = _finding(iri, row, quoted.get(iri, ()))
    return tuple(found.values())


def documents(select: Select) -> tuple[Dokumen, ...]:
    """Every document of the graph, by key."""
    titles: dict[str, str] = {}
    offices: dict[str, dict[str, None]] = {}
    whose: dict[str, str] = {}
    for row in select(_DOCUMENTS):
        key = document_key(row["dokumen"])
        titles.setdefault(key, _text(row.get("judul")) or key)
        names = (_text(row.get("instansi")), _text(row.get("tercetak")))
        offices.setdefault(key, {}).update(dict.fromkeys(name for name in names if name))
        if office := _text(row.get("kantor")):
            whose.setdefault(key, office)
    return tuple(Dokumen(key, titles[key], tuple(offices[key]), whose.get(key)) for key in sorted(titles))


def document_key(iri: Node | None) -> str:
    """The key of a document by its IRI; of one of somebody's own the whole IRI; empty where there is none."""
    text = _text(iri) or ""
    return text.split("/id/dokumen/", 1)[1] if "/id/dokumen/" in text else text


def _finding(iri: str, row: Row, quoted: Iterable[_Quoted]) -> Butir:
    quotes = tuple(quoted)
    score, other = row.get("skor"), row.get("pembanding")
    return Butir(
        iri=iri,
        kode=str(row["kode"]),
        tingkat=str(row["tingkat"]),
        dokumen=document_key(row.get("dokumen")),
        simpul=Simpul(
            str(row["pada"]),
            _text(row.get("jenis")),
            _text(row.get("objek")),
            _shown(quotes, pembanding=False),
            diganti=row.get("pengganti") is not None,
        ),
        bidang=_text(row.get("bidang")),
        nilai=_text(row.get("nilai")),
        pesan=_texts(row, "pesan"),
        alasan=_texts(row, "alasan"),
        perbaikan=_texts(row, "perbaikan"),
        menilai=_true(row.get("menilai")),
        skor=None if score is None else float(str(score)),
        pembanding=None
        if other is None
        else Simpul(
            str(other),
            _text(row.get("jenisPembanding")),
            _text(row.get("objekPembanding")),
            _shown(quotes, pembanding=True),
        ),
        putusan=_decision(row),
        sidik=_text(row.get("sidik")),
    )


def _decision(row: Row) -> Putusan | None:
    """What was decided on the finding; the code of a decision ends with its word."""
    code = row.get("putusan")
    if code is None:
        return None
    return Putusan(str(code).rsplit("/", 1)[-1], str(row["oleh"]), str(row["tanggal"]), str(row["alasanPutusan"]))


def _shown(quoted: Iterable[_Quoted], *, pembanding: bool) -> tuple[Kutipan, ...]:
    """The quotes to show: of the file whose reading is used, where that is known.

    A finding on a part that it is judged beside, too, has the same words on both sides.
    """
    every = list(quoted)
    own = [one for one in every if one.pembanding is pembanding] or ([] if pembanding else every)
    chosen = [one for one in own if one.utama] or own
    return tuple(dict.fromkeys(one.kutipan for one in chosen))


def _quoted(row: Row) -> _Quoted:
    page = row.get("halaman")
    quote = Kutipan(
        berkas=str(row["berkas"]),
        sha256=str(row["sha256"]),
        baris=(int(str(row["barisAwal"])), int(str(row["barisAkhir"]))),
        halaman=None if page is None else int(str(page)),
        tempat=_text(row.get("tempat")),
        kutipan=str(row["kutipan"]),
    )
    return _Quoted(_true(row.get("pembanding")), _true(row.get("utama")), quote)


def _texts(row: Row, name: str) -> Text:
    return {"id": str(row[name]), "en": str(row[f"{name}En"])}


def _true(term: Node | None) -> bool:
    return isinstance(term, Literal) and str(term) in ("true", "1")


def _text(term: Node | None) -> str | None:
    return None if term is None else str(term)
