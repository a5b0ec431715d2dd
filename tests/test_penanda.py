"""Who signs: their names are hidden wherever they stand again, and nothing else is."""

from __future__ import annotations

from renditions import read

HEAD = "INDIKATOR KINERJA UTAMA\nDINAS SOSIAL KABUPATEN BLORA\nTAHUN 2022\n\n"
TABLE = (
    "No.\tSasaran\tIndikator Kinerja Utama\tPenanggung Jawab\n"
    "1.\tMeningkatnya layanan\tPersentase PMKS terlayani\tKabid Linjamsos: WAHYU HIDAYAT\n"
    "2.\tMeningkatnya peran\tJumlah TKSK aktif\tsiti aminah\n"
    "3.\tMeningkatnya data\tJumlah data valid\tSekretaris Dinas\n\n"
)
SIGNED = (
    "Blora, 3 Januari 2022\nKEPALA DINAS SOSIAL,\n\n\nSITI AMINAH, S.Sos\nPembina\nNIP. 196702021991032002\n\n"
    "KEPALA BIDANG,\n\n\nDrs. WAHYU HIDAYAT\nPenata Tk. I\n"
)


def test_a_signatory_is_in_no_cell() -> None:
    reading = read(HEAD + TABLE + SIGNED)
    owners = [getattr(record, "penanggung_jawab", None) for record in reading.records if record.jenis == "Indikator"]
    assert owners == ["Kabid Linjamsos:", None, "Sekretaris Dinas"]
    quotes = " ".join(quote.kutipan for record in reading.records for qs in record.bukti.values() for quote in qs)
    left = " ".join(left.kutipan for left in reading.tak_terbaca)
    assert "hidayat" not in (quotes + left).casefold()
    assert "aminah" not in (quotes + left).casefold()
    assert {w.baris for w in reading.peringatan if w.kode == "data-pribadi"} == {(6, 6), (7, 7)}
    assert not any("aminah" in w.pesan.casefold() for w in reading.peringatan)


def test_words_of_an_office_in_a_signature_are_no_names() -> None:
    text = (
        HEAD
        + TABLE.replace("Sekretaris Dinas", "Provinsi Jawa Barat")
        + SIGNED.replace("SOSIAL,", "SOSIAL\nJAWA BARAT,")
    )
    owners = [getattr(record, "penanggung_jawab", None) for record in read(text).records if record.jenis == "Indikator"]
    assert owners[2] == "Provinsi Jawa Barat"
