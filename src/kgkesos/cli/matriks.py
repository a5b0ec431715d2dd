"""The command ``matriks``: objectives against activities as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Berkas .xlsx / the file to write.")] = Path(
        "matriks.xlsx"
    ),
    dokumen: Annotated[str, typer.Option(help="Hanya dokumen ini / this document only.")] = "*",
    kg: Annotated[Path, typer.Option("--kg", help="Folder graf / the folder of the knowledge graph.")] = Path("kg"),
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti berkas yang sudah ada / overwrite.")] = False,
) -> None:
    """Tulis matriks sasaran dan kegiatan sebagai buku kerja Excel: kegiatan ke bawah, sasaran ke samping.

    Tandanya: ● tercetak atau dikonfirmasi, ○ diturunkan, ? dibaca dengan dugaan. Daftarnya: kgkesos ask matriks.

    Contoh: kgkesos matriks -o matriks.xlsx
    """
    from kgkesos import answers, knowledge, matriks
    from kgkesos.cli import files
    from kgkesos.errors import QuestionError
    from kgkesos.matriks import buku, kosong

    known = knowledge.Knowledge.open(kg)
    found = matriks.matrix(answers.ask(known, "matriks", {"dokumen": dokumen}))
    if found.empty:
        # A grid without lines helps nobody: nothing is written.
        raise QuestionError(dokumen, kosong.why(known, dokumen), parameter="dokumen")
    files.write(output, buku.save(found), over=timpa)
    typer.echo(f"{output}: {len(found.rows)} kegiatan, {len(found.columns)} sasaran.")
