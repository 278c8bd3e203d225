"""Whom an address belongs to, as far as counting goes: neighbours count as one network."""

import ipaddress


def network_of(address: str) -> str:
    """The /24 (IPv4) or /48 (IPv6) an address belongs to; anything else counts as one network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    # A socket for both kinds shows an IPv4 address inside an IPv6 one (::ffff:203.0.113.7).
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    prefix = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, prefix), strict=False))
