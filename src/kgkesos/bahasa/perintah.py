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
    # the demonstration
    "1. Yang terbaca dari dokumen": "1. What was read of the documents",
    "{} ({}): {} temuan, {} baris tak terbaca": "{} ({}): {} findings, {} lines not read",
    "\n2. Temuan": "\n2. Findings",
    "Jumlah": "Number",
    "Pada program diganti": "Of replaced programmes",
    "dan {} catatan dari {} jenis: {}": "and {} notes of {} kinds: {}",
    "\nDi mana cascading terputus:": "\nWhere the cascade breaks:",
    "Semuanya pada program yang menurut dokumennya sendiri sudah diganti dengan program lain.": (
        "All of them are of programmes that the document itself replaced by others."
    ),
    "\n3. Cakupan": "\n3. Coverage",
    "Dari sekian simpul: berapa yang punya indikator dan formula, didukung dan mendukung.": (
        "Of so many nodes: how many have an indicator and a formula, are supported and support."
    ),
    "Formula": "Formula",
    "\n4. Satu penelusuran: dari kegiatan ke tujuannya": "\n4. One trace: from an activity to its goal",
    "Lanjutkan: {}": "Go on with: {}",
    "{} baris; graf {}": "{} rows; graph {}",
}
