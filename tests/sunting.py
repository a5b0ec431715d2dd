"""Texts of documents edited by lists of what stands there and what is to stand there, and what is found in them."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, Graph, URIRef

from kgkesos import findings, graph, project, work_graphs
from kgkesos.reading import document, merge
from kgkesos.vocab import KESOS, Iris

ROOT = Path(__file__).resolve().parents[1]


class Edit(NamedTuple):
    """Words that stand in a text exactly once (``semua``: once or more), and what takes their place."""

    cari: str
    ganti: str
    semua: bool = False


@dataclass(frozen=True)
class Judged:
    """A document's text as it was decoded, all that is known of it, and what was found in it."""

    text: str
    data: Graph
    found: tuple[findings.Temuan, ...]

    def counts(self) -> Counter[str]:
        """How often each code is found."""
        return Counter(one.kode for one in self.found)

    def kinds(self, one: findings.Temuan) -> set[str]:
        """The classes of what the finding is about."""
        return {str(kind).rsplit("#", 1)[-1] for kind in self.data.objects(one.pada, RDF.type)}

    def lines(self, one: findings.Temuan) -> set[int]:
        """The printed lines that the finding quotes: of what it is about, and of what that was judged beside."""
        places = [(one.pada, one.bidang)]
        if one.pembanding is not None:
            places.append((one.pembanding, one.bidang_pembanding))
        return {
            line
            for node, field in places
            for bukti in findings.evidence(self.data, node, field)
            for line in range(self._number(bukti, "barisAwal"), self._number(bukti, "barisAkhir") + 1)
        }

    def _number(self, bukti: object, name: str) -> int:
        return int(str(self.data.value(URIRef(str(bukti)), KESOS[name])))


@functools.cache
def known() -> project.Project:
    """The ontology, rules, shapes and checks, loaded once."""
    return project.Project.load()


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with each edit made; what an edit looks for must stand there."""
    for edit in edits:
        times = text.count(edit.cari)
        assert times == 1 or (edit.semua and times), f"{times} times: {edit.cari}"
        text = text.replace(edit.cari, edit.ganti)
    return text


def judged(path: Path, edits: Sequence[Edit], folder: Path) -> Judged:
    """The document at ``path`` after ``edits``, through the whole chain; the edited file is written to ``folder``.

    It keeps its name, in a folder of its own for each text.
    """
    text = edited(path.read_text(encoding="utf-8"), edits)
    copy = folder / hashlib.sha256(text.encode()).hexdigest()[:12] / path.name
    copy.parent.mkdir(exist_ok=True)
    copy.write_text(text, encoding="utf-8")
    return judged_file(copy)


def judged_file(path: Path) -> Judged:
    """The document at ``path`` through the whole chain."""
    (work,) = merge.works([document.read_file(path)], {})
    asserted = graph.of(work, Iris())
    result = work_graphs.judge(asserted, known())
    return Judged(work.rendisi[0].text, result.data, result.findings)


def lines_of(text: str, words: str) -> set[int]:
    """The lines in which ``words``, which stand in ``text`` once, are printed."""
    assert text.count(words) == 1, f"{text.count(words)} times: {words}"
    first = text[: text.index(words)].count("\n") + 1
    return set(range(first, first + words.count("\n") + 1))
