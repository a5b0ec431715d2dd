"""Questions as OpenAPI tells them: parameters with the values that a build has, and an answer as an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI

from kgkesos import answers, formats, questions
from kgkesos.knowledge import Knowledge
from kgkesos.questions import ALL, Param, Question
from kgkesos.web import answering
from kgkesos.web.pertanyaan import paging
from kgkesos.web.service import Service

# So many values are listed; of more, some as examples.
FEW = 100
_SAID = {
    "dokumen": "Kunci atau IRI dokumen (the key or IRI of a document)",
    "temuan": "Kode temuan (the code of a finding)",
    "konsep": "Nama atau IRI konsep (any name of a concept, or its IRI)",
    "kata": "Kata, huruf besar dan kecil sama saja (a word, in any letters)",
    "pilihan": "Satu dari pilihan ini, huruf besar dan kecil sama saja (one of these, in any letters)",
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


def of(app: FastAPI, service: Service) -> Callable[[], dict[str, Any]]:
    """The description of ``app``, with the choices and examples of the build in service; made once for each build."""
    plain = app.openapi
    kept: dict[str, dict[str, Any]] = {}

    def openapi() -> dict[str, Any]:
        knowledge = service.knowledge()
        name = knowledge.build.name
        if name not in kept:
            app.openapi_schema = None
            made = plain()
            _fill(made, knowledge)
            kept.clear()
            kept[name] = made
        return kept[name]

    return openapi


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
    if param.type != "kata" or knowledge.size > answers.FEW:
        return
    found = knowledge.store.table(question.text, {})
    at = found.columns.index(param.name)
    if words := sorted({str(row[at]) for row in found.rows if row[at] is not None}):
        parameter["example"] = words[0]
        parameter["schema"]["examples"] = words[:FEW]


def _example(knowledge: Knowledge, question: Question) -> dict[str, Any] | None:
    """The first row of ``question``; None where a value must be given, or many documents make it dear."""
    if knowledge.size > answers.FEW or any(param.default is None for param in question.params):
        return None
    page = answers.page(knowledge, question.name, {}, 0, 1)
    address = f"/api/questions/{question.name}"
    found = paging.around(address, {}, paging.Window(0, 1), page)
    return formats.answer_json(page.answer) | part(found, paging.Window(0, 1), page)


def part(found: paging.Around, window: paging.Window, page: answers.Page) -> dict[str, Any]:
    """What the JSON of a page says beside its rows."""
    count = len(page.answer.rows)
    said = {"start": window.start, "limit": window.most, "count": count, "next": found.next, "prev": found.prev}
    return {"page": said}
