"""What the commands print. Text from documents is printed as it is, never taken for markup of the terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kgkesos import bahasa, kolom
from kgkesos.cli import settings
from kgkesos.keputusan.penerapan import DITERAPKAN, SALAH
from kgkesos.normalize import letak

if TYPE_CHECKING:
    from kgkesos.answers import Answer
    from kgkesos.keputusan import Hasil
    from kgkesos.pipeline import Report
    from kgkesos.questions import Question
    from kgkesos.trace import Step, Trace
    from kgkesos.work_graphs import Outcome

# Columns of a table on the screen that only programs need.
_FOR_PROGRAMS = frozenset({"simpul", "pada", "konsep"})
# Rich wants some width: no line of a table to a pipe is broken, whatever its cells hold.
_WIDTH_WITHOUT_TERMINAL = 1_000_000
_HEADS = {
    "id": ("pertanyaan", "parameter", "yang dijawab"),
    "en": ("question", "parameters", "what is answered"),
}
_BASIS = {"dinyatakan": "tercetak", "diturunkan": "diturunkan", "dikonfirmasi": "dikonfirmasi", "diusulkan": "usulan"}


def console(*, error: bool = False) -> Console:
    """A console as wide as the terminal; where there is none, no line is ever broken."""
    stream = sys.stderr if error else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else _WIDTH_WITHOUT_TERMINAL, highlight=False)


def line(text: str = "", style: str = "") -> None:
    """One line of text."""
    out = console()
    out.print(Text(text, style=style), soft_wrap=not out.is_terminal)


def note(text: str) -> None:
    """A line beside the output (what was written, how much was read), on standard error; none where that is quiet."""
    if not settings.current().quiet:
        print(text, file=sys.stderr)


def said(phrase: str, *parts: object) -> str:
    """``phrase`` (see :mod:`kgkesos.bahasa`) in the language of the command, filled with ``parts``."""
    return bahasa.kata(phrase, settings.current().lang).format(*parts)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """A table; cells are text as it is."""
    if title:
        line(title, "italic")
    made = Table(show_lines=False)
    for column in columns:
        made.add_column(Text(column), overflow="fold")
    for row in rows:
        made.add_row(*(Text("" if cell is None else _short(cell)) for cell in row))
    console().print(made)


def _short(cell: object) -> str:
    """An IRI by its tail, since the whole of it drowns the words; JSON and CSV keep it whole."""
    text = " ".join(str(cell).split())
    if text.startswith(("https://", "http://")) and "/id/" in text:
        return text.split("/id/", 1)[1].removeprefix("dokumen/")
    return text


def answer(found: Answer) -> None:
    """An answer as a table."""
    chosen = settings.current()
    columns, rows = _placed(found)
    titles = kolom.headings(tuple(columns), chosen.lang, found.question.columns)
    kept = [i for i, column in enumerate(columns) if column not in _FOR_PROGRAMS]
    cells = [[_truth(row[i], chosen.lang) for i in kept] for row in rows]
    table([titles[i] for i in kept], cells, found.question.title[chosen.lang])
    if not chosen.quiet:
        line(said("{} baris; graf {}", len(found.rows), found.build), "dim")
    if found.note:
        line(found.note, "yellow")


def _truth(cell: object, lang: str) -> object:
    return kolom.truth(cell, lang) if isinstance(cell, bool) else cell


def _placed(found: Answer) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """The answer with one column that says where: the line in a text, the place in a file that is none."""
    if not {"baris", "tempat"} <= set(found.columns):
        return found.columns, found.rows
    line_at, place_at = found.columns.index("baris"), found.columns.index("tempat")
    dropped = line_at if any(row[place_at] for row in found.rows) else place_at
    rows = []
    for row in found.rows:
        cells: list[object] = list(row)
        if not row[place_at] and row[line_at] is not None:
            cells[place_at] = f"baris {row[line_at]}"
        rows.append([*cells[:dropped], *cells[dropped + 1 :]])
    return [*found.columns[:dropped], *found.columns[dropped + 1 :]], rows


def questions(known: Iterable[Question]) -> None:
    """The list of questions."""
    lang = settings.current().lang
    rows = []
    for question in known:
        params = " ".join(f"--{p.name}" if p.default is None else f"[--{p.name}]" for p in question.params)
        rows.append((question.name, params, question.title[lang]))
    table(_HEADS[lang], rows)


def report(made: Report) -> None:
    """What a build read, refused and left; where that is quiet, what it refused alone."""
    if settings.current().quiet:
        _refused(made)
        return
    heads = ("dokumen", "jenis", "yang terbaca", "temuan", "baris tak terbaca")
    table([said(head) for head in heads], [work(one) for one in made.works])
    noted(made)


def noted(made: Report) -> None:
    """What is to be known of a build beside what was read: warnings, decisions, what was refused or left."""
    for one in made.works:
        _renditions(one)
    for one in made.works:
        _warnings(one)
    decisions(made.hasil)
    _refused(made)
    for lost in made.lost:
        console(error=True).print(Text(said("catatan IRI lama tidak utuh: {}", lost), style="yellow"), soft_wrap=True)
    for left in made.left:
        line(said("dilewati: {} ({})", left.path, left.alasan), "dim")
    seconds = sum(made.seconds.values())
    line(said("Graf {}: {} tripel, {} detik.", made.build.name, f"{made.counts['']:,}", f"{seconds:.1f}"))


def _refused(made: Report) -> None:
    """On standard error, each file that was not read."""
    for error in made.refused:
        console(error=True).print(Text(said("tidak dibaca: {}", error), style="red"), soft_wrap=True)


def decisions(results: Iterable[Hasil]) -> None:
    """How many decisions took effect, and each that did not, with its file and line."""
    found = list(results)
    counts = Counter(one.keputusan.putusan for one in found if one.status == DITERAPKAN)
    if counts:
        lang = settings.current().lang
        each = ", ".join(f"{count} {bahasa.code(putusan, lang)}" for putusan, count in sorted(counts.items()))
        line(said("keputusan diterapkan: {} ({})", counts.total(), each))
    for one in found:
        if one.status == SALAH:
            console(error=True).print(
                Text(said("keputusan tidak diterapkan: {}", one.sentence), style="red"), soft_wrap=True
            )
        elif one.status != DITERAPKAN:
            console().print(Text(said("keputusan: {}", one.sentence), style="yellow"), soft_wrap=True)


def unapplied(results: Iterable[Hasil], faults: Iterable[Exception]) -> None:
    """On standard error, each decision that does not apply, and what is wrong with the files."""
    for sentence in (*(one.sentence for one in results if one.status != DITERAPKAN), *map(str, faults)):
        console(error=True).print(Text(said("keputusan: {}", sentence), style="yellow"), soft_wrap=True)


def _renditions(one: Outcome) -> None:
    """The files that became one document, where there are several."""
    names = [reading.nama_berkas for reading in one.work.rendisi]
    if len(names) > 1:
        line(said("satu dokumen dari {} berkas: {}: {}", len(names), one.work.key, ", ".join(names)))


def _warnings(one: Outcome) -> None:
    """Each kind of warning once, with how often it was given: the JSON of ``read`` and the manifest hold them all."""
    by_code: dict[str, list[str]] = {}
    for warning in one.work.peringatan:
        by_code.setdefault(warning.kode, []).append(warning.pesan)
    for messages in by_code.values():
        more = said(" (dan {} peringatan serupa)", len(messages) - 1) if len(messages) > 1 else ""
        line(said("peringatan: {}: {}", one.work.key, messages[0]) + more, "yellow")


def work(one: Outcome) -> tuple[object, ...]:
    """A document: its key, its kind, what was read of it, how many findings it has and how many lines were not read."""
    unread = sum(
        1
        for reading in one.work.rendisi
        for left in reading.tak_terbaca
        for text in left.kutipan.split("\n")
        if text.strip()
    )
    kinds = Counter(record.jenis for record in one.work.records)
    read = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    return one.work.key, one.work.dokumen.jenis, read, len(one.findings), unread


def traces(found: Iterable[Trace]) -> None:
    """Traces as indented text, each step with its quotes, each link with its basis."""
    for trace in found:
        for path in trace.paths:
            line(said("Ke atas dari {}" if trace.up else "Ke bawah dari {}", _start(trace)), "bold")
            for depth, step in enumerate(path):
                _step(step, depth, trace.up)
            if len(path) == 1:
                none = said("tidak ada tautan ke atas" if trace.up else "tidak ada tautan dari bawah")
                line(f"  {none}", "yellow")
            line()


def _start(trace: Trace) -> str:
    """What is traced, with what tells it from its namesakes: its period, and that its programme was replaced."""
    told = "; ".join(filter(None, (trace.start.periode, said("program diganti") if trace.diganti else "")))
    return f"{trace.start.label} ({told})" if told else trace.start.label


def _step(step: Step, depth: int, up: bool) -> None:
    indent = "  " * depth
    if step.link:
        from kgkesos.trace import HUBUNGAN

        link, lang = step.link, settings.current().lang
        how, rule = said(HUBUNGAN[link.cara][0 if up else 1]), link.aturan and said("aturan {}", link.aturan)
        sure = link.kepastian and bahasa.code(link.kepastian, lang)
        why = (bahasa.code(_BASIS.get(link.basis, link.basis), lang), sure, rule)
        line(f"{indent}└ {how}: {'; '.join(filter(None, why))}", "dim")
    line(f"{indent}{step.node.kind}: {step.node.label}")
    for quote in step.quotes:
        where = bahasa.place(letak(quote.baris, quote.tempat), settings.current().lang)
        line(f"{indent}  „{' '.join(quote.kutipan.split())}” ({quote.berkas}, {where})", "cyan")
