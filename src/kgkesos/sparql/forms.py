"""Which form of an answer a client likes best (RFC 9110, 12.5.1: Accept, with weights)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from kgkesos.errors import SparqlError

ROWS_MEDIA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "json": "application/sparql-results+json",
        "xml": "application/sparql-results+xml",
        "csv": "text/csv; charset=utf-8",
        "tsv": "text/tab-separated-values; charset=utf-8",
    }
)
GRAPH_MEDIA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ttl": "text/turtle; charset=utf-8",
        "nt": "application/n-triples",
        "jsonld": "application/ld+json",
        "rdf": "application/rdf+xml",
    }
)
# Media types that mean a form, the one that is given where several are liked alike first.
_ROWS: Final = (
    ("application/sparql-results+json", "json"),
    ("application/json", "json"),
    ("application/sparql-results+xml", "xml"),
    ("application/xml", "xml"),
    ("text/xml", "xml"),
    ("text/csv", "csv"),
    ("text/tab-separated-values", "tsv"),
)
_GRAPH: Final = (
    ("text/turtle", "ttl"),
    ("application/n-triples", "nt"),
    ("application/ld+json", "jsonld"),
    ("application/rdf+xml", "rdf"),
    ("application/json", "jsonld"),
    ("application/xml", "rdf"),
    ("text/xml", "rdf"),
    ("text/plain", "nt"),
)
_WEIGHT: Final = re.compile(r"[01](?:\.\d{0,3})?")
# An Accept header that is longer is nobody's wish.
_LONGEST = 4096


@lru_cache(maxsize=256)
def liked(accept: str) -> tuple[str | None, str | None]:
    """The forms of rows and of a graph that an Accept header likes best; None where it takes none of that kind.

    Of two liked alike the one named more exactly goes first, then the first in our order. No header takes anything.

    >>> liked("text/csv;q=0.5, application/sparql-results+json;q=0.9"), liked("*/*"), liked("text/turtle")
    (('json', None), ('json', 'ttl'), (None, 'ttl'))
    """
    ranges = _weighed(accept[:_LONGEST]) if accept.strip() else {"*/*": 1.0}
    return _best(_ROWS, ranges), _best(_GRAPH, ranges)


def html_liked(accept: str) -> bool:
    """Whether an Accept header would rather have a page than a graph: a browser's."""
    ranges = _weighed(accept[:_LONGEST])
    page = ranges.get("text/html", 0.0)
    return page > 0 and all(page >= ranges.get(media, 0.0) for media, _ in _GRAPH)


def not_acceptable(offered: Mapping[str, str]) -> SparqlError:
    """The refusal of a request whose Accept header takes nothing that is ``offered``."""
    return SparqlError(
        406,
        "Bentuk yang diminta (Accept) tidak ada untuk jawaban ini; yang ada: "
        f"{', '.join(media.partition(';')[0] for media in offered.values())}. (None of the accepted media types.)",
    )


def _best(offered: tuple[tuple[str, str], ...], ranges: Mapping[str, float]) -> str | None:
    weighed = [(*_weight(media, ranges), -place, form) for place, (media, form) in enumerate(offered)]
    weight, _, _, form = max(weighed)
    return form if weight > 0 else None


def _weight(media: str, ranges: Mapping[str, float]) -> tuple[float, int]:
    """What the most exact range that fits ``media`` weighs, and how exact it is."""
    for exactness, fitting in ((2, media), (1, f"{media.partition('/')[0]}/*"), (0, "*/*")):
        if fitting in ranges:
            return ranges[fitting], exactness
    return 0.0, 0


def _weighed(accept: str) -> dict[str, float]:
    """The media ranges of an Accept header with their weights; a weight that is none counts as 0."""
    found: dict[str, float] = {}
    for part in accept.split(","):
        media, *options = (word.strip().lower() for word in part.split(";"))
        said = next((option[2:].strip() for option in options if option.startswith("q=")), "1")
        weight = min(1.0, float(said)) if _WEIGHT.fullmatch(said) else 0.0
        found[media] = max(weight, found.get(media, 0.0))
    return found
