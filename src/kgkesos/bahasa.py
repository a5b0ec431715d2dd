"""What traces and proofs say in Indonesian and in English: one place for the command line and the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgkesos.why import Reason


def grounds(reason: Reason, lang: str = "id") -> str:
    """What the statement of ``reason`` rests on, in a few words: print, a rule with its axiom, a computation."""
    words = _GROUNDS[lang]
    if reason.graf:
        return words["printed"] if reason.kutipan else f"{words['said']} {reason.graf}"
    if not reason.aturan:
        return ""
    axiom = f" ({reason.aksioma})" if reason.aksioma else ""
    return f"{words['rule'] if reason.premis else words['computed']} {reason.aturan}{axiom}"


_GROUNDS = {
    "id": {
        "printed": "tercetak di dokumen",
        "said": "dinyatakan di",
        "rule": "karena aturan",
        "computed": "dihitung:",
    },
    "en": {
        "printed": "printed in the document",
        "said": "stated in",
        "rule": "by the rule",
        "computed": "computed:",
    },
}
