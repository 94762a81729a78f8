"""E-mail addresses: which may be written to, which belong to nobody, how they are shown."""

import re

# RFC 2606 and RFC 6761: names that are nobody's mailbox.
RESERVED_PATTERN = r"(@|\.)(example\.(com|org|net)|[a-z0-9-]+\.(test|invalid|example|localhost))$"
_RESERVED = re.compile(RESERVED_PATTERN)


def is_reserved_address(email: str) -> bool:
	"""Return whether a normalised address is of a domain reserved for examples and tests."""
	return bool(_RESERVED.search(email))


def mask_address(email: str) -> str:
	"""Return an address for a public page: ``m***@example.com``."""
	local, _, domain = email.partition("@")
	return f"{local[:1]}***@{domain}"


def read_domain(email: str) -> str:
	"""Return the part after the @."""
	return email.rpartition("@")[2]
