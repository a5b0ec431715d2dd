"""The commands that follow links: a trace, why a statement holds, and the search for names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgkesos.cli import show
from kgkesos.cli.options import SearchFormat, TraceFormat
from kgkesos.normalize import letak, squeeze

if TYPE_CHECKING:
    from kgkesos.lookup import Quote
    from kgkesos.why import Reason


def trace(kg: Path, words: str, *, up: bool, dokumen: str | None, periode: str | None, form: TraceFormat) -> None:
    """Print the traces from what ``words`` means."""
    from kgkesos import trace_formats
    from kgkesos.knowledge import Knowledge
    from kgkesos.trace import MOST_PATHS
    from kgkesos.trace import trace as trace_of

    knowledge = Knowledge.open(kg)
    found = trace_of(knowledge, words, up=up, dokumen=dokumen, periode=periode)
    if form is TraceFormat.json:
        typer.echo(json.dumps(trace_formats.traces_json(found), ensure_ascii=False, indent=1))
    elif form is TraceFormat.ttl:
        typer.echo(trace_formats.traces_turtle(knowledge, found), nl=False)
    else:
        show.traces(found)
    for one in found:
        if one.dipotong:
            typer.echo(f"kgkesos: {one.start.label}: hanya {MOST_PATHS} jalur pertama yang dicetak", err=True)


def why(kg: Path, words: str, other: str, predicate: str, form: TraceFormat) -> None:
    """Print why what ``words`` means has the property ``predicate`` with what ``other`` means."""
    from kgkesos import trace_formats
    from kgkesos.knowledge import Knowledge
    from kgkesos.why import asked

    if form is TraceFormat.ttl:
        raise typer.BadParameter("--why dicetak sebagai text atau json (as text or json)")
    reason = asked(Knowledge.open(kg), words, predicate, other)
    if form is TraceFormat.json:
        typer.echo(json.dumps(trace_formats.reason_json(reason), ensure_ascii=False, indent=1))
    else:
        _reason(reason, 0)


def search(
    words: Annotated[str, typer.Argument(metavar="KATA", help="Words of a name; a misspelling finds it too.")],
    kg: Annotated[Path, typer.Option("--kg", help="Folder graf / the folder of the knowledge graph.")] = Path("kg"),
    limit: Annotated[int, typer.Option("--batas", "--limit", min=1, help="Sebanyak-banyaknya.")] = 20,
    form: Annotated[SearchFormat, typer.Option("--format", help="Bentuk keluaran.")] = SearchFormat.text,
) -> None:
    """Cari simpul menurut namanya: yang sama, yang memuat kata itu, lalu yang mirip ejaannya.

    Contoh: kgkesos search "keluarga harapan"
    """
    from kgkesos import trace_formats
    from kgkesos.knowledge import Knowledge

    found = Knowledge.open(kg).search(words, limit=limit)
    if form is SearchFormat.json:
        rows = [trace_formats.node_json(one) for one in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in found:
        show.line(f"{one.kind}: {one.label}")
        show.line(f"  {one.iri}", "dim")
    if not found:
        typer.echo(f"kgkesos: tidak ada nama yang memuat atau menyerupai {words!r} (no such name)", err=True)
        raise typer.Exit(1)


def _reason(reason: Reason, depth: int) -> None:
    indent, said = "  " * depth, reason.statement
    show.line(f"{indent}{said.subjek} — {said.predikat} — {said.objek}")
    if reason.graf:
        show.line(
            f"{indent}  tercetak di dokumen" if reason.kutipan else f"{indent}  dinyatakan di {reason.graf}", "dim"
        )
    elif reason.aturan:
        how = "karena aturan" if reason.premis else "dihitung:"
        axiom = f" ({reason.aksioma})" if reason.aksioma else ""
        show.line(f"{indent}  {how} {reason.aturan}{axiom}", "dim")
    _quotes(reason.kutipan, indent)
    for one in reason.premis:
        _reason(one, depth + 1)


def _quotes(quotes: Iterable[Quote], indent: str) -> None:
    for one in quotes:
        where = letak(one.baris, one.tempat)
        show.line(f"{indent}  „{squeeze(one.kutipan)}” ({one.berkas}, {where})", "cyan")
