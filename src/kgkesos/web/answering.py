"""What a request for an answer asks: which question, with which parameters, in which form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from starlette.requests import Request

from kgkesos import accept, questions
from kgkesos.errors import QuestionError
from kgkesos.web.models import Bentuk
from kgkesos.web.problems import NotAcceptableError, UnknownQuestionError

# Parameters of the API itself, which no question may use for its own.
RESERVED = frozenset({"format", "bom", "batas", "mulai", "build"})
# Characters of a value: no name that a document prints is longer.
LONGEST = 2_000
# Of a name that is none so many are repeated to who sent it.
_SHOWN = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What each form of an answer is called in an Accept header: of two that are named alike the first is given.
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


def form(asked: Bentuk | None, said: Sequence[str]) -> Bentuk:
    """The form of an answer: what ``format`` asks for, else the one that the Accept header ``said`` would rather have.

    >>> form(None, ["text/csv"]), form(None, ["*/*"]), form(Bentuk.json, ["text/csv"])
    (<Bentuk.csv: 'csv'>, <Bentuk.json: 'json'>, <Bentuk.json: 'json'>)

    Raises:
        NotAcceptableError: it takes none.
    """
    if asked is not None:
        return asked
    return _MEDIA[liked(said, tuple(_MEDIA), "application/json")]


def liked(said: Sequence[str], offered: Sequence[str], usual: str) -> str:
    """The media type of ``offered`` that the Accept header ``said``, its field lines, likes best.

    The most exact range that fits a type gives its weight (RFC 9110, 12.5.1). Of two liked alike the one goes first
    that is named, since a client that did not want it would not have named it; of two named the first, of two that no
    range names the ``usual`` one. A header that is missing, or without one well-formed range, asks for nothing special.

    >>> offered = ("text/csv", "application/json")
    >>> liked(["text/csv;q=0.5, application/json"], offered, "application/json")
    'application/json'
    >>> liked(["text/*"], offered, "application/json"), liked([], offered, "application/json")
    ('text/csv', 'application/json')

    Raises:
        NotAcceptableError: it takes none.
    """
    asked = [one for one in accept.ranges(",".join(said)) if one.weight is not None]
    if not asked:
        return usual

    def rank(media: str) -> tuple[float, int, bool]:
        weight, exactness = accept.weight(media, asked)
        return weight, exactness, exactness < accept.EXACT and media == usual

    best = max(offered, key=rank)
    if not rank(best)[0]:
        raise NotAcceptableError(offered)
    return best
