"""Requests made up from the API's own description: none breaks the server, and every answer is as it is described.

A short form, the same requests each time: some that fit the description and some that do not, for every route.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from kgkesos.web.app import create_app

# Requests of either sort for each route.
EXAMPLES = 3
SEED = 20_240


@pytest.fixture(scope="module")
def operations(built_kg: Path) -> list[Any]:
    """Every operation that the description of a server over the sample documents tells."""
    if importlib.util.find_spec("schemathesis") is None:
        pytest.skip("schemathesis is not installed (make skema)")
    import schemathesis

    schema: Any = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(built_kg))
    return [found.ok() for found in schema.get_all_operations()]


def tried(operation: Any, mode: Any, count: int, number: int) -> int:
    """How many made-up requests of ``mode`` were asked of ``operation``; each answer is held to the description."""
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    held = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_headers_conformance,
        checks.response_schema_conformance,
        checks.negative_data_rejection,
        checks.unsupported_method,
    ]
    asked = 0

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case: Any) -> None:
        nonlocal asked
        asked += 1
        case.validate_response(case.call(), checks=held)

    each()
    return asked


def test_every_route_answers_as_it_is_described(operations: list[Any]) -> None:
    from schemathesis import GenerationMode

    wrong = {}
    asked = 0
    for operation in operations:
        # Nothing can be said wrongly to a route without parameters.
        modes = list(GenerationMode) if operation.query or operation.path_parameters else [GenerationMode.POSITIVE]
        for mode in modes:
            try:
                asked += tried(operation, mode, EXAMPLES, SEED)
            except* Exception as errors:
                wrong[operation.label, mode.value] = str(errors.exceptions[0])[:1_000]
    assert wrong == {}
    assert len(operations) > 40
    assert asked > len(operations)
