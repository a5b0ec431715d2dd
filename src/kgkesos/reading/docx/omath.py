"""Word's formulas as one line of text: a fraction is "(a) / (b)", as the readers of formulas know it."""

from __future__ import annotations

from kgkesos.reading.docx.package import Element, M

_NARY = "∫"


def text(element: Element) -> str:
    """What ``element``, a formula or a part of one, prints."""
    return "".join(_of(child) for child in element)


def _of(element: Element) -> str:
    tag = element.tag
    if tag == f"{M}t":
        return element.text or ""
    if tag == f"{M}f":
        above, below = _part(element, "num"), _part(element, "den")
        return f"({above}) / ({below})" if _shape(element, "type") != "noBar" else f"{above} {below}"
    if tag == f"{M}sSup":
        return f"{_part(element, 'e')}^{_grouped(_part(element, 'sup'))}"
    if tag == f"{M}d":
        opening, closing = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
        between = _sign(element, "sepChr", "|")
        return opening + between.join(text(one) for one in element.iterchildren(f"{M}e")) + closing
    if tag == f"{M}nary":
        return f"{_sign(element, 'chr', _NARY)} {_part(element, 'e')}"
    if tag == f"{M}rad":
        return f"√({_part(element, 'e')})"
    if tag == f"{M}func":
        return f"{_part(element, 'fName')} {_part(element, 'e')}"
    if tag in (f"{M}mr", f"{M}eqArr"):
        return " ".join(text(one) for one in element.iterchildren(f"{M}e"))
    if tag.endswith("Pr"):
        return ""
    # Runs of Word inside a formula, and every part that only groups others.
    return element.text or "" if tag.endswith("}t") else text(element)


def _part(element: Element, name: str) -> str:
    part = element.find(f"{M}{name}")
    return text(part).strip() if part is not None else ""


def _shape(element: Element, name: str) -> str | None:
    found = element.find(f"*/{M}{name}")
    return found.get(f"{M}val") if found is not None else None


def _sign(element: Element, name: str, usual: str) -> str:
    said = _shape(element, name)
    return usual if said is None else said


def _grouped(said: str) -> str:
    return said if len(said) == 1 else f"({said})"
