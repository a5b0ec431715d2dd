"""What the project brings to every document: ontology, codes, concepts, rules, shapes and checks, loaded once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rdflib import DCTERMS, SKOS, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph

from kgkesos import closure, derivation, findings, resources, scoring, turtle
from kgkesos.ciri import Ejaan, Kaitan
from kgkesos.errors import DataFileError
from kgkesos.sebutan import Kamus
from kgkesos.store import Background, Turtle
from kgkesos.vocab import BASE, KONSEP

_REFERENCE = (("nomenklatur", "nomenklatur-1.06.ttl"), ("wilayah", "wilayah.ttl"))
_CONCEPTS = URIRef(f"{BASE}konsep")
_SERVICES = KONSEP["kumpulan-layanan"]
_FOLDERS = ("ontology", "shapes", "queries")


@dataclass(frozen=True, slots=True)
class Project:
    """The project's own knowledge, as a document meets it."""

    ontology: Graph
    codes: Graph
    concepts: Graph
    background: Background
    names: Kamus
    ejaan: Ejaan
    kaitan: Kaitan
    alignments: Graph
    derivations: tuple[derivation.Derivation, ...]
    rules: tuple[closure.Rule, ...]
    forbidden: tuple[closure.Contradiction, ...]
    shapes: Graph
    checks: tuple[findings.Check, ...]
    scores: tuple[scoring.Score, ...]

    @classmethod
    def load(cls) -> Project:
        """Everything in ``ontology/``, ``shapes/`` and ``queries/``.

        Raises:
            DataFileError: a file is broken.
            AxiomError: the ontology holds an axiom that the rule compiler does not know.
        """
        ontology = closure.ontology_graph()
        codes, concepts = vocabulary("kode.ttl"), vocabulary("konsep.ttl")
        return cls(
            ontology=ontology,
            codes=codes,
            concepts=concepts,
            background=Background((*codes, *concepts)),
            names=Kamus.of(concepts, _CONCEPTS),
            ejaan=Ejaan.of(vocabulary("ejaan.ttl"), vocabulary("istilah.ttl")),
            kaitan=Kaitan.of(concepts, vocabulary("ukuran.ttl")),
            alignments=vocabulary("penyelarasan.ttl"),
            derivations=derivation.load(),
            rules=closure.compile_rules(ontology),
            forbidden=closure.compile_contradictions(ontology),
            shapes=findings.load_shapes(),
            checks=findings.load_checks(),
            scores=scoring.load(),
        )

    def named_graphs(self) -> tuple[tuple[str, Graph], ...]:
        """The graphs that every build holds besides the documents', blank nodes under names that never change."""
        return (
            ("ontologi", to_canonical_graph(self.ontology)),
            ("konsep", to_canonical_graph(self.concepts)),
            ("kode", to_canonical_graph(self.codes)),
            ("penyelarasan", to_canonical_graph(self.alignments)),
        )


def concept_words(concepts: Graph) -> dict[str, str]:
    """Each Indonesian name of a concept with one word for it, of underscores; a renamed concept has the new one.

    So names that speak of PMKS and of PPKS are compared as speaking of the same. Names of services are left out: a
    programme is named with their words in any order ("Rehabilitasi Kesejahteraan Sosial"), so each word is compared.
    """
    found = {}
    services = set(concepts.objects(_SERVICES, SKOS.member))
    for concept in sorted(set(concepts.subjects(SKOS.prefLabel)) - services, key=str):
        last, seen = concept, {concept}
        while (newer := concepts.value(last, DCTERMS.isReplacedBy)) is not None and newer not in seen:
            last, seen = newer, {*seen, newer}
        word = str(last).rsplit("/", 1)[-1].replace("-", "_")
        for label in (*concepts.objects(concept, SKOS.prefLabel), *concepts.objects(concept, SKOS.altLabel)):
            if isinstance(label, Literal) and label.language == "id":
                found[str(label)] = word
    return found


def reference_graphs(base: str) -> tuple[tuple[str, Turtle], ...]:
    """The graphs of what is official for everybody, generated beforehand (``kgkesos.reference``), under ``base``.

    They go from the file to the store as text: no rule and no shape looks at them, and as rdflib graphs they would
    cost more than all else that the project brings.

    Raises:
        DataFileError: a file is missing.
    """
    return tuple((name, _text(file, base)) for name, file in _REFERENCE)


def _text(name: str, base: str) -> Turtle:
    path = resources.folder("ontology") / name
    try:
        # Names of data begin with the base of the build, as they do in documents; codes keep theirs.
        return Turtle(path, path.read_text(encoding="utf-8").replace(f"<{BASE}id/", f"<{base}id/"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(path, str(error)) from error


def vocabulary(name: str) -> Graph:
    """The graph in ``ontology/<name>``.

    Raises:
        DataFileError: the file is missing or is not Turtle.
    """
    return turtle.load(resources.folder("ontology") / name)


def fingerprint() -> str:
    """SHA-256 over every file of the ontology, shapes and queries: which version of the project made a build."""
    digest = hashlib.sha256()
    for folder in _FOLDERS:
        for path in resources.files(folder, "**/*"):
            digest.update(f"{folder}/{path.relative_to(resources.folder(folder)).as_posix()}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
