"""Which renditions are one document: by kind, office, region and year, then by positions and text; never by file name.

What is printed or told decides first: another kind, office, region or year is another document, whatever the texts
say. A year or region that only one prints is no contradiction, but then more of the texts must agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kgkesos.reading.merge.rendition import TELLING, Rendition
from kgkesos.records import Perbandingan

# Two texts are renditions of one document when this share of the smaller one's records stands in the other too ...
SAME_WORK = 0.8
# ... this share, where the year or the region is not known of both: another year's edition repeats most texts ...
SAME_WORK_UNSURE = 0.95
# ... or this share, letter for letter, where neither office nor region is known to tell them apart.
SAME_WORK_OF_NOBODY = 0.98
# Of the positions of the smaller one, this share must be positions of the other; the last of a cut file may be torn.
SAME_POSITIONS = 0.8
# Items at the same letter of the same position may differ altogether in this share only: another edition's do.
CONTRADICTIONS = 0.02
OTHER_WORDS = 50
# Two texts are printings of the same words when they are this much alike (0 to 100), and their figures are equal.
ALIKE = 90
# Tenths of a per cent in the whole.
_TENTHS = 1000
_CALLED = {"instansi": "instansi", "wilayah": "wilayah", "tahun": "tahun", "id": "id yang diberitahukan"}


@dataclass(slots=True)
class Group:
    """Renditions of one document; ``torn`` counts the documents that they might belong to as well."""

    members: list[Rendition]
    torn: int = 0

    @property
    def dated(self) -> bool:
        """Whether one of them has a year."""
        return any(member.facts["tahun"] for member in self.members)


def groups(renditions: Sequence[Rendition]) -> list[Group]:
    """``renditions`` by document, whatever their order.

    Those with a year are grouped first, and of equals the one with most records. One without a year joins the only
    document it fits; where it fits several that tell their years, it stays apart from them and that is counted.
    """
    made: list[Group] = []
    order = sorted(renditions, key=lambda one: (one.facts["tahun"] is None, -len(one.reading.records), one.sha256))
    for one in order:
        homes = [group for group in made if _belongs(one, group)]
        sure = [group for group in homes if group.dated]
        if len(sure) > 1:
            homes = [group for group in homes if not group.dated]
        elif sure:
            homes = sure
        if homes:
            homes[0].members.append(one)
        else:
            made.append(Group([one], torn=len(sure) if len(sure) > 1 else 0))
    return made


def _belongs(one: Rendition, group: Group) -> bool:
    """Whether nothing tells ``one`` from any member, and its texts stand in one of them."""
    return all(_apart(one, member) is None for member in group.members) and any(
        compare(one, member).satu for member in group.members
    )


def comparisons(found: Sequence[Group]) -> tuple[Perbandingan, ...]:
    """For each two renditions, whether they became one document and why."""
    said: list[Perbandingan] = []
    placed = [(member, group) for group in found for member in group.members]
    placed.sort(key=lambda pair: (pair[0].name, pair[0].sha256))
    for at, (one, group) in enumerate(placed):
        for other, home in placed[at + 1 :]:
            said.append(_grouped(compare(one, other), group, home))
    return tuple(said)


def _grouped(said: Perbandingan, group: Group, home: Group) -> Perbandingan:
    """``said`` as it came out: a third file may tie the two together, or several documents may fit one."""
    together = group is home
    if said.satu == together:
        return said
    if together:
        reason = f"{said.alasan} Keduanya tetap satu dokumen karena berkas lain memuat teks dari kedua-duanya."
    else:
        count = max(group.torn, home.torn)
        reason = f"Teksnya cocok, tetapi juga cocok dengan dokumen tahun lain ({count} dokumen); tidak digabung."
    return Perbandingan(said.rendisi, said.berkas, together, reason, said.jabatan, said.teks)


def compare(one: Rendition, other: Rendition) -> Perbandingan:
    """Whether two renditions are of one document, by themselves."""
    apart = _apart(one, other)
    rendisi, berkas = (one.sha256, other.sha256), (one.name, other.name)
    if apart:
        return Perbandingan(rendisi, berkas, False, apart)
    positions = _shared_positions(one, other)
    nobody = not one.facts["instansi"] and not one.facts["wilayah"]
    texts = _shared_texts(one, other, exact=nobody)
    wanted = _wanted(one, other, nobody)
    if positions is not None and positions < SAME_POSITIONS:
        reason = f"Hanya {_share(positions)} jabatannya sama (paling sedikit {_share(SAME_POSITIONS)})."
        return Perbandingan(rendisi, berkas, False, reason, positions, texts)
    if texts < wanted:
        reason = f"Hanya {_share(texts)} teksnya sama (paling sedikit {_share(wanted)})."
        return Perbandingan(rendisi, berkas, False, reason, positions, texts)
    contradicting = _contradicting(one, other)
    if contradicting > CONTRADICTIONS:
        most = _share(CONTRADICTIONS)
        reason = f"{_share(contradicting)} butir dengan huruf yang sama berisi hal lain (paling banyak {most})."
        return Perbandingan(rendisi, berkas, False, reason, positions, texts)
    return Perbandingan(rendisi, berkas, True, _together(one, other, positions, texts), positions, texts)


def _apart(one: Rendition, other: Rendition) -> str | None:
    """What is printed or told that tells the two apart, as a sentence; None where nothing does."""
    kinds = one.reading.dokumen.jenis, other.reading.dokumen.jenis
    if kinds[0] != kinds[1]:
        return f"Jenisnya berbeda: {kinds[0]} dan {kinds[1]}."
    for name in TELLING:
        mine, theirs = one.facts[name], other.facts[name]
        if mine and theirs and mine != theirs:
            return f"Beda {_CALLED[name]}: {one.said[name]} dan {other.said[name]}."
    if one.changes != other.changes and None not in (one.changes, other.changes):
        if one.changes and other.changes:
            return f"Beda perubahan menurut judulnya: {one.changes} dan {other.changes}."
        having = one if one.changes else other
        return f"Hanya judul {having.name} yang menyebut {having.changes}."
    if bool(one.facts["instansi"]) != bool(other.facts["instansi"]):
        having = one if one.facts["instansi"] else other
        return f"Instansi hanya disebut untuk {having.name}; sebutkan di dokumen.toml bila sama."
    return None


def _wanted(one: Rendition, other: Rendition, nobody: bool) -> float:
    if nobody:
        return SAME_WORK_OF_NOBODY
    sure = all(one.facts[name] and other.facts[name] for name in ("tahun", "wilayah"))
    return SAME_WORK if sure else SAME_WORK_UNSURE


def _together(one: Rendition, other: Rendition, positions: float | None, texts: float) -> str:
    shared = [name for name in TELLING if one.facts[name] and other.facts[name]]
    parts = [f"Jenis sama ({one.reading.dokumen.jenis})"]
    parts += [f"{_CALLED[name]} sama ({one.said[name]})" for name in shared]
    for name in TELLING:
        having = one if one.facts[name] else other
        if bool(one.facts[name]) != bool(other.facts[name]):
            parts.append(f"{_CALLED[name]} {having.said[name]} hanya ada pada {having.name}")
    if positions is not None:
        parts.append(f"{_share(positions)} jabatan sama")
    return "; ".join([*parts, f"{_share(texts)} teks yang lebih pendek ada pada keduanya"]) + "."


def _shared_positions(one: Rendition, other: Rendition) -> float | None:
    """The share of the smaller one's positions that the other has; None where one of them names none."""
    fewer, more = sorted((one.positions, other.positions), key=len)
    if not fewer:
        return None
    # A name that the end of a file cut off begins a whole one.
    shared = sum(1 for name in fewer if name in more or any(whole.startswith(name) for whole in more))
    return shared / len(fewer)


def _shared_texts(one: Rendition, other: Rendition, *, exact: bool) -> float:
    """The share of the smaller one's texts that the other has, or, unless ``exact``, that it has much alike."""
    mine, theirs = Counter(one.texts), Counter(other.texts)
    smaller = min(mine.total(), theirs.total())
    if not smaller:
        return 0.0
    shared = (mine & theirs).total()
    if not exact and shared < smaller:
        shared += _alike(mine - theirs, theirs - mine)
    return shared / smaller


def _contradicting(one: Rendition, other: Rendition) -> float:
    """Of the items with the same letter at the same place, the share that say something else altogether."""
    from rapidfuzz import fuzz

    both = [(letters, other.numbered[place]) for place, letters in one.numbered.items() if place in other.numbered]
    # The end of a cut file may leave a few letters of an item: that is no other item.
    apart = [pair for pair in both if fuzz.ratio(*pair) < OTHER_WORDS and not _begins(*pair)]
    return len(apart) / len(both) if both else 0.0


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _alike(mine: Counter[tuple[str, str]], theirs: Counter[tuple[str, str]]) -> int:
    from rapidfuzz import fuzz, process

    fewer, more = sorted((list(mine.elements()), list(theirs.elements())), key=len)
    found = 0
    for kind, letters in fewer:
        choices = {at: text for at, (other, text) in enumerate(more) if other == kind and _figures(text, letters)}
        best = process.extractOne(letters, choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best:
            found += 1
            more.pop(best[2])
    return found


def _figures(one: str, other: str) -> bool:
    """Whether two texts have the same figures: another year or number is another statement."""
    return [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]


def _share(value: float) -> str:
    """A share as a percentage, cut off after one figure: it never says more than was reached."""
    return f"{int(value * _TENTHS) / 10:g}%".replace(".", ",")
