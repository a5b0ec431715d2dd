"""``kgkesos decide``: what can be decided as a list, a filled-in list taken into ``keputusan.csv``, one decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgkesos.keputusan import Hal, Keputusan, Simpanan
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
    """Write those of ``said`` that apply beside their documents.

    An error in one of them, or a row of another file that says otherwise, and nothing is written.
    """
    from kgkesos import intake, keputusan
    from kgkesos.cli.files import write_data
    from kgkesos.keputusan.penerapan import SALAH

    kept = [keputusan.load(path) for path in keputusan.beside(paths, intake.inputs(paths)[0])[0]]
    made = _made(paths, tuple(said))
    results = {one.keputusan: one for one in made.hasil}
    mine = [results[one] for one in said if one in results and not any(one in file.keputusan for file in kept)]
    several = keputusan.stored([one.keputusan for one in mine if one.hal], _folders(made, paths), kept)
    if faults := keputusan.merged(file for file in kept if _is_among(file.path, several))[1]:
        raise faults[0]
    refused = [one.sentence for one in mine if not one.hal]
    against = keputusan.disagreements(several, kept)
    for line in (*refused, *against):
        typer.echo(f"kgkesos: {line}", err=True)
    wrong = bool(against) or any(one.status == SALAH for one in mine)
    for store in () if wrong else several:
        write_data(store.path, keputusan.written(store.isi))
        for line in (*store.pilihan, f"{len(store.baru)} keputusan ditulis ke {store.path}"):
            typer.echo(line, err=True)
    if wrong or not several:
        why = "" if refused or wrong else ": semuanya sudah tercatat"
        typer.echo(f"tidak ada yang ditulis{why} (nothing was written)", err=True)
    if refused or wrong:
        raise typer.Exit(2 if wrong else 1)


def _is_among(path: Path, several: Sequence[Simpanan]) -> bool:
    return any(path.resolve() == store.path.resolve() for store in several)


def _folders(made: Made, paths: list[Path]) -> dict[str, list[Path]]:
    """Of each document the folders of ``paths``, in their order, that hold a file of it."""
    from kgkesos import intake

    held: dict[str, dict[Path, None]] = {}
    for path in paths:
        folder = path if path.is_dir() else path.parent
        for file in intake.inputs([path])[0]:
            held.setdefault(_mark(file), {})[folder] = None
    order = list(dict.fromkeys(folder for folders in held.values() for folder in folders))
    folders = {}
    for one in made.graphs:
        mine = {folder for reading in one.work.rendisi for folder in held.get(reading.dokumen.sha256, ())}
        folders[one.work.key] = sorted(mine, key=order.index)
    return folders


def _mark(file: Path) -> str:
    """The SHA-256 of ``file``; empty where it cannot be read, as then no document is read from it."""
    import hashlib

    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


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
    show.note(show.said("ditulis: {}", output))


def _today() -> str:
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()
