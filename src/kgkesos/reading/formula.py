"""Formulas as cells print them: a LaTeX fraction, a sum f(x) = Σ ..., or plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgkesos.reading import formula_plain
from kgkesos.reading.excerpt import Excerpt
from kgkesos.reading.markup import plain, without_tags
from kgkesos.reading.page import Page
from kgkesos.records import Formula

# "Formulasi Penghitungan :", "Rumus :", "Cara Perhitungan :" and the misprint "Pengitungan" that offices copy.
_LABEL = re.compile(
    r"\b(Formulasi|Formula|Rumus|Cara)(\s+(Pengh?itungan|Perhitungan|Indikator|Menghitung))*\s*:", re.IGNORECASE
)
_EXPLANATION = re.compile(r"^\s*Penjelasan\s*:", re.IGNORECASE)
_SUM = re.compile(r"(?:[fƒ]\s*\(\s*x\s*\)\s*=\s*)?(?:Σ|∑|\\Sigma|\\sum)\s*\$?")
_MATH = re.compile(r"\$|\\frac|[fƒ]\s*\(\s*x\s*\)")
_FRACTION = re.compile(r"\\d?frac\s*(?=\{)")
_TIMES = re.compile(r"\s*(?:\\times|×|[xX*])\s*(?P<number>\d{1,3}(?:\.\d{3})*)\s*(?:\\?%)?")
_DOT = re.compile(r"\.")


@dataclass(frozen=True, slots=True)
class Parts:
    """A formula taken apart; parts that its form does not have are None."""

    bentuk: str
    ekspresi: Excerpt
    pembilang: Excerpt | None = None
    penyebut: Excerpt | None = None
    pengali: Excerpt | None = None
    objek_hitung: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A cell "penjelasan / formulasi" taken apart: what explains, and what computes."""

    penjelasan: Excerpt | None
    ekspresi: Excerpt | None


def explanation(cell: Excerpt) -> Explanation:
    """Take a cell apart at its label ("Rumus :") or, without one, where the mathematics begins."""
    text = without_tags(cell)
    match = _LABEL.search(text.text)
    if match:
        before, after = text[: match.start()], text[match.end() :]
    elif math := _MATH.search(text.text):
        before, after = text[: math.start()], text[math.start() :]
    else:
        before, after = text, text[:0]
    if opening := _EXPLANATION.match(before.text):
        before = before[opening.end() :]
    prose = plain(before)
    return Explanation(prose or None, after.strip() or None)


def parse(expression: Excerpt) -> Parts:
    """The parts of a formula; ``bentuk`` is "lain" where the form is not known: never forced into a ratio."""
    if fraction := _FRACTION.search(expression.text):
        parts = _fraction(expression, fraction)
        if parts:
            return parts
    if total := _SUM.search(expression.text):
        whole = plain(expression[total.start() :])
        return Parts("jumlah", whole, objek_hitung=plain(expression[total.end() :]))
    found = formula_plain.parse(plain(expression))
    return Parts(found.bentuk, found.ekspresi, found.pembilang, found.penyebut, found.pengali)


def record(page: Page, indikator: str, expression: Excerpt) -> Formula:
    """The Formula record of the indicator with id ``indikator``."""
    parts = parse(expression)
    named = {
        "ekspresi": parts.ekspresi,
        "pembilang": parts.pembilang,
        "penyebut": parts.penyebut,
        "pengali": parts.pengali,
        "objek_hitung": parts.objek_hitung,
    }
    return Formula(
        id=page.only_id(indikator, "formula"),
        induk=indikator,
        bukti={name: part.bukti(page.source) for name, part in named.items() if part},
        bentuk=parts.bentuk,
        ekspresi=parts.ekspresi.text,
        pembilang=_text(parts.pembilang),
        penyebut=_text(parts.penyebut),
        pengali=int(parts.pengali.text) if parts.pengali else None,
        objek_hitung=_text(parts.objek_hitung),
    )


def _text(part: Excerpt | None) -> str | None:
    return part.text if part else None


def _fraction(expression: Excerpt, command: re.Match[str]) -> Parts | None:
    """The fraction that ``command`` opens; None where its braces do not close (then it stays as printed)."""
    upper = _braced(expression.text, command.end())
    lower = _braced(expression.text, upper[1]) if upper else None
    if not upper or not lower:
        return None
    pembilang = plain(expression[upper[0] : upper[1] - 1])
    penyebut = plain(expression[lower[0] : lower[1] - 1])
    times = _TIMES.match(expression.text, lower[1])
    whole = expression[command.start() : times.end() if times else lower[1]]
    tail = plain(expression[lower[1] : times.end()]).text.replace("× ", "×").replace(" %", "%") if times else ""
    composed = f"({pembilang.text}) / ({penyebut.text})" + (f" × {tail.lstrip('×')}" if tail else "")
    # The composed text stands for the whole of the printed fraction.
    span = (whole.start,) * len(composed), (whole.end,) * len(composed)
    return Parts(
        "rasio",
        Excerpt(composed, *span),
        pembilang,
        penyebut,
        expression.group(times, "number").sub(_DOT, "") if times else None,
    )


def _braced(text: str, at: int) -> tuple[int, int] | None:
    """The start of what the brace after ``at`` encloses, and one past the closing brace."""
    opening = text.find("{", at)
    if opening < 0 or text[at:opening].strip():
        return None
    depth = 0
    for i in range(opening, len(text)):
        depth += {"{": 1, "}": -1}.get(text[i], 0)
        if depth == 0:
            return opening + 1, i + 1
    return None
