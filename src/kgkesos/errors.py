"""The errors kgkesos raises, as one tree.

::

    KgkesosError                 every error below; the command line prints it as one sentence
    ├── InputError               a file that cannot be read as a document (carries ``path``)
    ├── QuestionError            an unknown question or parameter (carries ``name``, ``choices``, ``parameter``)
    │   └── FilterError          a filter that names what there is not
    ├── NodeError                words or an IRI that no node answers to (carries ``text``, ``choices``, ``parameter``)
    ├── AxiomError               an axiom the rule compiler does not know (carries ``axiom``)
    ├── DataFileError            a broken ontology, shape or query file of the project (carries ``path``)
    ├── EvidenceError            a quote that does not hold (carries ``record`` and ``field``)
    ├── BaseIriError             a base of data IRIs that is none (carries ``base``)
    ├── PictureError             a picture that cannot be drawn as pixels
    ├── StoreError               a knowledge-graph folder that is missing, busy or not writable (carries ``path``)
    ├── UnwritableError          a statement that a form of RDF has no way to write
    ├── SparqlError              a query or request that the SPARQL endpoint refuses (carries ``status``)
    ├── BusyError                more is asked of the server at once than it makes (carries ``again``)
    ├── SettingError             a setting that does not fit (carries ``name``)
    └── ServerError              an address that cannot be served at (carries ``address``)

What is wrong *inside* a user's document is a ``Temuan`` (a finding), never an exception.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

# So many names are offered for one that there is not.
_NEAR = 3
# So many characters of a setting that does not fit are repeated.
_SHOWN = 100


def nearest(said: str, choices: Sequence[str], most: int = _NEAR) -> tuple[str, ...]:
    """At most ``most`` of ``choices`` that ``said`` may have meant: those that hold it, then those that look like it.

    >>> nearest("padanan", ["cakupan", "celah", "padanan-nomenklatur"])
    ('padanan-nomenklatur', 'cakupan')
    >>> nearest("zzz", ["cakupan", "celah"])
    ()
    """
    from difflib import get_close_matches

    spelt = {choice.casefold(): choice for choice in choices}
    words = said.strip().casefold()
    holding = [folded for folded in spelt if words and words in folded]
    close = get_close_matches(words, list(spelt), n=most)
    return tuple(spelt[folded] for folded in dict.fromkeys([*holding, *close]))[:most]


class KgkesosError(Exception):
    """Base of every error that kgkesos raises on purpose; ``str()`` of it is one clear sentence."""


class InputError(KgkesosError):
    """A file cannot be read as a document: missing, empty, binary, too large or of no known kind."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class QuestionError(KgkesosError):
    """No question, or no parameter of it, has this name; or a value does not fit.

    ``choices`` are the names or values that there are, those that come near what was said first (``near``).
    ``parameter`` names the parameter whose value does not fit, where ``name`` is that value.
    """

    def __init__(self, name: str, reason: str, choices: Sequence[str] = (), parameter: str = "") -> None:
        self.name = name
        self.parameter = parameter
        self.near = nearest(name, choices)
        self.choices = (*self.near, *(choice for choice in choices if choice not in self.near))
        known = f" Known: {', '.join(self.choices)}." if choices else ""
        super().__init__(f"{name}: {reason}.{self.meant}{known}")

    @property
    def meant(self) -> str:
        """The sentence that says what may have been meant, after a space; nothing where nothing comes near."""
        return f" Mungkin maksud Anda: {', '.join(self.near)}." if self.near else ""


class FilterError(QuestionError):
    """A filter of the report of findings (``parameter``: ``aturan``, ``dokumen`` ...) names what there is not."""

    def __init__(self, parameter: str, said: str, reason: str, choices: Sequence[str] = ()) -> None:
        super().__init__(said, reason, choices, parameter)


class NodeError(KgkesosError):
    """No node of the graph has this IRI or these words, or several have.

    ``choices`` are the names that come near, or those that fit. ``parameter`` names the parameter that the words were
    given as, where they were (see :func:`given_as`).
    """

    def __init__(
        self,
        text: str,
        reason: str = "no node has this IRI or these words",
        choices: Sequence[str] = (),
        parameter: str = "",
    ) -> None:
        super().__init__(f"{text!r}: {reason}")
        self.text = text
        self.reason = reason
        self.choices = tuple(choices)
        self.parameter = parameter


@contextlib.contextmanager
def given_as(parameter: str) -> Iterator[None]:
    """What is looked up meanwhile was given as ``parameter``.

    Raises:
        NodeError: as it was raised inside, with the name of the parameter where it had none.
    """
    try:
        yield
    except NodeError as error:
        raise NodeError(error.text, error.reason, error.choices, error.parameter or parameter) from None


class AxiomError(KgkesosError):
    """The ontology holds an axiom that the rule compiler does not know."""

    def __init__(self, axiom: str) -> None:
        super().__init__(f"the rule compiler does not know this axiom: {axiom}")
        self.axiom = axiom


class DataFileError(KgkesosError):
    """A file of the project itself (ontology, shape, query) is broken."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path


class EvidenceError(KgkesosError):
    """A field's quote is not in the document where it claims to be, or does not hold the field's words."""

    def __init__(self, record: str, field: str, reason: str) -> None:
        super().__init__(f"evidence of {record} . {field}: {reason}")
        self.record = record
        self.field = field


class PictureError(KgkesosError):
    """A picture cannot be drawn as pixels: a package or a font is missing, or it is too large."""


class StoreError(KgkesosError):
    """A knowledge-graph folder is missing, in use or not writable."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


class UnwritableError(KgkesosError):
    """A form of RDF has no way to write a statement, which others have."""


class SparqlError(KgkesosError):
    """The SPARQL endpoint refuses a request, or could not finish it: ``status`` is the HTTP status that tells it.

    ``again`` says after how many seconds it may be worth asking once more, where it may be.
    """

    def __init__(self, status: int, reason: str, again: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.again = again


class BusyError(KgkesosError):
    """More is asked of the server at once than it makes; ``again`` says after how many seconds to ask once more."""

    def __init__(self, reason: str, again: int) -> None:
        super().__init__(reason)
        self.again = again


class ServerError(KgkesosError):
    """The server cannot listen at an address: a busy or forbidden port, or a host that is not this computer's."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"{address}: {reason}")
        self.address = address


class SettingError(KgkesosError):
    """A setting of the server does not fit: ``name`` is the flag or the variable that gave it."""

    def __init__(self, name: str, said: str, reason: str) -> None:
        shown = repr(said[:_SHOWN]) + ("..." if len(said) > _SHOWN else "")
        super().__init__(f"{name} {shown}: nilai ini tidak dapat dipakai (does not fit): {reason}")
        self.name = name


class BaseIriError(KgkesosError):
    """The base chosen for data IRIs, or the public address of a server, is not one."""

    def __init__(self, base: str, reason: str, option: str = "--base") -> None:
        super().__init__(f"{option} {base!r}: {reason}")
        self.base = base
