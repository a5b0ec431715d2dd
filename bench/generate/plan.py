"""One office in one year: its goal, results, programmes, kegiatan and sub kegiatan, its positions and duties.

What an office does is drawn from the seed and its region alone, so that its documents of several years and kinds speak
of the same things; how a year words them is drawn from the year, too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from bench.generate import words
from bench.generate.model import Indikator, Rumus, Simpul
from bench.generate.reference import concepts, programme, under
from kgkesos.reference import Entri
from kgkesos.reference.wilayah import Region

_FEWEST_FIELDS = 2
_MOST_KEGIATAN, _MOST_SUB = 2, 3


@dataclass(frozen=True, slots=True)
class Pekerjaan:
    """What a section of the office does: whom it serves, how, for which kegiatan."""

    populasi: str
    layanan: str
    kegiatan: Entri
    sub: tuple[Entri, ...]


@dataclass(frozen=True, slots=True)
class Garapan:
    """A field as one office works on it: whose state is to change, what is to rise, what is then true, the work."""

    bidang: words.Bidang
    populasi: str
    naik: str
    tanda: str
    pekerjaan: tuple[Pekerjaan, ...]


@dataclass(frozen=True, slots=True)
class Kantor:
    """An office: its region, its goal, its fields, and how it prints tables and formulas."""

    wilayah: Region
    tujuan: tuple[str, str]
    garapan: tuple[Garapan, ...]
    batas: str
    latex: bool
    berkode: bool
    gambar: bool

    @property
    def nama(self) -> str:
        """Its name."""
        return "Dinas Sosial"


def office(region: Region, seed: int) -> Kantor:
    """The office of ``region``: the same for the same seed."""
    draw = random.Random(f"{seed}|{region.kode}")
    able = [one for one in words.FIELDS if any(under(region, entry.kode) for entry in under(region, one.program))]
    count = draw.randint(min(_FEWEST_FIELDS, len(able)), len(able))
    chosen = sorted(draw.sample(able, count), key=lambda one: one.program)
    return Kantor(
        wilayah=region,
        tujuan=draw.choice(words.GOALS),
        garapan=tuple(_field(draw, region, one) for one in chosen),
        batas=draw.choice(("\t", " | ")),
        latex=draw.random() < 0.5,
        berkode=draw.random() < 0.5,
        gambar=draw.random() < 0.5,
    )


def _field(draw: random.Random, region: Region, one: words.Bidang) -> Garapan:
    rising, then = draw.choice(one.hasil)
    slugs = draw.sample(one.populasi, len(one.populasi))
    services = draw.sample(one.layanan, len(one.layanan))
    entries = [entry for entry in under(region, one.program) if under(region, entry.kode)]
    taken = sorted(draw.sample(entries, min(len(entries), draw.randint(1, _MOST_KEGIATAN))), key=lambda e: e.kode)
    work = []
    for at, entry in enumerate(taken):
        below = under(region, entry.kode)
        some = draw.sample(below, min(len(below), draw.randint(1, _MOST_SUB)))
        served = concepts()[slugs[(at + 1) % len(slugs)]]
        work.append(Pekerjaan(served, services[at], entry, tuple(sorted(some, key=lambda e: e.kode))))
    return Garapan(one, concepts()[slugs[0]], rising, then, tuple(work))


def titled(name: str) -> str:
    """``name`` with a capital in front of each word, as the name of a unit has it."""
    return " ".join(word[0].upper() + word[1:] for word in name.split())


def share(draw: random.Random, who: str, what: str) -> Indikator:
    """The percentage of ``who`` of whom ``what`` is true."""
    rumus = Rumus(f"Jumlah {who} yang {what}", f"Jumlah {who} yang terdata")
    return Indikator(f"Persentase {who} yang {what}", rumus, draw.choice(words.SOURCES), satuan="Persen")


def number(draw: random.Random, who: str, what: str) -> Indikator:
    """The number of ``who`` of whom ``what`` is true."""
    rumus = Rumus(objek=f"{who} yang {what}")
    return Indikator(
        f"Jumlah {who} yang {what}", rumus, draw.choice(words.SOURCES), satuan=words.UNITS.get(who, words.ONE)
    )


def explained(draw: random.Random, one: Indikator, who: str, defined: set[str]) -> Indikator:
    """``one`` with an explanation: what ``who`` means, the first time, else how it is counted."""
    if who in defined:
        one.penjelasan = draw.choice(words.EXPLANATIONS)
        return one
    defined.add(who)
    one.istilah = who[0].upper() + who[1:]
    one.penjelasan = f"{one.istilah} adalah {draw.choice(words.DEFINITIONS)}"
    return one


def result(draw: random.Random, jenis: str, one: Garapan, nomor: int = 0) -> Simpul:
    """The result of a field, measured."""
    return Simpul(jenis, f"Meningkatnya {one.naik} {one.populasi}", nomor, "", [share(draw, one.populasi, one.tanda)])


def goal(draw: random.Random, kantor: Kantor) -> Simpul:
    """The goal of the office, measured."""
    said, measured = kantor.tujuan
    who, _, what = measured.removeprefix("Persentase ").partition(" yang ")
    return Simpul("Tujuan", said, 1, "", [share(draw, who, what)])


def cascade(draw: random.Random, kantor: Kantor) -> Simpul:
    """The whole cascade: goal, a result a field, its programme, kegiatan and sub kegiatan."""
    top = goal(draw, kantor)
    for at, one in enumerate(kantor.garapan, 1):
        objective = result(draw, "Sasaran", one, at)
        means = Simpul("Program", programme(one.bidang.program), 1, one.bidang.program)
        means.indikator = [share(draw, one.populasi, one.bidang.layanan[-1])]
        means.anak = list(_activities(draw, one))
        objective.anak = [means]
        top.anak.append(objective)
    return top


def _activities(draw: random.Random, one: Garapan) -> Iterator[Simpul]:
    for at, work in enumerate(one.pekerjaan, 1):
        activity = Simpul("Kegiatan", work.kegiatan.nama, at, work.kegiatan.kode)
        activity.indikator = [share(draw, work.populasi, work.layanan)]
        for below, entry in enumerate(work.sub, 1):
            said, unit = entry.indikator or "", entry.satuan or ""
            counted = Rumus(objek=f"{unit.casefold()} menurut laporan pelaksanaan selama setahun")
            measure = Indikator(said, counted, draw.choice(words.SOURCES), satuan=unit)
            activity.anak.append(Simpul("SubKegiatan", entry.nama, below, entry.kode, [measure]))
        yield activity


def positions(draw: random.Random, kantor: Kantor, *, results: bool) -> Iterator[Simpul]:
    """A head of each field with the heads of its sections below; with ``results`` they have results and duties."""
    for one in kantor.garapan:
        head = Simpul("Jabatan", f"Kepala Bidang {one.bidang.nama}")
        own = result(draw, "Kinerja", one)
        sections = [_section(draw, one, work, head.words, results=results) for work in one.pekerjaan]
        if results:
            head.tugas = _duties(draw, f"Bidang {one.bidang.nama}", one.populasi, "Kepala Dinas Sosial")
            head.anak = [own]
        else:
            head.indikator = [share(draw, one.populasi, one.bidang.layanan[-1])]
        head.anak.extend(sections)
        yield head


def _section(draw: random.Random, one: Garapan, work: Pekerjaan, above: str, *, results: bool) -> Simpul:
    unit = f"Seksi Layanan {titled(work.populasi)}"
    head = Simpul("Jabatan", f"Kepala {unit}")
    measure = number(draw, work.populasi, work.layanan)
    if not results:
        head.indikator = [measure]
        return head
    other = number(draw, work.populasi, next(s for s in one.bidang.layanan if s != work.layanan))
    measured = [measure, other] if draw.random() < 0.5 else [measure]
    head.anak = [Simpul("Kinerja", f"Terlayaninya {work.populasi} secara merata", 0, "", measured)]
    head.tugas = _duties(draw, unit, work.populasi, above)
    return head


def _duties(draw: random.Random, unit: str, who: str, above: str) -> list[tuple[str, bool]]:
    """Each duty, and whether it was planted as one that no indicator measures."""
    own = draw.sample(words.OWN_DUTIES, draw.randint(2, len(words.OWN_DUTIES)))
    said = [words.COMMON_DUTIES[0].format(unit=unit), *(duty.format(populasi=who) for duty in own)]
    said += [words.COMMON_DUTIES[1].format(unit=unit), words.LAST_DUTY.format(atasan=above)]
    return [(duty, False) for duty in said]
