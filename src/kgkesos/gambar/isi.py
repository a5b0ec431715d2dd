"""What a picture shows of a build: the cascade of one document, or the paths of a trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rdflib.term import URIRef

from kgkesos.answers import ask
from kgkesos.bahasa import kata
from kgkesos.errors import QuestionError
from kgkesos.gambar.model import (
    DIGANTI,
    DIKONFIRMASI,
    DITURUNKAN,
    DITURUNKAN_DUGAAN,
    DUGAAN,
    LEPAS,
    TANPA_PENDUKUNG,
    TERCETAK,
    YATIM,
    Bagan,
    Hubungan,
    Simpul,
)
from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Link, Node, strongest
from kgkesos.normalize import squeeze
from kgkesos.trace import LEVELS, Trace

_SUPPORT = "mendukungLangsung"
_REJECTED, _SUGGESTED, _DERIVED, _GUESS = "ditolak", "diusulkan", "diturunkan", "dugaan"
_CONFIRMED = "dikonfirmasi"
# The question that decides the state of every node, and what it says of one that lacks a link which it needs.
_STATES = "status-simpul"
_LACKS = {"tidak mendukung yang di atas": YATIM, "tidak didukung dari bawah": TANPA_PENDUKUNG}


def of_document(knowledge: Knowledge, dokumen: str, lang: str = "id") -> Bagan:
    """The cascade of the document with the key (or IRI) ``dokumen``, in ``lang``; of one that has none, no boxes.

    Raises:
        QuestionError: no document is called so.
    """
    iri, title = _document(knowledge, dokumen)
    nodes = sorted(knowledge.lookup.of_document(iri, LEVELS), key=lambda node: _place(knowledge, node))
    known = {node.iri for node in nodes}
    links = [link for node in nodes for link in knowledge.lookup.links_from(node.iri) if link.cara == _SUPPORT]
    outside = sum(link.ke not in known for link in links)
    periods = sorted({node.periode for node in nodes if node.periode})
    said = [
        kata("Cascading dokumen {}", lang).format(_key(iri)),
        kata("Periode: {}", lang).format(", ".join(periods) or kata("tidak disebut", lang)),
        _made(knowledge, lang),
    ]
    if outside:
        said.append(kata("{} hubungan ke dokumen lain tidak digambar.", lang).format(outside))
    return _bagan(f"kaskade-{_key(iri)}", title, said, nodes, links, _marks(knowledge, {iri}), lang)


def of_traces(knowledge: Knowledge, traces: Sequence[Trace], lang: str = "id") -> Bagan:
    """What the paths of ``traces`` go through, in ``lang``."""
    steps = [step for trace in traces for path in trace.paths for step in path]
    nodes = list(dict.fromkeys(step.node for step in steps))
    links = list(dict.fromkeys(step.link for step in steps if step.link))
    said = [_made(knowledge, lang)]
    if any(trace.dipotong for trace in traces):
        said.append(kata("Tidak semua jalur digambar: jumlahnya terlalu banyak.", lang))
    marks = _marks(knowledge, {node.dokumen for node in nodes})
    starts = ", ".join(dict.fromkeys(squeeze(trace.start.label) for trace in traces))
    title = kata("Ke atas dari {}" if all(trace.up for trace in traces) else "Ke bawah dari {}", lang)
    return _bagan("telusur", title.format(starts), said, nodes, links, marks, lang)


def _bagan(
    key: str,
    title: str,
    said: Iterable[str],
    nodes: Iterable[Node],
    links: Iterable[Link],
    marks: Mapping[str, frozenset[str]],
    lang: str = "id",
) -> Bagan:
    drawn = tuple(
        Simpul(node.iri, node.kind, squeeze(node.label), node.periode, marks.get(node.iri, frozenset()))
        for node in nodes
    )
    known = {one.iri for one in drawn}
    shown = (link for link in links if link.basis != _REJECTED and link.dari in known and link.ke in known)
    ties = tuple(Hubungan(link.dari, link.ke, _style(link)) for link in strongest(shown))
    return Bagan(key, squeeze(title), tuple(said), drawn, ties, lang)


def _style(link: Link) -> str:
    if link.basis == _CONFIRMED:
        return DIKONFIRMASI
    guessed = link.kepastian == _GUESS or link.basis == _SUGGESTED
    if link.basis == _DERIVED:
        return DITURUNKAN_DUGAAN if guessed else DITURUNKAN
    return DUGAAN if guessed else TERCETAK


def _marks(knowledge: Knowledge, documents: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """What the nodes of ``documents`` are marked with: what the list of states says they lack, those that need no link
    and have none, and replaced ones.
    """
    found: dict[str, set[str]] = {}
    for iri in sorted(set(documents) & set(knowledge.documents)):
        states = ask(knowledge, _STATES, {"dokumen": iri})
        at, why = states.columns.index("simpul"), states.columns.index("sebab")
        for row in states.rows:
            lacks = {_LACKS[said] for said in str(row[why] or "").split("; ") if said in _LACKS}
            alone = not lacks and not _tied(knowledge, str(row[at]))
            found.setdefault(str(row[at]), set()).update({LEPAS} if alone else lacks)
        for _, node in knowledge.internal("diganti", dokumen=URIRef(iri)).rows:
            found.setdefault(str(node), set()).add(DIGANTI)
    return {node: frozenset(marks) for node, marks in found.items()}


def _tied(knowledge: Knowledge, iri: str) -> bool:
    """Whether the node supports anything or is supported, in whatever document."""
    links = (*knowledge.lookup.links_from(iri), *knowledge.lookup.links_to(iri))
    return any(link.cara == _SUPPORT and link.basis != _REJECTED for link in links)


def _place(knowledge: Knowledge, node: Node) -> tuple[object, ...]:
    """Where a node is printed first."""
    quotes = knowledge.lookup.quotes(node.iri)
    return (quotes[0].berkas, quotes[0].baris, node.iri) if quotes else ("", (0, 0), node.iri)


def _made(knowledge: Knowledge, lang: str) -> str:
    """Which build a picture is of, and of which day."""
    day = str(knowledge.build.manifest()["made"])[:10]
    return kata("Graf: {}, disusun {}", lang).format(knowledge.build.name, day)


def _document(knowledge: Knowledge, said: str) -> tuple[str, str]:
    """The IRI and the title of the document called ``said``."""
    titles: dict[str, str] = {}
    for row in knowledge.internal("temuan-dokumen").rows:
        titles.setdefault(str(row[0]), str(row[1] or _key(str(row[0]))))
    for iri, title in titles.items():
        if said in (iri, _key(iri)):
            return iri, title
    keys = [_key(iri) for iri in titles]
    raise QuestionError(said, "dokumen ini tidak ada (no such document)", keys)


def _key(iri: str) -> str:
    return iri.rsplit("/id/dokumen/", 1)[-1]
