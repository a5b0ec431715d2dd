"""Word's styles, as far as they say what is printed: numbers that a style gives, and hidden text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgkesos.reading.docx.package import Element, W

_OFF = frozenset({"0", "false", "off"})


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether the switch ``name`` is set in ``properties``; None where they do not say."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def value(element: Element | None, path: str) -> str | None:
    """The ``w:val`` of the element at ``path`` ("w:" left out, parts parted by "/") below ``element``."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/"))) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their id, and the one that paragraphs have which name none."""

    by_id: Mapping[str, Element]
    usual: str | None

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles of the part with this root."""
        known = {} if root is None else {one.get(f"{W}styleId"): one for one in root.iterchildren(f"{W}style")}
        usual = (
            name
            for name, one in known.items()
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default", "0") not in _OFF
        )
        return cls({name: one for name, one in known.items() if name}, next(usual, None))

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """The style ``name`` and those that it is based on, nearest first."""
        seen: set[str] = set()
        while name and name in self.by_id and name not in seen:
            seen.add(name)
            yield name, self.by_id[name]
            name = value(self.by_id[name], "basedOn")

    def hides(self, name: str | None) -> bool:
        """Whether text of the style ``name`` is hidden."""
        for _, style in self.chain(name):
            said = is_on(style.find(f"{W}rPr"), "vanish")
            if said is not None:
                return said
        return False
