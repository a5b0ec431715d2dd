"""Parts of a thing's page: every place where its words are printed, and every reading."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kgkesos import trace
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import strongest
from kgkesos.store import Rows
from kgkesos.web import tables, words
from kgkesos.web.context import Link, PrintedField, ReadingView, Relation, VariantPlace
from kgkesos.web.models import Arah

# Links on these are statements of the graph; what is only suggested or was rejected is none.
_HELD = frozenset({"dinyatakan", "diturunkan", "dikonfirmasi"})


def traces(knowledge: Knowledge, iri: str) -> tuple[Link, ...]:
    """Where the thing is traced from; none of what has no links of its own."""
    node = knowledge.lookup.node(iri)
    if node is None or node.kind not in (*trace.LEVELS, *trace.OTHERS):
        return ()
    ways = ((Arah.naik, "Telusuri ke atas"), (Arah.turun, "Telusuri ke bawah"))
    return tuple(Link(tables.trace_address(iri, way), said) for way, said in ways)


def relations(knowledge: Knowledge, iri: str) -> Iterator[Relation]:
    """The links of a thing, first those upwards: of several of one pair the strongest, a rejected one, too."""
    lookup = knowledge.lookup
    for links, end in ((lookup.links_from(iri), 0), (lookup.links_to(iri), 1)):
        for link in strongest(links):
            other = lookup.node(link.dari if end else link.ke)
            if other is not None:
                basis, _ = words.BASIS.get(link.basis, (words.spaced(link.basis), ""))
                yield Relation(
                    how=trace.HUBUNGAN[link.cara][end],
                    kind=words.spaced(other.kind),
                    other=Link(tables.thing_address(other.iri), other.label),
                    basis=basis,
                    certainty=words.CERTAINTY.get(link.kepastian or "", ("", ""))[0],
                    rule=link.aturan or "",
                    why=tables.why_address(link.dari, link.cara, link.ke) if link.basis in _HELD else "",
                )


def fields(found: Rows) -> tuple[PrintedField, ...]:
    """Field by field, each quote with its places; the one that answers show first."""
    rows = [
        (str(field), str(said), tables.place(str(file), (int(str(first)), int(str(last))), where))
        for _, field, _, file, first, last, where, said in found.rows
    ]
    return tuple(
        PrintedField(words.spaced(field), tables.quotes((said, where) for _, said, where in group))
        for field, group in groupby(rows, key=lambda row: row[0])
    )


def variants(found: Rows) -> tuple[VariantPlace, ...]:
    """Each differing place with all its readings, the chosen one first."""
    places: dict[tuple[str, str, str], dict[tuple[str, bool], list[str]]] = {}
    for _, field, number, chosen, reading, reason, file, first, last, where in found.rows:
        readings = places.setdefault((str(field), str(number), str(reason)), {})
        at = (int(str(first)), int(str(last))) if first is not None else None
        readings.setdefault((str(reading), str(chosen) == "true"), []).append(tables.place(str(file), at, where))
    return tuple(
        VariantPlace(
            words.spaced(field),
            reason,
            tuple(ReadingView(said, chosen, tuple(where)) for (said, chosen), where in readings.items()),
        )
        for (field, _, reason), readings in places.items()
    )
