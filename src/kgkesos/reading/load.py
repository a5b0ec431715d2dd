"""From a file to the Source that readers read: which format it has is told by its name and held against its content."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading.excerpt import Source

# The module that decodes each format, imported when a file of it is read. To add one: a module with ``load(path)``.
FORMATS = {
    ".txt": "text",
    ".md": "text",
    ".pdf": "pdf",
    ".xlsx": "lembar_kerja.xlsx",
    ".xlsm": "lembar_kerja.xlsx",
    ".ods": "lembar_kerja.ods",
    ".xls": "lembar_kerja.xls",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
}
SUFFIXES = frozenset(FORMATS)
# Formats that are not read, and what the same program can save instead.
_RESAVED = {".doc": ".docx", ".rtf": ".docx", ".ppt": ".pdf", ".pptx": ".pdf", ".xlsb": ".xlsx"}


def load(path: Path) -> Source:
    """The decoded text of the file ``path``, with the places of its pieces where the format is no text.

    Raises:
        InputError: the file cannot be read, is damaged, locked, too large or empty, or is of no format that is read.
    """
    if path.is_dir():
        raise InputError(path, "ini folder, bukan berkas (a folder, not a file)")
    suffix = path.suffix.lower()
    if better := _RESAVED.get(suffix):
        raise InputError(path, f"format {suffix} belum dibaca; simpan ulang sebagai {better} (save it as {better})")
    # Whatever is called otherwise is text, or the reader of text says why it is none.
    name = FORMATS.get(suffix, "text")
    source: Source = import_module(f"kgkesos.reading.{name}").load(path)
    return source
