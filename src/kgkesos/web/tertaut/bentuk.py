"""The forms in which a thing is described, and which of them a request asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kgkesos.accept import ranges, weight


@dataclass(frozen=True, slots=True)
class Bentuk:
    """A form: the end of its address, its media type, its name for people."""

    suffix: str
    media: str
    name: str

    @property
    def header(self) -> str:
        """The value of Content-Type."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


HTML: Final = Bentuk("html", "text/html", "HTML")
TURTLE: Final = Bentuk("ttl", "text/turtle", "Turtle")
JSONLD: Final = Bentuk("jsonld", "application/ld+json", "JSON-LD")
NTRIPLES: Final = Bentuk("nt", "application/n-triples", "N-Triples")
TRIG: Final = Bentuk("trig", "application/trig", "TriG")
NQUADS: Final = Bentuk("nq", "application/n-quads", "N-Quads")
# In the order in which they are preferred where a request likes several alike.
FORMS: Final = (HTML, TURTLE, JSONLD, NTRIPLES, TRIG, NQUADS)
BY_SUFFIX: Final = {form.suffix: form for form in FORMS}


def chosen(accept: Iterable[str], forms: Sequence[Bentuk] = FORMS) -> Bentuk | None:
    """The form that the Accept header ``accept`` (its field lines) likes best, None where none fits.

    The most exact range that fits a type gives its weight (RFC 9110, section 12.5.1). A header that is missing, empty
    or without one well-formed range asks for nothing in particular, and gets the first form.

    >>> chosen(["text/html;q=0.5, text/turtle"]).suffix, chosen([]).suffix, chosen(["image/png"])
    ('ttl', 'html', None)
    """
    asked = [one for one in ranges(",".join(accept)) if one.weight is not None]
    if not asked:
        return forms[0]
    weights = {form: weight(form.media, asked)[0] for form in forms}
    best = max(weights.values())
    return next(form for form in forms if weights[form] == best) if best > 0 else None
