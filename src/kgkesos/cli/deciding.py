"""``kgkesos decide``: what can be decided as a list, a filled-in list taken into ``keputusan.csv``, one decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgkesos.keputusan import Hal, Keputusan
    from kgkesos.pipeline import Made

app = typer.Typer(
    help="Putuskan temuan, usulan, dugaan dan bacaan; keputusan disimpan dalam keputusan.csv di samping dokumen.",
    epilog="Contoh: kgkesos decide list documents/",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Documents = Annotated[list[Path], typer.Argument(metavar="BERKAS-ATAU-FOLDER...", help="Dokumen / the documents.")]
Role = Annotated[str, typer.Option("--oleh", help="Peran yang memutuskan, bukan nama / the role, never a name.")]
Day = Annotated[str, typer.Option("--tanggal", help="Tanggal, seperti 2026-03-05; bawaan hari ini.")]


@app.command("list")
def list_(
    paths: Documents,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Berkas .csv atau .xlsx.")] = None,
    jenis: Annotated[str, typer.Option(help="Hanya temuan, padanan, tautan atau bidang.")] = "",
    dokumen: Annotated[str, typer.Option(help="Hanya dokumen ini / only this document.")] = "",
    semua: Annotated[bool, typer.Option("--semua", help="Juga bacaan dan hubungan yang pasti / everything.")] = False,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti berkas yang sudah ada / overwrite.")] = False,
) -> None:
    """Daftar yang dapat diputuskan, untuk diisi; juga keputusan yang usang dan sebabnya.

    Contoh: kgkesos decide list documents/ -o keputusan-isian.xlsx
    """
    from kgkesos.cli import show
    from kgkesos.keputusan import KINDS
    from kgkesos.sheets import keputusan as lists

    if jenis and jenis not in KINDS:
        raise typer.BadParameter(f"--jenis {jenis}: yang dikenal {', '.join(KINDS)} (unknown kind)")
    made = _made(paths, ())
    decided = {thing for one in made.hasil for thing in one.hal}
    things = [one for one in made.hal if semua or one.ditawarkan or one in decided]
    things = [one for one in things if jenis in ("", one.tempat.jenis) and dokumen in ("", one.tempat.dokumen)]
    results = [
        one
        for one in made.hasil
        if jenis in ("", one.keputusan.tempat.jenis) and dokumen in ("", one.keputusan.tempat.dokumen)
    ]
    lines = lists.rows(things, results)
    if output is None:
        typer.echo(lists.as_csv(lines).decode("utf-8-sig"), nl=False)
    else:
        _write_list(output, lines, over=timpa)
    show.unapplied(results, made.begun.refused)


@app.command("apply")
def apply(
    filled: Annotated[Path, typer.Argument(metavar="ISIAN", help="Daftar yang sudah diisi, .csv atau .xlsx.")],
    paths: Documents,
    oleh: Role = "",
    tanggal: Day = "",
) -> None:
    """Masukkan daftar yang sudah diisi ke keputusan.csv di samping dokumen; baris tanpa putusan dilewati.

    Contoh: kgkesos decide apply keputusan-isian.xlsx documents/ --oleh "wali data"
    """
    from kgkesos import keputusan

    given = keputusan.load(filled, oleh=oleh, tanggal_=tanggal or _today())
    said, faults = keputusan.merged([given])
    if faults:
        for fault in faults:
            typer.echo(f"kgkesos: {fault}", err=True)
        typer.echo("tidak ada yang ditulis (nothing was written)", err=True)
        raise typer.Exit(2)
    _take(said, paths)


@app.command("set")
def set_(
    paths: Documents,
    dokumen: Annotated[str, typer.Option(help="Kunci dokumen / the document's key.")],
    rekaman: Annotated[str, typer.Option(help="Rekaman, seperti pada daftar / the record.")],
    putusan: Annotated[str, typer.Option(help="Yang diputuskan / what is decided.")],
    oleh: Role,
    alasan: Annotated[str, typer.Option(help="Mengapa / why.")],
    jenis: Annotated[str, typer.Option(help="temuan, padanan, tautan atau bidang.")] = "temuan",
    aturan: Annotated[str | None, typer.Option(help="Kode temuan atau aturan / the rule.")] = None,
    bidang: Annotated[str | None, typer.Option(help="Bidang / the field.")] = None,
    ke: Annotated[str | None, typer.Option(help="Ujung lain tautan atau padanan / the other end.")] = None,
    nilai: Annotated[str, typer.Option(help="Bacaan yang ditetapkan / what the field reads.")] = "",
    tanggal: Day = "",
) -> None:
    """Putuskan satu hal.

    Contoh: kgkesos decide set documents/ --dokumen iku-dinas-sosial-kabupaten-tapin-2020
    --aturan kinerja-menambah-upaya --rekaman sasaran/1 --putusan dikesampingkan --oleh "wali data"
    --alasan "sasaran mengikuti RPJMD"
    """
    from kgkesos.keputusan.baris import decision

    wanted = {"dokumen": dokumen, "jenis": jenis, "aturan": aturan, "rekaman": rekaman, "bidang": bidang, "ke": ke}
    thing = _the_one(_made(paths, ()).hal, {name: said for name, said in wanted.items() if said is not None})
    place = dict(zip(thing.tempat._fields, thing.tempat, strict=True))
    row = {"putusan": putusan, "nilai": nilai, "oleh": oleh, "tanggal": tanggal or _today(), "alasan": alasan}
    one = decision({**place, "sidik": thing.sidik, **row}, Path("decide set"), rekaman, month_first=False)
    _take([one], paths)


def _the_one(things: Sequence[Hal], wanted: dict[str, str]) -> Hal:
    fits = [one for one in things if all(getattr(one.tempat, name) == said for name, said in wanted.items())]
    if len(fits) != 1:
        said = " ".join(f"--{name} {words}" for name, words in wanted.items())
        listed = "".join(f"\n  {' '.join(filter(None, one.tempat))}: {one.isi}" for one in fits[:8])
        why = f"cocok dengan {len(fits)} hal, sebutkan lebih rinci (not one thing){listed}"
        raise typer.BadParameter(f"{said}: {why if fits else 'tidak ada yang cocok (nothing fits)'}")
    return fits[0]


def _take(said: Sequence[Keputusan], paths: list[Path]) -> None:
    """Write those of ``said`` that apply into ``keputusan.csv``; an error in one of them, and nothing is written."""
    from kgkesos import keputusan
    from kgkesos.cli.files import write_data
    from kgkesos.keputusan.penerapan import SALAH

    target = (paths[0] if paths[0].is_dir() else paths[0].parent) / keputusan.FILE
    old: tuple[Keputusan, ...] = ()
    if target.exists():
        old, faults = keputusan.merged([keputusan.load(target)])
        if faults:
            raise faults[0]
    results = {one.keputusan: one for one in _made(paths, tuple(said)).hasil}
    mine = [one for one in said if one not in old]
    refused = [results[one] for one in mine if one in results and not results[one].hal]
    for one in refused:
        typer.echo(f"kgkesos: {one.sentence}", err=True)
    wrong = any(one.status == SALAH for one in refused)
    taken = [] if wrong else [one for one in mine if one in results and results[one].hal]
    if taken:
        write_data(target, keputusan.written(keputusan.renewed(old, taken)))
    typer.echo(f"{len(taken)} keputusan ditulis ke {target}", err=True)
    if refused:
        raise typer.Exit(2 if wrong else 1)


def _made(paths: list[Path], extra: tuple[Keputusan, ...]) -> Made:
    from kgkesos import pipeline
    from kgkesos.cli import progress
    from kgkesos.vocab import Iris

    with progress.shown() as tell:
        return pipeline.make(paths, Iris(), tell, extra=extra)


def _write_list(output: Path, lines: Sequence[tuple[str, ...]], *, over: bool) -> None:
    from kgkesos.cli import show
    from kgkesos.cli.files import write, write_data
    from kgkesos.errors import InputError
    from kgkesos.keputusan import FILE
    from kgkesos.sheets import keputusan as lists

    if output.suffix.lower() == ".csv":
        if output.name == FILE or (output.exists() and not over):
            raise InputError(
                output, "berkas sudah ada atau bernama keputusan.csv; beri nama lain, atau --timpa (exists)"
            )
        write_data(output, lists.as_csv(lines))
    else:
        write(output, lists.as_workbook(lines), over=over)
    show.note(f"ditulis: {output}")


def _today() -> str:
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()
