"""The command line: a view of the same answers as the API, with no logic of its own."""

from __future__ import annotations

import io
import os
import sys


def main() -> None:
    """Run a command; an error that kgkesos raises on purpose is one sentence on standard error and exit code 2."""
    from kgkesos.cli.app import app
    from kgkesos.errors import KgkesosError

    _hold_every_sign()
    try:
        app()
    except KgkesosError as error:
        print(f"kgkesos: {error}", file=sys.stderr)
        sys.exit(2)
    except ValueError as error:
        # A word in another encoding than the terminal's reaches Python as letters that no text can hold.
        if not any("\ud800" <= letter <= "\udfff" for word in sys.argv[1:] for letter in word):
            raise
        print(f"kgkesos: perintah ini memuat huruf yang bukan UTF-8 (not UTF-8): {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _hold_every_sign() -> None:
    """Let standard output and error take whatever a document prints: Windows' own encodings lack many signs.

    What goes to a file or a pipe is UTF-8, as all that kgkesos writes, unless ``PYTHONIOENCODING`` says otherwise. A
    sign that an encoding lacks is written by its number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            kept = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if kept else "utf-8", errors="backslashreplace")
