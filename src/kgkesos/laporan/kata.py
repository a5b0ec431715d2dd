"""Words for what the report says in codes: Indonesian, or English where it is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kgkesos.bahasa import angka as angka
from kgkesos.bahasa import code, kata
from kgkesos.laporan.model import Butir, Kelompok, Laporan, Simpul

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


def sebutan(simpul: Simpul) -> str:
    """What kind of thing a node is, and whether it was replaced: "program, sudah diganti"; empty where nobody knows."""
    said = jenis(simpul.jenis) if simpul.jenis else ""
    return f"{said}, sudah diganti" if simpul.diganti else said


def tingkat(kode: str, lang: str = "id") -> tuple[str, str]:
    """The word for a level, and what it asks."""
    word, asks = TINGKAT[kode]
    return kata(word, lang), kata(asks, lang)


def ringkas(laporan: Laporan, lang: str = "id") -> str:
    """How many findings of which level: "234 temuan: 7 pelanggaran, 162 peringatan, 65 catatan"."""
    counts = ", ".join(f"{angka(count, lang)} {tingkat(level, lang)[0]}" for level, count in laporan.tingkat.items())
    if not counts:
        return kata("tidak ada temuan", lang)
    waived = laporan.dikesampingkan
    left = kata("; {} dikesampingkan", lang).format(angka(waived, lang)) if waived else ""
    return kata("{} temuan: {}", lang).format(angka(len(laporan.butir), lang), counts) + left


def status(counts: Mapping[str, int], lang: str = "id") -> str:
    """How many of which status: "2 baru, 5 tetap"; empty where that is not known."""
    return ", ".join(f"{angka(count, lang)} {kata(name, lang)}" for name, count in counts.items())


def jumlah(group: Kelompok, lang: str = "id") -> str:
    """How often a rule was broken and where: "7 temuan di 1 dokumen (2 baru, 5 tetap)"."""
    count = kata("{} temuan", lang).format(angka(len(group.butir), lang))
    where = kata(" di {} dokumen", lang).format(angka(len(group.dokumen), lang)) if group.dokumen else ""
    known = status({name: count for name, count in group.status.items() if name}, lang)
    return f"{count}{where}" + (f" ({known})" if known else "")


def penilaian(one: Butir, lang: str = "id") -> str:
    """That a text was judged, and how sure that is, in ``lang``; in Indonesian :attr:`Butir.penilaian`."""
    if lang == "id":
        return one.penilaian
    said = [kata("menilai teks", lang)] if one.menilai else []
    return ", ".join([*said, *([kata("skor {}", lang).format(f"{one.skor:.2f}")] if one.skor is not None else [])])


def putusan(one: Butir, lang: str = "id") -> str | None:
    """What was decided on a finding: "dikesampingkan oleh wali data, 2026-03-05: sumber di lampiran"."""
    said = one.putusan
    if said is None or lang == "id":
        return said.kalimat if said else None
    return kata("{} oleh {}, {}: {}", lang).format(code(said.putusan, lang), said.oleh, said.tanggal, said.alasan)


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
