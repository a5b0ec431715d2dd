"""How far a build is: a bar with its rate on a terminal, else a line for each step."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from kgkesos.cli import settings

if TYPE_CHECKING:
    from kgkesos.intake import Progress, Step


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """The rate of ``task`` as "3,1/detik"."""
        return Text(f"{task.speed:.1f}/detik".replace(".", ",") if task.speed else "", style="dim")


@contextmanager
def shown() -> Iterator[Progress]:
    """What a build tells its steps to, on standard error; nothing where that is quiet."""
    if settings.current().quiet:
        yield lambda _: None
        return
    if not sys.stderr.isatty():
        yield _Lines().tell
        return
    console = Console(file=sys.stderr, highlight=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), _Rate())
    with Bar(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(step: Step) -> None:
            if step.total:
                bar.update(task, description=step.name, completed=step.done, total=step.total)
            else:
                bar.update(task, description=step.name)

        yield tell


class _Lines:
    """A line a step; a counted one with its number and, from the second on, the rate."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def tell(self, step: Step) -> None:
        """Print ``step``."""
        count = ""
        if step.total:
            if step.done == 0:
                self._began = time.monotonic()
            spent = time.monotonic() - self._began
            rate = f", {step.done / spent:.1f}/detik".replace(".", ",") if step.done and spent > 0 else ""
            count = f"[{step.done + 1}/{step.total}{rate}] "
        print(f"  {count}{step.name}", file=sys.stderr)
