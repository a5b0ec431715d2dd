"""What traces, proofs and builds say, with its English."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = {
    # traces
    "Ke atas dari {}": "Up from {}",
    "Ke bawah dari {}": "Down from {}",
    "program diganti": "programme replaced",
    "tidak ada tautan ke atas": "no link upwards",
    "tidak ada tautan dari bawah": "no link from below",
    "aturan {}": "rule {}",
    "mendukung": "supports",
    "didukung oleh": "supported by",
    "mengukur": "measures",
    "diukur oleh": "measured by",
    "menjabarkan": "details",
    "dijabarkan oleh": "detailed by",
    "melapor kepada": "reports to",
    "menerima laporan dari": "receives reports from",
    "dilaksanakan oleh": "carried out by",
    "melaksanakan": "carries out",
    "tercetak": "printed",
    "diturunkan": "derived",
    "dikonfirmasi": "confirmed",
    "usulan": "suggested",
    "pasti": "certain",
    "dugaan": "a guess",
    "{}: hanya {} jalur pertama yang dicetak": "{}: only the first {} paths are printed",
    # proofs
    "tercetak di dokumen": "printed in the document",
    "dinyatakan di {}": "stated in {}",
    " dan ": " and ",
    "adalah": "is a",
    "dihitung: {}": "computed: {}",
    # builds
    "dokumen": "document",
    "jenis": "kind",
    "yang terbaca": "what was read",
    "temuan": "findings",
    "baris tak terbaca": "lines not read",
    "tidak dibaca: {}": "not read: {}",
    "catatan IRI lama tidak utuh: {}": "notes of former IRIs are not complete: {}",
    "dilewati: {} ({})": "left out: {} ({})",
    "Graf {}: {} tripel, {} detik.": "Graph {}: {} triples, {} seconds.",
    "keputusan diterapkan: {} ({})": "decisions applied: {} ({})",
    "keputusan tidak diterapkan: {}": "decision not applied: {}",
    "keputusan: {}": "decision: {}",
    "satu dokumen dari {} berkas: {}: {}": "one document from {} files: {}: {}",
    " (dan {} peringatan serupa)": " (and {} warnings like it)",
    "peringatan: {}: {}": "warning: {}: {}",
    "ditulis: {}": "written: {}",
    "{} baris; graf {}": "{} rows; graph {}",
}
