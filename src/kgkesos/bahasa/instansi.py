"""What the report on one office says, with its English."""

from __future__ import annotations

from typing import Final

ENGLISH: Final[dict[str, str]] = {}
