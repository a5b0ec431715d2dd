"""What the API answers, as pydantic models: the same shape as ``kgkesos.formats`` gives to the command line."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

CellValue = str | int | float | bool | None
Words = str | None


class Arah(StrEnum):
    """Which way a trace goes."""

    naik = "naik"
    turun = "turun"


class Bentuk(StrEnum):
    """The form of an answer."""

    json = "json"
    csv = "csv"
    xlsx = "xlsx"


class _Model(BaseModel):
    """A model that holds exactly its fields: a shape that has drifted from ``formats`` is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Health(_Model):
    """The server answers, and from which build."""

    status: str
    build: str


class Problem(_Model):
    """Why a request has no answer, in one sentence, and what could be said instead."""

    detail: str
    choices: list[str]


class Parameter(_Model):
    """A parameter of a question. ``default`` is null where a value must be given, ``*`` where it means every value.

    ``choices`` are the values of a parameter of the type ``pilihan``: there are no others.
    """

    name: str
    type: str
    kind: Words
    default: Words
    choices: list[str]


class QuestionInfo(_Model):
    """A named question."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    params: list[Parameter]


class AnswerModel(_Model):
    """An answer: the question, what was asked, the build it comes from, and its rows by column.

    ``note`` says of an answer without rows what was searched and what is missing.
    """

    question: str
    title: dict[str, str]
    params: dict[str, str]
    build: str
    columns: list[str]
    rows: list[dict[str, CellValue]]
    note: str


class PartModel(_Model):
    """Which rows of an answer these are: from number ``start`` (from 0) on, at most ``limit``, ``count`` of them.

    ``next`` and ``prev`` are the addresses of the rows after and before; null where there are none.
    """

    start: int
    limit: int
    count: int
    next: Words
    prev: Words


class AnswerPartModel(AnswerModel):
    """A part of an answer, and which."""

    page: PartModel


class Kutipan(_Model):
    """Printed words: the file, the first and the last line, the words.

    ``tempat`` is the place in a file that is no text; there ``baris`` counts the lines of the decoded text.
    """

    berkas: str
    baris: list[int] = Field(min_length=2, max_length=2)
    tempat: Words
    kutipan: str


class DasarModel(_Model):
    """A direct link: how, what it rests on (``dinyatakan``: printed), how sure it is (``dugaan``: a guess), by which
    rule it was read or derived, and the IRI of its own node, where it has one.
    """

    cara: str
    basis: str
    kepastian: Words
    aturan: Words
    iri: Words


class TautanModel(DasarModel):
    """The link that leads to a step: how, what it rests on, how sure it is, by which rule, and by which words."""

    bukti: list[Kutipan]


class Langkah(_Model):
    """One step of a path; its ``tautan`` is null for the first."""

    iri: str
    jenis: str
    label: str
    periode: Words
    bukti: list[Kutipan]
    tautan: TautanModel | None


class NodeModel(_Model):
    """A node found by its name."""

    iri: str
    jenis: str
    label: str
    dokumen: str
    periode: Words


class Pernyataan(_Model):
    """A statement in words."""

    subjek: str
    predikat: str
    objek: str


class ReasonModel(_Model):
    """Why a statement holds: the rule and why its premises hold, or the graph that says it, with the printed words.

    ``kalimat`` says in Indonesian what the rule concluded from what, in the names of the things themselves.
    ``tautan`` says of a statement that is a direct link what a trace says of it: a printed one may be a guess, too.
    """

    pernyataan: Pernyataan
    tripel: list[str]
    aturan: Words
    aksioma: Words
    kalimat: Words
    graf: Words
    bukti: list[Kutipan]
    tautan: DasarModel | None
    premis: list[ReasonModel]


class TraceModel(_Model):
    """Every path from one node, up or down."""

    start: str
    direction: str
    build: str
    dipotong: bool
    paths: list[list[Langkah]]
