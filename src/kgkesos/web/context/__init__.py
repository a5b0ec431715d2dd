"""What each template is given: one frozen dataclass per page, passed as ``page``. A template reads nothing else.

Text in these classes is as the documents print it; the templates escape it.
"""

from __future__ import annotations

from kgkesos.web.context.answer import AnswerPage, Column, Part, Table, TableCell, TableRow
from kgkesos.web.context.home import Coverage, CoverageRow, DocumentCard, Gap, HomePage, Question, Share
from kgkesos.web.context.matriks import DocumentMatrix, MatrixColumn, MatrixPage, MatrixRow, MatrixSign
from kgkesos.web.context.parts import Choice, ErrorPage, Field, Level, Link, Page, Quote
from kgkesos.web.context.sparql import SparqlExample, SparqlPage
from kgkesos.web.context.thing import PrintedField, ReadingView, Relation, VariantPlace
from kgkesos.web.context.trace import Branch, LinkWords, TracePage, TraceTree
from kgkesos.web.context.why import FoundNode, Proof, SearchPage, WhyPage

__all__ = [
    "AnswerPage",
    "Branch",
    "Choice",
    "Column",
    "Coverage",
    "CoverageRow",
    "DocumentCard",
    "DocumentMatrix",
    "ErrorPage",
    "Field",
    "FoundNode",
    "Gap",
    "HomePage",
    "Level",
    "Link",
    "LinkWords",
    "MatrixColumn",
    "MatrixPage",
    "MatrixRow",
    "MatrixSign",
    "Page",
    "Part",
    "PrintedField",
    "Proof",
    "Question",
    "Quote",
    "ReadingView",
    "Relation",
    "SearchPage",
    "Share",
    "SparqlExample",
    "SparqlPage",
    "Table",
    "TableCell",
    "TableRow",
    "TracePage",
    "TraceTree",
    "VariantPlace",
    "WhyPage",
]
