"""Templates of HTML and SVG, filled: every page, report and picture is made under the same rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(
    package: str, *, finalize: Callable[[Any], Any] | None = None, **filters: Callable[..., Any]
) -> Environment:
    """The templates in the folder ``templates`` of ``package``, with ``filters``.

    What documents and people say is text: it is escaped whatever a template is called. A name that a template does not
    get is an error, not an empty place. ``finalize`` sees every value before it is put in.
    """
    made = Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    made.filters.update(filters)
    return made
