"""``python -m kgkesos.turtle FILE...``: write Turtle files anew in the one form."""

from __future__ import annotations

import sys
from pathlib import Path

from kgkesos.errors import KgkesosError
from kgkesos.turtle import canonical


def main(names: list[str]) -> str | None:
    """Rewrite each file that has another form; what is wrong with the first that cannot be written."""
    for name in names:
        path = Path(name)
        try:
            text = canonical(path)
        except KgkesosError as error:
            return str(error)
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
