"""What a request for an answer asks: which question, with which parameters, in which form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from starlette.requests import Request

from kgkesos import accept, questions
from kgkesos.errors import QuestionError
from kgkesos.web.models import Bentuk
from kgkesos.web.problems import UnknownQuestionError

# Parameters of the API itself, which no question may use for its own.
RESERVED = frozenset({"format", "bom", "batas", "mulai", "build"})
# Characters of a value: no name that a document prints is longer.
LONGEST = 2_000
# Of a name that is none so many are repeated to who sent it.
_SHOWN = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What each form of an answer is called in an Accept header, the form for clients that have no wish last.
_MEDIA: Mapping[str, Bentuk] = MappingProxyType(
    {"text/csv": Bentuk.csv, XLSX: Bentuk.xlsx, "application/json": Bentuk.json}
)


def question(name: str) -> questions.Question:
    """The question called ``name``.

    Raises:
        UnknownQuestionError: there is none.
    """
    try:
        return questions.named(name)
    except QuestionError as error:
        raise UnknownQuestionError(name, "pertanyaan ini tidak ada (no such question)", error.choices) from None


def given(request: Request) -> dict[str, str]:
    """The parameters of a question that ``request`` gives.

    Raises:
        QuestionError: one is given twice, so that it is not clear which is meant, or is longer than ``LONGEST``.
    """
    found: dict[str, str] = {}
    reserved: set[str] = set()
    for name, value in request.query_params.multi_items():
        if len(name) > LONGEST or len(value) > LONGEST:
            reason = f"nilai ini lebih dari {LONGEST} huruf (the value is too long)"
            raise QuestionError(name[:_SHOWN], reason)
        if name in found or name in reserved:
            raise QuestionError(name, "parameter ini diberikan lebih dari sekali (given more than once)")
        if name in RESERVED:
            reserved.add(name)
        else:
            found[name] = value
    return found


def form(asked: Bentuk | None, said: str) -> Bentuk:
    """The form of an answer: what ``format`` asks for, else the one that the Accept header ``said`` would rather have.

    Of two that it likes alike CSV is given, then Excel: a client that did not want it would not have named it.

    >>> form(None, "text/csv"), form(None, "*/*"), form(Bentuk.json, "text/csv")
    (<Bentuk.csv: 'csv'>, <Bentuk.json: 'json'>, <Bentuk.json: 'json'>)
    """
    if asked is not None:
        return asked
    return _MEDIA[liked(said, tuple(_MEDIA), "application/json")]


def liked(said: str, offered: Sequence[str], otherwise: str) -> str:
    """The media type of ``offered`` that the Accept header ``said`` likes best, the first of those that it likes alike.

    >>> liked("text/csv;q=0.5, application/json", ("text/csv", "application/json"), "application/json")
    'application/json'
    """
    exact = [one for one in accept.ranges(said) if one.exactness == accept.EXACT]
    weights = {media: accept.weight(media, exact)[0] for media in offered}
    best = max(offered, key=weights.__getitem__)
    return best if weights[best] > 0 else otherwise
