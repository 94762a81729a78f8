"""Tells whether an address of a mail's HTML is of a kind that a mail may use."""

import re

from mailer.designs.domain.html_vocabulary import URL_ATTRIBUTES, URL_SCHEMES

# WHATWG URL, basic parser: control characters and spaces around an address fall away, and tabs and
# line ends anywhere in it; taking away all of them reads no scheme later than a browser would.
_DROPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u3000\ufeff]")
_SCHEME = re.compile(r"([^/?#:]*):")


def is_safe_attribute(name: str, value: str) -> bool:
	"""Tell whether an attribute is no address, or one with no scheme or with a known one."""
	if name not in URL_ATTRIBUTES:
		return True
	scheme = _SCHEME.match(_DROPPED.sub("", value))
	return scheme is None or scheme.group(1).lower() in URL_SCHEMES
