"""A metadata sheet of one indicator: a label in capitals on a line of its own, its value below."""

from __future__ import annotations

import random

from bench.generate import words
from bench.generate.model import NO_FORMULA, NO_SOURCE, Naskah
from bench.generate.plan import Kantor

EMPTY, WRONG_KIND, CUT = "bidang-kosong", "bidang-salah-jenis", "bidang-terpotong"
CODES = (EMPTY, WRONG_KIND, CUT, NO_FORMULA, NO_SOURCE, "indikator-tanpa-definisi")
# Fields that may be left empty, with the finding that the indicator then has besides.
_MAY_LACK = {"RUMUS": NO_FORMULA, "SUMBER DATA": NO_SOURCE, "KEGUNAAN": "", "INTERPRETASI": "", "PERIODE": ""}


def write(draw: random.Random, kantor: Kantor, naskah: Naskah, most: int) -> None:
    """Print the sheet of an indicator of ``kantor`` with up to ``most`` defects."""
    field = draw.choice(kantor.garapan)
    work = draw.choice(field.pekerjaan)
    name = f"Jumlah {work.populasi} yang {work.layanan}"
    term = work.populasi[0].upper() + work.populasi[1:]
    fields = {
        "NAMA INDIKATOR": name,
        "DEFINISI": f"{term} adalah {draw.choice(words.DEFINITIONS)}",
        "RUMUS": f"Jumlah {work.populasi} yang {work.layanan} selama setahun.",
        "WALI DATA": f"{kantor.nama} {kantor.wilayah.nama}",
        "UKURAN": "Jumlah",
        "SATUAN": words.UNITS.get(work.populasi, words.ONE),
        "UNIT": f"Bidang {field.bidang.nama}",
        "KEGUNAAN": draw.choice(words.USES),
        "INTERPRETASI": draw.choice(words.READINGS),
        "SUMBER DATA": f"{draw.choice(words.SOURCES)}.",
        "PERIODE": "Tahunan",
    }
    codes: dict[str, list[str]] = {label: [] for label in fields}
    for spoil in draw.sample((_empty, _post, _cut), min(most, 3)):
        spoil(draw, fields, codes)
    name_at = len(naskah.lines) + 2
    for label, value in fields.items():
        at = naskah.line(label)
        # The evidence of a field reaches from its label to its value.
        if value:
            at = naskah.line(value)
        naskah.line()
        naskah.record("Metadata", label)
        for code in codes[label]:
            own = ("Metadata", label, at) if code.startswith("bidang-") else ("Indikator", name, name_at)
            naskah.plant(code, *own)
    naskah.record("Indikator", name)
    naskah.record("Definisi", term)


def _empty(draw: random.Random, fields: dict[str, str], codes: dict[str, list[str]]) -> None:
    label = draw.choice([label for label in _MAY_LACK if not codes[label]])
    fields[label] = ""
    codes[label] = [EMPTY, *([_MAY_LACK[label]] if _MAY_LACK[label] else [])]


def _post(_: random.Random, fields: dict[str, str], codes: dict[str, list[str]]) -> None:
    fields["UNIT"] = f"Kepala {fields['UNIT']}"
    codes["UNIT"] = [WRONG_KIND]


def _cut(_: random.Random, fields: dict[str, str], codes: dict[str, list[str]]) -> None:
    """The keeper of the data breaks off in a word that another field prints whole."""
    fields["WALI DATA"] = "Dinas Sosial, Pemberdayaan Perempuan dan Perlindung"
    fields["KETERANGAN"] = "Dinas Sosial dibantu oleh satuan kerja bidang perempuan dan perlindungan anak."
    codes["WALI DATA"] = [CUT]
    codes["KETERANGAN"] = []
