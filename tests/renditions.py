"""Renditions made for tests: the IKI as another program would have saved it, with the readings that the key lists."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from kgkesos import resources
from kgkesos.reading import document
from kgkesos.reading.excerpt import Source
from kgkesos.records import Reading

DOCUMENTS = resources.folder("documents")
GOLD = Path(__file__).parent / "data" / "gold"
IKI = (DOCUMENTS / "iki-dinsos-probolinggo-2019.md").read_text(encoding="utf-8")
PLAIN = (DOCUMENTS / "iki-dinsos-probolinggo-2019.txt").read_text(encoding="utf-8")
IKU = (DOCUMENTS / "iku-dinsos-tapin-2020.txt").read_text(encoding="utf-8")
SHEET = (DOCUMENTS / "metadata-sipd-jumlah-kkks.txt").read_text(encoding="utf-8")

_FRACTION = re.compile(r"\\frac\{\\text\{((?:[^{}]|\{[^{}]*\})*)\}\}\{\\text\{((?:[^{}]|\{[^{}]*\})*)\}\}")
_SIGNS = (("\\times", "×"), ("\\%", "%"), ("\\Sigma", "Σ"), ("\\sum", "Σ"), ("f(x)", "ƒ(x)"), ("$", ""))


@dataclass(frozen=True)
class Wording:
    """A differing wording of the key: what the two renditions read, on which lines, and which is right."""

    id: str
    marked: str
    plain: str
    line: int
    plain_lines: tuple[int, int]
    right: str
    old: str
    new: str


def wordings() -> list[Wording]:
    """The 21 wordings that the key lists, in the order of the document."""
    key = json.loads((GOLD / "iki-differences.json").read_text(encoding="utf-8"))
    found = []
    for entry in key["kata"]:
        if entry["jenis"] != "kata":
            continue
        words = entry["bacaan_001"], entry["bacaan_004"]
        # The context tells which of several equal words is meant.
        old = entry["konteks_001"]
        new = old.replace(*words)
        first, last = entry["baris_004"]
        found.append(Wording(entry["id"], *words, entry["baris_001"][0], (first, last), entry["asli"], old, new))
    return found


def text_layer(*, year: bool = False, fractions: str = r"(\1) / (\2)") -> str:
    """The IKI without markup, cells parted by tabs, with the readings of the text layer and no year on the cover."""
    lines = IKI.split("\n")
    ends: dict[int, int] = {}
    for wording in wordings():
        number = wording.line - 1
        at = lines[number].index(wording.old, ends.get(number, 0))
        lines[number] = lines[number][:at] + wording.new + lines[number][at + len(wording.old) :]
        ends[number] = at + len(wording.new)
    if not year:
        lines[lines.index("2019")] = ""
    text = re.sub(r"\$[^$\n]*\$", lambda match: _plain(match.group(), fractions), "\n".join(lines))
    return re.sub(r"<[^<>]*>", " ", re.sub(r"(?m)^#+ |\*\*", "", text))


def _plain(formula: str, fractions: str) -> str:
    formula = _FRACTION.sub(fractions, formula)
    for sign, plain in _SIGNS:
        formula = formula.replace(sign, plain)
    return re.sub(r"\\text\{([^{}]*)\}", r"\1", formula)


def read(text: str, name: str = "x.txt") -> Reading:
    """``text`` as the file ``name`` would be read."""
    return document.read_source(Source.of(text, hashlib.sha256(text.encode()).hexdigest()), Path(name))
