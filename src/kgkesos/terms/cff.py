"""How a build is cited, for programs: Citation File Format 1.2.0."""

from __future__ import annotations

from typing import Final

from kgkesos import templates
from kgkesos.terms.void import SAID, Asal

FILE: Final = "CITATION.cff"


def text(asal: Asal) -> str:
    """The file that says how the build of ``asal`` is cited."""
    template = templates.environment("kgkesos.terms").get_template(FILE)
    return template.render(asal=asal, title=SAID["title"]["en"])
