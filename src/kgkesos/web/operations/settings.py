"""What can be set when the server is started: by flags, else by environment (``KGKESOS_PORT`` ...), else as usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, ByteSize, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kgkesos.errors import SettingError
from kgkesos.sparql.limits import Limits
from kgkesos.web.operations import addresses
from kgkesos.web.operations.turns import Bounds, at_once

PREFIX = "KGKESOS_"
_MIB = 1024 * 1024
_TIB = _MIB * _MIB


@dataclass(frozen=True, slots=True)
class Operations:
    """How a server process behaves beside what it answers.

    ``log`` is the file of the log (``-``: standard error; None: there is none), with the clients' addresses only where
    ``log_addresses``. ``proxies`` are those whose word about the client's address is taken and who may have more than
    ``connections``: addresses and networks, ``*`` for everybody, nothing for nobody. ``grace`` is how long a
    request under way may still take when the server is stopped. One address may have ``connections`` at once, which
    send a request's head within ``sending`` and take what waits within ``taking``. Beside queries ``turns`` requests
    are worked on at once, ``turns_of_one`` of them for one address; ``waiting`` others wait for ``patience``.
    """

    log: str | None = None
    log_addresses: bool = False
    proxies: str = "127.0.0.1"
    grace: float = 5.0
    connections: int = 256
    sending: float = 10.0
    taking: float = 60.0
    turns: int = field(default_factory=at_once)
    turns_of_one: int = 2
    waiting: int = 128
    patience: float = 10.0

    @property
    def in_turn(self) -> Bounds:
        """The bounds on requests beside queries."""
        return Bounds(self.turns, self.turns_of_one, self.waiting, patience=self.patience)


class Settings(BaseSettings):
    """Every setting; None where the usual one holds (``Limits``, ``Operations``)."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", validate_default=False
    )

    kg: Path = Path("kg")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    processes: Annotated[int, Field(ge=1, le=64)] = 1
    workers: Annotated[int | None, Field(ge=1, le=256)] = None
    deadline: Annotated[float | None, Field(gt=0, le=3600)] = None
    memory: Annotated[ByteSize | None, Field(ge=32 * _MIB, le=_TIB)] = None
    queue: Annotated[int | None, Field(ge=0, le=100_000)] = None
    rows: Annotated[int | None, Field(ge=1, le=1_000_000_000)] = None
    bytes: Annotated[ByteSize | None, Field(ge=1024, le=_TIB)] = None
    url: Annotated[str | None, AfterValidator(addresses.origin)] = None
    proxies: Annotated[str | None, AfterValidator(addresses.proxies)] = None
    log: str | None = None
    log_addresses: bool | None = None
    grace: Annotated[float | None, Field(ge=0, le=3600)] = None
    connections: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    sending: Annotated[float | None, Field(gt=0, le=3600)] = None
    taking: Annotated[float | None, Field(gt=0, le=3600)] = None
    turns: Annotated[int | None, Field(ge=1, le=256)] = None
    turns_of_one: Annotated[int | None, Field(ge=1, le=256)] = None
    waiting: Annotated[int | None, Field(ge=0, le=100_000)] = None
    patience: Annotated[float | None, Field(gt=0, le=3600)] = None

    @property
    def limits(self) -> Limits:
        """The bounds on queries."""
        named = {
            "workers": self.workers,
            "seconds": self.deadline,
            "memory": self.memory,
            "queue": self.queue,
            "rows": self.rows,
            "size": self.bytes,
        }
        return Limits(**{name: value for name, value in named.items() if value is not None})  # type: ignore[arg-type]

    @property
    def operations(self) -> Operations:
        """How the server behaves."""
        names = (one.name for one in fields(Operations))
        given = {name: value for name in names if (value := getattr(self, name)) is not None}
        return Operations(**given)

    def environment(self) -> dict[str, str]:
        """The settings as the environment of a process that reads them there."""
        said = {name: getattr(self, name) for name in type(self).model_fields}
        return {f"{PREFIX}{name.upper()}": _written(value) for name, value in said.items() if value is not None}


def _written(value: object) -> str:
    if value == "":
        # An empty value would be read as none that was given; the one setting that can be empty has a word for it.
        return addresses.NOBODY
    return str(int(value)) if isinstance(value, ByteSize) else str(value)


def read(flags: Mapping[str, str | None]) -> Settings:
    """The settings: of ``flags`` those that were given, else of the environment.

    Raises:
        SettingError: a value does not fit; it says which, and where it was given.
    """
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        where = f"--{name.replace('_', '-')}" if name in given else f"{PREFIX}{name.upper()}"
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise SettingError(where, str(first["input"]), reason) from None
