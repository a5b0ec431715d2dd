"""Why a statement of a build holds: the rule that gives it, what that rests on, and so on down to printed words.

::

    rules     every rule of the project as patterns: what it says, what it looks at
    matching  patterns matched on the store: the triples that a rule looked at
    proof     the shortest proof of a statement from what documents say
    grounds   what a statement rests on, in one line
    asking    the statement that a person asks for, in words
"""

from __future__ import annotations

from kgkesos.why.asking import asked
from kgkesos.why.grounds import basis, grounds
from kgkesos.why.proof import Reason, Statement, why

__all__ = ["Reason", "Statement", "asked", "basis", "grounds", "why"]
