"""The forms in which a thing is described, and which of them a request asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

# Preferred over others of the same weight where a client names no form: people come with browsers.
_WHOLE = 1.0


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


@dataclass(frozen=True, slots=True)
class _Range:
    """A media range of an Accept header, with its weight and how exactly it names a type."""

    kind: str
    subtype: str
    weight: float
    exactness: int

    def fits(self, media: str) -> bool:
        kind, _, subtype = media.partition("/")
        return self.kind in ("*", kind) and self.subtype in ("*", subtype)


def chosen(accept: Iterable[str], forms: Sequence[Bentuk] = FORMS) -> Bentuk | None:
    """The form that the Accept header ``accept`` (its field lines) likes best, None where none fits.

    The most exact range that fits a type gives its weight (RFC 9110, section 12.5.1). A header that is missing, empty
    or without one well-formed range asks for nothing in particular, and gets the first form.

    >>> chosen(["text/html;q=0.5, text/turtle"]).suffix, chosen([]).suffix, chosen(["image/png"])
    ('ttl', 'html', None)
    """
    ranges = [found for line in accept for part in line.split(",") if (found := _range(part))]
    if not ranges:
        return forms[0]
    weights = {form: _weight(form.media, ranges) for form in forms}
    best = max(weights.values())
    return next(form for form in forms if weights[form] == best) if best > 0 else None


def _weight(media: str, ranges: Iterable[_Range]) -> float:
    fitting = [one for one in ranges if one.fits(media)]
    exactest = max((one.exactness for one in fitting), default=0)
    return max((one.weight for one in fitting if one.exactness == exactest), default=0.0)


def _range(text: str) -> _Range | None:
    """One media range; None where it is none. Parameters other than ``q`` make it no more exact: no form has any."""
    media, *parameters = (part.strip() for part in text.split(";"))
    kind, slash, subtype = media.lower().partition("/")
    if not slash or not kind or not subtype or (kind == "*" and subtype != "*") or "/" in subtype:
        return None
    weight = _WHOLE
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            said = _quality(value.strip())
            if said is None:
                return None
            weight = said
    return _Range(kind, subtype, weight, 1 + (kind != "*") + (subtype != "*"))


def _quality(value: str) -> float | None:
    """A weight from 0 to 1 with at most three decimals (RFC 9110, section 12.4.2); None where it is none.

    >>> _quality("0.7"), _quality("1.001"), _quality("inf"), _quality("")
    (0.7, None, None, None)
    """
    whole, point, decimals = value.partition(".")
    digits = whole in ("0", "1") and (
        not decimals or (decimals.isascii() and decimals.isdigit() and len(decimals) <= 3)
    )
    if not digits or (not point and decimals):
        return None
    weight = float(value)
    return weight if weight <= 1 else None
