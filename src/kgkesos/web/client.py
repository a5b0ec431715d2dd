"""Who asks: what counts as one client wherever one must not take the place of others."""

from __future__ import annotations

import ipaddress

from starlette.types import Scope


def of(scope: Scope) -> str:
    """The address that a request comes from, of IPv6 the network that one subscriber has; IPv4 written as IPv6 is IPv4.

    Behind a proxy that is trusted it is the one that the proxy names: the server has put it there by then.
    """
    said = str((scope.get("client") or ("",))[0])
    if ":" not in said:
        return said
    try:
        address = ipaddress.IPv6Address(said.partition("%")[0])
    except ValueError:
        return said
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
