"""The sheet "Petunjuk": how a template or a corrected document is filled in and read again, in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kgkesos.reading.lembar_kerja.sheet import SERVICE
from kgkesos.sheets import daftar, drawn
from kgkesos.sheets.form import Form, Held, Row

TITLE = f"Petunjuk pengisian {SERVICE}"
_COMMON = (
    "Isi sel di bawah kepala kolom. Kepala kolom boleh dipindah urutannya, tetapi jangan diganti katanya.",
    "Satu baris memuat satu indikator. Bila sebuah sasaran mempunyai beberapa indikator, tulis sasaran itu sekali dan "
    "kosongkan selnya pada baris berikutnya, atau gabungkan (merge) selnya.",
    "Sel sumber data, satuan, penjelasan, formulasi, dan penanggung jawab yang digabung berlaku bagi setiap barisnya.",
    "Tulis formulasi sebagai kalimat hitung, misalnya: Jumlah A / Jumlah B x 100%. Sel tidak dihitung oleh kgkesos.",
    "Daftar pilihan (satuan, eselon) hanya usulan; kata lain boleh diketik.",
    "Baris yang salah satu selnya bertuliskan (contoh) tidak dibaca. Hapus baris itu, atau timpa dan hapus tanda "
    "(contoh); bila tertinggal, kgkesos menyebutkan barisnya.",
    "Baris, kolom, dan lembar yang disembunyikan tidak dibaca; kgkesos menyebutkannya.",
    "Lembar yang sel A1-nya berakhir dengan (kgkesos), seperti lembar ini, bukan bagian dokumen.",
    "Sesudah diisi: kgkesos read BERKAS.xlsx untuk memeriksa, kgkesos build BERKAS.xlsx untuk menyusun graf.",
)
_KIND: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "iki": (
            "Untuk tiap jabatan salin seluruh blok, dari 1. JABATAN sampai akhir tabelnya, ke bawah.",
            "Tulis nama jabatan di kanan JABATAN. Tulis butir tugas dan fungsi masing-masing di satu sel kolom A, "
            "dimulai hurufnya, misalnya: a. Menyusun laporan.",
            "Eselon dipilih pada judul di sel A1; satu judul berlaku bagi semua jabatan di bawahnya.",
        ),
        "iku": (
            "Untuk target tambahkan kolom dengan kepala Target dan tahunnya, misalnya: Target 2025.",
            "IKU milik satu jabatan: di atas tabel tulis Nama Unit Kerja/Jabatan :, Tugas :, dan Fungsi :, isinya di "
            "sel sebelah kanannya; butir berikutnya di bawahnya, dimulai hurufnya.",
            "Nomor indikator yang menjabarkan indikator lain (1.1, 1.1.1) ditulis di depan namanya.",
        ),
        "cascading": (
            "Setiap tingkat mempunyai kolomnya sendiri. Sel tingkat yang kosong melanjutkan sel di atasnya.",
            "Nomor ditulis di depan nama dalam selnya, misalnya: 1. Program Pemberdayaan.",
            "Di kanan kolom indikator sebuah tingkat boleh ditambahkan kolom DEFINISI OPERASIONAL, SATUAN, FORMULASI, "
            "SUMBER DATA, PENANGGUNG JAWAB, dan Target dengan tahunnya; di belakang lima yang pertama tulis nama "
            "tingkatnya, misalnya: DEFINISI OPERASIONAL KEGIATAN.",
            "Program dari dua periode: tulis tahunnya pada kolom PERIODE PROGRAM, misalnya 2019-2022, dan pada baris "
            "program yang berakhir nama program yang melanjutkan pekerjaannya pada kolom PROGRAM PENGGANTI.",
        ),
        "metadata": (
            "Satu lembar memuat satu indikator. Isi kolom C; bidang yang tidak ada isinya dibiarkan kosong.",
            "Isi berbutir ditulis dalam satu sel, tiap butir di baris baru (Alt+Enter) dengan tanda • di depannya.",
        ),
    }
)
_CORRECTED = (
    "Buku kerja ini ditulis dari dokumen yang sudah dibaca. Perbaiki selnya, simpan, lalu baca atau susun lagi.",
    "Lembar Asal menunjukkan dari berkas dan baris mana setiap isi dibaca. Isi yang tidak diubah tetap menunjuk ke "
    "berkas dan baris asalnya; isi yang diubah hanya menunjuk ke selnya di buku kerja ini.",
    "Kutipan asal hanya diperiksa bila berkas asalnya ikut dibaca dalam perintah yang sama; tanpa itu, asalnya adalah "
    "keterangan buku kerja ini. Bila keduanya dibaca, perbaikan di buku kerja ini yang dipakai: baris yang diganti "
    "atau dihapus di sini tidak diambil lagi dari berkas asalnya.",
    "Bacaan yang tercatat sebagai dugaan tetap dugaan. Untuk menegaskannya, ganti nilai pada baris kepastian di lembar "
    "Asal menjadi pasti.",
)


_LIST = (
    "Lembar Daftar memuat satu rekaman per baris. TINGKAT menunjukkan susunannya: baris bertingkat 2 berada di bawah "
    "baris bertingkat 1 terdekat di atasnya, dan seterusnya. JENIS menyebut apa rekaman itu; pilih dari daftarnya.",
    "Formulasi dan target sebuah indikator ditulis pada barisnya sendiri; untuk tahun lain tambahkan kolom dengan "
    "kepala Target dan tahunnya, misalnya: Target 2025 atau Target TW I 2025.",
    "Isi berbutir ditulis dalam satu sel, tiap butir di baris baru (Alt+Enter) dengan tanda • di depannya.",
    "Jenis dokumen, perangkat daerah, wilayah, dan tahun dibaca dari baris di atas tabel.",
)
_DRAWN = (
    "Cascading ini digambar sebagai kotak, tiap isi di satu sel. Nama jabatan digabung (merge) selebar jabatan-jabatan "
    "di bawahnya; jabatan tanpa atasan berdiri di sampingnya.",
    "Di bawah nama jabatan, pada kolom yang sama, tulis Tujuan 1 : ..., Sasaran 1 : ..., dan indikator dengan nomor di "
    "depannya (1.1, 1.1.1); satuan ditulis dalam kurung di belakang nama indikator.",
)
# From where on the common words hold for a list and for a drawing, too: before that they are of the rows of a table.
_ANY_TABLE, _ANY_FORM = 3, 6


def form(name: str, kind: str) -> Form:
    """The help for a document of ``kind`` that was read and is written in the form ``name``."""
    said = [*_KIND.get(kind, ()), *_COMMON]
    if name == daftar.NAME:
        said = [*_LIST, *_COMMON[_ANY_TABLE:]]
    elif name == drawn.NAME:
        said = [*_DRAWN, *_COMMON[_ANY_FORM:]]
    return _sheet([*_CORRECTED, *said])


def template(kind: str) -> Form:
    """The help for the template of ``kind``."""
    return _sheet([*_KIND.get(kind, ()), *_COMMON])


def _sheet(said: Sequence[str]) -> Form:
    rows: list[Row] = [(Held(TITLE, "title"),), ()]
    rows.extend((Held(f"{number}. {line}"),) for number, line in enumerate(said, 1))
    return Form("Petunjuk", tuple(rows), (110,))
