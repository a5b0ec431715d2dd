"""The commands that follow links: a trace, why a statement holds, and the search for names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgkesos import bahasa
from kgkesos.cli import files, settings, show
from kgkesos.cli.options import SearchFormat, TraceFormat
from kgkesos.errors import InputError
from kgkesos.normalize import letak, squeeze

if TYPE_CHECKING:
    from kgkesos.lookup import Quote
    from kgkesos.why import Reason

# What a trace is written as, and how the name of its file ends.
_ENDS = {TraceFormat.json: ".json", TraceFormat.ttl: ".ttl", TraceFormat.svg: ".svg", TraceFormat.png: files.PIXELS}


def trace(
    words: Annotated[str, typer.Argument(metavar="IRI-ATAU-KATA", help="A node's IRI, its name, or part of it.")],
    down: Annotated[bool, typer.Option("--down/--up", help="Ke bawah atau ke atas.")] = False,
    kg: Annotated[Path, typer.Option("--kg", help="Folder graf / the folder of the knowledge graph.")] = Path("kg"),
    form: Annotated[
        TraceFormat, typer.Option("--format", help="Bentuk keluaran; dengan --why hanya text dan json.")
    ] = TraceFormat.text,
    dokumen: Annotated[str | None, typer.Option("--dokumen", "--document", help="Hanya dokumen ini.")] = None,
    periode: Annotated[str | None, typer.Option(help="Hanya periode ini, seperti tercetak: 2019-2022.")] = None,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="IRI-ATAU-KATA", help="Mengapa ini didukungnya: aturan, kutipan."),
    ] = None,
    predikat: Annotated[str, typer.Option(help="Untuk --why: sifat selain mendukung.")] = "mendukung",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Berkas; bila kosong, ke layar.")] = None,
    timpa: Annotated[bool, typer.Option("--timpa", help="Ganti berkas yang sudah ada / overwrite.")] = False,
) -> None:
    """Telusuri dari sebuah simpul ke atas (--up) atau ke bawah (--down), dengan kutipan dan dasar setiap langkahnya.

    Gambar (svg, png): jalur-jalurnya sebagai kotak dan garis; png selalu berkas, digambar dengan paket resvg-py.
    Dengan --why: jelaskan satu pernyataan turunan, aturan demi aturan, sampai kata yang tercetak.

    Contoh: kgkesos trace "Fasilitasi Program Keluarga Harapan"

    Contoh: kgkesos trace "Fasilitasi Program Keluarga Harapan" --format svg -o telusur.svg
    """
    if output is not None and form is TraceFormat.text:
        raise InputError(output, f"-o memerlukan --format {', '.join(_ENDS)} (text goes to the screen)")
    if output is None and form is TraceFormat.png:
        output = Path(f"telusur{files.PIXELS}")
    if output is not None:
        files.hold(output, (), (_ENDS[form],), over=timpa)
    if why is not None:
        said = _explained(kg, words, why, predikat, form)
    else:
        said = _traced(kg, words, up=not down, dokumen=dokumen, periode=periode, form=form)
    if output is not None:
        files.write_data(output, said)
        show.note(show.said("ditulis: {}", output))
    else:
        typer.echo(said.decode(), nl=False)


def _traced(kg: Path, words: str, *, up: bool, dokumen: str | None, periode: str | None, form: TraceFormat) -> bytes:
    """The traces from what ``words`` means, in ``form``; as text they are printed at once, and nothing is left."""
    from kgkesos import gambar, trace_formats
    from kgkesos.knowledge import Knowledge
    from kgkesos.trace import MOST_PATHS
    from kgkesos.trace import trace as trace_of

    knowledge = Knowledge.open(kg)
    found = trace_of(knowledge, words, up=up, dokumen=dokumen, periode=periode)
    for one in found:
        if one.dipotong:
            cut = show.said("{}: hanya {} jalur pertama yang dicetak", one.start.label, MOST_PATHS)
            typer.echo(f"kgkesos: {cut}", err=True)
    if form is TraceFormat.json:
        return files.json_of(trace_formats.traces_json(found))
    if form is TraceFormat.ttl:
        return trace_formats.traces_turtle(knowledge, found).encode()
    if form is TraceFormat.text:
        show.traces(found)
        return b""
    drawn = gambar.of_traces(knowledge, found, settings.current().lang)
    return gambar.png(drawn) if form is TraceFormat.png else gambar.text(drawn).encode()


def _explained(kg: Path, words: str, other: str, predicate: str, form: TraceFormat) -> bytes:
    """Why what ``words`` means has ``predicate`` with what ``other`` means, given as ``_traced`` gives traces."""
    from kgkesos import trace_formats
    from kgkesos.knowledge import Knowledge
    from kgkesos.why import asked

    if form not in (TraceFormat.text, TraceFormat.json):
        raise typer.BadParameter("--why dicetak sebagai text atau json (as text or json)")
    # Programs get the same words whatever people asked for.
    lang = settings.current().lang if form is TraceFormat.text else settings.Lang.id.value
    reason = asked(Knowledge.open(kg), words, predicate, other, lang)
    if form is TraceFormat.json:
        return files.json_of(trace_formats.reason_json(reason))
    _reason(reason, 0)
    return b""


def search(
    words: Annotated[str, typer.Argument(metavar="KATA", help="Words of a name; a misspelling finds it too.")],
    kg: Annotated[Path, typer.Option("--kg", help="Folder graf / the folder of the knowledge graph.")] = Path("kg"),
    limit: Annotated[int, typer.Option("--batas", "--limit", min=1, help="Sebanyak-banyaknya.")] = 20,
    form: Annotated[SearchFormat, typer.Option("--format", help="Bentuk keluaran.")] = SearchFormat.text,
) -> None:
    """Cari simpul menurut namanya: yang sama, yang memuat kata itu, lalu yang mirip ejaannya.

    Kode keluar 1 bila tidak ada nama yang ditemukan (no name found), seperti grep.

    Contoh: kgkesos search "keluarga harapan"
    """
    from kgkesos import trace_formats
    from kgkesos.knowledge import Knowledge

    found = Knowledge.open(kg).search(words, limit=limit)
    if form is SearchFormat.json:
        typer.echo(files.json_of([trace_formats.node_json(one) for one in found]), nl=False)
    else:
        for one in found:
            show.line(f"{one.kind}: {one.label}")
            show.line(f"  {one.iri}", "dim")
    if not found:
        typer.echo(f"kgkesos: tidak ada nama yang memuat atau menyerupai {words!r} (no such name)", err=True)
        raise typer.Exit(1)


def _reason(reason: Reason, depth: int) -> None:
    indent, said = "  " * depth, reason.statement
    show.line(f"{indent}{said.subjek} — {said.predikat} — {said.objek}")
    from kgkesos.why import grounds

    if rests := grounds(reason, settings.current().lang):
        show.line(f"{indent}  {rests}", "dim")
    _quotes(reason.kutipan, indent)
    for one in reason.premis:
        _reason(one, depth + 1)


def _quotes(quotes: Iterable[Quote], indent: str) -> None:
    for one in quotes:
        where = bahasa.place(letak(one.baris, one.tempat), settings.current().lang)
        show.line(f"{indent}  „{squeeze(one.kutipan)}” ({one.berkas}, {where})", "cyan")
