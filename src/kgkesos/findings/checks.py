"""Findings by query: each file in ``queries/checks/`` is a SPARQL SELECT that a good document answers with no row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef
from rdflib.term import Node

from kgkesos import resources
from kgkesos.errors import DataFileError
from kgkesos.findings.model import LANGUAGES, LEVELS, Temuan, Text, ordered
from kgkesos.store import Scratch

_HEADER = re.compile(r"#\+\s*(?P<key>[^:\s]+)\s*:\s*(?P<value>.*\S)\s*")
_TEXTS = ("message", "remedy", "reason")
_KEYS = {"code", "level", *(f"{text}@{language}" for text in _TEXTS for language in LANGUAGES)}
# A check that judges what a text means says so: "#+ judges: true".
_JUDGES = "judges"
# One that compares documents says so: "#+ across: true".
_ACROSS = "across"
_FLAGS = frozenset({_JUDGES, _ACROSS})
# A variable in a message, with the quotation marks around it if there are any.
_SLOT = re.compile(r'"\{\?(\w+)\}"|\{\?(\w+)\}')
# What is said for quoted words where there are none: "only the name –".
_NO_WORDS = "–"


@dataclass(frozen=True, slots=True)
class Check:
    """A query and what to say of each of its rows; ``{?name}`` in ``pesan`` stands for the row's ``?name``.

    ``menilai`` says that it judges what a text means: then it is no Violation. ``lintas`` says that it compares
    documents: it runs once over all of a build, and not over one.
    """

    kode: str
    tingkat: str
    pesan: Text
    perbaikan: Text
    alasan: Text
    query: str
    path: Path
    menilai: bool = False
    lintas: bool = False


def load_checks() -> tuple[Check, ...]:
    """Every check in ``queries/checks``, by code.

    Raises:
        DataFileError: a header line is missing, unknown or doubled, or the query is not SPARQL.
    """
    return tuple(_check(path) for path in resources.files("queries", "checks/*.rq"))


def run_checks(data: Scratch, checks: Iterable[Check]) -> tuple[Temuan, ...]:
    """What ``checks`` find in ``data``: one document's statements and what follows from them, or what several define.

    Raises:
        DataFileError: a query gives a row without an IRI in ``?pada``.
    """
    return ordered(_finding(check, row) for check in checks for row in data.select(check.query))


def _check(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    header = _header(path, text)
    try:
        Scratch().select(text)
    except (SyntaxError, TypeError) as error:
        raise DataFileError(path, f"this is no SELECT: {error}") from error
    said = {name: {language: header[f"{name}@{language}"] for language in LANGUAGES} for name in _TEXTS}
    return Check(
        header["code"],
        header["level"],
        said["message"],
        said["remedy"],
        said["reason"],
        text,
        path,
        menilai=_JUDGES in header,
        lintas=_ACROSS in header,
    )


def _header(path: Path, text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if not line.startswith("#+"):
            continue
        match = _HEADER.fullmatch(line)
        if not match or match["key"] not in _KEYS | _FLAGS or match["key"] in found:
            raise DataFileError(path, f"this header line is not understood, or is there twice: {line}")
        found[match["key"]] = match["value"]
    if missing := sorted(_KEYS - set(found)):
        raise DataFileError(path, f"the header lacks {', '.join(missing)}")
    if found["code"] != path.stem or found["level"] not in LEVELS:
        raise DataFileError(path, f"the code must be the file's name, the level one of {', '.join(LEVELS)}")
    if any(found.get(flag, "true") != "true" for flag in _FLAGS):
        raise DataFileError(path, f"{' and '.join(sorted(_FLAGS))} are 'true' or left out")
    if _JUDGES in found and found["level"] == LEVELS[0]:
        raise DataFileError(path, f"what judges a text says 'judges: true' and is no {LEVELS[0]}")
    return found


def _finding(check: Check, row: Mapping[str, Node]) -> Temuan:
    pada = row.get("pada")
    if not isinstance(pada, URIRef):
        raise DataFileError(check.path, f"?pada must be an IRI, not {pada!r}")
    field, value, score = row.get("bidang"), row.get("nilai"), row.get("skor")
    other, other_field = row.get("pembanding"), row.get("bidangPembanding")
    return Temuan(
        kode=check.kode,
        tingkat=check.tingkat,
        pada=pada,
        bidang=None if field is None else str(field),
        nilai=None if value is None else str(value),
        pesan={language: _filled(text, row) for language, text in check.pesan.items()},
        perbaikan=check.perbaikan,
        alasan=check.alasan,
        menilai=check.menilai,
        skor=None if score is None else float(str(score)),
        pembanding=other if isinstance(other, URIRef) else None,
        bidang_pembanding=None if other_field is None else str(other_field),
    )


def _filled(text: str, row: Mapping[str, Node]) -> str:
    def said(slot: re.Match[str]) -> str:
        quoted, plain = slot.groups()
        if plain:
            return str(row.get(plain, ""))
        words = str(row.get(quoted, ""))
        return f'"{words}"' if words else _NO_WORDS

    return _SLOT.sub(said, text)
