"""Names of persons without title or degree: told by the form of their words, and by what no name is made of."""

from __future__ import annotations

import re

# Posts, functional posts, units, offices and measures, by how the word begins: none of these is in a name.
_PUBLIC = re.compile(
    r"(?:kepala|ka(?:bid|bag|sie?|sub|dis|din|ban|puskesmas|upt)|sek(?:ret|si|da|dis|ban|lur|cam|olah)|bupati|wali"
    r"|gubernur|camat|lurah|desa|kelurahan|kecamatan|kabupaten|kota|prov|direkt|ketua|inspekt|asisten|menteri|kement"
    r"|staf|pejabat|pelaksana|jabatan|fungsional|struktural|ahli|terampil|mahir|penyelia|pertama|muda$|madya|utama"
    r"|adyatama|analis|penyuluh|pekerja|perencana|pranata|arsiparis|auditor|pustakawan|guru|dokter|perawat|bidan|apoteker"
    r"|penata|pembina|pengatur|pengawas|pengelola|pengadministrasi|penggerak|pendamping|penguji|penilai|penelaah|statistisi"
    r"|operator|bendahara|petugas|tim$|pokja|kelompok|koordinator|sub|bidang|bid$|bagian|bag$|unit|upt|balai|rumah|rsud|rs$"
    r"|puskesmas|klinik|panti|loka|pusat|dinas|badan|biro|kantor|satuan|satpol|lembaga|instansi|organisasi|perangkat|opd"
    r"|skpd|pemerintah|pemkab|pemkot|pemda|daerah|negara|indonesia|nasional|republik|universitas|dewan|komisi|forum|komunitas"
    r"|din(?:sos|kes|dik|hub)|dis(?:dik|kom|hub|par|per|nak|tan|pora|bud|duk|pus|tarus|kan)|bap(?:pe|eda|enda)|bpbd|bps|bkd"
    r"|bpkad|bkpsdm|kesbang|kemen|dukcapil|litbang|inspektorat|sosial|resos|rehsos|linjamsos|dayasos|limjamsos|rehab"
    r"|\w*(?:sos|litbang|kominfo|dukcapil|kesra)$|jamin|perlind|lindung|berdaya|umum|keuangan|program|kepegawaian|evaluasi"
    r"|data|informasi|statistik|sistem|layanan|publik|teknis|teknologi|digital|destinasi|wisata|pariwisata|budaya|ekonomi"
    r"|ekraf|kreatif|usaha|industri|dagang|koperasi|umkm|tenaga|kerja|produksi|tanaman|ternak|hewan|ikan|tangkap|pangan"
    r"|hutan|lingkungan|sampah|limbah|cipta|karya$|bina|marga|jalan|air|sumber|daya|tata|ruang|lalu|lintas|angkutan|sarana"
    r"|prasarana|fasilitas|fisik|anak|perempuan|keluarga|remaja|lansia|lanjut|usia|disabilitas|masyarakat|warga|penduduk"
    r"|anggaran|barang|aset|hukum|politik|bencana|darurat|logistik|rekonstruksi|rehabilitasi|pasca|mutu|hasil|kinerja"
    r"|indikator|sasaran|tujuan|target|kegiatan|jumlah|total|banyak|persen|presen|prosen|rasio|proporsi|cakupan|indeks|rata"
    r"|tingkat|angka|nilai|skor|capaian|volume|luas|laju|opini|frekuensi|tahun|triwulan|semester|bulan|orang|jiwa|dokumen"
    r"|laporan|survei|sensus|susenas|sakernas|metod|rumus|formula|definisi|konsep|media|website|seluruh|semua|semu|masing"
    r"|terkait|internal|eksternal|tidak|belum|dan$|atau$|eselon|pptk|ppk|kpa|pihak|rekam|medis|mitra|bank|pt|cv|yayasan|gizi"
    r"|medik|farmasi|penyakit|promosi|kesmas|p2p|sdm|sdk|aplikasi|profil|format|isian|yang|untuk|sesuai|januari|februari"
    r"|tugas|pokok|fungsi|uraian|urusan|ikhtisar|visi|misi|strateg|latar|bab$|lampiran"
    r"|daftar|tabel|matriks|rincian|hak$|wewenang|tanggung|jawab"
    r"|maret|april|juni|juli|agustus|september|oktober|november|desember)",
    re.IGNORECASE,
)
# What Indonesian makes of a root with affixes is a noun of matters ("Kebijakan", "Pemberdayaan") or a verb.
_DERIVED = re.compile(
    r"(?:ke|pe[mnr]?|peng|peny)\w{3,}an|(?:me[mnr]|meng|ter|ber)\w{4,}|\w{3,}(?:isasi|logi|tika|asi)", re.I
)
_WORD = re.compile(r"[A-Z]\.?|[A-Z][a-z]?[.]|[A-Z][a-z’'`]+(?:[A-Z][a-z]+)?|[A-Z’'`]{2,}|bin|binti")
_VOWEL = re.compile(r"[AEIOU]")
_LONGEST = 5
NAME = r"[A-Z][A-Za-z’'`]*\.?(?: (?:[A-Z][A-Za-z’'`]*\.?|bin\b|binti\b)){0,4}"


def is_public(word: str) -> bool:
    """Whether ``word`` is of a post, a unit, an office or a matter, so that no name is made of it.

    >>> is_public("Kepala"), is_public("Pemberdayaan"), is_public("Santoso")
    (True, True, False)
    """
    return bool(_PUBLIC.match(word) or _DERIVED.fullmatch(word))


def is_name(text: str, *, alone: bool = False) -> bool:
    """Whether ``text`` is made as the name of a person is; of one word only where ``alone`` allows it.

    >>> is_name("Budi Santoso"), is_name("Penyuluh Sosial Muda"), is_name("UPTD PPA"), is_name("Rina")
    (True, False, False, False)
    """
    words = text.split()
    if not (1 if alone else 2) <= len(words) <= _LONGEST or not all(_WORD.fullmatch(word) for word in words):
        return False
    full = [word for word in words if len(word.strip(".")) > 1]
    if not full or any(is_public(word) for word in full):
        return False
    # Capitals beside other words, or without a vowel, are an abbreviation; so is one word of capitals.
    capitals = [word for word in full if word.isupper()]
    if capitals and (len(capitals) < len(full) or len(full) == 1):
        return False
    return all(_VOWEL.search(word.upper()) for word in full if "." not in word)
