"""The IRIs that Python code names. Everything else about a term stands in ``ontology/``."""

from __future__ import annotations

from rdflib import Namespace

# Fixed for ever: documents cite it.
KESOS = Namespace("https://w3id.org/kgkesos/ontology#")
# Chosen at build; this is the default.
BASE = "https://w3id.org/kgkesos/"
KODE = Namespace(f"{BASE}kode/")
KONSEP = Namespace(f"{BASE}konsep/")
