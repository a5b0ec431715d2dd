"""The forms that commands print and write, as words of their options."""

from __future__ import annotations

from enum import StrEnum


class TableFormat(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"
    xlsx = "xlsx"


class ReportFormat(StrEnum):
    """The form of a report of findings; shacl is a ``sh:ValidationReport`` in Turtle."""

    table = "table"
    csv = "csv"
    xlsx = "xlsx"
    html = "html"
    json = "json"
    shacl = "shacl"


class ReadFormat(StrEnum):
    """How a reading is printed."""

    json = "json"
    table = "table"
    xlsx = "xlsx"


class TemplateKind(StrEnum):
    """The kinds of documents that there are templates for."""

    iki = "iki"
    iku = "iku"
    cascading = "cascading"
    metadata = "metadata"


class TraceFormat(StrEnum):
    """How a trace is printed or drawn."""

    text = "text"
    json = "json"
    ttl = "ttl"
    svg = "svg"
    png = "png"


class SearchFormat(StrEnum):
    """How the nodes that a search found are printed."""

    text = "text"
    json = "json"


class ExportFormat(StrEnum):
    """The graph as RDF; its cascades as a workbook; one as a picture; its description; the vocabulary (no graph)."""

    trig = "trig"
    nq = "nq"
    ttl = "ttl"
    jsonld = "jsonld"
    xlsx = "xlsx"
    void = "void"
    html = "html"
    skos = "skos"
    context = "context"
    svg = "svg"
    png = "png"
