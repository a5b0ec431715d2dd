"""What is said in Indonesian and in English: traces, proofs, builds, reports. The Indonesian phrase is the key.

What documents print, names and codes of rules, and what errors say are not in it: the first two stay as they are, the
last is in both languages at once.
"""

from __future__ import annotations

import re
from typing import Final

ID, EN = "id", "en"

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
    # reports of findings
    "pelanggaran": "violation",
    "peringatan": "warning",
    "catatan": "note",
    "harus diperbaiki": "must be repaired",
    "sebaiknya dilengkapi": "had better be completed",
    "perlu diketahui": "good to know",
    "baru": "new",
    "tetap": "as before",
    "selesai": "gone",
    "{} temuan: {}": "{} finding(s): {}",
    "tidak ada temuan": "no findings",
    "; {} dikesampingkan": "; {} waived",
    "{} temuan": "{} finding(s)",
    " di {} dokumen": " in {} document(s)",
    "Temuan pada dokumen kinerja": "Findings in performance documents",
    "Sumber: {}": "Source: {}",
    "Sejak graf {}: {}.": "Since the graph {}: {}.",
    "Dibandingkan dengan graf {}: {}": "Compared with the graph {}: {}",
    "Aturan": "Rule",
    "Tingkat": "Level",
    "Temuan": "Findings",
    "Baru": "New",
    "Tetap": "As before",
    "Selesai": "Gone",
    "Ringkasan": "Overview",
    "Dokumen": "Document",
    "Yang diminta": "What is asked",
    "Perbaikan": "Repair",
    "Mengapa": "Why",
    "Status": "Status",
    "Pada": "At",
    "Jenis": "Kind",
    "Bidang": "Field",
    "Yang ditemukan": "What was found",
    "Kutipan": "Quote",
    "Letak": "Place",
    "Putusan": "Decision",
    "Penilaian": "Judgement",
    "Pembanding": "Compared with",
    "Kutipan pembanding": "Quote compared with",
    "Letak pembanding": "Place compared with",
    "Simpul": "Node",
    "Sidik": "Mark",
    "sidik": "mark",
    "bidang {}": "field {}",
    "dibandingkan dengan": "compared with",
    "dan {} lagi": "and {} more",
    "putusan": "decision",
    "{} oleh {}, {}: {}": "{} by {}, {}: {}",
    "diterima": "accepted",
    "dikesampingkan": "waived",
    "diperbaiki": "mended",
    "menilai teks": "judges a text",
    "skor {}": "score {}",
    "Tidak ada graf sebelumnya di folder ini, jadi status temuan belum diketahui.": (
        "No build before this one in the folder, so what is new is not known."
    ),
    "Berkas ini diperiksa sebagai satu dokumen; status tidak ada karena tidak ada graf sebelumnya.": (
        "The file was checked as one document; what is new is not known, since there is no build before."
    ),
    "Temuan graf sebelumnya yang tidak ditemukan lagi": "Findings of the graph before that are no longer found",
    "Selesai: ada pada graf sebelumnya, tidak ditemukan lagi": "Gone: in the graph before, no longer found",
}
_LINES = re.compile(r"^baris(?=\s\d)")


def kata(phrase: str, lang: str = ID) -> str:
    """``phrase``, one of this module's Indonesian phrases, in ``lang``.

    >>> kata("Mengapa"), kata("Mengapa", "en")
    ('Mengapa', 'Why')

    Raises:
        KeyError: it has no English.
    """
    return phrase if lang == ID else ENGLISH[phrase]


def code(word: str, lang: str = ID) -> str:
    """A word of a code list (a basis, a verdict) or a note in ``lang``; one without English stays as it is."""
    return word if lang == ID else ENGLISH.get(word, word)


def place(where: str, lang: str = ID) -> str:
    """A place in a file in ``lang``; sheets, tables and boxes are named as their document's reader named them.

    >>> place("baris 3-5", "en"), place("lembar IKU, sel C5", "en")
    ('line 3-5', 'lembar IKU, sel C5')
    """
    return where if lang == ID else _LINES.sub("line", where)


def angka(count: int, lang: str = ID) -> str:
    """A count as it is printed in ``lang``.

    >>> angka(21641), angka(21641, "en")
    ('21.641', '21,641')
    """
    return f"{count:,}" if lang == EN else f"{count:,}".replace(",", ".")
