"""Why there is no matrix: its document prints no activities, or no objectives, to put beside one another."""

from __future__ import annotations

from kgkesos.knowledge import Knowledge
from kgkesos.questions import ALL

_KINDS = ("Sasaran", "Kegiatan")


def why(knowledge: Knowledge, dokumen: str) -> str:
    """What is missing for a matrix of the document called ``dokumen`` (a key or an IRI), or of every one (``*``)."""
    documents = [iri for iri in knowledge.documents if dokumen in (ALL, iri, iri.rsplit("/", 1)[-1])]
    sasaran, kegiatan = (sum(len(knowledge.lookup.of_document(iri, [kind])) for iri in documents) for kind in _KINDS)
    if sasaran and not kegiatan:
        return f"tidak ada kegiatan untuk disandingkan dengan {sasaran} sasaran (no activities beside the objectives)"
    if kegiatan and not sasaran:
        return f"tidak ada sasaran untuk disandingkan dengan {kegiatan} kegiatan (no objectives beside the activities)"
    return "tidak ada sasaran bersama kegiatannya (no objectives with their activities)"
