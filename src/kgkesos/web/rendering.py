"""Templates filled with a page's context. Escaping is on for every template, whatever it is called."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import HTMLResponse

from kgkesos import templates
from kgkesos.laporan import kata
from kgkesos.web.context import Page


class Renderer:
    """Fills templates: ``render("beranda.html", page)`` is a response."""

    def __init__(self) -> None:
        self._templates = templates.environment("kgkesos.web", angka=kata.angka)

    def __call__(self, template: str, page: Page, headers: Mapping[str, str] | None = None) -> HTMLResponse:
        """The page ``page`` in ``template``, with the page's status."""
        return HTMLResponse(self.text(template, page), status_code=page.status, headers=dict(headers or {}))

    def text(self, template: str, page: Page) -> str:
        """The page ``page`` in ``template``, as text: for a file that is kept."""
        return self._templates.get_template(template).render(page=page)
