"""Addresses that are set: where others see the server, and the proxies whose word about a client is taken."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Container
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

# The word for nobody: an empty value in the environment is none that was given.
NOBODY = "tidak-ada"
EVERYBODY = "*"
_URL = "an address such as https://data.example.go.id is due"
_PROXIES = f"addresses (10.0.0.1), networks (10.0.0.0/8), {EVERYBODY} or {NOBODY} are due"
# A part of a host's name (RFC 1123, 2.1); inside a house some are written with a line below.
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_LONGEST_HOST = 253


def origin(url: str) -> str:
    """``url`` as ASCII without a slash at its end: a scheme and a host, for the pages' links begin at the root.

    Raises:
        ValueError: it is no such address.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        # Brackets that do not close, or a port that is none.
        raise ValueError(_URL) from None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or re.search(r"\s", url):
        raise ValueError(_URL)
    if parts.path not in ("", "/") or url.endswith(("?", "#")) or parts.query or parts.fragment:
        raise ValueError("a path after the host cannot be served under")
    if port == 0:
        raise ValueError(_URL)
    return f"{parts.scheme}://{_host(host)}{f':{port}' if port else ''}"


def _host(said: str) -> str:
    """``said``, a name or an address, as it stands in a URL."""
    try:
        if ":" in said and "%" not in said:
            return f"[{ipaddress.IPv6Address(said)}]"
        name = said.encode("idna").decode("ascii").lower()
    except ValueError:
        # Of names too: a UnicodeError is one.
        raise ValueError(_URL) from None
    if len(name) > _LONGEST_HOST or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise ValueError(_URL)
    return name


def proxies(said: str) -> str:
    """The list ``said`` as it is compared: addresses and networks, ``*`` for everybody, nothing for nobody.

    >>> proxies("10.0.0.1, 10.1.0.0/16"), proxies("tidak-ada"), proxies("")
    ('10.0.0.1,10.1.0.0/16', '', '')

    Raises:
        ValueError: one of them is none.
    """
    words = [word.strip() for word in said.split(",") if word.strip()]
    if words in ([], [NOBODY]):
        return ""
    if words == [EVERYBODY]:
        return EVERYBODY
    return ",".join(_proxy(word) for word in words)


def _proxy(said: str) -> str:
    try:
        return str(ipaddress.ip_network(said) if "/" in said else ipaddress.ip_address(said))
    except ValueError:
        raise ValueError(_PROXIES) from None


@lru_cache(maxsize=8)
def trusted(proxies: frozenset[str]) -> Container[str]:
    """The addresses that are among ``proxies``, as uvicorn finds them whose word about a client it takes."""
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    middleware = ProxyHeadersMiddleware(cast(Any, None), sorted(proxies))
    return cast(Container[str], middleware.trusted_hosts)
