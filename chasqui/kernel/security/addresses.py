"""Addresses as limits count them."""

from ipaddress import IPv6Address, ip_address, ip_network

UNKNOWN = "unknown"
SUBSCRIBER_BITS = 64  # RFC 6177: a subscriber has at least a whole /64 to choose from


def normalize_address(text: str | None) -> str:
	"""Return an address as one key: IPv4 as it is, IPv6 as its /64, else `UNKNOWN`."""
	try:
		address = ip_address((text or "").partition("%")[0])
	except ValueError:
		return UNKNOWN
	if isinstance(address, IPv6Address):
		if address.ipv4_mapped is None:
			return str(ip_network((address, SUBSCRIBER_BITS), strict=False))
		address = address.ipv4_mapped
	return str(address)
