"""Which form of an answer a client likes best (RFC 9110, 12.5.1: Accept, with weights)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from kgkesos.accept import EXACT, Range, ranges, weight
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
# Forms as clients name them in ``format``: for rows, and for a graph. SPARQLWrapper and Virtuoso's clients send the
# media type or a word of their own beside Accept.
_NAMED: Final[Mapping[str, tuple[str | None, str | None]]] = MappingProxyType(
    {
        **{form: (form, None) for form in ROWS_MEDIA},
        **{form: (None, form) for form in GRAPH_MEDIA},
        **{media: (form, dict(_GRAPH).get(media)) for media, form in _ROWS},
        **{media: (dict(_ROWS).get(media), form) for media, form in _GRAPH},
        "json": ("json", "jsonld"),
        "xml": ("xml", "rdf"),
        "turtle": (None, "ttl"),
        "n3": (None, "ttl"),
        "ntriples": (None, "nt"),
        "n-triples": (None, "nt"),
        "json-ld": (None, "jsonld"),
        "rdfxml": (None, "rdf"),
        "rdf+xml": (None, "rdf"),
    }
)
# An Accept header that is longer is nobody's wish.
_LONGEST = 4096


@lru_cache(maxsize=256)
def liked(accept: str) -> tuple[str | None, str | None]:
    """The forms of rows and of a graph that an Accept header likes best; None where it takes none of that kind.

    Of two liked alike the one named more exactly goes first, then the first in our order. No header takes anything.

    >>> liked("text/csv;q=0.5, application/sparql-results+json;q=0.9"), liked("*/*"), liked("text/turtle")
    (('json', None), ('json', 'ttl'), (None, 'ttl'))
    """
    asked = ranges(accept[:_LONGEST] if accept.strip() else "*/*")
    return _best(_ROWS, asked), _best(_GRAPH, asked)


def named(form: str) -> tuple[str | None, str | None] | None:
    """The forms of rows and of a graph that the name ``form`` means; None where it means nothing.

    >>> named("xml"), named("turtle"), named("text/csv"), named("exe")
    (('xml', 'rdf'), (None, 'ttl'), ('csv', None), None)
    """
    return _NAMED.get(form.strip().lower())


def html_liked(accept: str) -> bool:
    """Whether an Accept header names a page, and would rather have it than a graph: a browser's."""
    asked = ranges(accept[:_LONGEST])
    page = weight("text/html", asked)
    return page[0] > 0 and page[1] == EXACT and all(page >= weight(media, asked) for media, _ in _GRAPH)


def not_acceptable(offered: Mapping[str, str]) -> SparqlError:
    """The refusal of a request whose Accept header takes nothing that is ``offered``."""
    return SparqlError(
        406,
        "Bentuk yang diminta (Accept) tidak ada untuk jawaban ini; yang ada: "
        f"{', '.join(media.partition(';')[0] for media in offered.values())}. (None of the accepted media types.)",
    )


def _best(offered: tuple[tuple[str, str], ...], asked: Sequence[Range]) -> str | None:
    named = [one for one in asked if one.exactness == EXACT]
    own: set[str] = set()
    weighed = []
    for place, (media, form) in enumerate(offered):
        # What is sent is a form's own type, the first: another that means it is liked where it is named, and not where
        # anything of a kind is.
        weighed.append((*weight(media, named if form in own else asked), -place, form))
        own.add(form)
    most, _, _, form = max(weighed)
    return form if most > 0 else None
