"""What generated documents say besides real names: our own words, in the manner of such documents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bidang:
    """A field of an office: its name, its programme, whom it serves (concepts), what is to become of them, by what.

    ``hasil`` pairs what is to rise with what is then true of one who was served.
    """

    nama: str
    program: str
    populasi: tuple[str, ...]
    hasil: tuple[tuple[str, str], ...]
    layanan: tuple[str, ...]


FIELDS = (
    Bidang(
        "Pemberdayaan Sosial",
        "1.06.02",
        (
            "karang-taruna",
            "keluarga-pioner",
            "pekerja-sosial-masyarakat",
            "komunitas-adat-terpencil",
            "penyuluh-sosial",
        ),
        (("keswadayaan", "berkegiatan secara swadaya"), ("keaktifan", "aktif sepanjang tahun")),
        ("mengikuti pelatihan", "menerima stimulan", "didampingi fasilitator", "mengikuti temu karya", "dinilai ulang"),
    ),
    Bidang(
        "Rehabilitasi Sosial",
        "1.06.04",
        (
            "anak-jalanan",
            "anak-telantar",
            "penyandang-disabilitas",
            "lanjut-usia-telantar",
            "gelandangan",
            "pengemis",
            "pemulung",
            "tuna-susila",
        ),
        (("kemandirian", "hidup mandiri seusai pembinaan"), ("keberfungsian", "kembali berfungsi di keluarganya")),
        ("mengikuti bimbingan", "menerima permakanan", "memperoleh alat bantu", "dirujuk ke balai", "diasuh kerabat"),
    ),
    Bidang(
        "Perlindungan dan Jaminan Sosial",
        "1.06.05",
        (
            "fakir-miskin",
            "perempuan-rawan-sosial-ekonomi",
            "keluarga-bermasalah-sosial-psikologis",
            "pekerja-migran-bermasalah-sosial",
        ),
        (("ketahanan ekonomi", "naik pendapatannya"), ("keterjaminan", "terjamin kebutuhan pokoknya")),
        (
            "menerima santunan",
            "menerima sembako",
            "memperoleh modal usaha",
            "terdata dalam DTSEN",
            "didampingi petugas",
        ),
    ),
    Bidang(
        "Penanganan Bencana",
        "1.06.06",
        ("korban-bencana-alam", "korban-bencana-sosial"),
        (("pemulihan", "pulih penghidupannya"), ("ketangguhan", "siap menghadapi musim rawan")),
        ("menerima logistik", "memperoleh hunian sementara", "mengikuti simulasi", "dilayani dapur umum"),
    ),
)
# What groups that are no single persons are counted in.
UNITS = {
    "karang taruna": "Lembaga",
    "keluarga pioner": "Keluarga",
    "keluarga bermasalah sosial psikologis": "Keluarga",
    "komunitas adat terpencil": "Kelompok",
}
ONE = "Orang"
GOALS = (
    ("Mewujudkan warga yang berdaya dan saling menolong", "Persentase warga rentan yang keluar dari kerentanan"),
    ("Menguatkan keluarga rentan agar hidup layak", "Persentase keluarga rentan yang hidup layak"),
    ("Mengurangi kerentanan hidup warga", "Persentase warga rentan yang berkurang kerentanannya"),
)
SOURCES = (
    "Register layanan tahun berjalan",
    "Rekapitulasi laporan bulanan petugas",
    "Buku induk penerima layanan",
    "Laporan semester yang disahkan pimpinan",
    "Hasil survei lapangan tahunan",
    "Basis data DTSEN yang sudah dipadankan",
)
EXPLANATIONS = (
    "Yang dihitung ialah mereka yang berdomisili tetap dan datanya sudah dipadankan.",
    "Hitungan mencakup semua kecamatan dan ditutup pada akhir Desember.",
    "Satu orang dihitung satu kali walaupun dilayani beberapa kali.",
    "Angka diambil sesudah verifikasi lapangan selesai.",
)
DEFINITIONS = (
    "mereka yang masuk daftar layanan sesudah diverifikasi pendamping lapangan.",
    "penerima layanan yang tercatat lengkap menurut pendataan kelurahan dan desa.",
    "sasaran layanan yang memenuhi kriteria pada keputusan bupati atau gubernur.",
)
# Duties that any position has, and duties that are about no indicator of a generated position.
COMMON_DUTIES = ("Menyusun rencana kerja {unit}", "Melaporkan pelaksanaan kegiatan {unit}")
OWN_DUTIES = (
    "Melayani {populasi} di semua kecamatan",
    "Memantau layanan bagi {populasi}",
    "Memutakhirkan daftar {populasi}",
    "Mendampingi {populasi} dalam pemenuhan haknya",
)
STRAY_DUTIES = (
    "Merawat makam pahlawan dan tugu perjuangan",
    "Memelihara kendaraan operasional kantor",
    "Menerbitkan surat rekomendasi undian berhadiah",
    "Menata perpustakaan dan arsip surat",
    "Menyewakan gedung pertemuan milik kantor",
)
LAST_DUTY = "Melaksanakan tugas lain yang diberikan oleh {atasan}"
USES = ("Menunjukkan seberapa luas layanan dirasakan.", "Menjadi dasar penyusunan anggaran tahun depan.")
READINGS = ("Makin tinggi angkanya, makin banyak yang terlayani.", "Angka yang naik berarti layanan makin merata.")
SPARE_RESULTS = ("Meningkatnya kerukunan antarwarga", "Meningkatnya kesetiakawanan pemuda")
SPARE_INDICATORS = ("Persentase rukun warga yang rukun", "Persentase pemuda yang setia kawan")
