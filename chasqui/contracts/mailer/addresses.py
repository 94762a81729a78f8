"""Which e-mail addresses may be written to: one rule for who takes them in and for the mailer."""

import re

# RFC 5321 4.5.3.1: 64 octets before the @, 254 in all. ASCII only: domains with other letters
# are kept in their punycode form (RFC 5891), and SMTPUTF8 is not asked of any server.
MAX_LENGTH = 254
ADDRESS_PATTERN = (
	r"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
	r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"
)
_ADDRESS = re.compile(ADDRESS_PATTERN)


def normalise_address(email: str) -> str:
	"""Return an address as it is compared: lower case, without spaces around."""
	return email.strip().lower()


def is_mailable(email: str) -> bool:
	"""Return whether a normalised address can be given to an SMTP server."""
	local = email.partition("@")[0]
	return len(email) <= MAX_LENGTH and len(local) <= 64 and bool(_ADDRESS.match(email))
