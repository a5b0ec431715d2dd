"""How long each question takes, with every parameter left open and with one told: the median of some runs.

Usage: ``python bench/questions.py [--kg DIR] [--bar MS] [--runs N] [--clock cpu|wall] [NAME ...]``. Without ``--kg``
it builds ``documents/`` first. Exit 1 where a question takes longer than the bar (20 ms). The query and the making of
the answer are timed, as the API does both; the look-up of a name is not.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kgkesos import answers, pipeline, questions, resources
from kgkesos.errors import NodeError
from kgkesos.knowledge import Knowledge
from kgkesos.memory import Lately

BAR = 20.0
RUNS = 5
CLOCKS: Mapping[str, Callable[[], float]] = {"cpu": time.process_time, "wall": time.perf_counter}


def main(words: list[str] | None = None) -> int:
    """Print a line for each question; 1 where one is over the bar."""
    said = _arguments().parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        kg = said.kg or Path(folder)
        if not said.kg:
            pipeline.build([resources.folder("documents")], kg)
        knowledge = Knowledge.open(kg)
        # Each run makes the answer anew.
        knowledge.lately = Lately(0)
        print(f"{'question':<28}{'told':<16}{'rows':>8}{'ms':>10}")
        over = 0
        for question in questions.load():
            if said.names and question.name not in said.names:
                continue
            for told, given in _ways(knowledge, question):
                rows, taken = _timed(knowledge, question, given, said.runs, CLOCKS[said.clock])
                over += taken > said.bar
                mark = "" if taken <= said.bar else f"  over {said.bar:g}"
                print(f"{question.name:<28}{told:<16}{rows:>8}{taken:>10.1f}{mark}", flush=True)
    print(f"\nNo question takes more than {said.bar:g} ms: {'yes' if not over else f'NO, {over} do'}")
    return int(bool(over))


def _arguments() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    found.add_argument("--kg", type=Path, help="a folder with a build; without it, documents/ is built")
    found.add_argument("--bar", type=float, default=BAR, help="milliseconds that a question may take")
    found.add_argument("--runs", type=int, default=RUNS)
    found.add_argument("--clock", choices=CLOCKS, default="wall", help="cpu where the machine has other work")
    found.add_argument("names", nargs="*", metavar="NAME", help="only these questions")
    return found


def _ways(knowledge: Knowledge, question: questions.Question) -> Iterator[tuple[str, dict[str, str]]]:
    """How to ask ``question``: with what it requires alone, then with the first parameter that a value is known for."""
    needed = {one.name: value for one in question.params if one.default is None and (value := _value(knowledge, one))}
    yield ", ".join(needed) or "-", needed
    for param in question.params:
        if param.default is not None and (value := _value(knowledge, param)):
            yield param.name, needed | {param.name: value}
            return


def _value(knowledge: Knowledge, param: questions.Param) -> str | None:
    """A value that the graph has for ``param``; None where only a person can say one."""
    if param.type == "dokumen":
        # One with activities, where there is one: it has the most to answer.
        return min(knowledge.lookup.nodes(), key=lambda node: (node.kind != "Kegiatan", node.iri)).dokumen
    if param.type == "node":
        return next((node.iri for node in knowledge.lookup.nodes() if node.kind == param.kind), None)
    if param.type == "temuan":
        return str(min(knowledge.build.manifest()["finding_codes"]))
    return "PMKS" if param.type == "konsep" or param.name == "istilah" else None


def _timed(
    knowledge: Knowledge, question: questions.Question, given: Mapping[str, str], runs: int, clock: Callable[[], float]
) -> tuple[int, float]:
    """The rows of the answer, and the median of ``runs`` in milliseconds; one that takes a second is run once."""
    taken: list[float] = []
    rows = 0
    while len(taken) < runs and (not taken or taken[0] < 1):
        began = clock()
        try:
            rows = len(answers.ask(knowledge, question.name, given).rows)
        except NodeError:
            return 0, 0.0
        taken.append(clock() - began)
    return rows, 1000 * statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
