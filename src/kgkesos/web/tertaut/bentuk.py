"""The forms in which a thing is described, and which of them a request asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kgkesos.accept import EXACT, Range, ranges, weight


@dataclass(frozen=True, slots=True)
class Bentuk:
    """A form: the end of its address, its media type, its name for people, other types that clients say for it."""

    suffix: str
    media: str
    name: str
    also: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The value of Content-Type."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media

    def weight(self, asked: Iterable[Range]) -> tuple[float, int]:
        """What the ranges ``asked`` weigh the form, and how exactly they name it.

        Another type counts where it is named itself, and the form's own is not.
        """
        own, *others = (weight(media, asked) for media in (self.media, *self.also))
        return own if own[1] == EXACT else max([own, *(one for one in others if one[1] == EXACT)])


# The other types are the older ones that rdflib and RDF4J ask for. No application/xml: old browsers name it first.
HTML: Final = Bentuk("html", "text/html", "HTML")
TURTLE: Final = Bentuk("ttl", "text/turtle", "Turtle", ("application/x-turtle", "text/n3", "text/rdf+n3"))
JSONLD: Final = Bentuk("jsonld", "application/ld+json", "JSON-LD")
NTRIPLES: Final = Bentuk("nt", "application/n-triples", "N-Triples", ("text/plain",))
RDFXML: Final = Bentuk("rdf", "application/rdf+xml", "RDF/XML")
TRIG: Final = Bentuk("trig", "application/trig", "TriG", ("application/x-trig",))
NQUADS: Final = Bentuk("nq", "application/n-quads", "N-Quads", ("text/x-nquads", "text/nquads"))
# In the order in which they are preferred where a request likes several alike.
FORMS: Final = (HTML, TURTLE, JSONLD, NTRIPLES, RDFXML, TRIG, NQUADS)
BY_SUFFIX: Final = {form.suffix: form for form in FORMS}
# Who names both alike gets the first, which the parsers of either read: rdflib says the same whether it is told to read
# N-Quads, N-Triples or whatever comes.
_EITHER: Final = (NTRIPLES, NQUADS)


def chosen(accept: Iterable[str]) -> Bentuk | None:
    """The form that the Accept header ``accept`` (its field lines) likes best, None where none fits.

    The most exact range that fits a type gives its weight (RFC 9110, section 12.5.1). A header that is missing, empty
    or without one well-formed range asks for nothing in particular, and gets the first form.

    >>> chosen(["text/html;q=0.5, text/turtle"]).suffix, chosen([]).suffix, chosen(["image/png"])
    ('ttl', 'html', None)
    """
    asked = [one for one in ranges(",".join(accept)) if one.weight is not None]
    if not asked:
        return FORMS[0]
    weights = {form: form.weight(asked) for form in FORMS}
    best = max(weight for weight, _ in weights.values())
    liked = [form for form in FORMS if weights[form][0] == best]
    if liked[0] is not HTML and all(weights[form] == (best, EXACT) for form in _EITHER):
        return _EITHER[0]
    return liked[0] if best > 0 else None
