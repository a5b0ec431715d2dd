"""Rules that OWL RL lacks: CONSTRUCT queries in files, run to a fixpoint over one document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgkesos import resources
from kgkesos.errors import DataFileError
from kgkesos.store import Scratch, Triple

# Rules feed each other at most a few times; more rounds than this means a rule that makes new nodes for ever.
MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Derivation:
    """A rule: its name (that of its file) and its CONSTRUCT."""

    name: str
    text: str


def load() -> tuple[Derivation, ...]:
    """Every rule in ``queries/derivations``, by name."""
    paths = resources.files("queries", "derivations/*.rq")
    return tuple(Derivation(path.stem, path.read_text(encoding="utf-8")) for path in paths)


def derive(scratch: Scratch, rules: Sequence[Derivation], without: frozenset[Triple] = frozenset()) -> set[Triple]:
    """Put into ``scratch`` what ``rules`` add to it, given its background (codes and concepts, which are not repeated).

    Returns what was added.

    Nothing of ``without`` is derived, and nothing follows from it: what somebody decided against.

    Raises:
        DataFileError: a rule goes on making new triples after ``MOST_ROUNDS`` rounds.
    """
    added: set[Triple] = set()
    for _ in range(MOST_ROUNDS):
        new = {triple for rule in rules for triple in scratch.new(rule.text)} - without
        if not new:
            return added
        added |= new
        scratch.add(new)
    path = resources.folder("queries") / "derivations"
    raise DataFileError(path, f"the rules still add triples after {MOST_ROUNDS} rounds")
