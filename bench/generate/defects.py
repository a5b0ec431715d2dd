"""What is made wrong on purpose: each function changes a plan and notes on the node which finding must follow.

A defect that finds nothing to be made wrong in changes nothing. No node or indicator is made wrong twice, so that one
defect never hides another.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bench.generate import words
from bench.generate.model import (
    MISPRINT,
    NO_DEFINITION,
    NO_FORMULA,
    NO_MULTIPLIER,
    NO_SOURCE,
    Indikator,
    Simpul,
)
from bench.generate.plan import share
from kgkesos.reading.kata.kosakata import is_derived, is_root

Defect = Callable[[random.Random, Sequence[Simpul]], None]
NO_INDICATOR, NO_ACTIVITY, EMPTY_PROGRAMME = (
    "simpul-tanpa-indikator",
    "sasaran-tanpa-kegiatan",
    "program-tanpa-kegiatan",
)
TWIN_NUMBER, LOST_NUMBER, STRAY_DUTY = "nomor-kembar", "nomor-loncat", "tugas-tanpa-indikator"
NO_RESULT, NO_MEASURE = "jabatan-tanpa-kinerja", "jabatan-tanpa-indikator"
_LONG_WORD = 9


def _nodes(tops: Iterable[Simpul]) -> list[Simpul]:
    return [node for top in tops for node in top.all()]


def _whole(tops: Sequence[Simpul]) -> list[Indikator]:
    """The indicators that nothing is wrong with yet."""
    return [one for node in _nodes(tops) for one in node.indikator if not one.codes and not node.codes]


def _pick(draw: random.Random, found: Sequence[Indikator]) -> Indikator | None:
    return draw.choice(found) if found else None


def without_formula(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """An indicator loses its formula."""
    if one := _pick(draw, [one for one in _whole(tops) if one.rumus]):
        one.rumus = None
        one.codes.append(NO_FORMULA)


def without_formula_of_share(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """A share loses its formula; a cascading is not asked for that of a mere count."""
    if one := _pick(draw, [one for one in _whole(tops) if one.rumus and one.rumus.pembilang]):
        one.rumus = None
        one.codes.append(NO_FORMULA)


def without_source(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """An indicator loses its source."""
    if one := _pick(draw, [one for one in _whole(tops) if one.sumber]):
        one.sumber = ""
        one.codes.append(NO_SOURCE)


def without_definition(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """An indicator loses its explanation."""
    if one := _pick(draw, [one for one in _whole(tops) if one.penjelasan]):
        one.penjelasan = one.istilah = ""
        one.codes.append(NO_DEFINITION)


def without_multiplier(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """A percentage loses its "x 100%"."""
    if one := _pick(draw, [one for one in _whole(tops) if one.rumus and one.rumus.pembilang]):
        assert one.rumus
        one.rumus.pengali = None
        one.codes.append(NO_MULTIPLIER)


def without_indicator(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """A node of the cascade loses its indicators."""
    found = [node for node in _nodes(tops) if _is_whole(node) and node.jenis != "Tujuan" and node.indikator]
    if found:
        node = draw.choice(found)
        node.indikator = []
        node.codes.append(NO_INDICATOR)


def without_activity(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """A result more, which nobody works on."""
    top = tops[0]
    said = draw.randrange(len(words.SPARE_RESULTS))
    who, _, what = words.SPARE_INDICATORS[said].removeprefix("Persentase ").partition(" yang ")
    spare = Simpul("Sasaran", words.SPARE_RESULTS[said], _next(top.anak), "", [share(draw, who, what)])
    spare.codes.append(NO_ACTIVITY)
    top.anak.append(spare)


def empty_programme(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """A programme more beside one that is carried out, with no activity under it."""
    holders = [node for node in _nodes(tops) if node.jenis == "Sasaran" and any(one.anak for one in node.anak)]
    above = draw.choice(holders)
    spare = Simpul("Program", "Program Pengelolaan Taman Makam Pahlawan", _next(above.anak), "1.06.07")
    spare.indikator = [share(draw, "makam pahlawan", "terawat")]
    spare.codes.append(EMPTY_PROGRAMME)
    above.anak.append(spare)


def twin_number(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """The last of some siblings has the number of the one before it."""
    if able := _numbered(tops):
        *_, before, last = draw.choice(able)
        last.nomor, last.kembar = before.nomor, before
        last.codes.append(TWIN_NUMBER)


def lost_number(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """The last of some siblings has a number too high by one."""
    if able := _numbered(tops):
        last = draw.choice(able)[-1]
        last.nomor += 1
        last.codes.append(LOST_NUMBER)


def _numbered(tops: Sequence[Simpul]) -> list[Sequence[Simpul]]:
    """Siblings with numbers, nothing wrong with any of them."""
    families = [tops, *(node.anak for node in _nodes(tops))]
    return [those for those in families if len(those) > 1 and those[-1].nomor > 1 and not any(n.codes for n in those)]


def misprint(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """A long word of a result loses a letter; the document prints it whole elsewhere.

    What is then another word of Indonesian is no misprint that anybody could tell.
    """
    results = [node for node in _nodes(tops) if node.jenis in ("Sasaran", "Kinerja")]
    printed = Counter(word for node in results for word in re.findall(r"[a-z]+", node.words))
    printed.update(w for node in results for one in node.indikator for w in re.findall(r"[a-z]+", one.nama))
    able = [
        (node, word)
        for node in results
        if _is_whole(node)
        for word in re.findall(r"\b[a-z]+\b", node.words)
        if len(word) >= _LONG_WORD and printed[word] > 1 and not _is_word(_shortened(word))
    ]
    if able:
        node, word = draw.choice(able)
        node.words = re.sub(rf"\b{word}\b", _shortened(word), node.words, count=1)
        node.codes.append(MISPRINT)


def _shortened(word: str) -> str:
    at = len(word) // 2
    return word[:at] + word[at + 1 :]


def _is_word(word: str) -> bool:
    return is_root(word) or is_derived(word)


def stray_duty(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """A position has a duty that none of its indicators is about."""
    able = [node for node in _nodes(tops) if node.tugas and _is_whole(node)]
    if able:
        node = draw.choice(able)
        node.tugas.insert(draw.randrange(1, len(node.tugas)), (draw.choice(words.STRAY_DUTIES), True))
        node.codes.append("")


def without_result(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """The head of a section has duties and no result."""
    sections = [node for node in _nodes(tops) if _is_section(node)]
    # The last one in print without its table would look as if the document broke off.
    able = [node for node in sections[:-1] if _is_whole(node) and not _has_wrong(node)]
    if able:
        node = draw.choice(able)
        node.anak = []
        node.codes.append(NO_RESULT)


def without_measure(draw: random.Random, tops: Sequence[Simpul]) -> None:
    """The head of a section stands in the drawing without indicator."""
    able = [node for node in _nodes(tops) if _is_section(node) and _is_whole(node)]
    if len(able) > 1:
        node = draw.choice(able)
        node.indikator = []
        node.codes.append(NO_MEASURE)


def _is_section(node: Simpul) -> bool:
    return node.jenis == "Jabatan" and node.words.startswith("Kepala Seksi")


def _is_whole(node: Simpul) -> bool:
    return not node.codes and not any(one.codes for one in node.indikator)


def _has_wrong(node: Simpul) -> bool:
    return any(not _is_whole(one) for one in node.all())


def _next(siblings: Sequence[Simpul]) -> int:
    return max((one.nomor for one in siblings), default=0) + 1


def plant(draw: random.Random, tops: Sequence[Simpul], able: Sequence[Defect], most: int) -> None:
    """Make up to ``most`` different things wrong in the plan ``tops``; none where ``most`` is 0."""
    for defect in draw.sample(able, min(most, len(able))):
        defect(draw, tops)
