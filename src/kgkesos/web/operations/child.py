"""One of several server processes: ``python -m kgkesos.web.operations.child FD PARENT``, for ``processes`` alone.

Its settings stand in its environment; it ends with its parent.
"""

from __future__ import annotations

import socket
import sys

from kgkesos.errors import KgkesosError
from kgkesos.sparql import sandbox
from kgkesos.web import server
from kgkesos.web.operations import settings


def main(arguments: list[str]) -> int:
    """Serve at the socket that the first argument names; the exit status."""
    descriptor, parent = (int(argument) for argument in arguments)
    sandbox.die_with(parent)
    try:
        chosen = settings.read({})
        with (
            server.serving(chosen.kg, chosen.url, chosen.limits, chosen.operations) as served,
            socket.socket(fileno=descriptor) as listening,
            server.stopped_by_signals(served),
        ):
            served.run(sockets=[listening])
    except KgkesosError as error:
        print(f"kgkesos: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
