"""The context of the home page: what was read, how complete it is, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from kgkesos import answers, questions
from kgkesos.knowledge import Knowledge
from kgkesos.laporan import kata
from kgkesos.web import forms, tables, words
from kgkesos.web.context import Coverage, CoverageRow, DocumentCard, Gap, HomePage, Question, Share
from kgkesos.web.tables import Merged

# What the page is kept for among the answers of its build.
_KEPT = "beranda"
_SHARES = (
    "berindikator", "berformula", "bersumber", "berdefinisi",
    "didukungTercetak", "didukung", "mendukungTercetak", "mendukung",
)  # fmt: skip
_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)


def page(knowledge: Knowledge) -> HomePage:
    """The home page of a build, which does not change: made once while there is room to keep it."""
    kept: HomePage | None = knowledge.lately.get(_KEPT)
    if kept is None:
        kept = _made(knowledge)
        knowledge.lately.keep(_KEPT, kept, len(kept.documents) + sum(len(one.rows) for one in kept.coverage))
    return kept


def _made(knowledge: Knowledge) -> HomePage:
    manifest = knowledge.build.manifest()
    covered = tables.merged(answers.ask(knowledge, "cakupan"))
    found = tables.merged(answers.ask(knowledge, "celah"))
    documents = _documents(manifest["documents"], found)
    kinds = sum((Counter(one["records"]) for one in manifest["documents"]), Counter[str]())
    return HomePage(
        title="Beranda",
        build=knowledge.build.name,
        menu="beranda",
        made=_day(manifest["made"]),
        counts=_counts(documents, found),
        kinds=tuple((words.spaced(kind), kata.angka(count)) for kind, count in kinds.most_common()),
        documents=documents,
        coverage=_coverage(covered),
        gaps=gaps(found),
        questions=tuple(asked(question) for question in questions.load()),
        search=forms.trace_field(knowledge),
    )


def asked(question: questions.Question) -> Question:
    """A question as pages show it."""
    return Question(question.name, question.title["id"], question.description["id"])


def _day(moment: str) -> str:
    """A time as Indonesian writes its day and hour."""
    made = datetime.fromisoformat(moment).astimezone(UTC)
    return f"{made.day} {_MONTHS[made.month - 1]} {made.year} pukul {made:%H.%M} UTC"


def _counts(documents: Sequence[DocumentCard], found: Sequence[Merged]) -> tuple[tuple[str, str], ...]:
    counted = (
        ("dokumen", len(documents)),
        ("berkas", sum(len(one.files) for one in documents)),
        ("catatan terbaca", sum(one.records for one in documents)),
        ("temuan", len(found)),
    )
    return tuple((name, kata.angka(count)) for name, count in counted)


def _documents(manifest: Iterable[Mapping[str, Any]], found: Iterable[Merged]) -> tuple[DocumentCard, ...]:
    findings = Counter(_key(row) for row in found)
    return tuple(
        DocumentCard(
            key=one["key"],
            title=one["title"],
            kind=words.kind(one["kind"]),
            files=tuple(given["file"] for given in one["inputs"]),
            records=sum(one["records"].values()),
            findings=findings[one["key"]],
            warnings=tuple(one["warnings"]),
        )
        for one in manifest
    )


def _key(row: Merged) -> str:
    """The key of the document that ``row`` is about."""
    return str(row.cells["dokumen"]).rsplit("/", 1)[-1]


def _coverage(covered: Iterable[Merged]) -> tuple[Coverage, ...]:
    by_document: dict[str, list[Merged]] = {}
    for row in covered:
        by_document.setdefault(_key(row), []).append(row)
    return tuple(
        Coverage(str(rows[0].cells["namaDokumen"]), key, tuple(_coverage_row(row) for row in rows))
        for key, rows in by_document.items()
    )


def _coverage_row(row: Merged) -> CoverageRow:
    return CoverageRow(
        level=words.value("tingkat", row.cells["tingkat"]),
        period=words.value("periode", row.cells["periode"]),
        count=int(row.cells["jumlah"] or 0),
        shares=tuple(Share(words.column(name), int(row.cells[name] or 0)) for name in _SHARES),
    )


def gaps(found: Iterable[Merged]) -> tuple[Gap, ...]:
    """Kinds of findings, the gravest first, then the most frequent."""
    by_kind: dict[tuple[str, str], list[str]] = {}
    for row in found:
        by_kind.setdefault((str(row.cells["kode"]), str(row.cells["tingkat"])), []).append(str(row.cells["pesan"]))
    ranked = sorted(by_kind.items(), key=lambda item: (words.rank(item[0][1]), -len(item[1]), item[0]))
    return tuple(
        Gap(code, words.spaced(code), words.level(level), len(said), said[0], len(set(said)) == 1)
        for (code, level), said in ranked
    )
