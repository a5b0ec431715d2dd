"""What a statement rests on, in one line for people."""

from __future__ import annotations

from typing import Final

from kgkesos.bahasa import ID, code, kata
from kgkesos.why.proof import Reason

# The basis of a link that a person confirmed.
_DECIDED: Final = "dikonfirmasi"


def grounds(reason: Reason, lang: str = ID) -> str:
    """What the statement of ``reason`` rests on: what its rule says, then :func:`basis`."""
    return " ".join(filter(None, (reason.kalimat, basis(reason, lang))))


def basis(reason: Reason, lang: str = ID) -> str:
    """By what the statement of ``reason`` holds: print, a computation, or the name of a rule in brackets.

    Of a link they say, too, how sure it is, and of a printed one by which rule its ends were paired.
    """
    link = reason.tautan
    certainty = code(link.kepastian, lang) if link and link.kepastian else ""
    if reason.graf:
        read = kata("aturan {}", lang).format(link.aturan) if link and link.aturan else ""
        return "; ".join(filter(None, (_source(reason, lang), certainty, read)))
    if not reason.aturan:
        return ""
    if not reason.kalimat:
        return "; ".join(filter(None, (kata("dihitung: {}", lang).format(reason.aturan), certainty)))
    rule = ": ".join(filter(None, (kata("aturan {}", lang).format(reason.aturan), reason.aksioma)))
    return "; ".join(filter(None, (f"[{rule}]", certainty)))


def _source(reason: Reason, lang: str) -> str:
    """Where what no rule gave was said: a person's decision, print, else the name of the graph."""
    if reason.tautan and reason.tautan.basis == _DECIDED:
        return code(_DECIDED, lang)
    return kata("tercetak di dokumen", lang) if reason.kutipan else kata("dinyatakan di {}", lang).format(reason.graf)
