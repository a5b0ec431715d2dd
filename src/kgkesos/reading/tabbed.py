"""Tables that a typist made with tabs: consecutive paragraphs of three or more parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kgkesos.reading.blocks import Block, Cell, Paragraph, Table

_FEWEST_PARTS = 3
_FEWEST_ROWS = 2


def tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """``blocks``, each run of paragraphs whose tabs make columns as a table; a tab elsewhere is but a wide space."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _is_row(block.text):
            run.append(block)
            continue
        yield from _ended(run)
        run = []
        yield block
    yield from _ended(run)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.strip("\n").split("\t")]


def _is_row(text: str) -> bool:
    """Whether ``text`` has three filled parts, none of them the colon of a label."""
    filled = [part for part in _parts(text) if part] if "\t" in text and "\n" not in text.strip() else []
    return len(filled) >= _FEWEST_PARTS and not any(part == ":" or part.startswith(": ") for part in filled)


def _ended(run: Sequence[Paragraph]) -> Iterator[Block]:
    if len(run) < _FEWEST_ROWS:
        yield from run
        return
    rows = [_parts(paragraph.text) for paragraph in run]
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    # Tabs that only lead to the right place part no columns.
    kept = [at for at in range(width) if any(row[at] for row in padded)]
    yield Table(
        tuple(tuple(Cell(row[at], paragraph.place) for at in kept) for row, paragraph in zip(padded, run, strict=True))
    )
