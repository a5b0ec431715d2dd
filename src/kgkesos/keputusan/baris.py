"""One row of a file of decisions: a decision, or one sentence that says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kgkesos.errors import InputError
from kgkesos.keputusan import tanggal
from kgkesos.keputusan.model import BIDANG, CHOICES, COLUMNS, KINDS, TEMUAN, Keputusan, Tempat
from kgkesos.keputusan.peran import first_unknown, is_role, person_in

_NEEDED = ("dokumen", "jenis", "rekaman", "sidik", "putusan", "oleh", "tanggal", "alasan")
_SIDIK = re.compile(r"s[0-9a-f]{12}")
_ANSWERS = ("putusan", "nilai", "alasan")
# The columns of one line; the others keep what is between their first and last letter, too.
_LONG = frozenset({"nilai", "alasan"})


def is_open(row: Mapping[str, str]) -> bool:
    """Whether nothing has been decided in ``row`` yet."""
    return not any(row.get(name, "").strip() for name in _ANSWERS)


def decision(row: Mapping[str, str], path: Path, where: str, *, month_first: bool) -> Keputusan:
    """The decision in ``row``, which stands in ``path`` at ``where``.

    Raises:
        InputError: a cell is missing or says what it cannot say; file, line and cell are named.
    """
    cells = {name: row.get(name, "").replace("\r\n", "\n").replace("\r", "\n") for name in COLUMNS}
    cells = {name: text if name in _LONG else " ".join(text.split()) for name, text in cells.items()}
    day = tanggal.parse(cells["tanggal"], month_first=month_first)
    if fault := _fault(cells, day):
        raise InputError(path, f"{where}: {fault}")
    assert day is not None
    place = Tempat(*(cells[name] for name in Tempat._fields))
    return Keputusan(
        place, cells["sidik"], cells["putusan"], cells["nilai"], cells["oleh"], day, cells["alasan"], path, where
    )


def _fault(cells: Mapping[str, str], day: date | None) -> str | None:
    if missing := [name for name in _NEEDED if not cells[name].strip()]:
        return f"kolom {', '.join(missing)} kosong (empty)"
    return _wrong_choice(cells) or _wrong_words(cells, day)


def _wrong_choice(cells: Mapping[str, str]) -> str | None:
    kind, choice = cells["jenis"], cells["putusan"]
    if kind not in KINDS:
        return f"jenis {kind!r} tidak dikenal; yang dikenal: {', '.join(KINDS)} (unknown kind)"
    if choice not in CHOICES[kind]:
        return f"putusan {choice!r} tidak berlaku bagi {kind}; pilih {', '.join(CHOICES[kind])} (unknown decision)"
    if kind == TEMUAN and not cells["aturan"]:
        return "kolom aturan kosong (empty)"
    if kind == BIDANG and not cells["bidang"]:
        return "kolom bidang kosong (empty)"
    if kind == BIDANG and not cells["nilai"].strip():
        return "kolom nilai kosong: tulis bacaan yang ditetapkan (empty)"
    if kind != BIDANG and cells["nilai"].strip():
        return f"kolom nilai hanya untuk jenis {BIDANG} (only for a field)"
    return None


def _wrong_words(cells: Mapping[str, str], day: date | None) -> str | None:
    if not _SIDIK.fullmatch(cells["sidik"]):
        return f"sidik {cells['sidik']!r} bukan sidik; salin dari 'kgkesos decide list' (not a mark of words)"
    if day is None:
        return f"tanggal {cells['tanggal']!r} bukan tanggal; tulis seperti 2026-03-05 (not a date)"
    if not is_role(cells["oleh"]):
        return _no_role(cells["oleh"])
    if named := [name for name in ("nilai", "alasan") if person_in(cells[name])]:
        return f"kolom {', '.join(named)} memuat nama, NIP atau kontak seseorang; hapus (details of a person)"
    return None


def _no_role(said: str) -> str:
    """What a role looks like; the word that none has is told by its number: it may be somebody's name."""
    number = first_unknown(said)
    where = f"; kata ke-{number} bukan kata peran yang dikenal" if number else ""
    like = "'wali data', 'Kepala Bidang Rehabilitasi Sosial' atau 'tim SAKIP Kabupaten Tapin'"
    return f"kolom oleh harus peran, seperti {like}, bukan nama orang atau NIP{where} (a role, never a person)"
