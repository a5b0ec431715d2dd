"""Word and Excel files are archives of XML: what is in one is checked before any of it is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from kgkesos.errors import InputError

# Documents of offices unpack to a few megabytes; beyond these an archive is made to fill the memory.
LARGEST_PART = 60_000_000
LARGEST_WHOLE = 150_000_000
MOST_PARTS = 5_000
# The first bytes of a file that Office keeps in its older container: a password hides the archive inside.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# XML that declares entities may unfold without end or fetch what stands elsewhere; Office writes none.
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_HEAD = 4096
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def check(path: Path, data: bytes, wanted: str) -> None:
    """See that ``data``, of the file ``path``, is an archive that holds the part ``wanted`` and is safe to unpack.

    Raises:
        InputError: it is damaged, locked with a password, another kind of file, too large unpacked, or its XML
            declares entities.
    """
    if data.startswith(OLE):
        raise InputError(
            path, "berkas dikunci kata sandi atau berformat Office lama; simpan ulang tanpa kata sandi (locked or old)"
        )
    if not data.startswith(ZIP):
        raise InputError(path, "isinya tidak sesuai dengan akhiran namanya (the content is not what the name says)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _parts(path, archive, wanted)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(path, "berkas rusak: arsipnya tidak dapat dibuka (a damaged file)") from error


def _parts(path: Path, archive: zipfile.ZipFile, wanted: str) -> None:
    infos = archive.infolist()
    names = {info.filename for info in infos}
    if wanted not in names:
        raise InputError(path, "isinya tidak sesuai dengan akhiran namanya (the content is not what the name says)")
    sizes = [info.file_size for info in infos]
    if len(infos) > MOST_PARTS or max(sizes) > LARGEST_PART or sum(sizes) > LARGEST_WHOLE:
        unpacked = f"{sum(sizes):,} bita sesudah dibuka"
        raise InputError(path, f"isi berkas terlalu besar: {unpacked}; ini bukan dokumen biasa (too large unpacked)")
    if any(info.flag_bits & 1 for info in infos):
        raise InputError(path, "berkas dikunci kata sandi; simpan ulang tanpa kata sandi (locked by a password)")
    for info in infos:
        if info.filename.endswith((".xml", ".rels", ".vml")):
            with archive.open(info) as part:
                head = part.read(_HEAD)
            if any(one in head for one in _DECLARATIONS) or head.startswith(_UTF16):
                raise InputError(path, "XML di dalamnya memuat deklarasi yang tidak wajar (unsafe XML)")
