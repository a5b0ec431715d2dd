"""The context of the page of the matrix, and the workbook that it gives to keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from kgkesos import answers, matriks, questions
from kgkesos.errors import QuestionError
from kgkesos.knowledge import Knowledge
from kgkesos.matriks import Head, Mark, Matrix, buku, kosong
from kgkesos.questions import ALL
from kgkesos.web import forms, problems, tables, views, words
from kgkesos.web.context import (
    DocumentMatrix,
    Link,
    MatrixColumn,
    MatrixPage,
    MatrixRow,
    MatrixSign,
)

QUESTION = "matriks"
# More activities than this make a page that a phone cannot open: the other documents are asked for one by one.
SHOWN = 300
_TITLE = "Matriks sasaran dan kegiatan"


def page(knowledge: Knowledge, values: Mapping[str, str]) -> MatrixPage:
    """The page with what its form sent."""
    given = forms.given(values)
    fields, signs = forms.fields(knowledge, questions.named(QUESTION).params, given), tuple(matriks.SIGNS.items())
    build = knowledge.build.name
    try:
        parts = asked(knowledge, given).documents()
    except QuestionError as error:
        status, said = problems.status(error), problems.plain(error)
        return MatrixPage(title=_TITLE, build=build, fields=fields, signs=signs, status=status, problem=said)
    if not parts:
        # An English translation stands in brackets at the end of a reason; a page is Indonesian.
        reason = kosong.why(knowledge, given.get("dokumen", ALL)).rsplit(" (", 1)[0]
        said = f"{reason[:1].upper()}{reason[1:]}."
        return MatrixPage(title=_TITLE, build=build, fields=fields, signs=signs, problem=said)
    shown = _shown(parts)
    return MatrixPage(
        title=_TITLE,
        build=build,
        fields=fields,
        signs=signs,
        tables=tuple(_table(key, part) for key, part in parts[:shown]),
        left=tuple(Link(f"/matriks?{urlencode({'dokumen': key})}", key) for key, _ in parts[shown:]),
        downloads=(
            Link(f"/matriks.xlsx?{urlencode(given)}" if given else "/matriks.xlsx", "Unduh matriks (XLSX)"),
            *views.downloads(f"/api/answers/{QUESTION}", given),
        ),
    )


def workbook(knowledge: Knowledge, values: Mapping[str, str]) -> bytes:
    """The same as a workbook.

    Raises:
        QuestionError: no such parameter, no such document, or one that has no matrix.
    """
    given = forms.given(values)
    found = asked(knowledge, given)
    if found.empty:
        dokumen = given.get("dokumen", ALL)
        raise QuestionError(dokumen, kosong.why(knowledge, dokumen), parameter="dokumen")
    return buku.save(found)


def asked(knowledge: Knowledge, given: Mapping[str, str]) -> Matrix:
    """The matrix that ``given`` asks for.

    Raises:
        QuestionError: no such parameter, or no such document.
    """
    return matriks.matrix(answers.ask(knowledge, QUESTION, given))


def _shown(parts: Iterable[tuple[str, Matrix]]) -> int:
    """How many of the first tables are shown: always one."""
    rows = count = 0
    for _, part in parts:
        rows += len(part.rows)
        if count and rows > SHOWN:
            break
        count += 1
    return count


def _table(key: str, part: Matrix) -> DocumentMatrix:
    columns = tuple(MatrixColumn(_link(one, "turun"), part.supporting(one)) for one in part.columns)
    rows = tuple(
        MatrixRow(
            _link(one, "naik"), words.value("periode", one.periode), tuple(_sign(mark) for mark in part.line(one))
        )
        for one in part.rows
    )
    return DocumentMatrix(key, columns, rows)


def _link(head: Head, way: str) -> Link:
    return Link(tables.trace_address(head.iri, way), head.nama)


def _sign(mark: Mark | None) -> MatrixSign | None:
    if mark is None:
        return None
    through = "; ".join(name for name in mark.melalui if name)
    return MatrixSign(mark.sign, f"{matriks.SIGNS[mark.sign]}, {f'melalui {through}' if through else 'langsung'}")
