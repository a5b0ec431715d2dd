"""From the sheets of a workbook to the one text that is read of it, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.reading.blocks import Block
from kgkesos.reading.compose import compose
from kgkesos.reading.excerpt import Source
from kgkesos.reading.lembar_kerja import asal
from kgkesos.reading.lembar_kerja.sheet import Sheet, blocks, shown


def source(path: Path, sheets: Sequence[Sheet], sha256: str, remarks: Sequence[str]) -> Source:
    """The text that ``sheets`` show, one after another; the remark of the source holds ``remarks`` and what was left.

    What the sheet "Asal" of a workbook tells of its fields goes along (see :mod:`kgkesos.reading.lembar_kerja.asal`).

    Raises:
        InputError: they show no text, or the filled cells of one stand too far apart.
    """
    made: list[Block] = []
    said = list(remarks)
    for number, sheet in enumerate(sheets, 1):
        if sheet.is_service:
            continue
        seen, left = shown(sheet)
        said.extend(left)
        made.extend(blocks(seen, path, number))
    if not made:
        reason = f"berkas kosong: tidak ada teks di dalamnya (the file holds no text). {' '.join(said)}"
        raise InputError(path, reason.strip())
    composed = compose(made, sha256, " ".join(said) or None)
    origins = asal.of(list(sheets))
    return replace(composed, told=origins.applied) if origins else composed
