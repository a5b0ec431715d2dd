"""Empty forms to start from: the columns offices use, and an example that is never taken for data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kgkesos.reading.lembar_kerja.sheet import EXAMPLE, SERVICE
from kgkesos.sheets import cascading, help, iki, iku, metadata, workbook
from kgkesos.sheets.form import SATUAN, Choice, Form, Held, Row, heads

# What is to be typed over; left as it is, it names no office, region or year.
_OFFICE, _YEAR = "[NAMA PERANGKAT DAERAH DAN DAERAHNYA]", "TAHUN [TAHUN]"
_INDIVIDUAL = f"{iki.TITLE} (IKI)"
_ESELON = Choice(
    (_INDIVIDUAL,), tuple(f"{_INDIVIDUAL} ESELON {one}" for one in ("II", "III", "IV", "III & IV")), below=False
)
# The column that marks the example; it holds nothing that is read.
_REMARKS = "KETERANGAN"
_SPARE: Row = ()
_CASCADING = tuple(
    cascading.head(at, part)
    for at in range(len(cascading.LEVELS))
    for part in ("", "INDIKATOR", "DEFINISI OPERASIONAL", "SATUAN", "FORMULASI", "SUMBER DATA")
)
_FIELDS = (
    *("NAMA INDIKATOR", "KODE", "KONSEP", "DEFINISI", "INTERPRETASI", "KEGUNAAN", "RUMUS", "UKURAN", "SATUAN"),
    *("KLASIFIKASI", "KEDALAMAN DATA", "PERIODE", "SUMBER DATA", "METODOLOGI", "WALI DATA", "RUJUKAN", "KETERANGAN"),
)
_FORMULA = "Jumlah tamu rumah singgah yang dilayani / Jumlah tamu rumah singgah yang datang x 100%"
_EXAMPLES: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "iku": (
            *("1", "Meningkatnya layanan rumah singgah", "Persentase tamu rumah singgah yang dilayani", "Persen"),
            *("Tamu rumah singgah adalah orang yang menginap sementara di rumah singgah.", _FORMULA),
            *("Bidang Rehabilitasi", "Buku tamu"),
        ),
        "iki": (
            *("Terlayaninya tamu rumah singgah", "Persentase tamu rumah singgah yang dilayani", "Persen"),
            *("Tamu rumah singgah adalah orang yang menginap sementara di rumah singgah.", _FORMULA, "Buku tamu"),
        ),
        "cascading": (
            *("1. Meningkatkan ketenteraman warga", "Indeks ketenteraman warga", "", "Indeks", "", "Survei warga"),
            *("1. Meningkatnya layanan rumah singgah", "Persentase tamu yang dilayani"),
            *("Tamu adalah orang yang menginap sementara di rumah singgah.", "Persen", _FORMULA, "Buku tamu"),
            *("1. Program Rumah Singgah", "Persentase rumah singgah yang aktif", "", "Persen", "", "Buku tamu"),
            *("1. Pengelolaan rumah singgah", "Jumlah rumah singgah yang dikelola", "", "Unit", "", "Daftar aset"),
            *[""] * 6,
        ),
        "metadata": (
            *("Persentase tamu rumah singgah yang dilayani", "", "Pelayanan"),
            *("Tamu rumah singgah adalah orang yang menginap sementara di rumah singgah.",),
            *("Semakin tinggi nilainya, semakin banyak tamu yang dilayani.", "Menilai layanan", _FORMULA, "Persentase"),
            *("Persen", "Jenis kelamin", "Kabupaten", "Tahunan", "Buku tamu", "Pencatatan", "Dinas Sosial", "", ""),
        ),
    }
)
KINDS = ("iki", "iku", "cascading", "metadata")


def template(kind: str) -> bytes:
    """The workbook to start a document of ``kind`` from: the empty form, and the sheet of help."""
    made = {"iki": _iki, "iku": _iku, "cascading": _cascading, "metadata": _metadata}[kind]()
    return workbook.save([*made, help.template(kind)])


def _title(title: str) -> list[Row]:
    return [(Held(title, "title"),), (Held(_OFFICE, "title"),), (Held(_YEAR, "title"),), ()]


def _example(kind: str) -> Row:
    return (*(Held(text, "example") if text else None for text in _EXAMPLES[kind]), Held(EXAMPLE, "example"))


def _table(name: str, kind: str, above: Sequence[Row], titles: Sequence[str], widths: Sequence[int]) -> Form:
    rows = (*above, heads([*titles, _REMARKS]), _example(kind))
    return Form(name, rows, (*widths, 14), (SATUAN, _ESELON), len(above) + 1 if kind != "iki" else 0)


def _iku() -> list[Form]:
    return [_table("IKU", "iku", _title("INDIKATOR KINERJA UTAMA"), iku.HEADS, iku.WIDTHS)]


def _cascading() -> list[Form]:
    above: list[Row] = [(Held(f"CASCADING {_OFFICE} {_YEAR}", "title"),), ()]
    return [_table("Cascading", "cascading", above, _CASCADING, [30] * len(_CASCADING))]


def _iki() -> list[Form]:
    above: list[Row] = [
        *_title(_INDIVIDUAL),
        iki.label(1, "JABATAN", None),
        *[row for number, (_, name) in enumerate(iki.PARTS, 2) for row in (iki.label(number, name, None), _SPARE)],
        _SPARE,
    ]
    return [_table("IKI", "iki", above, iki.HEADS, iki.WIDTHS)]


def _metadata() -> list[Form]:
    shown = [(Held(f"Contoh lembar metadata yang sudah diisi {SERVICE}", "title"),), _SPARE]
    empty: list[Row] = []
    for label, said in zip(_FIELDS, _EXAMPLES["metadata"], strict=True):
        empty.append((Held(label, "label"), Held(":", "label")))
        shown.append((Held(label, "label"), Held(":", "label"), Held(said, "example") if said else None))
    widths = metadata.WIDTHS
    return [Form("Metadata", tuple(empty), widths), Form("Contoh", tuple(shown), widths)]
