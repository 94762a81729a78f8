"""E-mail addresses: which may be written to, which belong to nobody, how they are shown."""

import re

# RFC 5321 4.5.3.1: 64 octets before the @, 254 in all. ASCII only: domains with other letters
# arrive in their punycode form, and SMTPUTF8 is not asked of any server.
MAX_LENGTH = 254
ADDRESS_PATTERN = (
	r"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
	r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"
)
# RFC 2606 and RFC 6761: names that are nobody's mailbox.
RESERVED_PATTERN = r"(@|\.)(example\.(com|org|net)|[a-z0-9-]+\.(test|invalid|example|localhost))$"
_ADDRESS = re.compile(ADDRESS_PATTERN)
_RESERVED = re.compile(RESERVED_PATTERN)


def normalise_address(email: str) -> str:
	"""Return an address as it is compared: lower case, without spaces around."""
	return email.strip().lower()


def is_valid_address(email: str) -> bool:
	"""Tell whether a normalised address can be given to an SMTP server."""
	local = email.partition("@")[0]
	return len(email) <= MAX_LENGTH and len(local) <= 64 and bool(_ADDRESS.match(email))


def is_reserved_address(email: str) -> bool:
	"""Tell whether a normalised address is of a domain reserved for examples and tests."""
	return bool(_RESERVED.search(email))


def mask_address(email: str) -> str:
	"""Return an address for a public page: ``m***@example.com``."""
	local, _, domain = email.partition("@")
	return f"{local[:1]}***@{domain}"


def read_domain(email: str) -> str:
	"""Return the part after the @."""
	return email.rpartition("@")[2]
