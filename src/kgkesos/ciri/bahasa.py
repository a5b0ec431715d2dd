"""What can be seen of a text's language without judging it: the words of the spelling list, misprints, repetitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kgkesos.ciri.istilah import Penggantian, replaced_terms
from kgkesos.reading.kata.kosakata import is_root, stem

EJAAN, GANDA, BERULANG, SPASI, SALAH_KETIK = "ejaan", "kata-ganda", "kata-berulang", "spasi-tanda-baca", "salah-ketik"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑–][^\W\d_]+)*")
# A blank before a comma or full stop, where a letter stands before the blank; a comma without a blank behind it.
_STRAY = re.compile(r"(?<=[^\W\d_])[ \t]+(?=[,;:.](?:\s|$))")
_CLOSE = re.compile(r"[^\W\d_]{3,},(?=[^\W\d_]{3,})")
# A prefix before a name stands with a hyphen.
_BEFORE_NAMES = frozenset({"ber", "se", "non"})
# A passive verb that was parted from its prefix ends so, behind its root.
_PASSIVE = re.compile(r"(?:per)?(?P<akar>[a-z]{4,})kan")
# A verb, and the noun of doing it.
_VERB = re.compile(r"(?:me|be|te|di)\w+|\w+nya")
_DOING = re.compile(r"(?:pe|ke)\w+an(?:nya)?")


@dataclass(frozen=True, slots=True)
class Catatan:
    """A remark on words of a text: its kind, the words and where they stand, and what they should be ("" if open)."""

    jenis: str
    kata: str
    baku: str
    awal: int
    akhir: int


@dataclass(frozen=True, slots=True)
class Ejaan:
    """The spelling list: the standard form of each other form in small letters, and what short forms stand for.

    ``terganti`` has the terms that a rule replaced, by their names in small letters; ``umum`` the abbreviations, in
    small letters, that every reader of an official text knows.
    """

    baku: Mapping[str, str]
    kependekan: Mapping[str, str]
    terganti: Mapping[str, Penggantian] = field(default_factory=dict)
    umum: frozenset[str] = frozenset()

    @classmethod
    def of(cls, graph: Graph, terms: Graph) -> Ejaan:
        """The list in ``graph``: ``skos:hiddenLabel`` is another form of a prefLabel, ``altLabel`` a short one.

        A ``skos:notation`` is an abbreviation that every reader knows.
        ``terms`` has the terms that a rule replaced.
        """
        known = frozenset(str(short).casefold() for short in graph.objects(None, SKOS.notation))
        return cls(_forms(graph, SKOS.hiddenLabel), _forms(graph, SKOS.altLabel), replaced_terms(terms), known)

    def spelt_out(self, text: str) -> str:
        """``text`` with what its short forms stand for."""
        return _WORD.sub(lambda word: self.kependekan.get(word.group().casefold(), word.group()), text)


def _forms(graph: Graph, term: URIRef) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry, form in graph.subject_objects(term):
        whole = graph.value(entry, SKOS.prefLabel)
        if isinstance(whole, Literal):
            found[str(form).casefold()] = str(whole)
    return found


def remarks(text: str, ejaan: Ejaan, misprinted: Mapping[str, str]) -> Iterator[Catatan]:
    """The remarks on ``text``, those on words in its order.

    ``misprinted`` has the misprints of the document in small letters, each with the word it may mean.
    """
    found = list(_WORD.finditer(text))
    for number, match in enumerate(found):
        word = match.group()
        if right := ejaan.baku.get(word.casefold()):
            yield Catatan(EJAAN, word, right, match.start(), match.end())
        elif right := "" if word.isupper() else misprinted.get(word.casefold(), ""):
            yield Catatan(SALAH_KETIK, word, right, match.start(), match.end())
        if number and text[found[number - 1].end() : match.start()].isspace():
            yield from _pair(text, found[number - 1 : number + 1], ejaan)
    yield from _strays(text)


def _pair(text: str, pair: Sequence[re.Match[str]], ejaan: Ejaan) -> Iterator[Catatan]:
    """The remark on two words with only a blank between them, if there is one."""
    one, other = (match.group().casefold() for match in pair)
    begin, end = pair[0].start(), pair[1].end()
    printed = text[begin:end]
    if right := ejaan.baku.get(f"{one} {other}") or _together(pair[0].group(), pair[1].group()):
        yield Catatan(EJAAN, printed, right, begin, end)
    elif one == other and len(one) > 1:
        yield Catatan(GANDA, printed, pair[1].group(), begin, end)
    elif _is_pleonasm(one, other):
        yield Catatan(BERULANG, printed, "", begin, end)


def _together(one: str, other: str) -> str:
    """The one word that a prefix and ``other`` should be; "" where they are two words."""
    passive = _PASSIVE.fullmatch(other.casefold()) if one.casefold() == "di" else None
    if passive and is_root(passive["akar"]):
        return f"di{other.casefold()}"
    # "Non Tunai" in a title is no name.
    if one.casefold() == "non" and not one.isupper() and is_root(other.casefold()):
        return f"{one}{other.casefold()}"
    # "se Jawa Barat", but not "SE GUBERNUR".
    apart = one.casefold() in _BEFORE_NAMES and other[0].isupper() and not one.isupper()
    return f"{one}-{other}" if apart else ""


def _is_pleonasm(one: str, other: str) -> bool:
    """Whether a verb and the noun behind it have one root: "meningkatnya peningkatan"."""
    return bool(_VERB.fullmatch(one) and _DOING.fullmatch(other) and _may_share(one, other)) and _root(one) == _root(
        other
    )


def _may_share(one: str, other: str) -> bool:
    """Whether four letters of ``one`` stand in ``other``: finding roots costs time."""
    return any(one[at : at + 4] in other for at in range(len(one) - 3))


def _root(word: str) -> str:
    return stem(word.removesuffix("nya"))


def _strays(text: str) -> Iterator[Catatan]:
    """Blanks before a mark, and marks without a blank behind them."""
    for stray in _STRAY.finditer(text):
        begin = text.rfind(" ", 0, stray.start()) + 1
        end = stray.end() + 1
        # Letters of a formula, with what they stand for behind an aligned colon.
        if text[stray.end()] == ":" and text[begin : stray.start()].isupper():
            continue
        yield Catatan(SPASI, text[begin:end], text[begin : stray.start()] + text[stray.end()], begin, end)
    for close in _CLOSE.finditer(text):
        behind = _WORD.match(text, close.end())
        end = behind.end() if behind else close.end()
        yield Catatan(
            SPASI, text[close.start() : end], f"{close.group()} {text[close.end() : end]}", close.start(), end
        )
