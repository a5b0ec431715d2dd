"""Which of several readings of a field is used, by general rules, each said as one Indonesian sentence.

The letters of a field are always those of one rendition, never a mix that no file prints. In this order:

0. a workbook that was written from the other renditions to be corrected was changed on purpose;
1. more than a few words differ: the cells were cut otherwise, so the rendition with the clearest structure is right;
2. the text layer of a file holds the printed letters, spelling mistakes included; a rendition with LaTeX, HTML or
   Markdown was written anew, and may have mended or spoilt them. A text layer whose letters are broken does not count;
3. more renditions read so;
4. the document prints these words elsewhere;
5. nothing tells: the rendition with the clearest structure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgkesos.reading.merge.rendition import Rendition

# A wording differs by so many words at most; where more differ, and few letters agree, cells were cut otherwise.
_WORDING = 3
_HALF = 50
# Controls, private and unassigned signs.
_NO_LETTERS = frozenset({"Cc", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Place:
    """The words of every reading at one differing place, by the number of the reading."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The number of the reading that is used, and for each differing place why."""

    chosen: int
    reasons: tuple[str, ...]


def choose(readings: Sequence[Sequence[Rendition]], places: Sequence[Place], every: Sequence[Rendition]) -> Choice:
    """Choose among ``readings``, each given by the renditions that read so, the one with the best structure first.

    ``places`` are where they differ; ``every`` holds all renditions of the document, to look words up in.
    """
    numbers = range(len(readings))
    if len(readings) == 1:
        return Choice(0, (f"Hanya {_names(readings[0])} memuat seluruh isi bidang ini.",) * len(places))
    if (corrected := _correction(readings)) is not None:
        reason = f"{_names(readings[corrected])} ditulis dari berkas lain dokumen ini lalu diperbaiki."
        return Choice(corrected, (reason,) * len(places))
    if any(_is_layout(place) for place in places):
        reason = f"Yang berbeda lebih dari beberapa kata: dipakai susunan sel {_names(readings[0])}."
        return Choice(0, (reason,) * len(places))
    sound = [
        any(one.printed for one in readings[n]) and not _broken(place.words[n] for place in places) for n in numbers
    ]
    counts = [len(readings[n]) for n in numbers]
    seen = [[_elsewhere(place.words[n], readings[n], every) for n in numbers] for place in places]
    attested = [sum(place[n] for place in seen) for n in numbers]
    best = max(numbers, key=lambda n: (sound[n], counts[n], attested[n], -n))
    others = [n for n in numbers if n != best]
    return Choice(best, tuple(_reason(best, others, readings, sound, counts, place) for place in seen))


def _correction(readings: Sequence[Sequence[Rendition]]) -> int | None:
    """The number of the reading of a file that corrects all other readings; None where there is none, or several."""
    found = [
        n
        for n, reading in enumerate(readings)
        if all(
            any(one.sha256 in by.reading.mengoreksi for by in reading)
            for other in readings
            if other is not reading
            for one in other
        )
    ]
    return found[0] if len(found) == 1 else None


def _reason(
    best: int,
    others: Sequence[int],
    readings: Sequence[Sequence[Rendition]],
    sound: Sequence[bool],
    counts: Sequence[int],
    seen: Sequence[int],
) -> str:
    """Why reading ``best`` stands at a place; ``seen`` is how often the document prints each reading elsewhere."""
    again = f", dan kata itu juga tercetak {seen[best]} kali di tempat lain" if seen[best] else ""
    if sound[best] and not any(sound[n] for n in others):
        rewritten = [one for n in others for one in readings[n]]
        marks = sorted({mark for one in rewritten for mark in one.marks})
        if not marks:
            return f"Huruf pada {_names(rewritten)} rusak; {_names(readings[best])} utuh{again}."
        return (
            f"{_names([one for one in readings[best] if one.printed])} memuat huruf yang tercetak; {_names(rewritten)} "
            f"ditulis ulang ({', '.join(marks)}) sehingga ejaannya dapat berubah{again}."
        )
    if counts[best] > max(counts[n] for n in others if sound[n] == sound[best]):
        return f"{counts[best]} rendisi membaca demikian{again}."
    if seen[best] > max(seen[n] for n in others):
        return f"Kata ini tercetak {seen[best]} kali di tempat lain dalam dokumen ini."
    return f"Tidak ada yang memastikan; dipakai {_names(readings[best])}, yang susunannya paling jelas."


def _is_layout(place: Place) -> bool:
    """Whether cells were cut otherwise here: one reading has many words that stand nowhere in another."""
    from rapidfuzz import fuzz

    longest = max(place.words, key=len)
    return len(longest.split()) > _WORDING and any(fuzz.ratio(longest, words) < _HALF for words in place.words)


def _broken(readings: Iterable[str]) -> bool:
    """Whether letters were lost: signs that no font prints stand for them."""
    letters = "".join(readings)
    return "\ufffd" in letters or any(unicodedata.category(letter) in _NO_LETTERS for letter in letters)


def _elsewhere(words: str, reading: Sequence[Rendition], every: Sequence[Rendition]) -> int:
    """How often one of ``every`` prints ``words`` at another place than this one, where ``reading`` has them."""
    parts = re.findall(r"[^\W_]+", words)
    if not parts:
        return 0
    run = re.compile(r"\W+".join(re.escape(part.casefold()) for part in parts))
    here = {one.sha256 for one in reading}
    return max(_count(run, one.folded) - (one.sha256 in here) for one in every)


def _count(run: re.Pattern[str], text: str) -> int:
    """How often ``run`` stands in ``text`` as whole words."""
    found = (match.span() for match in run.finditer(text))
    return sum(not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum() for start, end in found)


def _names(renditions: Sequence[Rendition]) -> str:
    return " dan ".join(dict.fromkeys(one.name for one in renditions))
