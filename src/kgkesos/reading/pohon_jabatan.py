"""A cascading drawn as boxes by position: who heads whom, and which indicators each answers for, told by geometry.

A line drawn between two boxes ties them; without lines the box above whose sides reach over a box does. What only the
layout suggests is ``dugaan``, with the other reading; nothing is invented to complete the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgkesos.normalize import key
from kgkesos.reading import heading, kotak, satuan
from kgkesos.reading.excerpt import Source, text_of
from kgkesos.reading.kotak import INDIKATOR, JABATAN, LAIN, SASARAN, TUJUAN, Isi
from kgkesos.reading.page import Page
from kgkesos.reading.table import head
from kgkesos.records import DUGAAN, PASTI, Dokumen, Indikator, Jabatan, Record, Sasaran, Tujuan

TITLE = re.compile(r"CASCADING|KASKADE|POHON\s+KINERJA|PETA\s+KINERJA|STRUKTUR\s+KINERJA", re.IGNORECASE)
RULE_LINE, RULE_LAYOUT = "garis-antar-kotak", "letak-kotak"
# So many positions and numbered indicators make a drawing by position.
_FEWEST_POSITIONS, _FEWEST_INDICATORS = 2, 3
_LEVELS = re.compile(r"\b(?:tujuan|sasaran|program|kegiatan)\b", re.IGNORECASE)
_FEWEST_LEVELS = 3
# Sides of boxes that meet are this near (points, or less than half a column of a sheet, where its middle is).
_NEAR = 0.4


@dataclass(frozen=True, slots=True)
class Node:
    """A position of the drawing, with the one above it and how that is known; both None at the top."""

    isi: Isi
    above: Isi | None
    rule: str | None


def is_drawing(source: Source) -> bool:
    """Whether ``source`` draws positions in boxes over numbered indicators, and no table of indicators."""
    if source.places is None or not TITLE.search(source.text):
        return False
    found = kotak.contents(source)
    counts = [sum(isi.kind == kind for isi in found) for kind in (JABATAN, INDIKATOR)]
    if counts[0] < _FEWEST_POSITIONS or counts[1] < _FEWEST_INDICATORS:
        return False
    return not any(head(source, n) or _is_head_of_levels(source.words(n)) for n in range(1, source.line_count + 1))


def _is_head_of_levels(line: str) -> bool:
    """Whether a row names the levels of a cascading side by side: the heads of a table, no boxes."""
    return "\t" in line and len({level.upper() for level in _LEVELS.findall(line)}) >= _FEWEST_LEVELS


def read(page: Page) -> tuple[Dokumen, tuple[Record, ...]]:
    """What a drawn cascading says: positions, goals and objectives, and the indicators of each."""
    found = kotak.contents(page.source)
    first = min(page.source.line_of(isi.teks.start) for isi in found if isi.teks and isi.kind != LAIN)
    dokumen = heading.read(page, "cascading", range(1, first), TITLE)
    return dokumen, tuple(_Drawing(page, found).records())


class _Drawing:
    """The boxes of one document, and the ids given to what stands in them."""

    def __init__(self, page: Page, found: Sequence[Isi]) -> None:
        self.page = page
        self.found = [isi for isi in found if isi.teks]
        self.ids: dict[int, str] = {}
        self.nodes = [Node(isi, *_superior(page.source, isi, self.found)) for isi in self.found if isi.kind == JABATAN]

    def records(self) -> Iterator[Record]:
        """The records in the order of ranks, then of the text: what is tied to comes first."""
        for node in sorted(self.nodes, key=lambda node: node.isi.rank):
            yield self._position(node)
        for kind in (TUJUAN, SASARAN):
            yield from (self._level(isi) for isi in self.found if isi.kind == kind)
        indicators = [isi for isi in self.found if isi.kind == INDIKATOR]
        owners = {id(isi): self._owner(isi) for isi in indicators}
        by_rank = sorted(indicators, key=lambda isi: owner.rank if (owner := owners[id(isi)]) else 0)
        for isi in by_rank:
            yield self._indicator(isi, owners, indicators)

    def _position(self, node: Node) -> Jabatan:
        name = node.isi.teks.squeezed()
        twin = sum(key(other.isi.teks.text) == key(name.text) for other in self.nodes) > 1
        parent = self.ids.get(id(node.above)) if twin and node.above else None
        identifier = self.page.new_id(parent, "jabatan", name.text, name.text)
        self.ids[id(node.isi)] = identifier
        self.page.take(node.isi.teks)
        above = node.above.teks.squeezed() if node.above else None
        sure = node.rule in (None, RULE_LINE)
        return Jabatan(
            id=identifier,
            bukti=self.page.evidence({"nama": name, "atasan": above}),
            nama=name.text,
            atasan=text_of(above),
            aturan_induk=node.rule,
            kepastian_induk=PASTI if sure else DUGAAN,
            alternatif=None if sure else "Atasan hanya tampak dari letak kotak; garis hubungan tidak tergambar.",
        )

    def _level(self, isi: Isi) -> Tujuan | Sasaran:
        text = isi.teks.squeezed().strip(" .;")
        above = _nearest(isi, [other for other in self.found if other.kind == TUJUAN]) if isi.kind == SASARAN else None
        head = self._owner(isi)
        parent = self.ids.get(id(above or head)) if isi.kind == SASARAN and (above or head) else None
        self.ids[id(isi)] = identifier = self.page.new_id(parent, isi.kind, text_of(isi.nomor), text.text)
        self.page.take(isi.teks)
        made: type[Tujuan] | type[Sasaran] = Tujuan if isi.kind == TUJUAN else Sasaran
        return made(
            id=identifier,
            induk=parent,
            bukti=self.page.evidence({"teks": text, "nomor": isi.nomor}),
            aturan_induk=RULE_LAYOUT if parent else None,
            kepastian=DUGAAN if isi.terbuka else PASTI,
            alternatif="Tidak berlabel: dapat juga tujuan atau kinerja jabatan." if isi.terbuka else None,
            teks=text.text,
            nomor=text_of(isi.nomor),
        )

    def _owner(self, isi: Isi) -> Isi | None:
        return _nearest(isi, [node.isi for node in self.nodes])

    def _unknown_head(self, isi: Isi, owner: Isi | None) -> str | None:
        """What to say where a box that is not known as a position stands between ``isi`` and its ``owner``."""
        unknown = [other for other in self.found if other.kind == LAIN]
        nearest = _nearest(isi, [*unknown, *([owner] if owner else [])])
        if nearest is None or nearest is owner:
            return None
        name = nearest.teks.squeezed().text
        return f'Bisa juga milik "{name}", kotak di atasnya yang tidak dikenali sebagai jabatan.'

    def _indicator(self, isi: Isi, owners: dict[int, Isi | None], all_of: Sequence[Isi]) -> Indikator:
        owner = owners[id(isi)]
        objective = _nearest(isi, [other for other in self.found if other.kind == SASARAN])
        if objective and self._owner(objective) is not owner:
            objective = None
        parent = self.ids.get(id(objective or owner))
        printed = isi.teks.squeezed().strip(" .;")
        name, unit = satuan.apart(printed)
        self.page.take(isi.teks)
        self.ids[id(isi)] = self.page.new_id(parent, "indikator", text_of(isi.nomor), name.text)
        detailed, sure, others = self._detailed(isi, owner, owners, all_of)
        tied = self.ids.get(id(detailed)) if detailed else None
        fields = {"nama": name, "nomor": isi.nomor, "satuan": unit, "teks_tercetak": printed if unit else None}
        unknown = self._unknown_head(isi, owner)
        return Indikator(
            id=self.ids[id(isi)],
            induk=parent,
            bukti=self.page.evidence(fields),
            kepastian_induk=DUGAAN if unknown else PASTI,
            aturan_induk=RULE_LAYOUT if parent else None,
            alternatif=unknown or _others(others, sure=bool(tied)),
            nama=name.text,
            teks_tercetak=text_of(fields["teks_tercetak"]),
            nomor=text_of(isi.nomor),
            satuan=text_of(unit),
            menjabarkan=tied,
            kepastian_menjabarkan=(PASTI if sure else DUGAAN) if tied else None,
        )

    def _detailed(
        self, isi: Isi, owner: Isi | None, owners: dict[int, Isi | None], all_of: Sequence[Isi]
    ) -> tuple[Isi | None, bool, str]:
        """The indicator above that has the same number or the one it begins with; whether that is sure; others.

        The superior's own comes first, that of a position further up last; it is open where a position beside the
        superior, or one of the same rank between the two, has one, too. Where only another of the superior's rank has
        one, that is open as well.
        """
        node = next((node for node in self.nodes if node.isi is owner), None)
        # A number alone begins anew in each box: only "1.1" refers to another.
        numbered = isi.nomor is not None and "." in isi.nomor.text
        if node is None or isi.nomor is None or not numbered or owner is None or node.above is None:
            return None, False, ""
        above = node.above
        wanted = {isi.nomor.text, isi.nomor.text.rpartition(".")[0]}
        alike = [other for other in all_of if other.nomor and other.nomor.text in wanted]
        # The same number before the one it begins with.
        alike.sort(key=lambda other: -len(other.nomor.text) if other.nomor else 0)
        held = [(other, head) for other in alike if (head := owners[id(other)]) and head is not owner]
        own = [other for other, head in held if head is above]
        beside = [(other, head) for other, head in held if head is not above and _may_lead(head, above, owner)]
        same = [other for other in own if own[0].nomor and other.nomor and other.nomor.text == own[0].nomor.text]
        if len(same) > 1:
            return None, False, "; ".join(other.teks.squeezed().text for other in same)
        if own:
            return own[0], not beside, "; ".join(dict.fromkeys(head.teks.squeezed().text for _, head in beside))
        of_rank = [(other, head) for other, head in held if head.rank == above.rank]
        if len({id(head) for _, head in of_rank}) == 1:
            return of_rank[0][0], False, ""
        return (None if of_rank else self._further_up(above, held)), False, ""

    def _further_up(self, above: Isi, held: Sequence[tuple[Isi, Isi]]) -> Isi | None:
        """The one indicator of the nearest position above ``above`` that has any of ``held``: a level was skipped."""
        node = next((node for node in self.nodes if node.isi is above), None)
        while node is not None and node.above is not None:
            own = [other for other, head in held if head is node.above]
            if own:
                return own[0] if len(own) == 1 else None
            node = next((one for one in self.nodes if one.isi is node.above), None)
        return None


def _may_lead(head: Isi, above: Isi, owner: Isi) -> bool:
    """Whether ``head`` stands beside the superior ``above`` of ``owner``, or between the two with the owner's rank."""
    if head.rank == above.rank and abs(head.box.top - above.box.top) < head.box.height / 2:
        return True
    return head.rank == owner.rank and above.box.top < head.box.top < owner.box.top - owner.box.height / 2


def _others(named: str, *, sure: bool) -> str | None:
    """What else the indicator may detail; ``sure``: it is tied to one, and these are other readings."""
    if not named:
        return None
    return f"Bisa juga menjabarkan indikator {named}." if sure else f"Nomornya sama pada lebih dari satu: {named}."


def _superior(source: Source, isi: Isi, found: Sequence[Isi]) -> tuple[Isi | None, str | None]:
    """The position above ``isi`` and the rule that found it: a line between their boxes, else the box over it."""
    positions = [other for other in found if other.kind == JABATAN and other.rank < isi.rank]
    for link in source.places.links if source.places else ():
        if link.lower.page == isi.box.page and link.lower.holds(*isi.box.middle):
            within = [other for other in positions if link.upper.holds(*other.box.middle)]
            if within:
                return within[0], RULE_LINE
    above = _nearest(isi, positions)
    return above, RULE_LAYOUT if above else None


def _nearest(isi: Isi, candidates: Sequence[Isi]) -> Isi | None:
    """The lowest of ``candidates`` above ``isi`` whose sides reach over its middle; in its box, the last before it."""
    middle = (isi.box.x0 + isi.box.x1) / 2
    over = [
        other
        for other in candidates
        if other is not isi
        and other.box.page == isi.box.page
        and other.box.x0 - _NEAR <= middle <= other.box.x1 + _NEAR
        and (other.box.bottom <= isi.box.top + _NEAR or _before_in_box(other, isi))
    ]
    return max(over, key=lambda other: (other.box.top, other.teks.start), default=None)


def _before_in_box(other: Isi, isi: Isi) -> bool:
    return other.box == isi.box and other.teks.start < isi.teks.start
