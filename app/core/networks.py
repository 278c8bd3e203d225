"""Whom an address belongs to, as far as counting goes: neighbours count as one network."""

import ipaddress


def network_of(address: str) -> str:
    """The /24 (IPv4) or /48 (IPv6) an address belongs to; anything else counts as one network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    prefix = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, prefix), strict=False))
