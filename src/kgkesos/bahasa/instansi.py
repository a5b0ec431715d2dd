"""What the report on one office says, with its English."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = {
    # cover
    "Laporan kinerja: {}": "Performance report: {}",
    "Graf {}, disusun {}": "Graph {}, made {}",
    "Isi": "Contents",
    "Judul": "Title",
    "Celah menurut jenisnya": "Gaps by kind",
    "Celah": "Gaps",
    "Cascading": "Cascade",
    "Cakupan": "Coverage",
    "Penanggung jawab": "Who answers for it",
    # cascade
    "Setiap simpul sekali, di bawah yang didukungnya.": "Every node once, below what it supports.",
    "Gambar cascading: {}": "Picture of the cascade: {}",
    "Uraian": "Text",
    "Periode": "Period",
    "Hubungan ke atas": "Link upwards",
    "Keadaan": "State",
    "tidak mendukung apa pun": "supports nothing",
    "tidak didukung apa pun": "supported by nothing",
    "diganti": "replaced",
    "tidak ada": "none",
    "tercetak, dugaan": "printed, a guess",
    "diturunkan, dugaan": "derived, a guess",
    "{}; juga mendukung: {}": "{}; also supports: {}",
    # gaps
    "Semua temuan pada dokumen instansi ini, yang terberat dulu.": (
        "All findings in the documents of this office, the gravest first."
    ),
    "dan {} lagi: dalam buku kerja (.xlsx), atau dengan --batas 0": (
        "and {} more: in the workbook (.xlsx), or with --batas 0"
    ),
    "Tidak ada temuan pada dokumen instansi ini.": "There are no findings in the documents of this office.",
    # owners
    "Kosong berarti dokumen tidak menyebutnya.": "Where it is empty, the document does not say.",
    "Melapor kepada": "Reports to",
    # repairs
    "Sepuluh perbaikan yang paling berguna": "The ten most useful repairs",
    (
        "Urutan: bobot tingkat temuan (pelanggaran 9, peringatan 3, catatan 1) dikali banyaknya simpul cascading yang "
        "bergantung padanya: simpul yang bersangkutan, semua yang didukungnya ke atas, dan semua yang mendukungnya "
        "dari bawah (1 bila temuan tidak menyangkut simpul cascading). Nilai yang sama: menurut urutan dalam dokumen. "
        "Temuan yang dikesampingkan oleh keputusan, dan yang mengenai program yang sudah diganti, tidak dihitung. "
        "Dari satu simpul paling banyak dua."
    ): (
        "Order: the weight of the finding's level (violation 9, warning 3, note 1) times the nodes of the cascade that "
        "depend on it: the node itself, all that it supports upwards, and all that supports it from below (1 where the "
        "finding is of no node of the cascade). Of the same value: as they stand in the document. Findings that a "
        "decision waives, and those of programmes that were replaced, do not count. At most two of one node."
    ),
    "No": "No",
    "Nilai": "Value",
    "Bobot": "Weight",
    "Apa": "What",
    "Apa dan mengapa": "What and why",
    "Di mana": "Where",
    "Yang dilakukan": "What to do",
    (
        "Tidak ada yang perlu diperbaiki pada dokumen instansi ini; yang dikesampingkan, bila ada, tercantum di "
        "bagian Celah."
    ): ("Nothing in the documents of this office is to be repaired; what was waived, if anything, stands under Gaps."),
    # coverage
    "Berindikator": "With indicator",
    "Berformula": "With formula",
    "Bersumber data": "With data source",
    "Didukung": "Supported",
    "Mendukung": "Supports",
    # documents that hold none of it
    "Dokumen instansi ini tidak memuat cascading.": "The documents of this office hold no cascade.",
    "Dokumen instansi ini tidak memuat indikator.": "The documents of this office hold no indicators.",
    "Dokumen instansi ini tidak memuat simpul cascading.": "The documents of this office hold no node of a cascade.",
}
