"""What the user says of a document that the document itself does not print: ``dokumen.toml`` beside the files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from kgkesos.errors import InputError

FILE = "dokumen.toml"
FIELDS = ("id", "instansi", "wilayah", "tahun", "sumber")


def load(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """For each file name that ``folder/dokumen.toml`` speaks of, the fields it tells; empty without such a file.

    Raises:
        InputError: the file is not TOML, or tells a field that is not one of ``FIELDS``.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path, f"bukan TOML yang benar: {error} (not valid TOML)") from None
    told: dict[str, dict[str, str]] = {}
    for name, fields in content.items():
        if not isinstance(fields, dict) or (unknown := set(fields) - set(FIELDS)):
            what = ", ".join(sorted(unknown)) if isinstance(fields, dict) else str(fields)
            raise InputError(path, f"[{name!r}] memuat {what}; yang dikenal: {', '.join(FIELDS)} (unknown field)")
        told[name] = {field: str(value) for field, value in fields.items()}
    return told
