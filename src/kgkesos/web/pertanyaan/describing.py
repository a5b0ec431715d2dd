"""Questions as OpenAPI tells them: parameters with the values that a build has, and an answer as an example."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from kgkesos import answers, formats, questions
from kgkesos.knowledge import Knowledge
from kgkesos.questions import ALL, Param, Question
from kgkesos.web import answering, files
from kgkesos.web.pertanyaan import paging
from kgkesos.web.service import OfBuild, Service

ADDRESS = "/api/openapi.json"
# So many values are listed; of more, some as examples.
FEW = 100
_SAID = {
    "dokumen": "Kunci atau IRI dokumen (the key or IRI of a document)",
    "temuan": "Kode temuan, atau kata yang dicetak laporan untuknya (the code of a finding, or its printed words)",
    "konsep": "Nama atau IRI konsep (any name of a concept, or its IRI)",
    "kata": "Kata, huruf besar dan kecil sama saja (a word, in any letters)",
    "pilihan": "Satu dari pilihan ini, atau katanya seperti tercetak (one of these, or its words as printed)",
    "text": "Teks seperti tercetak (text as printed)",
    "integer": "Bilangan bulat (a whole number)",
}


def described(question: Question) -> str:
    """What ``question`` answers, in both languages."""
    english = f"{question.title['en']}. {question.description['en']}"
    return f"{question.description['id']}\n\n*English:* {english}"


def parameters(question: Question) -> list[dict[str, Any]]:
    """The parameters of ``question`` as OpenAPI tells them, without what a build has."""
    return [_parameter(param) for param in question.params]


def _parameter(param: Param) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": answering.LONGEST, "pattern": r"\S"}
    if param.type == "integer":
        schema = {"type": "integer"}
    if param.choices:
        schema = {"type": "string", "enum": list(param.choices)}
    if param.default not in (None, ALL):
        schema["default"] = param.default
    said = _SAID.get(param.type, f"IRI, nama, atau sebagian nama {param.kind} (IRI or name of a node)")
    return {
        "name": param.name,
        "in": "query",
        "required": param.default is None,
        "description": said + ("; tanpa ini, semua (all without it)" if param.default == ALL else ""),
        "schema": schema,
    }


class Description:
    """The description of ``app``, with the choices and examples of the build in service.

    It is made once for each build, by whoever asks first: that takes a second, which no loop of events has.
    """

    def __init__(self, app: FastAPI, service: Service) -> None:
        self._plain = app.openapi
        self._service = service
        self._kept = OfBuild(self._make)

    def made(self) -> dict[str, Any]:
        """The description; nothing in it is to be changed."""
        return self._kept.of(self._service.knowledge())[0]

    def content(self) -> str:
        """The same as JSON."""
        return self._kept.of(self._service.knowledge())[1]

    def _make(self, knowledge: Knowledge) -> tuple[dict[str, Any], str]:
        made = copy.deepcopy(self._plain())
        _fill(made, knowledge)
        return made, json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def router(description: Description) -> APIRouter:
    """Where ``description`` is found."""
    routes = APIRouter(include_in_schema=False)

    @routes.get(ADDRESS)
    def described_api(request: Request) -> Response:
        """The description; the route is no coroutine, so that a thread makes it."""
        return files.text(request, description.content(), "application/json")

    return routes


def _fill(made: dict[str, Any], knowledge: Knowledge) -> None:
    """Put into the description ``made`` what the build has."""
    values = _values(knowledge)
    for question in questions.load():
        operation = made["paths"].get(f"/api/questions/{question.name}", {}).get("get")
        if operation is None:
            continue
        told = {param.name: param for param in question.params}
        for parameter in operation["parameters"]:
            if parameter["name"] in told:
                _choose(parameter, told[parameter["name"]], values)
                _suggest(parameter, told[parameter["name"]], question, knowledge)
        if example := _example(knowledge, question):
            operation["responses"]["200"]["content"]["application/json"]["example"] = example


def _values(knowledge: Knowledge) -> Mapping[str, list[str]]:
    """The values that parameters of these types can have."""
    return {
        "dokumen": [iri.rsplit("/", 1)[-1] for iri in knowledge.documents],
        "temuan": sorted(knowledge.build.manifest()["finding_codes"]),
        "konsep": sorted({name for _, name, _ in knowledge.concept_names}, key=str.casefold),
    }


def _choose(parameter: dict[str, Any], param: Param, values: Mapping[str, list[str]]) -> None:
    known = values.get(param.type, [])
    if not known:
        return
    parameter["example"] = known[0]
    if len(known) > FEW or param.type == "konsep":
        return
    listed: dict[str, Any] = {"type": "string", "enum": known}
    if param.type == "dokumen":
        iri = {"type": "string", "pattern": "^https?://", "maxLength": answering.LONGEST}
        parameter["schema"] = {"anyOf": [listed, iri]}
    else:
        parameter["schema"] = listed


def _suggest(parameter: dict[str, Any], param: Param, question: Question, knowledge: Knowledge) -> None:
    """Put some words that a parameter can have into its description, where documents print them and no list ends."""
    if param.type != "kata":
        return
    found = answers.whole(knowledge, question)
    at = found.columns.index(param.name)
    if words := sorted({str(row[at]) for row in found.rows if row[at] is not None}):
        parameter["example"] = words[0]
        parameter["schema"]["examples"] = words[:FEW]


def _example(knowledge: Knowledge, question: Question) -> dict[str, Any] | None:
    """The first row of ``question``; None where a value must be given."""
    if any(param.default is None for param in question.params):
        return None
    page = answers.page(knowledge, question.name, {}, 0, 1)
    address = f"/api/questions/{question.name}"
    found = paging.around(address, {}, paging.Window(0, 1), page.total, build=knowledge.build.name)
    return formats.answer_json(page.answer) | part(found, paging.Window(0, 1), page)


def part(found: paging.Around, window: paging.Window, page: answers.Page) -> dict[str, Any]:
    """What the JSON of a page says beside its rows."""
    count = len(page.answer.rows)
    said = {"start": window.start, "limit": window.most, "count": count, "next": found.next, "prev": found.prev}
    return {"page": said}
