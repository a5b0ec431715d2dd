"""Who asks: what counts as one client wherever one must not take the place of others."""

from __future__ import annotations

import ipaddress

from starlette.types import Scope


def of(scope: Scope) -> str:
    """The address that a request comes from, of IPv6 the network that one subscriber has.

    Behind a proxy that is trusted it is the one that the proxy names: the server has put it there by then.
    """
    address = (scope.get("client") or ("",))[0]
    if ":" not in address:
        return str(address)
    try:
        return str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))
    except ValueError:
        return str(address)
