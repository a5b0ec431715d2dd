"""Which shape file a fault stands in, and in which line: looked for only once shapes have failed to run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from rdflib import SH, Graph

from kgkesos import turtle
from kgkesos.errors import DataFileError
from kgkesos.normalize import squeeze

# Runs the shapes of one graph; raises where they cannot be run.
Run = Callable[[Graph], object]


def named(error: Exception, paths: Iterable[Path], run: Run, folder: Path) -> DataFileError:
    """``error`` of running shapes as one sentence that names the file among ``paths``, and its line where it is known.

    Where none of the files fails alone, the sentence names ``folder``.
    """
    for path in paths:
        shapes = turtle.load(path)
        if fault := _query(path, shapes) or _pattern(path, shapes):
            return DataFileError(path, fault)
        try:
            run(shapes)
        except Exception as again:
            return DataFileError(path, squeeze(str(again)))
    return DataFileError(folder, squeeze(str(error)))


def _query(path: Path, shapes: Graph) -> str | None:
    """What is wrong with a query of ``shapes``, with its line in ``path``."""
    from pyparsing.exceptions import ParseException
    from rdflib.plugins.sparql.parser import parseQuery

    for term in (SH.select, SH.ask):
        for text in sorted(map(str, shapes.objects(None, term))):
            try:
                parseQuery(text)
            except ParseException as error:
                line = _line(path, text.strip().split("\n")[0].strip())
                before = text[: len(text) - len(text.lstrip())].count("\n")
                at = line + error.lineno - 1 - before if line else 0
                return f"{_said(at)}this is no SPARQL: {squeeze(error.msg)}"
    return None


def _pattern(path: Path, shapes: Graph) -> str | None:
    """What is wrong with a pattern of ``shapes``, with its line in ``path``."""
    for pattern in sorted(map(str, shapes.objects(None, SH.pattern))):
        try:
            re.compile(pattern)
        except re.error as error:
            written = '"{}"'.format(pattern.replace("\\", "\\\\").replace('"', '\\"'))
            return f"{_said(_line(path, written))}this is no pattern: {error}"
    return None


def _line(path: Path, words: str) -> int:
    """The first line of ``path`` that holds ``words``; 0 where none does."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, 1) if words in line), 0)


def _said(line: int) -> str:
    return f"line {line}: " if line else ""
