"""What a text is about: its content words without those that every duty, result and indicator may have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kgkesos.ciri.isi import Isi, content
from kgkesos.reading.kata.kosakata import stem
from kgkesos.sebutan import Kamus

# A capital inside a word begins the next one: the blank between them was lost.
_WORD = re.compile(r"[A-Z]*[^\W\d_A-Z]+|[A-Z]+")
# Roots of the words with which any office writes of any of its work: what is done, by whom, for which paper.
_GENERAL = frozenset(
    re.findall(
        r"\S+",
        """ada adil anggar arah aspek atas atur awas bagi bagian bahan baik balai bantu bawah belum
    beri berhasil berita bidang bijak bina bimtek bimbing boleh buat bulan butuh capai daerah dampak dan dapat di dinas
    dukung efektif efisien evaluasi fasilitas fasilitasi fungsi giat guna hadir harus hasil himpun ikut instansi jadi
    jalan jumlah kabupaten kait kasi kasubag kasubbag kawasan kecamatan kelola kembang kena kendali kepala kinerja
    klien koordinasi kota laku laksana langsung lapor layan lembar lengkap libat liput maksud manfaat milik monev
    monitoring nama nasional nomor oleh olah optimal optimalisasi orang padu paham pantau pedoman perintah perlu
    peserta petugas pihak proses program provinsi rangka raih realisasi rencana rumus sama sampai sasar
    sedia seksi seharusnya sejahtera sekretariat sekretaris selenggara selesai serta siap sistem skpd sosialisasi staf
    sub subbag subbagian subseksi sudah susun syarat tahap tahun tahu tata tegak telaah teknis tentu tepat terap
    terima terlibat tetap tindak tingkat tugas tujuan tuju tunjuk turun umum undang unit upaya upt uptd urus usul
    wilayah wujud""",
    )
)
# Words for one thing.
_SAME = {
    "mutu": "kualitas",
    "aparatur": "pegawai",
    "alat": "sarana",
    "aset": "sarana",
    "barang": "sarana",
    "darurat": "bencana",
    "inventaris": "sarana",
    "inventarisasi": "sarana",
    "ketenagakerjaan": "kerja",
    "prasarana": "sarana",
    "sarpras": "sarana",
}


@dataclass(frozen=True, slots=True)
class Objek(Isi):
    """The words that say what a text is about; those of a concept's name count one by one too."""

    def only(self, keys: Iterable[str]) -> str:
        """The printed words of ``keys``; a word inside a name that is listed is not listed again."""
        wanted = frozenset(keys)
        listed: list[str] = []
        inside: set[str] = set()
        for key, printed in self.kata.items():
            if key in wanted and printed.casefold() not in inside:
                listed.append(printed)
                inside.update(word.casefold() for word in _WORD.findall(printed))
        return ", ".join(listed)


def objects(text: str, kamus: Kamus, office: Iterable[str] = ()) -> Objek:
    """What ``text`` is about; ``office`` are words of the office's own field, which tell none of its texts apart."""
    common = _GENERAL | frozenset(office)
    kata: dict[str, str] = {}
    for key, printed in content(text, kamus).kata.items():
        if key.startswith("konsep/"):
            kata.setdefault(key, printed)
            for word in _WORD.findall(printed):
                _add(kata, stem(word.casefold()), word, common)
        else:
            for word in _WORD.findall(printed):
                _add(kata, stem(word.casefold()), word, common)
    return Objek(kata)


def roots(text: str) -> frozenset[str]:
    """The roots of the words of ``text``."""
    return frozenset(stem(word.casefold()) for word in _WORD.findall(text))


def union(parts: Iterable[Objek]) -> Objek:
    """What several texts together are about."""
    kata: dict[str, str] = {}
    for part in parts:
        for key, printed in part.kata.items():
            kata.setdefault(key, printed)
    return Objek(kata)


def _add(kata: dict[str, str], root: str, printed: str, common: frozenset[str]) -> None:
    if len(root) > 1 and root not in common and printed.casefold() not in common:
        kata.setdefault(_SAME.get(root, root), printed)
