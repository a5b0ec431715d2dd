"""What the API answers about terms: the same shape as the dataclasses of ``kgkesos.terms``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from kgkesos.terms.model import Kind, Status
from kgkesos.terms.rules import RuleKind


class _Model(BaseModel):
    """Filled from a dataclass of the same fields."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class BothWords(_Model):
    """The same in Indonesian and in English; empty where a file does not say it."""

    id: str
    en: str


class TextModel(_Model):
    """Words in a language."""

    words: str
    lang: str


class RefModel(_Model):
    """A term that is pointed at; ``path`` is empty for one of another vocabulary."""

    iri: str
    name: str
    label: str
    path: str


class RelationModel(_Model):
    """How a term stands to others."""

    kind: str
    targets: list[RefModel]


class ReplacementModel(_Model):
    """Another term that took a term's place, or whose place it took."""

    term: RefModel
    year: str
    basis: str


class AlignmentModel(_Model):
    """A term of another vocabulary of the same or a close meaning."""

    how: str
    target: RefModel
    reason: BothWords


class TermInfo(_Model):
    """A term in short; ``status`` says whether its sources were read."""

    iri: str
    name: str
    kind: Kind
    path: str
    label: BothWords
    definition: BothWords
    status: Status


class TermWhole(TermInfo):
    """All that the vocabulary says of a term."""

    sources: list[str]
    variants: list[TextModel]
    notations: list[str]
    examples: list[TextModel]
    notes: list[TextModel]
    characteristics: list[str]
    relations: list[RelationModel]
    replaced_by: list[ReplacementModel]
    replaces: list[ReplacementModel]
    alignments: list[AlignmentModel]
    deprecated: bool


class GraphUse(_Model):
    """How many triples of a named graph use a term."""

    name: str
    uses: int


class ThingModel(_Model):
    """A thing that uses a term."""

    iri: str
    label: str


class KindUse(_Model):
    """Things of one kind that use a term: how many, and the first; ``through`` is null for a property or class."""

    kind: RefModel
    through: RefModel | None
    count: int
    things: list[ThingModel]


class UsageModel(_Model):
    """Where the build uses a term."""

    uses: int
    graphs: list[GraphUse]
    kinds: list[KindUse]


class RuleModel(_Model):
    """A shape, check, question or derivation that names a term."""

    kind: RuleKind
    name: str
    title: str


class TermAnswer(_Model):
    """A term, where the build named uses it, and what names it."""

    build: str
    term: TermWhole
    usage: UsageModel
    rules: list[RuleModel]
