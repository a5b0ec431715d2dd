"""The columns of answers and what stands in them, in words of both languages: table, workbook and page agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LANGUAGES: Final = ("id", "en")
# Columns whose text is a number where it is printed as one: a workbook has it as a number, CSV and JSON as printed.
NUMERIC: Final = frozenset({"target", "tahun", "daftar"})
# Plainly one number, no longer than Excel holds; but three digits behind a comma may be thousands as English has them.
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:,\d{1,3})?")
_DOUBTFUL = re.compile(r"-?[1-9]\d{0,2},\d{3}")
# Headings that are not the name of the column in words.
_INDONESIAN: Mapping[str, str] = MappingProxyType(
    {
        "berindikator": "Punya indikator",
        "berformula": "Punya formula",
        "bersumber": "Punya sumber data",
        "berdefinisi": "Punya definisi",
        "didukungTercetak": "Didukung dari bawah (tercetak saja)",
        "mendukungTercetak": "Mendukung yang di atas (tercetak saja)",
        "takTerukur": "Tak terukur",
        "didukung": "Didukung dari bawah",
        "mendukung": "Mendukung yang di atas",
        "dilayani": "Yang dilayani",
        "langsung": "Langsung",
        "tanpaDukungan": "Yang kehilangan dukungan",
        "objekHitung": "Yang dihitung",
        "objek": "Pada",
        "pada": "Pada (IRI)",
        "pesan": "Yang ditemukan",
        "alasan": "Mengapa",
        "kode": "Jenis temuan",
        "kutipanLain": "Jumlah kutipan selebihnya",
        "himpunanLama": "Kelompok program lama",
        "himpunanBaru": "Kelompok program baru",
        "programLanjutan": "Dilanjutkan oleh program",
        "sumberDaftar": "Sumber daftar",
        "basis": "Dasar",
        "bunyi": "Jumlah bunyi yang berbeda",
        "cakupan": "Bagian yang tersentuh (0 sampai 1)",
        "dalamIndikator": "Jumlah sebutan dalam indikator",
        "daftar": "Tahun daftar",
        "definisiSeluruhnya": "Jumlah definisi",
        "dokumenSeluruhnya": "Jumlah dokumen",
        "keputusan": "Keputusan (IRI)",
        "msInd": "Butir MS-Ind yang terisi",
        "msIndDari": "Butir MS-Ind yang diminta",
        "msIndPersen": "Butir MS-Ind yang terisi (persen)",
        "namaResmi": "Nama resmi",
        "sebutan": "Jumlah sebutan",
        "sha256": "SHA-256",
        "smartYa": "Kriteria SMART yang dipenuhi",
        "smartDinilai": "Kriteria SMART yang dinilai",
        "spesifikYa": "Spesifik: ya",
        "spesifikDinilai": "Spesifik: dinilai",
        "terukurYa": "Terukur: ya",
        "terukurDinilai": "Terukur: dinilai",
        "dapatDicapaiYa": "Dapat dicapai: ya",
        "dapatDicapaiDinilai": "Dapat dicapai: dinilai",
        "relevanYa": "Relevan: ya",
        "relevanDinilai": "Relevan: dinilai",
        "berbatasWaktuYa": "Berbatas waktu: ya",
        "berbatasWaktuDinilai": "Berbatas waktu: dinilai",
        "spm": "Standar pelayanan minimal (SPM)",
        "temuan": "Jumlah temuan",
        "tersentuh": "Kata yang tersentuh",
        "tidakTerukur": "Kata yang tidak terukur",
    }
)
_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "alasan": "Why",
        "anggota": "Members",
        "atasan": "Superior",
        "aturan": "Rule",
        "bagian": "Part",
        "bagianDari": "Part of",
        "baris": "Line",
        "basis": "Basis",
        "bawahan": "Subordinate",
        "bentuk": "Form",
        "berbatasWaktuDinilai": "Time-bound judged",
        "berbatasWaktuYa": "Time-bound yes",
        "berdefinisi": "With definition",
        "berdefinisiBerformula": "With definition and formula",
        "berformula": "With formula",
        "berindikator": "With indicator",
        "berkas": "File",
        "bersumber": "With data source",
        "bidang": "Field",
        "bunyi": "Different wordings",
        "butir": "Item",
        "cakupan": "Share touched (0 to 1)",
        "celah": "Gap",
        "daftar": "Year of the list",
        "dalamIndikator": "Mentions in indicators",
        "dapatDicapaiDinilai": "Achievable judged",
        "dapatDicapaiYa": "Achievable yes",
        "dasar": "Rests on",
        "definisi": "Definition",
        "definisiSeluruhnya": "Definitions in all",
        "didefinisikanDi": "Defined in",
        "didukung": "Supported from below",
        "didukungTercetak": "Supported from below (printed)",
        "dilayani": "Served",
        "ditetapkan": "Applied",
        "dokumen": "Document",
        "dokumenSeluruhnya": "Documents in all",
        "entri": "Entry",
        "eselon": "Echelon",
        "hal": "Thing",
        "hasil": "Result",
        "himpunanBaru": "New set of programmes",
        "himpunanLama": "Old set of programmes",
        "huruf": "Letter",
        "indikator": "Indicator",
        "indikatorResmi": "Official indicator",
        "instansi": "Office",
        "istilah": "Term",
        "jabatan": "Position",
        "jenis": "Kind",
        "jenisDokumen": "Kind of document",
        "judul": "Title",
        "jumlah": "Number",
        "kata": "Word",
        "keadaan": "State",
        "kegiatan": "Activity",
        "kelompok": "Group",
        "kepastian": "Certainty",
        "keputusan": "Decision (IRI)",
        "kewenangan": "Level of government",
        "kinerja": "Performance",
        "kinerjaResmi": "Official performance",
        "kode": "Kind of finding",
        "konsep": "Concept",
        "kriteria": "Criterion",
        "kutipan": "Quote",
        "kutipanLain": "Number of other quotes",
        "langkah": "Steps",
        "langsung": "Direct",
        "letak": "Where",
        "melalui": "Through",
        "melaporKepada": "Reports to",
        "mendukung": "Supports something above",
        "mendukungTercetak": "Supports above (printed)",
        "mengukur": "Measures",
        "meragukan": "Suspect",
        "msInd": "MS-Ind items filled in",
        "msIndDari": "MS-Ind items asked for",
        "msIndPersen": "MS-Ind items filled in (percent)",
        "nama": "Name",
        "namaDokumen": "Document",
        "namaIndikator": "Indicator",
        "namaIstilah": "Term",
        "namaJabatan": "Position",
        "namaKegiatan": "Activity",
        "namaKonsep": "Concept",
        "namaResmi": "Official name",
        "namaSasaran": "Objective",
        "nilai": "Value",
        "nomor": "Ordinal",
        "objek": "On",
        "objekHitung": "Counted",
        "oleh": "By",
        "pada": "On (IRI)",
        "pembilang": "Numerator",
        "penanggungJawab": "Answerable",
        "pengali": "Multiplier",
        "penyebut": "Denominator",
        "peran": "Role",
        "perbaikan": "Repair",
        "periode": "Period",
        "persen": "Percent",
        "pesan": "Found",
        "pokok": "Subject",
        "populasi": "Population",
        "program": "Programme",
        "programBaru": "New programme",
        "programLanjutan": "Programme that goes on with it",
        "sumberDaftar": "Source of the list",
        "putusan": "Decision",
        "relevanDinilai": "Relevant judged",
        "relevanYa": "Relevant yes",
        "rentang": "Range",
        "rumus": "Formula of the score",
        "sasaran": "Objective",
        "satuan": "Unit",
        "sebab": "Why",
        "sebutan": "Number of mentions",
        "semula": "Before",
        "sha256": "SHA-256",
        "sidik": "Mark",
        "simpul": "Node",
        "singkatan": "Abbreviation",
        "skor": "Score",
        "smartDinilai": "SMART criteria judged",
        "smartYa": "SMART criteria met",
        "spesifikDinilai": "Specific judged",
        "spesifikYa": "Specific yes",
        "spm": "Minimum service standard (SPM)",
        "sumber": "Source",
        "sumberData": "Data source",
        "tahun": "Year",
        "takTerukur": "Unmeasured",
        "tanggal": "Date",
        "tanpaDukungan": "Loses support",
        "target": "Target",
        "tempat": "Place",
        "temuan": "Number of findings",
        "tercakup": "Covered",
        "tersentuh": "Words touched",
        "terukurDinilai": "Measurable judged",
        "terukurYa": "Measurable yes",
        "tidakTerukur": "Words not measured",
        "tingkat": "Level",
        "tingkatResmi": "Official level",
        "tugas": "Duty",
        "turunan": "Derived",
        "unit": "Work unit",
        "wilayah": "Region",
        "yatim": "Orphan",
    }
)
# The titles that a question gives its columns, by language.
_Own = Mapping[str, Mapping[str, str]]
_NONE: _Own = MappingProxyType({})
_TRUTH: Mapping[str, tuple[str, str]] = MappingProxyType({"id": ("tidak", "ya"), "en": ("no", "yes")})


def heading(name: str, lang: str = "id", own: _Own = _NONE) -> str:
    """The heading of the column ``name``; one that has no English words keeps the Indonesian ones.

    ``own`` are the titles that a question gives its columns, by language: they go before all others.

    >>> heading("namaKegiatan"), heading("melaporKepada"), heading("berformula"), heading("berformula", "en")
    ('Kegiatan', 'Melapor kepada', 'Punya formula', 'With formula')
    """
    if title := own.get(lang, {}).get(name):
        return title
    if lang == "en" and name in _ENGLISH:
        return _ENGLISH[name]
    return _INDONESIAN.get(name) or spaced(re.sub(r"^nama(?=[A-Z])", "", name))


def headings(names: tuple[str, ...], lang: str = "id", own: _Own = _NONE) -> tuple[str, ...]:
    """The headings of the columns ``names``, no two alike: of two the one that holds the IRI says so.

    ``own`` as in :func:`heading`.

    >>> headings(("sasaran", "namaSasaran", "kegiatan"))
    ('Sasaran (IRI)', 'Sasaran', 'Kegiatan')
    """
    plain = [heading(name, lang, own) for name in names]
    return tuple(
        f"{said} (IRI)" if plain.count(said) > 1 and f"nama{name[:1].upper()}{name[1:]}" in names else said
        for name, said in zip(names, plain, strict=True)
    )


def number(text: str) -> int | float | None:
    """The number that ``text`` prints in the Indonesian way; None where it is something else, or more than one thing.

    >>> number("42,10"), number("2024"), number("87,5 %"), number("1.250"), number("1,250"), number("007")
    (42.1, 2024, None, None, None, None)
    """
    if not _PLAIN.fullmatch(text) or _DOUBTFUL.fullmatch(text):
        return None
    return float(text.replace(",", ".")) if "," in text else int(text)


def truth(value: bool, lang: str = "id") -> str:
    """A truth value as a word.

    >>> truth(True), truth(False, "en")
    ('ya', 'no')
    """
    return _TRUTH[lang][value]


def spaced(name: str) -> str:
    """A name written in one word (``KinerjaJabatan``, ``indikator-tanpa-formula``) as words, first letter large.

    >>> spaced("KinerjaJabatan"), spaced("indikator-tanpa-formula")
    ('Kinerja jabatan', 'Indikator tanpa formula')
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", name).lower()
    return words[:1].upper() + words[1:]
