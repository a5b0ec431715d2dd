"""The context of the search page: nodes by their names, also misspelt ones."""

from __future__ import annotations

from kgkesos.knowledge import Knowledge
from kgkesos.lookup import Node
from kgkesos.web import tables, views, words
from kgkesos.web.context import Field, FoundNode, SearchPage
from kgkesos.web.models import Arah

# So many are shown: a page, not a list of everything.
SHOWN = 50
_TITLE = "Cari"


def page(knowledge: Knowledge, kata: str) -> SearchPage:
    """The nodes whose name holds ``kata`` or is spelt alike; the form alone where it is empty."""
    said = kata.strip()
    build, search = knowledge.build.name, _field(said)
    if not said:
        return SearchPage(title=_TITLE, build=build, menu="cari", search=search)
    found = knowledge.search(said, limit=SHOWN + 1)
    return SearchPage(
        title=f"{_TITLE}: {said}",
        build=build,
        menu="cari",
        search=search,
        found=tuple(_found(node) for node in found[:SHOWN]),
        more=len(found) > SHOWN,
        downloads=views.downloads("/api/search", {"kata": said})[-1:],
        problem=None if found else f"Tidak ada nama yang memuat atau menyerupai “{said}”. Coba kata yang lebih umum.",
    )


def _field(value: str) -> Field:
    hint = "Sebagian nama sudah cukup, dan salah eja pun ditemukan: tujuan sampai kegiatan, indikator, jabatan, tugas."
    return Field("kata", "Kata yang dicari", value, hint, required=True)


def _found(node: Node) -> FoundNode:
    return FoundNode(
        kind=words.spaced(node.kind),
        label=node.label,
        document=node.dokumen.rsplit("/", 1)[-1],
        period=node.periode or "",
        thing=tables.thing_address(node.iri),
        up=tables.trace_address(node.iri, Arah.naik),
        down=tables.trace_address(node.iri, Arah.turun),
    )
