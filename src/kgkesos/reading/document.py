"""One file in, one Reading out: which kind of document it is, told from its content, and the reader for that kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading import cascading, evidence, iki, iku, metadata, text
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import Page
from kgkesos.records import Dokumen, Reading, Record

# Suffixes of files that a reader takes; what is in them decides the kind.
SUFFIXES = text.SUFFIXES
Reader = Callable[[Page], tuple[Dokumen, tuple[Record, ...]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, what tells it from others, and its reader."""

    name: str
    told_by: Callable[[str], bool]
    read: Reader


def _is_iki(content: str) -> bool:
    return any(iki.POSITION.match(line) for line in content.split("\n")) and "INDIKATOR KINERJA" in content


def _is_iku(content: str) -> bool:
    return bool(iku.TITLE.search(content)) and bool(re.search(r"\bSasaran\b", content, re.IGNORECASE))


def _is_cascading(content: str) -> bool:
    heads = ("TUJUAN", "SASARAN", "PROGRAM", "KEGIATAN", "INDIKATOR")
    return sum(head in content for head in heads) >= 4


def _is_metadata(content: str) -> bool:
    return len({found for line in content.split("\n") if (found := metadata.label_of(line))}) >= 5


# To add a kind: a module with ``read(page)`` and one line here.
KINDS: tuple[Kind, ...] = (
    Kind("iki", _is_iki, iki.read),
    Kind("iku", _is_iku, iku.read),
    Kind("metadata", _is_metadata, metadata.read),
    Kind("cascading", _is_cascading, cascading.read),
)


def kind_of(content: str) -> Kind | None:
    """The kind of document whose marks ``content`` bears; None where it bears none's."""
    return next((kind for kind in KINDS if kind.told_by(content)), None)


def read_source(source: Source, path: Path) -> Reading:
    """Read a document from its decoded text; ``path`` names it in messages.

    Raises:
        InputError: the text is of no known kind, or nothing could be read from it.
        EvidenceError: a field's evidence does not hold (a fault of the reader, never shown as an answer).
    """
    kind = kind_of(source.text)
    if kind is None:
        known = ", ".join(k.name for k in KINDS)
        raise InputError(path, f"jenis dokumen tidak dikenali; yang dibaca: {known} (no known kind of document)")
    page = Page(source)
    dokumen, records = kind.read(page)
    if not records:
        raise InputError(
            path, f"dokumen {kind.name} ini tidak memuat rekaman yang dapat dibaca (nothing could be read)"
        )
    reading = Reading(
        dokumen=replace(dokumen, sha256=source.sha256),
        records=records,
        peringatan=tuple(page.warnings),
        tak_terbaca=page.unread(),
        text=source.text,
        nama_berkas=path.name,
    )
    evidence.hold(reading, {source.sha256: source.text})
    return reading


def read_file(path: Path) -> Reading:
    """Read the document in the file ``path``.

    Raises:
        InputError: see :func:`kgkesos.reading.text.load` and :func:`read_source`.
    """
    return read_source(text.load(path), path)
