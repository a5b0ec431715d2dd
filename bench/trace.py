"""How long a trace and a search take in process, on a build that is opened once.

Usage: ``python bench/trace.py [KG]``: the build in service in the folder ``KG``, by default a fresh one of
``documents/``. Every node of a cascade (at most ``SAMPLE``, evenly chosen) is traced up, and searched for by three of
its words, once as they stand and once misspelt. p50 and p95 in milliseconds. Nothing is cached between the calls but
what SQLite and the system keep; ``x`` compares with one lookup by IRI in the same run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kgkesos import pipeline  # noqa: E402
from kgkesos.knowledge import Knowledge  # noqa: E402
from kgkesos.lookup import Node  # noqa: E402
from kgkesos.trace import LEVELS, trace  # noqa: E402

SAMPLE = 500


def main(arguments: Sequence[str]) -> int:
    """Print a line for each kind of call."""
    with tempfile.TemporaryDirectory() as folder:
        kg = Path(arguments[0]) if arguments else Path(folder)
        if not arguments:
            pipeline.build([ROOT / "documents"], kg)
        knowledge = Knowledge.open(kg)
        nodes = knowledge.lookup.nodes(LEVELS)
        chosen = nodes[:: max(1, len(nodes) // SAMPLE)]
        print(f"{len(nodes)} nodes of {len(knowledge.lookup.documents())} documents, {len(chosen)} of them tried")
        calls: dict[str, Callable[[Node], object]] = {
            "lookup by IRI": lambda node: knowledge.lookup.node(node.iri),
            "trace up": lambda node: trace(knowledge, node.iri),
            "trace down": lambda node: trace(knowledge, node.iri, up=False),
            "search": lambda node: knowledge.search(" ".join(node.label.split()[:3])),
            "search, misspelt": lambda node: knowledge.search(misspelt(" ".join(node.label.split()[:3]))),
        }
        base = 0.0
        for name, call in calls.items():
            times = sorted(timed(call, node) for node in chosen)
            median, late = times[len(times) // 2], times[int(len(times) * 0.95)]
            base = base or median
            print(f"{name:<18} p50 {median * 1000:8.3f} ms   p95 {late * 1000:8.3f} ms   {median / base:6.0f} x")
    return 0


def misspelt(words: str) -> str:
    """``words`` with a letter of the middle left out."""
    at = len(words) // 2
    return words[:at] + words[at + 1 :]


def timed(call: Callable[[Node], object], node: Node) -> float:
    """The seconds of one call."""
    began = time.perf_counter()
    call(node)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
