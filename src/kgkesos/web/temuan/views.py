"""The context of the page of findings: the report of what was asked, and the form that asks."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from kgkesos import trace
from kgkesos.errors import FilterError, QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import STATUS, Kelompok, Kutipan, Laporan, Simpul, kata, susun, tampilan
from kgkesos.laporan.model import pendek
from kgkesos.laporan.tampilan import Tunjuk
from kgkesos.web import forms, problems, tables, words
from kgkesos.web.context import Choice, Field, Link
from kgkesos.web.temuan import asking
from kgkesos.web.temuan.context import FindingsPage, RuleView

# How many findings of each rule stand on the page, unless one rule alone is asked for.
FIRST = 5
# So many things that could be meant are listed; of more only those that are spelt nearly so.
LISTED = 12
_TITLE, _MENU = "Temuan", "temuan"


def _traces(knowledge: Knowledge, found: Laporan) -> Mapping[str, str]:
    """The traces of the nodes that findings of ``found`` are about, by the ends of their IRIs."""
    nodes = {one.simpul.iri for group in found.kelompok for one in group.butir}
    return {pendek(iri): tables.trace_address(iri) for iri in nodes if trace.is_performance(knowledge, iri)}


def page(knowledge: Knowledge, whole: Laporan, values: Mapping[str, str]) -> FindingsPage:
    """The page of ``whole`` with what its form sent."""
    asked, build = asking.renamed(forms.given(values)), knowledge.build.name
    try:
        asking.hold_names(asked)
    except QuestionError as error:
        return _refused(build, _fields(whole, {}), error, problems.plain(error))
    try:
        found = susun.narrowed(whole, asking.saringan(asked))
    except FilterError as error:
        meant = _meant(whole, error, asked)
        return _refused(build, _fields(whole, asked), error, f"{problems.plain(error)} {_then(error, meant)}", meant)
    if found.saringan.tingkat:
        asked["tingkat"] = found.saringan.tingkat
    limit = tables.SHOWN if "aturan" in asked else FIRST
    return FindingsPage(
        title=_TITLE,
        build=build,
        menu=_MENU,
        fields=_fields(whole, asked),
        searched=kata.dicari(found),
        summary=kata.ringkas(found),
        since=f"Sejak graf {found.sebelumnya}: {kata.status(found.status)}." if found.sebelumnya else "",
        notes=found.catatan,
        compared=found.sebelumnya is not None,
        rules=_rules(found, found.kelompok, "", limit, asked),
        mended=_rules(found, found.selesai, "selesai-", limit, {**asked, "status": "selesai"}),
        traces=_traces(knowledge, found),
        downloads=_downloads(asked),
        everything=Link(asking.PAGE, "Lihat semua temuan") if asked else None,
    )


def _refused(
    build: str, fields: tuple[Field, ...], error: QuestionError, says: str, meant: tuple[Link, ...] = ()
) -> FindingsPage:
    """The form alone, with what is wrong with what it sent, and what may have been ``meant``."""
    return FindingsPage(
        title=_TITLE,
        build=build,
        menu=_MENU,
        status=problems.status(error),
        fields=fields,
        traces={},
        problem=says,
        candidates=meant,
    )


def _then(error: FilterError, meant: tuple[Link, ...]) -> str:
    """What to do about a value that there is not: choose what may have been ``meant``, or any other."""
    if meant:
        return "Mungkin maksudnya:"
    few = len(error.choices) <= LISTED
    return f"Yang ada: {', '.join(error.choices)}." if few else "Pilih dari daftar di atas."


def _meant(whole: Laporan, error: FilterError, asked: Mapping[str, str]) -> tuple[Link, ...]:
    """The same report with each value that may have been meant."""
    choices = (choice for field in _fields(whole, {}) if field.name == error.parameter for choice in field.choices)
    known = {choice.value: choice.words for choice in choices}
    near = difflib.get_close_matches(error.name, known) if len(known) > LISTED else known
    return tuple(Link(asking.address(asking.PAGE, asked, **{error.parameter: value}), known[value]) for value in near)


def _fields(whole: Laporan, asked: Mapping[str, str]) -> tuple[Field, ...]:
    """The form: what can be chosen is what the report has. A field of which it has nothing is left out."""
    rules = {group.kode: kata.aturan(group.kode) for group in (*whole.kelompok, *whole.selesai)}
    offices = sorted({name for one in whole.dokumen for name in one.instansi})
    choices = {
        "aturan": [Choice(code, name) for code, name in sorted(rules.items(), key=lambda item: item[1])],
        "dokumen": [Choice(one.key, _titled(one.key, one.judul)) for one in whole.dokumen],
        "tingkat": [
            Choice(level, f"{words.level(level).word} ({kata.angka(count)})") for level, count in whole.tingkat.items()
        ],
        "instansi": [Choice(name, name) for name in offices],
        "status": [Choice(one, f"{one} ({kata.angka(whole.status[one])})") for one in STATUS if one in whole.status],
    }
    return tuple(
        Field(name, label, asked.get(name, ""), closed=True, choices=tuple(choices[name]))
        for name, label in asking.FILTERS.items()
        if choices[name] or name in asked
    )


def _titled(key: str, title: str) -> str:
    return key if title == key else f"{title} ({key})"


def _rules(
    found: Laporan, groups: Sequence[Kelompok], before: str, limit: int, asked: Mapping[str, str]
) -> tuple[RuleView, ...]:
    """``groups`` of ``found``, ``limit`` findings of each; ``before`` begins the anchor of each."""
    point = Tunjuk(simpul=_address, letak=_place)
    return tuple(
        RuleView(
            anchor=f"{before}{group.kode}",
            level=words.level(group.tingkat),
            section=section,
            status=group.status,
            with_others=any(one.pembanding for one in group.butir),
            whole=_whole(section, asked),
        )
        for group, section in zip(groups, tampilan.sections(found, groups, point, limit), strict=True)
    )


def _whole(section: tampilan.Section, asked: Mapping[str, str]) -> Link | None:
    """Where all findings of a rule are: on a page of its own, or as a file where no page can hold them."""
    if not section.more:
        return None
    said = f"dan {kata.angka(section.more)} lagi"
    if "aturan" in asked:
        return Link(asking.address(asking.API, asked, format="csv", bom="true"), f"{said}: unduh semuanya (CSV)")
    count = kata.angka(section.count)
    return Link(
        asking.address(asking.PAGE, asked, aturan=section.code), f"{said}: lihat semua {count} temuan aturan ini"
    )


def _address(node: Simpul) -> str | None:
    return tables.thing_address(node.iri) if "/id/" in node.iri else None


def _place(quote: Kutipan) -> str:
    return tables.place(quote.berkas, quote.baris, quote.tempat)


def _downloads(asked: Mapping[str, str]) -> tuple[Link, ...]:
    """What the page shows, all of it, as files."""
    forms_of: Iterable[tuple[dict[str, str], str]] = (
        ({"format": "xlsx"}, "Excel (XLSX)"),
        ({"format": "csv", "bom": "true"}, "CSV"),
        ({"format": "json"}, "Data (JSON)"),
        ({"format": "turtle"}, "Laporan SHACL (Turtle)"),
    )
    return tuple(Link(asking.address(asking.API, asked, **form), said) for form, said in forms_of)
