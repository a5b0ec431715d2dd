"""The command line: a view of the same answers as the API, with no logic of its own."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command; an error that kgkesos raises on purpose is one sentence on standard error and exit code 2."""
    from kgkesos.cli.app import app
    from kgkesos.errors import KgkesosError

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
