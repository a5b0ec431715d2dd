"""Findings: what is missing or wrong in a document, as its structure alone decides.

::

    shapes/*.ttl          -> load_shapes -> validate        SHACL on what was asserted and what follows from it
    queries/checks/*.rq   -> load_checks -> run_checks      SPARQL for what SHACL expresses badly
    ontology/kgkesos.ttl  -> (closure)   -> contradictions  what the ontology forbids
                                            to_graph        findings as triples, with their evidence

Codes, levels and texts stand in those files; Python only runs them. Delete a shape, and exactly its findings vanish.
"""

from __future__ import annotations

from kgkesos.findings.bukti import evidence
from kgkesos.findings.cepat import engine
from kgkesos.findings.checks import Check, load_checks, run_checks
from kgkesos.findings.graph import to_graph
from kgkesos.findings.model import LANGUAGES, LEVELS, Temuan, ordered
from kgkesos.findings.shapes import (
    CONTRADICTION,
    codes,
    contradictions,
    load_ontology_shapes,
    load_shapes,
    report,
    validate,
)

__all__ = [
    "CONTRADICTION",
    "LANGUAGES",
    "LEVELS",
    "Check",
    "Temuan",
    "codes",
    "contradictions",
    "engine",
    "evidence",
    "load_checks",
    "load_ontology_shapes",
    "load_shapes",
    "ordered",
    "report",
    "run_checks",
    "to_graph",
    "validate",
]
