"""The report as JSON-ready data; the keys stay as they are."""

from __future__ import annotations

from typing import Any

from kgkesos.laporan.model import Butir, Kelompok, Kutipan, Laporan, Putusan, Simpul


def report(laporan: Laporan) -> dict[str, Any]:
    """``laporan`` as plain data: what it is of, how much was found, and each finding under its rule."""
    asked = laporan.saringan
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
        "catatan": list(laporan.catatan),
        "jumlah": {
            "temuan": len(laporan.butir),
            "tingkat": dict(laporan.tingkat),
            "status": dict(laporan.status) or None,
            "dikesampingkan": laporan.dikesampingkan,
        },
        "dokumen": [
            {"dokumen": one.key, "judul": one.judul, "instansi": list(one.instansi)} for one in laporan.dokumen
        ],
        "kelompok": [_group(group) for group in laporan.kelompok],
        "selesai": [_group(group) for group in laporan.selesai],
    }


def _group(group: Kelompok) -> dict[str, Any]:
    return {
        "aturan": group.kode,
        "tingkat": group.tingkat,
        "jumlah": len(group.butir),
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
