"""What pictures say, with its English; levels are called as the ontology labels their classes."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = {
    # levels
    "Tujuan": "Goal",
    "Sasaran": "Objective",
    "Kinerja jabatan": "Result of a position",
    "Program": "Programme",
    "Kegiatan": "Activity",
    "Sub kegiatan": "Sub-activity",
    "Jabatan": "Position",
    "Tugas": "Duty",
    "Fungsi": "Function",
    "Indikator": "Indicator",
    # boxes
    "! tidak mendukung apa pun": "! supports nothing",
    "! tidak didukung apa pun": "! supported by nothing",
    "= program ini diganti": "= programme was replaced",
    "lepas: tanpa hubungan apa pun": "loose: no link at all",
    # the legend
    "terhubung: mendukung atau didukung": "tied: supports or is supported",
    "! celah: hubungan yang tidak ada": "! gap: a link that is missing",
    "lepas: tanpa hubungan, bukan celah": "loose: without links, but no gap",
    "= program yang diganti": "= programme that was replaced",
    "tercetak, atau ditulis: dikonfirmasi": "printed, or so written: confirmed",
    "diturunkan oleh aturan": "derived by a rule",
    "? dugaan: perlu dikonfirmasi": "? a guess: to be confirmed",
    # lines
    "diturunkan ?": "derived ?",
    # heads
    "Cascading dokumen {}": "Cascade of the document {}",
    "Periode: {}": "Period: {}",
    "tidak disebut": "not said",
    "Graf: {}, disusun {}": "Graph: {}, made {}",
    "{} hubungan ke dokumen lain tidak digambar.": "{} links to other documents are not drawn.",
    "Tidak semua jalur digambar: jumlahnya terlalu banyak.": "Not every path is drawn: there are too many.",
    "Dokumen ini tidak memuat cascading.": "This document holds no cascade.",
    # what a person hears who does not see the picture
    "tidak ada simpul": "no nodes",
    (
        "{}; {} hubungan, {} di antaranya diturunkan dan {} dugaan; {} simpul tidak mendukung atau tidak didukung apa "
        "pun; {} lepas; {} program diganti."
    ): (
        "{}; {} links, {} of them derived and {} guesses; {} nodes that support nothing or are supported by nothing; "
        "{} loose; {} programmes replaced."
    ),
}
