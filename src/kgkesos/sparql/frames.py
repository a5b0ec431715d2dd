"""What the server and a worker send each other: a head of two lengths, a small JSON object, and bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_HEAD = struct.Struct("<II")
HEAD_SIZE = _HEAD.size
# The exit status of a worker whose answer did not fit its memory (where the store cannot allocate, it aborts).
OUT_OF_MEMORY = 70


@dataclass(frozen=True, slots=True)
class Job:
    """A query as a worker is asked it: its text, the dataset that the protocol names (None: it names none), its forms.

    ``rows_form`` is for the answer of a SELECT or ASK, ``graph_form`` for that of a CONSTRUCT or DESCRIBE; None where
    the client takes no form of that kind. ``gzip``: the client takes compressed answers.
    """

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    rows_form: str | None = None
    graph_form: str | None = None
    gzip: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answers: the HTTP status, the media type and the body.

    ``truncated`` names the cap (``rows`` or ``bytes``) that the answer was cut at; empty where it is whole. A body of
    a status other than 200 is a sentence.
    """

    status: int
    media: str
    body: bytes
    truncated: str = ""
    gzip: bool = False


def lengths(head: bytes) -> tuple[int, int]:
    """The lengths of the JSON and of the bytes that follow ``head``."""
    first, second = _HEAD.unpack(head)
    return first, second


def of_job(job: Job) -> bytes:
    """The frame that asks ``job``."""
    said = (job.default_graphs, job.named_graphs, job.rows_form, job.graph_form, job.gzip)
    return _packed(said, job.text.encode())


def job(meta: bytes, text: bytes) -> Job:
    """The job in a frame."""
    default_graphs, named_graphs, *others = json.loads(meta)
    default_graphs, named_graphs = (None if one is None else tuple(one) for one in (default_graphs, named_graphs))
    return Job(text.decode(), default_graphs, named_graphs, *others)


def of_answer(answer: Answer) -> bytes:
    """The frame that gives ``answer``."""
    return _packed((answer.status, answer.media, answer.truncated, answer.gzip), answer.body)


def answer(meta: bytes, body: bytes) -> Answer:
    """The answer in a frame."""
    status, media, truncated, gzip = json.loads(meta)
    return Answer(status, media, body, truncated, gzip)


def _packed(said: Sequence[Any], body: bytes) -> bytes:
    meta = json.dumps(said).encode()
    return b"".join((_HEAD.pack(len(meta), len(body)), meta, body))
