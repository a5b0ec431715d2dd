"""The report as JSON-ready data; the keys stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kgkesos.laporan.model import Butir, Kelompok, Kutipan, Laporan, Putusan, Simpul


def report(laporan: Laporan, shown: Laporan | None = None) -> dict[str, Any]:
    """``laporan`` as plain data: what it is of, how much was found, and each finding under its rule.

    Where a part of it is to be ``shown`` (:func:`kgkesos.laporan.susun.part`), its findings are those of the part; how
    many there are is told of the whole.
    """
    asked, part = laporan.saringan, shown or laporan
    return {
        "sumber": laporan.sumber,
        "sebelumnya": laporan.sebelumnya,
        "saringan": {
            "aturan": asked.kode,
            "dokumen": asked.dokumen,
            "tingkat": asked.tingkat,
            "instansi": asked.instansi,
            "status": asked.status,
        },
        "catatan": list(part.catatan),
        "jumlah": {
            "temuan": len(laporan.butir),
            "tingkat": dict(laporan.tingkat),
            "status": dict(laporan.status) or None,
            "dikesampingkan": laporan.dikesampingkan,
        },
        "dokumen": [
            {"dokumen": one.key, "judul": one.judul, "instansi": list(one.instansi)} for one in laporan.dokumen
        ],
        "kelompok": _groups(laporan.kelompok, part.kelompok),
        "selesai": _groups(laporan.selesai, part.selesai),
    }


def _groups(whole: Iterable[Kelompok], shown: Iterable[Kelompok]) -> list[dict[str, Any]]:
    counts = {(group.kode, group.tingkat): len(group.butir) for group in whole}
    return [_group(group, counts[group.kode, group.tingkat]) for group in shown]


def _group(group: Kelompok, count: int) -> dict[str, Any]:
    return {
        "aturan": group.kode,
        "tingkat": group.tingkat,
        "jumlah": count,
        "alasan": dict(group.alasan),
        "perbaikan": dict(group.perbaikan),
        "temuan": [_finding(one) for one in group.butir],
    }


def _finding(one: Butir) -> dict[str, Any]:
    return {
        "iri": one.iri,
        "jejak": one.jejak,
        "sidik": one.sidik,
        "status": one.status,
        "dokumen": one.dokumen,
        "pada": _node(one.simpul),
        "bidang": one.bidang,
        "nilai": one.nilai,
        "pesan": dict(one.pesan),
        "menilai": one.menilai,
        "skor": one.skor,
        "putusan": _decision(one.putusan) if one.putusan else None,
        "pembanding": _node(one.pembanding) if one.pembanding else None,
    }


def _decision(said: Putusan) -> dict[str, str]:
    return {"putusan": said.putusan, "oleh": said.oleh, "tanggal": said.tanggal, "alasan": said.alasan}


def _node(node: Simpul) -> dict[str, Any]:
    return {
        "iri": node.iri,
        "jenis": node.jenis,
        "nama": node.nama,
        "diganti": node.diganti,
        "bukti": [_quote(quote) for quote in node.kutipan],
    }


def _quote(quote: Kutipan) -> dict[str, Any]:
    return {
        "berkas": quote.berkas,
        "sha256": quote.sha256,
        "baris": list(quote.baris),
        "halaman": quote.halaman,
        "tempat": quote.tempat,
        "letak": quote.letak,
        "kutipan": quote.kutipan,
    }
