"""The unit that an indicator's name prints in brackets at its end: "(%)", "(Orang)", "Jumlah konten (Konten)"."""

from __future__ import annotations

import re

from kgkesos.reading.excerpt import Excerpt

_KNOWN = re.compile(
    r"\((?P<satuan>%|persen|poin|orang|jiwa|tahun|bulan|hari|jam|unit|indeks|nilai|skor|angka|dokumen|laporan|lembaga"
    r"|kelompok|keluarga|kk|desa|kelurahan|kecamatan|lokasi|paket|kali|rupiah|rp|ton|ha|km)\)\s*$",
    re.IGNORECASE,
)
# What a count counts, said again: one word or "kabupaten/kota"; in capitals it would be an abbreviation of the name.
_COUNTED = re.compile(
    r"^(?:Jumlah|Banyaknya)\b.*\((?P<satuan>[A-Z]?[a-z]{3,20}(?:/[A-Z]?[a-z]{2,20})?)\)\s*$", re.DOTALL
)


def of(name: Excerpt) -> Excerpt | None:
    """The unit in ``name``, which stays in the name too; None where it prints none."""
    found = _KNOWN.search(name.text) or _COUNTED.match(name.text)
    return name.group(found, "satuan") if found else None


def apart(name: Excerpt) -> tuple[Excerpt, Excerpt | None]:
    """``name`` without the unit in brackets at its end, and the unit."""
    unit = of(name)
    if unit is None:
        return name, None
    return name[: name.text.rindex("(")].strip(), unit
