"""Formulas in the forms that offices print, against a key that was made without the code."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kgkesos.reading import evidence, formula
from kgkesos.reading.excerpt import Source
from kgkesos.reading.page import Page

# Two keys, the second made after the first was read by the code: on it 58 of 60 were right at first, none forced.
CASES: list[dict[str, Any]] = [
    case
    for name in ("formulas.json", "formulas-2.json")
    for case in json.loads((Path(__file__).parent / "data" / "forms" / name).read_text(encoding="utf-8"))
]
PARTS = ("pembilang", "penyebut", "pengali", "objek_hitung", "legenda")
SHA = "0" * 64
_ENTRY = re.compile(r"\s*[=:]\s*")


def read(text: str) -> dict[str, object]:
    """What a cell in a column of formulas says, as the key prints it; ``bentuk`` is None where it holds no formula."""
    source = Source.of(text, SHA)
    found = formula.explanation(source.span(0, len(text)), whole=True)
    if found.ekspresi is None:
        return dict.fromkeys(("bentuk", *PARTS))
    record = formula.record(Page(source), "i", found.ekspresi)
    for name in ("ekspresi", "pembilang", "penyebut", "pengali", "objek_hitung", "legenda"):
        value = getattr(record, name)
        if value:
            words = " ".join(value) if isinstance(value, tuple) else str(value)
            quotes = record.bukti.get(name, ())
            assert evidence.fault(words, quotes, {SHA: text}, name=name) is None, name
    legend = dict(_ENTRY.split(entry, maxsplit=1) for entry in record.legenda)
    parts = (record.pembilang, record.penyebut, record.pengali, record.objek_hitung, legend or None)
    return {"bentuk": record.bentuk, **dict(zip(PARTS, parts, strict=True))}


@pytest.mark.parametrize("wanted", CASES, ids=[wanted["id"] for wanted in CASES])
def test_each_case_of_the_key(wanted: dict[str, Any]) -> None:
    found = read(wanted["cetak"])
    if found["bentuk"] in wanted["boleh_juga"]:
        # Another form that the key allows says nothing of the parts.
        return
    assert found == {name: wanted[name] for name in ("bentuk", *PARTS)}
