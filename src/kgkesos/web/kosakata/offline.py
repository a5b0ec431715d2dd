"""The whole vocabulary as one page that needs no server and no network."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from kgkesos.terms.model import Ref, Vocabulary
from kgkesos.web.kosakata import views, words
from kgkesos.web.kosakata.context import ListedData, OfflinePage, TermGroup

TEMPLATE = "kosakata-luring.html"
_OPENS_A_TAG = "<"


def page(vocabulary: Vocabulary) -> OfflinePage:
    """Every term of ``vocabulary`` with all that is said of it; terms are tied by their places on the page."""
    anchors = {term.path: term.anchor for term in vocabulary.terms}

    def addressed(ref: Ref) -> str | None:
        return f"#{anchors[ref.path]}" if ref.path in anchors else None

    return OfflinePage(
        title=f"{vocabulary.title.id} {vocabulary.version}",
        build=None,
        about=views.about(vocabulary),
        groups=tuple(
            TermGroup(slug, title, says, tuple(views.term(term, vocabulary, addressed) for term in members))
            for (slug, title, says), members in views.groups(vocabulary, vocabulary.terms).items()
        ),
        standings=tuple(words.STANDINGS.values()),
        outside=tuple(ref.name for ref in vocabulary.outside),
        data=tuple(ListedData(one.label.id, one.entries, one.source) for one in vocabulary.datasets),
        style=_style(),
    )


def _style() -> Markup:
    """The sheet of all pages; it is the project's own, and holds nothing that could close its element."""
    sheet = (files("kgkesos.web") / "static" / "kgkesos.css").read_text(encoding="utf-8")
    return Markup(sheet.replace(_OPENS_A_TAG, "\\3c "))
