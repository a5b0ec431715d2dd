"""The accelerator: SHACL by the package ``pyshifty`` where ``KGKESOS_SHACL=pyshifty`` asks for it, never silently.

pyshacl is the definition of right; a test holds that both find the same. The package is installed with
``pip install kgkesos[cepat]``.
"""

from __future__ import annotations

import os

from rdflib import Graph

from kgkesos.errors import KgkesosError

SETTING = "KGKESOS_SHACL"
PYSHACL, ACCELERATOR = "pyshacl", "pyshifty"


def engine() -> str:
    """The name of the package that runs shapes: that which the environment asks for.

    Raises:
        KgkesosError: it asks for something else than there is.
    """
    asked = os.environ.get(SETTING) or PYSHACL
    if asked not in (PYSHACL, ACCELERATOR):
        raise KgkesosError(f"{SETTING}={asked}: the engines for SHACL are {PYSHACL} and {ACCELERATOR}")
    return asked


def report(data: Graph, shapes: Graph) -> Graph:
    """The validation report of the accelerator on ``data``.

    Raises:
        KgkesosError: the package is not installed.
    """
    try:
        import shifty
    except ImportError as error:
        raise KgkesosError(f"{SETTING}={ACCELERATOR}, but the package is absent: pip install kgkesos[cepat]") from error
    # No rule is run, and only the document is looked at, as by pyshacl.
    found: Graph = shifty.validate(data, shapes, infer=False, graph_mode="data", on_unsupported="error")[1]
    return found
