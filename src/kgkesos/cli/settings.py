"""What the options before a command ask of all of them: how much is said, and in which language."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """The language of what exists in both: titles, headings, findings and their reports, traces, builds."""

    id = "id"
    en = "en"


@dataclass(frozen=True, slots=True)
class Settings:
    """``quiet``: nothing but errors and what was asked for; ``lang``: the language of what exists in both."""

    quiet: bool = False
    lang: str = Lang.id.value


# Set once, before a command runs: those who print are many, and no command hands its options through all of them.
_CURRENT: ContextVar[Settings] = ContextVar("settings", default=Settings())  # noqa: B039 (frozen)


def use(chosen: Settings) -> None:
    """Let ``chosen`` hold for the command that follows."""
    _CURRENT.set(chosen)


def current() -> Settings:
    """The settings of the command that runs; the usual ones where none were chosen."""
    return _CURRENT.get()
