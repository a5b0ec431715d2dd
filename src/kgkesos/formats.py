"""Answers, traces and readings as plain JSON-ready data and CSV: the one form that CLI and API share."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kgkesos.answers import Answer, Cell
from kgkesos.bukti import Susunan
from kgkesos.reading import accounting
from kgkesos.records import Bukti, Formula, Perbandingan, Peringatan, Reading, Record, Varian, Work, values

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def defused(cell: Cell) -> Cell:
    """``cell``, with an apostrophe before text that a spreadsheet would run as a formula (a lone hyphen is none)."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) and cell != "-":
        return f"'{cell}"
    return cell


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as ``{"question", "title", "params", "build", "columns", "rows": [{column: value}], "note"}``.

    ``note`` says of an answer without rows what was searched and what is missing; of others it is empty.
    """
    return {
        "question": answer.question.name,
        "title": dict(answer.question.title),
        "params": dict(answer.params),
        "build": answer.build,
        "columns": list(answer.columns),
        "rows": [dict(zip(answer.columns, row, strict=True)) for row in answer.rows],
        "note": answer.note,
    }


def answer_csv(answer: Answer, *, bom: bool = False) -> str:
    """An answer as CSV (RFC 4180), its cells defused; ``bom`` lets Excel see that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(answer.columns)
    writer.writerows([defused(cell) for cell in row] for row in answer.rows)
    return ("\ufeff" if bom else "") + out.getvalue()


def reading_json(reading: Reading) -> dict[str, Any]:
    """One rendition as the JSON of ``kgkesos read``."""
    said = reading.dokumen
    dokumen = {name: getattr(said, name) for name in ("jenis", "judul", "instansi", "wilayah", "tahun", "sha256")}
    return {
        "dokumen": dokumen | {"bukti": _evidence(said.bukti)},
        "records": [record_json(record) for record in reading.records],
        "peringatan": [_warning(warning) for warning in reading.peringatan],
        "tak_terbaca": [
            {"baris": list(left.baris), "tempat": left.tempat, "alasan": left.alasan, "kutipan": left.kutipan}
            for left in reading.tak_terbaca
        ],
        "baris": lines_json(reading),
    }


def _warning(said: Peringatan) -> dict[str, Any]:
    lines = list(said.baris) if said.baris else None
    return {"kode": said.kode, "pesan": said.pesan, "baris": lines, "tempat": said.tempat}


def lines_json(reading: Reading) -> dict[str, Any]:
    """What became of the printed lines: how many, of which class, and the share that was not read (0 to 1)."""
    found = accounting.shares(reading)
    unread = found[-1]
    return {
        "tercetak": sum(share.baris for share in found),
        "kelas": {share.kelas: share.baris for share in found[:-1]},
        "tak_terbaca": unread.baris,
        "bagian_tak_terbaca": round(unread.bagian, 4),
    }


def work_json(work: Work) -> dict[str, Any]:
    """Several renditions read as one work: the merged records, and what each rendition left unread."""
    main = reading_json(work.rendisi[0])
    said = work.dokumen
    main["dokumen"] |= {name: getattr(said, name) for name in ("judul", "instansi", "wilayah", "tahun")}
    main["dokumen"]["bukti"] = _evidence(said.bukti)
    main["dokumen"]["rendisi"] = [
        {"berkas": reading.nama_berkas, "sha256": reading.dokumen.sha256} for reading in work.rendisi
    ]
    main["records"] = [record_json(record) for record in work.records]
    main["peringatan"] = [_warning(warning) for warning in work.peringatan]
    main["tak_terbaca"] = [
        {"berkas": reading.nama_berkas, **left}
        for reading in work.rendisi
        for left in reading_json(reading)["tak_terbaca"]
    ]
    main["baris"] = [{"berkas": reading.nama_berkas, **lines_json(reading)} for reading in work.rendisi]
    return main


def works_json(works: Sequence[Work], compared: Iterable[Perbandingan]) -> dict[str, Any]:
    """What several files say: the one document that they are, or a list of documents; and why they are one or not."""
    found = work_json(works[0]) if len(works) == 1 else {"works": [work_json(work) for work in works]}
    return found | {"perbandingan": comparisons_json(compared)}


def record_json(record: Record) -> dict[str, Any]:
    """One record: its frame, its fields, the evidence of each field."""
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in values(record).items()}
    found: dict[str, Any] = {"jenis": record.jenis, "id": record.id, "induk": record.induk, **fields}
    found["bukti"] = _evidence(record.bukti)
    found |= {"kepastian": record.kepastian, "alternatif": record.alternatif, "catatan": record.catatan}
    if record.aturan_induk:
        found |= {"aturan_induk": record.aturan_induk, "kepastian_induk": record.kepastian_induk}
    if record.tersirat:
        found["tersirat"] = list(record.tersirat)
    if record.varian:
        found["varian"] = [variant_json(variant) for variant in record.varian]
    if isinstance(record, Formula) and record.susunan:
        found["susunan"] = [_composition(one) for one in record.susunan]
    return found


def _composition(one: Susunan) -> dict[str, Any]:
    """What a quantity of a formula is made of."""
    parts = [{"teks": part.teks, "bukti": [_quote(quote) for quote in part.bukti]} for part in one.bagian]
    return {"bidang": one.bidang, "bentuk": one.bentuk, "bagian": parts}


def variant_json(variant: Varian) -> dict[str, Any]:
    """One reading of one differing place of a field: the words, who reads so, where, whether chosen and why."""
    return {
        "bidang": variant.bidang,
        "tempat": variant.tempat,
        "bacaan": variant.bacaan,
        "rendisi": list(variant.rendisi),
        "bukti": [_quote(quote) for quote in variant.bukti],
        "dipilih": variant.dipilih,
        "alasan": variant.alasan,
    }


def comparisons_json(found: Iterable[Perbandingan]) -> list[dict[str, Any]]:
    """For each two files, whether they became one document and why."""
    return [
        {
            "berkas": list(said.berkas),
            "satu_dokumen": said.satu,
            "alasan": said.alasan,
            "jabatan_sama": said.jabatan,
            "teks_sama": said.teks,
        }
        for said in found
    ]


def _evidence(evidence: Mapping[str, Iterable[Bukti]]) -> dict[str, list[dict[str, Any]]]:
    return {field: [_quote(quote) for quote in quotes] for field, quotes in evidence.items()}


def _quote(quote: Bukti) -> dict[str, Any]:
    return {
        "baris": list(quote.baris),
        "halaman": quote.halaman,
        "tempat": quote.tempat,
        "awal": quote.awal,
        "akhir": quote.akhir,
        "kutipan": quote.kutipan,
        "rendisi": quote.rendisi,
    }
