"""What ``report`` writes: one office as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kgkesos.instansi import LaporanInstansi

_ENDS = (".xlsx", ".html", ".htm")


def report(
    instansi: Annotated[str, typer.Option("--instansi", "--office", help="Nama instansi, atau sebagian darinya.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Berkas .xlsx atau .html yang ditulis.")],
    kg: Annotated[Path, typer.Option("--kg", help="Folder graf / the folder of the knowledge graph.")] = Path("kg"),
    limit: Annotated[
        int | None, typer.Option("--batas", "--limit", min=0, help="Celah per jenis dalam HTML; 0: semua.")
    ] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti berkas yang sudah ada / overwrite.")] = False,
) -> None:
    """Laporan satu instansi dalam satu berkas siap cetak: cascading, celah, penanggung jawab, cakupan, perbaikan.

    Contoh: kgkesos report --instansi tapin -o laporan.xlsx
    """
    from kgkesos import instansi as offices
    from kgkesos.cli import files, settings, show
    from kgkesos.knowledge import Knowledge

    files.hold(output, [], _ENDS, over=timpa)
    found = offices.of_office(Knowledge.open(kg), instansi, settings.current().lang)
    files.write_data(output, _encoded(found, output.suffix.lower(), limit))
    show.note(show.said("ditulis: {}", output))


def _encoded(found: LaporanInstansi, ending: str, limit: int | None) -> bytes:
    """``found`` as the bytes of the form that a file of this ending has."""
    if ending == ".xlsx":
        from kgkesos.instansi import buku

        return buku.save(found)
    from kgkesos.instansi import halaman

    return halaman.text(found, halaman.ON_A_PAGE if limit is None else limit).encode()
