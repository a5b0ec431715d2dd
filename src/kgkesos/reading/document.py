"""One file in, one Reading out: which kind of document it is, told from its content, and the reader for that kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kgkesos.errors import EvidenceError, InputError
from kgkesos.reading import (
    accounting,
    cascading,
    daftar,
    evidence,
    halaman,
    iki,
    ikk,
    iku,
    jenis,
    kartu_data,
    load,
    metadata,
    metadata_sdg,
    pemilik,
    penanda,
    perjanjian_kinerja,
    pohon_jabatan,
    pohon_kinerja,
    rencana_aksi,
    renja,
    renstra,
    tanda_tangan,
)
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import Page
from kgkesos.reading.rencana.tables import has_heads
from kgkesos.records import Dokumen, Reading, Record

# Suffixes of files that a reader takes; what is in them decides the kind.
SUFFIXES = load.SUFFIXES
Reader = Callable[[Page], tuple[Dokumen, tuple[Record, ...]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, what tells it from others, and its reader."""

    name: str
    told_by: Callable[[Source], bool]
    read: Reader


_DUTIES = re.compile(r"[^\w\n]{0,20}(?:\w{1,5}\s{0,3}[.)])?[^\w\n]{0,20}(?:TUGAS|FUNGSI)\b", re.IGNORECASE)


def _is_iki(source: Source) -> bool:
    """Positions over indicators, and their duties or the title: parties to an agreement are positions, too."""
    content = source.text
    named = re.search(r"\bINDIKATOR\s+KINERJA\b", content, re.IGNORECASE)
    lines = content.split("\n") if named else []
    if not any(iki.POSITION.match(line) for line in lines):
        return False
    titled = re.search(r"\bINDIKATOR\s+KINERJA\s+INDIVIDU\b|\bIKI\b", content, re.IGNORECASE)
    return bool(titled) or any(_DUTIES.match(line) for line in lines)


def _is_iku(source: Source) -> bool:
    content = source.text
    return bool(iku.TITLE.search(content)) and bool(re.search(r"\b(Sasaran|Kinerja Utama)\b", content, re.IGNORECASE))


def _is_cascading(source: Source) -> bool:
    """Four or more of the levels' words, as the heads of columns print them: capitals, or in one row of cells."""
    content = source.text
    heads = ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR")
    rows = (line.upper() for line in content.split("\n") if "\t" in line or "|" in line)
    return sum(head in content for head in heads) >= 4 or any(sum(h in row for h in heads) >= 4 for row in rows)


def _titled(name: str) -> Callable[[Source], bool]:
    """Told by the first title that names a kind, over a table of a plan: words of one kind stand in others too."""

    def told(source: Source) -> bool:
        found = jenis.of(source)
        return found is not None and found.read and found.name == name and has_heads(source)

    return told


# To add a kind: a module with ``read(page)`` and one line here.
KINDS: tuple[Kind, ...] = (
    # The list form says itself of which kind it is; its title may be that of any.
    Kind("daftar", daftar.is_list, daftar.read),
    Kind("perjanjian-kinerja", _titled("perjanjian-kinerja"), perjanjian_kinerja.read),
    Kind("rencana-aksi", _titled("rencana-aksi"), rencana_aksi.read),
    Kind("ikk", _titled("ikk"), ikk.read),
    Kind("renstra", _titled("renstra"), renstra.read),
    Kind("renja", _titled("renja"), renja.read),
    Kind("iki", _is_iki, iki.read),
    Kind("cascading", pohon_jabatan.is_drawing, pohon_jabatan.read),
    Kind("pohon-kinerja", pohon_kinerja.is_tree, pohon_kinerja.read),
    Kind("metadata-sdg", metadata_sdg.is_metadata, metadata_sdg.read),
    Kind("kartu-data", kartu_data.is_card, kartu_data.read),
    Kind("iku", _is_iku, iku.read),
    Kind("metadata", metadata.is_sheet, metadata.read),
    Kind("cascading", _is_cascading, cascading.read),
)


def kind_of(source: Source) -> Kind | None:
    """The kind of document whose marks ``source`` bears; None where it bears none's."""
    return next((kind for kind in KINDS if kind.told_by(source)), None)


def _read(kind: Kind, source: Source, path: Path) -> tuple[Page, Dokumen, tuple[Record, ...]]:
    page = Page(source)
    try:
        return page, *kind.read(page)
    except Exception as error:
        # A fault of the reader on one document must not take the others with it; it is said, and nothing is kept.
        reason = f"pembaca {kind.name} gagal ({type(error).__name__}: {error}); laporkan (a fault of the reader)"
        raise InputError(path, reason) from error


def read_source(source: Source, path: Path) -> Reading:
    """Read a document from its decoded text; ``path`` names it in messages.

    Raises:
        InputError: the text is of no known kind, nothing could be read from it, or the reader is at fault: it failed,
            or a field's evidence does not hold (such a reading is never shown as an answer).
    """
    kind = kind_of(source)
    unread = None if daftar.is_list(source) else jenis.unread(source)
    if unread:
        raise InputError(path, f"dokumen ini tampaknya {unread}; jenis ini belum dibaca (a kind that is not read yet)")
    if kind is None:
        known = ", ".join(dict.fromkeys(k.name for k in KINDS))
        raise InputError(path, f"jenis dokumen tidak dikenali; yang dibaca: {known} (no known kind of document)")
    persons = tanda_tangan.find(source)
    marks = halaman.find(source)
    signatories = penanda.repeated(source, persons.classes)
    hidden = [*persons.spans, *signatories, *((line.start, line.end) for line in map(source.line, marks) if line)]
    page, dokumen, records = _read(kind, source.without(hidden), path)
    owners = pemilik.persons(source, records)
    if owners:
        # Read again without the names: so they stand in no field, no quote and no line that is left.
        page, dokumen, records = _read(kind, source.without([*hidden, *owners]), path)
    for line in sorted({source.line_of(start) for start, _ in (*owners, *signatories, *persons.introduced)}):
        page.warn(pemilik.CODE, pemilik.MESSAGE, (line, line))
    for number, use in {**persons.classes, **marks}.items():
        page.take([number], use)
    if not records:
        raise InputError(
            path, f"dokumen {kind.name} ini tidak memuat rekaman yang dapat dibaca (nothing could be read)"
        )
    classes = accounting.settle(page, dokumen, records)
    reading = Reading(
        dokumen=replace(dokumen, sha256=source.sha256),
        records=records,
        peringatan=tuple(page.warnings),
        tak_terbaca=page.unread(),
        text=source.printed,
        nama_berkas=path.name,
        kelas_baris=classes,
    )
    try:
        evidence.hold(reading, {source.sha256: source.printed})
    except EvidenceError as error:
        raise InputError(path, f"bukti tidak cocok dengan dokumen: {error} (a fault of the reader)") from error
    return source.told(reading) if source.told else reading


def read_file(path: Path) -> Reading:
    """Read the document in the file ``path``.

    Raises:
        InputError: see :func:`kgkesos.reading.load.load` and :func:`read_source`.
    """
    return read_source(load.load(path), path)
