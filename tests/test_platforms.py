"""What only Linux and macOS have is asked for where they alone come: a planner's laptop runs Windows."""

from __future__ import annotations

import json
import subprocess
import sys

# The modules of Python's own library that Windows lacks, and what of it is not installed there.
LACKING = ("fcntl", "grp", "pwd", "resource", "termios", "tty", "uvloop")
# A worker of the SPARQL endpoint, and a second process of the server: both are refused on Windows with a sentence.
ELSEWHERE = {"kgkesos.sparql.sandbox", "kgkesos.sparql.worker", "kgkesos.web.operations.child"}

IMPORTING = f"""
import importlib, json, os, pkgutil, sys
sys.modules |= dict.fromkeys({LACKING!r})
import kgkesos
failed = {{}}
for one in pkgutil.walk_packages(kgkesos.__path__, "kgkesos."):
    if one.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(one.name)
    except ImportError as error:
        failed[one.name] = str(error)
print(json.dumps(failed))
"""


def test_what_windows_lacks_is_imported_by_what_never_runs_there_alone() -> None:
    command = [sys.executable, "-W", "ignore:only soft file lock", "-c", IMPORTING]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert set(json.loads(told.stdout)) == ELSEWHERE
