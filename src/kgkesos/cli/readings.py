"""What ``read`` prints for people: which files are one document, where they differ, what became of the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgkesos.cli import show
from kgkesos.reading import accounting, merge

if TYPE_CHECKING:
    from kgkesos.records import Perbandingan, Reading, Varian, Work


def comparisons(found: Sequence[Perbandingan]) -> None:
    """For each two files, whether they became one document and why."""
    if found:
        rows = [(*said.berkas, "ya" if said.satu else "tidak", said.alasan) for said in found]
        show.table(("berkas", "berkas", "satu dokumen", "alasan"), rows, "Berkas yang dibandingkan")


def work(made: Work) -> None:
    """One document: what was read from which files, and each differing wording with the reading that is used."""
    kinds = Counter(record.jenis for record in made.records)
    read = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    show.line(f"{made.key}: {read}.")
    for number, reading in enumerate(made.rendisi, 1):
        show.line(f"  [{number}] {reading.nama_berkas}")
    if len(made.rendisi) > 1:
        _wordings(made)
    for reading in made.rendisi:
        lines(reading)


def lines(reading: Reading) -> None:
    """What became of the printed lines of one file, and the lines that were not read with the reason why not."""
    rows = [(share.kelas, share.baris, _percent(share.bagian)) for share in accounting.shares(reading)]
    show.table(("baris", "jumlah", "bagian"), rows, f"Baris tercetak pada {reading.nama_berkas}")
    if reading.tak_terbaca:
        left = [(said.tempat or _span(said.baris), said.alasan, said.kutipan) for said in reading.tak_terbaca]
        where = "tempat" if any(said.tempat for said in reading.tak_terbaca) else "baris"
        show.table((where, "mengapa tidak dibaca", "tercetak"), left, "Baris yang tidak dibaca")


def summary(reading: Reading) -> str:
    """The same in one line: "contoh.txt: 12 baris tercetak: rekaman 75,0 %, judul 25,0 %; tak terbaca 0 (0,0 %)"."""
    *known, unread = accounting.shares(reading)
    said = ", ".join(f"{share.kelas} {_percent(share.bagian)}" for share in known)
    count = sum(share.baris for share in (*known, unread))
    end = f"{unread.kelas} {unread.baris} ({_percent(unread.bagian)})"
    return f"{reading.nama_berkas}: {count} baris tercetak: {said}; {end}"


def _percent(part: float) -> str:
    return f"{100 * part:.1f} %".replace(".", ",")


def _span(lines: tuple[int, int]) -> str:
    return str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}-{lines[1]}"


def _wordings(made: Work) -> None:
    """The table of differing wordings; "[2] 50" is line 50 of the second file, a place where that is no text."""
    numbers = {reading.dokumen.sha256: number for number, reading in enumerate(made.rendisi, 1)}
    wordings = merge.wordings(made.records)
    rows = []
    for chosen, *others in wordings:
        for at, other in enumerate(others):
            used = (chosen.bidang, _words(chosen), _places(chosen, numbers)) if at == 0 else ("", "", "")
            rows.append((*used, _words(other), _places(other, numbers), chosen.alasan if at == 0 else ""))
    title = f"Bacaan yang berbeda: {len(wordings)}"
    show.table(("bidang", "dipakai", "baris", "bacaan lain", "baris", "alasan"), rows, title)


def _words(variant: Varian) -> str:
    return variant.bacaan or "(tidak ada)"


def _places(variant: Varian, numbers: dict[str, int]) -> str:
    """Where each file that reads so has the words; a file that has none there has no line."""
    places = {quote.rendisi: quote.tempat or _span(quote.baris) for quote in variant.bukti}
    return ", ".join(f"[{numbers[sha256]}] {places.get(sha256, '')}".rstrip() for sha256 in variant.rendisi)
