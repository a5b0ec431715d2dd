"""Questions as files: one ``.rq`` with a header of ``#+ key: value`` lines, found by its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kgkesos import resources
from kgkesos.errors import DataFileError, QuestionError

_LINE = re.compile(r"^#\+\s*(?P<key>[a-z]+)(?:@(?P<lang>id|en))?\s*:\s*(?P<value>.*\S)\s*$")
_PARAM = re.compile(r"^(?P<name>[a-z_]+)\s+(?P<type>[a-z]+)(?::(?P<kind>[A-Za-z|-]+))?(?:\s+(?P<default>\S.*))?$")
_SPOKEN = frozenset({"title", "description"})
_KEYS = _SPOKEN | {"param", "page", "column"}
# A column, and what it is called.
_COLUMN = re.compile(r"^(?P<name>\w+)\s+(?P<title>\S.*)$")
# The order of a question's rows: variables, at its end.
_ORDER = re.compile(r"^ORDER BY(?P<names>(?:\s+\?\w+)+)\s*\Z", re.MULTILINE)
# The columns of its rows; one that is computed, in brackets.
_HEAD = re.compile(r"^SELECT\s+(?P<distinct>DISTINCT\s+)?(?P<columns>.*?)\s+WHERE\b", re.MULTILINE | re.DOTALL)
_COMPUTED = re.compile(r"\((?:[^()]|\([^()]*\))*\bAS \?(\w+)\)")
# What stands behind the type: the class of a node, or the words of a closed list.
_CLASS = re.compile(r"[A-Za-z]+")
_WORDS = re.compile(r"[a-z-]+(?:\|[a-z-]+)+")
TYPES = frozenset({"node", "dokumen", "temuan", "konsep", "text", "kata", "pilihan", "integer"})
# The default that leaves a parameter unbound: the answer is then for every value.
ALL = "*"


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: a node of class ``kind`` (``node:Sasaran``), a document, a finding's code, text, or a whole number.

    ``konsep`` is a concept by any of its names, or by its IRI; with it come the concepts that it replaced. ``text`` is
    bound as it is; ``kata`` in small letters, for a query that compares without regard to capitals. ``pilihan`` is one
    of ``choices``, in any letters (``pilihan:ya|tidak``).

    ``default`` is None where a value must be given, ``*`` where leaving it out means every value.
    """

    name: str
    type: str
    kind: str | None = None
    default: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A query without its order, the variables of that, and how many columns at its end serve the order alone."""

    text: str
    order: tuple[str, ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A named question: its words in both languages, its parameters, its SPARQL.

    ``columns`` has for each language what columns are called that hold here something else than elsewhere.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    params: tuple[Param, ...]
    page: str | None
    text: str
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """How to ask it: as its file says, where it has no plain order or another column would change the rows."""
        match, head = _ORDER.search(self.text), _HEAD.search(self.text)
        if not match or not head:
            return Plan(self.text)
        order = tuple(match["names"].replace("?", "").split())
        columns = set(re.findall(r"\?(\w+)", _COMPUTED.sub(r" ?\1 ", head["columns"])))
        more = [f" ?{name}" for name in order if name not in columns]
        if more and head["distinct"]:
            return Plan(self.text)
        end = head.end("columns")
        return Plan(self.text[:end] + "".join(more) + self.text[end : match.start()], order, len(more))

    def param(self, name: str) -> Param:
        """The parameter called ``name``.

        Raises:
            QuestionError: there is none.
        """
        for param in self.params:
            if param.name == name:
                return param
        raise QuestionError(
            name, f"pertanyaan '{self.name}' tidak memakai parameter ini", [p.name for p in self.params]
        )


def load() -> tuple[Question, ...]:
    """Every question in ``queries/questions``, by name."""
    return tuple(parse(path) for path in resources.files("queries", "questions/*.rq"))


def named(name: str) -> Question:
    """The question called ``name``.

    Raises:
        QuestionError: there is none.
    """
    known = {path.stem: path for path in resources.files("queries", "questions/*.rq")}
    if name not in known:
        raise QuestionError(name, "pertanyaan ini tidak ada (no such question)", list(known))
    return parse(known[name])


def parse(path: Path) -> Question:
    """The question in the file ``path``.

    Raises:
        DataFileError: a header key is unknown or missing, a parameter is not ``name type [default]``, or a column is
            not ``name title`` in both languages.
    """
    text = path.read_text(encoding="utf-8")
    spoken: dict[str, dict[str, str]] = {key: {} for key in _SPOKEN}
    columns: dict[str, dict[str, str]] = {"id": {}, "en": {}}
    params: list[Param] = []
    page = None
    for line in text.splitlines():
        if not line.startswith("#+"):
            continue
        match = _LINE.match(line)
        if not match or match["key"] not in _KEYS:
            raise DataFileError(path, f"unknown header line: {line}")
        if match["key"] in _SPOKEN:
            spoken[match["key"]][match["lang"] or ""] = match["value"]
        elif match["key"] == "param":
            params.append(_param(path, match["value"]))
        elif match["key"] == "column":
            name, title = _column(path, match["value"])
            columns.setdefault(match["lang"] or "", {})[name] = title
        else:
            page = match["value"]
    for key, said in spoken.items():
        if set(said) != {"id", "en"}:
            raise DataFileError(path, f"{key} must be given @id and @en")
    if any(set(titles) != set(columns["id"] | columns["en"]) for titles in columns.values()):
        raise DataFileError(path, "every column must be given @id and @en")
    return Question(path.stem, spoken["title"], spoken["description"], tuple(params), page, text, columns)


def _column(path: Path, value: str) -> tuple[str, str]:
    match = _COLUMN.match(value)
    if not match:
        raise DataFileError(path, f"a column is 'name title': {value}")
    return match["name"], match["title"]


def _param(path: Path, value: str) -> Param:
    match = _PARAM.match(value)
    if not match or match["type"] not in TYPES or not _fits(match["type"], match["kind"] or ""):
        raise DataFileError(
            path, f"a parameter is 'name type [default]', type one of {', '.join(sorted(TYPES))}: {value}"
        )
    if match["type"] != "pilihan":
        return Param(match["name"], match["type"], match["kind"], match["default"])
    choices = tuple(match["kind"].split("|"))
    if match["default"] not in (None, ALL, *choices):
        raise DataFileError(path, f"the default is none of the choices: {value}")
    return Param(match["name"], match["type"], None, match["default"], choices)


def _fits(type_: str, behind: str) -> bool:
    """Whether ``behind`` may stand behind the colon of ``type_``: a class, a list of words, or nothing."""
    due = {"node": _CLASS, "pilihan": _WORDS}.get(type_)
    return bool(due.fullmatch(behind)) if due else not behind
