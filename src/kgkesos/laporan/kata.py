"""Indonesian words for what the report says in codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kgkesos.laporan.model import Kelompok, Laporan

# Each level with the word for it and what it asks, the worst first.
TINGKAT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Violation": ("pelanggaran", "harus diperbaiki"),
        "Warning": ("peringatan", "sebaiknya dilengkapi"),
        "Info": ("catatan", "perlu diketahui"),
    }
)
# So many documents are named; of more only the count is said.
_NAMED = 5


def aturan(kode: str) -> str:
    """The name of a rule as words.

    >>> aturan("indikator-tanpa-formula")
    'Indikator tanpa formula'
    """
    text = kode.replace("-", " ")
    return text[:1].upper() + text[1:]


def jenis(kelas: str) -> str:
    """The name of a class as words inside a sentence.

    >>> jenis("Kinerja Jabatan"), jenis("SubKegiatan")
    ('kinerja jabatan', 'sub kegiatan')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kelas).lower()


def angka(count: int) -> str:
    """A count as Indonesian prints it.

    >>> angka(21641)
    '21.641'
    """
    return f"{count:,}".replace(",", ".")


def ringkas(laporan: Laporan) -> str:
    """How many findings of which level: "234 temuan: 7 pelanggaran, 162 peringatan, 65 catatan"."""
    counts = ", ".join(f"{angka(count)} {TINGKAT[level][0]}" for level, count in laporan.tingkat.items())
    total = angka(len(laporan.butir))
    waived = f"; {angka(laporan.dikesampingkan)} dikesampingkan" if laporan.dikesampingkan else ""
    return f"{total} temuan: {counts}{waived}" if counts else "tidak ada temuan"


def status(counts: Mapping[str, int]) -> str:
    """How many of which status: "2 baru, 5 tetap"; empty where that is not known."""
    return ", ".join(f"{angka(count)} {name}" for name, count in counts.items())


def jumlah(group: Kelompok) -> str:
    """How often a rule was broken and where: "7 temuan di 1 dokumen (2 baru, 5 tetap)"."""
    where = f" di {angka(len(group.dokumen))} dokumen" if group.dokumen else ""
    known = status({name: count for name, count in group.status.items() if name})
    return f"{angka(len(group.butir))} temuan{where}" + (f" ({known})" if known else "")


def dicari(laporan: Laporan) -> str:
    """What was looked for and where: "aturan Bidang kosong, tingkat peringatan, di 1 dokumen (iku)".

    >>> dicari(Laporan("uji", (), (), aturan=("bidang-kosong", "kata-ganda")))
    '2 aturan, di 0 dokumen'
    """
    asked = laporan.saringan
    said = [f"aturan {aturan(asked.kode)}" if asked.kode else f"{angka(len(laporan.aturan))} aturan"]
    if asked.tingkat:
        said.append(f"tingkat {TINGKAT[asked.tingkat][0]}")
    if asked.status:
        said.append(f"status {asked.status}")
    if asked.instansi:
        said.append(f"instansi \N{LEFT DOUBLE QUOTATION MARK}{asked.instansi}\N{RIGHT DOUBLE QUOTATION MARK}")
    keys = ", ".join(one.key for one in laporan.dokumen) if len(laporan.dokumen) <= _NAMED else ""
    return f"{', '.join(said)}, di {angka(len(laporan.dokumen))} dokumen" + (f" ({keys})" if keys else "")
