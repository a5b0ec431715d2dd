"""Which records of two renditions are the same thing: by the record above, the printed number, then the words.

Renditions differ in spacing and in single letters, so words are compared by their letters and need not be equal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from kgkesos.normalize import key
from kgkesos.reading.merge.rendition import words
from kgkesos.records import Definisi, Formula, Metadata, Record, Target

# How alike (0 to 100) the letters must be: where the printed number or the place already says so, and where not.
SAME_PLACE = 50
ALIKE = 75
# Letters that a file's end cut off still begin the whole text; fewer than this begin many.
_SHORTEST_BEGINNING = 8
_Pair = tuple[Record, Record]


def pairs(mine: Sequence[Record], theirs: Sequence[Record], torn: Collection[str] = ()) -> dict[str, str]:
    """For the id of each of ``theirs`` that is also one of ``mine``, the id of that one. No record is paired twice.

    ``torn`` are the ids of records in which their file ends.
    """
    below_mine, below_theirs = _by_parent(mine), _by_parent(theirs)
    found: dict[str, str] = {}
    waiting: list[tuple[str | None, str | None]] = [(None, None)]
    while waiting:
        parent, twin = waiting.pop()
        for jenis, candidates in below_theirs.get(twin, {}).items():
            for one, other in _matched(below_mine.get(parent, {}).get(jenis, ()), candidates, torn):
                found[other.id] = one.id
                waiting.append((one.id, other.id))
    for one, other in _elsewhere(mine, theirs, found):
        found[other.id] = one.id
    return found


def _by_parent(records: Iterable[Record]) -> dict[str | None, dict[str, list[Record]]]:
    records = list(records)
    known = {record.id for record in records}
    below: dict[str | None, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        below[record.induk if record.induk in known else None][record.jenis].append(record)
    return below


def _elsewhere(mine: Sequence[Record], theirs: Sequence[Record], found: dict[str, str]) -> list[_Pair]:
    """Records left over whose words stand once in each: the renditions hang them under different records."""
    taken = set(found.values())
    left = [_unique(record for record in mine if record.id not in taken)]
    left.append(_unique(record for record in theirs if record.id not in found))
    return [(left[0][words], left[1][words]) for words in left[0] if words in left[1]]


def _unique(records: Iterable[Record]) -> dict[tuple[str, str], Record]:
    listed = [((record.jenis, _letters(record)), record) for record in records if not isinstance(record, Formula)]
    counts = Counter(said for said, _ in listed)
    return {said: record for said, record in listed if counts[said] == 1 and said[1]}


def _matched(mine: Sequence[Record], theirs: Sequence[Record], torn: Collection[str]) -> list[_Pair]:
    """The pairs among records of one kind under one parent, the surest first."""
    found: list[_Pair] = []
    rules: tuple[Callable[[Sequence[Record], Sequence[Record]], list[_Pair]], ...] = (
        _same_number,
        _same_letters,
        _much_alike,
        _only_ones,
    )
    for rule in rules:
        found.extend(rule(mine, theirs))
        taken = {id(record) for pair in found for record in pair}
        mine = [record for record in mine if id(record) not in taken]
        theirs = [record for record in theirs if id(record) not in taken]
    return found + [(one, other) for other in theirs if other.id in torn for one in mine if _begins(other, one)][:1]


def _same_number(mine: Sequence[Record], theirs: Sequence[Record]) -> list[_Pair]:
    """Those whose number or letter stands once on each side, and whose words are not quite others."""
    numbered = [_once(mine, _number), _once(theirs, _number)]
    both = [(numbered[0][n], numbered[1][n]) for n in numbered[0] if n in numbered[1]]
    return [(one, other) for one, other in both if _likeness(one, other) >= SAME_PLACE]


def _same_letters(mine: Sequence[Record], theirs: Sequence[Record]) -> list[_Pair]:
    """Those with the same letters; of several, the first with the first."""
    waiting: dict[str, list[Record]] = defaultdict(list)
    for record in mine:
        waiting[_letters(record)].append(record)
    return [(queue.pop(0), other) for other in theirs if (queue := waiting[_letters(other)])]


def _much_alike(mine: Sequence[Record], theirs: Sequence[Record]) -> list[_Pair]:
    """The most alike first; of equals, those printed first."""
    scored = [
        (-score, at, to, one, other)
        for at, one in enumerate(mine)
        for to, other in enumerate(theirs)
        if (score := _likeness(one, other)) >= ALIKE
    ]
    found: list[_Pair] = []
    used: set[tuple[str, int]] = set()
    for _, at, to, one, other in sorted(scored, key=lambda entry: entry[:3]):
        if not used & {("mine", at), ("theirs", to)}:
            used |= {("mine", at), ("theirs", to)}
            found.append((one, other))
    return found


def _only_ones(mine: Sequence[Record], theirs: Sequence[Record]) -> list[_Pair]:
    """The only one left on each side: an indicator has one formula, however it is written."""
    if len(mine) != 1 or len(theirs) != 1:
        return []
    same = isinstance(mine[0], Formula) or _likeness(mine[0], theirs[0]) >= SAME_PLACE
    return [(mine[0], theirs[0])] if same else []


def _begins(torn: Record, whole: Record) -> bool:
    """Whether the words of ``torn`` are the beginning of those of ``whole``, or much like it."""
    from rapidfuzz import fuzz

    short, long = _letters(torn), _letters(whole)
    return bool(short) and (long.startswith(short) or fuzz.ratio(short, long[: len(short)]) >= ALIKE)


def _once(records: Iterable[Record], of: Callable[[Record], str | None]) -> dict[str, Record]:
    listed = [(said, record) for record in records if (said := of(record))]
    counts = Counter(said for said, _ in listed)
    return {said: record for said, record in listed if counts[said] == 1}


def _number(record: Record) -> str | None:
    """The number or letter that a record is printed with; of a target, its year."""
    if isinstance(record, Target):
        return str(record.tahun) if record.tahun else None
    printed = next((value for name in ("huruf", "nomor", "kode") if (value := getattr(record, name, None))), None)
    return key(printed) if printed else None


def _letters(record: Record) -> str:
    """The letters that tell a record: of a definition its term, of a metadata field its label, else what it says."""
    match record:
        case Definisi():
            return key(record.istilah)
        case Metadata():
            return key(record.label)
        case Formula():
            return key(record.ekspresi)
    return key(words(record))


def _likeness(one: Record, other: Record) -> float:
    """How alike two records' letters are, 0 to 100; letters that the end of a file cut off count as the whole."""
    from rapidfuzz import fuzz

    short, long = sorted((_letters(one), _letters(other)), key=len)
    if len(short) >= _SHORTEST_BEGINNING and long.startswith(short):
        return 100.0
    return fuzz.ratio(short, long)
