"""The command line: a view of the same answers as the API, with no logic of its own."""

from __future__ import annotations

import io
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run a command; an error that kgkesos raises on purpose is one sentence on standard error and exit code 2."""
    from kgkesos.cli.app import app
    from kgkesos.errors import KgkesosError

    if sys.stdout is None:
        _unwritable("it is closed")
    _hold_every_sign()
    try:
        try:
            app()
        finally:
            # What cannot be written is told here, not when Python ends.
            sys.stdout.flush()
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
    except OSError as error:
        # Standard output has no name; what a store says of its disk has no number, and is no matter of output.
        if error.filename is not None or error.errno is None:
            raise
        # Nothing is left to be written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _unwritable(error.strerror)


def _unwritable(reason: str | None) -> NoReturn:
    """End the program: what it was asked for has no place to go."""
    print(f"kgkesos: keluaran tidak dapat ditulis (the output cannot be written): {reason}", file=sys.stderr)
    sys.exit(2)


def _hold_every_sign() -> None:
    """Let standard output and error take whatever a document prints: Windows' own encodings lack many signs.

    What goes to a file or a pipe is UTF-8, as all that kgkesos writes, unless ``PYTHONIOENCODING`` says otherwise. A
    sign that an encoding lacks is written by its number.
    """
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            kept = stream.isatty() or encoding
            stream.reconfigure(encoding=None if kept else "utf-8", errors=errors or "backslashreplace")
