"""Why an entry is suggested, in Indonesian: what agrees, what does not, and what was presumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgkesos.padanan.kata import Kata
from kgkesos.padanan.kode import Kode
from kgkesos.padanan.naskah import Naskah
from kgkesos.padanan.nilai import Asked, Nilai
from kgkesos.reference import Entri
from kgkesos.reference.nomenklatur import KABUPATEN_KOTA, KEGIATAN, NEWEST, PROGRAM, PROVINSI, SUB_KEGIATAN

_SPOKEN = {PROGRAM: "program", KEGIATAN: "kegiatan", SUB_KEGIATAN: "sub kegiatan"}
_GOVERNMENTS = {PROVINSI: "provinsi", KABUPATEN_KOTA: "kabupaten/kota"}


def reason(asked: Asked, entri: Entri, found: Nilai, said: Naskah, code: Sequence[str]) -> str:
    """Why ``entri``; ``code`` is what is to be said of the printed code."""
    parts = list(code)
    if found.sama:
        parts.append(f"kata yang sama: {_listed(found.sama)}")
    if found.sekitar:
        parts.append(f"hanya dalam indikator atau di sekitarnya: {_listed(found.sekitar)}")
    if found.lain:
        parts.append(f"tidak ada dalam nomenklatur ini: {_listed(found.lain)}")
    if entri.tingkat not in asked.tingkat[:1]:
        parts.append(f"yang dicetak sebagai {_SPOKEN[asked.tingkat[0]]} kini {_SPOKEN[entri.tingkat]}")
    if said.wilayah and entri.kewenangan:
        parts.append(said.wilayah)
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def agrees(code: Kode, entri: Entri, said: Naskah) -> tuple[str, ...]:
    """What is to be said where the printed ``code`` is that of ``entri``."""
    parts = [f"kode yang tercetak, {code.tercetak}, adalah kodenya"]
    if entri.daftar != NEWEST:
        parts.append(f"menurut daftar {entri.daftar}")
    elif said.tahun is not None and said.tahun < int(NEWEST):
        parts.append(f"dokumennya tahun {said.tahun}, tetapi kode ini hanya ada dalam daftar {entri.daftar}")
    if said.government and entri.kewenangan and entri.kewenangan != said.government:
        theirs, ours = _GOVERNMENTS[entri.kewenangan], _GOVERNMENTS[said.government]
        parts.append(f"kode itu kewenangan {theirs}, sedangkan dokumen ini dari {ours}")
    return tuple(parts)


def differs(code: Kode, entries: Sequence[Entri], asked: Asked) -> tuple[str, ...]:
    """What is to be said where the name was compared although a ``code`` is printed; ``entries`` have that code."""
    printed = f"kode yang tercetak, {code.tercetak}"
    if code.urusan is None:
        return (f"{printed}, bukan kode nomenklatur yang utuh, maka namanya yang dibandingkan",)
    if not entries:
        return (f"{printed}, tidak ada dalam daftar, maka namanya yang dibandingkan",)
    if all(entry.tingkat not in asked.tingkat for entry in entries):
        theirs, ours = _SPOKEN.get(entries[0].tingkat, "urusan"), _SPOKEN[asked.tingkat[0]]
        return (f"{printed}, adalah kode {theirs}, bukan {ours}, maka namanya yang dibandingkan",)
    return (f"{printed}, bernama lain: {entries[0].nama}",)


def _listed(found: Iterable[Kata]) -> str:
    return ", ".join(word.printed.replace("_", " ") for word in found)
