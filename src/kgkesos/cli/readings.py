"""What ``read --format table`` prints: which files are one document and why, and where their wordings differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgkesos.cli import show
from kgkesos.reading import merge

if TYPE_CHECKING:
    from kgkesos.records import Perbandingan, Varian, Work


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


def _wordings(made: Work) -> None:
    """The table of differing wordings; "[2] 50" is line 50 of the second file."""
    numbers = {reading.dokumen.sha256: number for number, reading in enumerate(made.rendisi, 1)}
    rows = []
    for chosen, *others in merge.wordings(made.records):
        for at, other in enumerate(others):
            used = (chosen.bidang, _words(chosen), _places(chosen, numbers)) if at == 0 else ("", "", "")
            rows.append((*used, _words(other), _places(other, numbers), chosen.alasan if at == 0 else ""))
    title = f"Bacaan yang berbeda: {len(merge.wordings(made.records))}"
    show.table(("bidang", "dipakai", "baris", "bacaan lain", "baris", "alasan"), rows, title)


def _words(variant: Varian) -> str:
    return variant.bacaan or "(tidak ada)"


def _places(variant: Varian, numbers: dict[str, int]) -> str:
    """Where each file that reads so has the words; a file that has none there has no line."""
    lines = {quote.rendisi: quote.baris for quote in variant.bukti}
    return ", ".join(_place(numbers[sha256], lines.get(sha256)) for sha256 in variant.rendisi)


def _place(number: int, lines: tuple[int, int] | None) -> str:
    if lines is None:
        return f"[{number}]"
    return f"[{number}] {lines[0]}" if lines[0] == lines[1] else f"[{number}] {lines[0]}-{lines[1]}"
