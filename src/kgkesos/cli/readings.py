"""What ``read --format table`` prints: which files are one document and why, and where their wordings differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgkesos.cli import show
from kgkesos.reading import merge

if TYPE_CHECKING:
    from kgkesos.records import Bukti, Perbandingan, Varian, Work


def comparisons(found: Sequence[Perbandingan]) -> None:
    """For each two files, whether they became one document and why."""
    if found:
        rows = [(*said.berkas, "ya" if said.satu else "tidak", said.alasan) for said in found]
        show.table(("berkas", "berkas", "satu dokumen", "alasan"), rows, "Berkas yang dibandingkan")


def work(made: Work) -> None:
    """One document: what was read from which files, and each differing wording with the reading that is used."""
    kinds = Counter(record.jenis for record in made.records)
    read = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    files = ", ".join(reading.nama_berkas for reading in made.rendisi)
    show.line(f"{made.key} ({files}): {read}.")
    if len(made.rendisi) > 1:
        _wordings(made)


def _wordings(made: Work) -> None:
    names = {reading.dokumen.sha256: reading.nama_berkas for reading in made.rendisi}
    rows = []
    for chosen, *others in merge.wordings(made.records):
        rest = "\n".join(_reading(other, names) for other in others)
        rows.append((chosen.bidang, _reading(chosen, names), rest, chosen.alasan))
    show.table(("bidang", "dipakai", "bacaan lain", "alasan"), rows, f"Bacaan yang berbeda: {len(rows)}")


def _reading(variant: Varian, names: dict[str, str]) -> str:
    """The words and where they stand: "kepustakaan" (a.txt baris 50)."""
    placed = {quote.rendisi: quote for quote in variant.bukti}
    where = ", ".join(_place(names[sha256], placed.get(sha256)) for sha256 in variant.rendisi)
    return f"{variant.bacaan or '(tidak ada)'} ({where})"


def _place(name: str, quote: Bukti | None) -> str:
    if quote is None:
        return name
    first, last = quote.baris
    return f"{name} baris {first}" if first == last else f"{name} baris {first}-{last}"
