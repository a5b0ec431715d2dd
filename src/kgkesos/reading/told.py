"""What the user says of a document that the document itself does not print: ``dokumen.toml`` beside the files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.normalize import slug
from kgkesos.records import Reading

FILE = "dokumen.toml"
FIELDS = ("id", "instansi", "wilayah", "tahun", "sumber")
# A document's name in IRIs is no longer than this, so that they stay readable.
LONGEST_KEY = 120
_YEAR = re.compile(r"(19|20)\d\d")

Told = Mapping[str, Mapping[str, str]]


def of(readings: Mapping[Path, Reading]) -> Told:
    """For the SHA-256 of each of ``readings`` (by the path of its file), what the user tells of it.

    Raises:
        InputError: see :func:`load`.
    """
    by_folder = {folder: load(folder) for folder in sorted({path.parent for path in readings})}
    said = {reading.dokumen.sha256: by_folder[path.parent].get(path.name, {}) for path, reading in readings.items()}
    return {sha256: fields for sha256, fields in said.items() if fields}


def load(folder: Path) -> Told:
    """For each file name that ``folder/dokumen.toml`` speaks of, the fields it tells; empty without such a file.

    Raises:
        InputError: the file is not TOML, speaks of a file that is not there, tells a field that is not one of
            ``FIELDS``, a year that is none, or an id without a letter or digit.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path, f"bukan TOML yang benar: {error} (not valid TOML)") from None
    return {name: _fields(path, name, fields) for name, fields in content.items()}


def _fields(path: Path, name: str, fields: object) -> Mapping[str, str]:
    if not (path.parent / name).is_file():
        raise InputError(path, f"[{name!r}]: berkas ini tidak ada di folder yang sama (no such file beside it)")
    if not isinstance(fields, dict) or (unknown := set(fields) - set(FIELDS)):
        what = ", ".join(sorted(unknown)) if isinstance(fields, dict) else str(fields)
        raise InputError(path, f"[{name!r}] memuat {what}; yang dikenal: {', '.join(FIELDS)} (unknown field)")
    said = {field: str(value).strip() for field, value in fields.items()}
    if "tahun" in said and not _YEAR.fullmatch(said["tahun"]):
        raise InputError(path, f"[{name!r}] tahun = {said['tahun']!r} bukan tahun (not a year)")
    if "id" in said and not slug(said["id"]):
        raise InputError(path, f"[{name!r}] id = {said['id']!r} tidak memuat huruf atau angka (no letter or digit)")
    if "id" in said and len(slug(said["id"], len(said["id"]))) > LONGEST_KEY:
        raise InputError(path, f"[{name!r}] id lebih dari {LONGEST_KEY} huruf (longer than {LONGEST_KEY} characters)")
    return said
