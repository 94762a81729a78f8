"""Decides whether an address of a mail's HTML is of a kind that a mail may use."""

import re

from mailer.designs.domain.foreign_tags import hide_foreign_tags
from mailer.designs.domain.html_vocabulary import (
	CANDIDATE_ATTRIBUTES,
	URL_ATTRIBUTES,
	URL_SCHEMES,
)

# WHATWG URL, basic parser: control characters and spaces around an address fall away, and tabs and
# line ends anywhere in it; taking away all of them reads no scheme later than a browser would.
_DROPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u3000\ufeff]")
_DESCRIPTOR = re.compile(r"[\d.]+[wxh]")
_CANDIDATES = re.compile(r"[,\s]+")
_SCHEME = re.compile(r"([^/?#:]*):")


def is_safe_attribute(name: str, value: str) -> bool:
	"""Return whether an attribute is no address, or one with no scheme or with a known one."""
	if name not in URL_ATTRIBUTES:
		return True
	addresses = list_candidates(value) if name in CANDIDATE_ATTRIBUTES else [value]
	return all(read_scheme(address) in ("", *URL_SCHEMES) for address in addresses)


def read_scheme(address: str) -> str:
	"""Return the scheme of an address in lower case; empty if it has none.

	The colon within another mailer's merge tag, as in ``*|LIST:URL|*``, ends none.
	"""
	scheme = _SCHEME.match(_DROPPED.sub("", hide_foreign_tags(address).text))
	return scheme.group(1).lower() if scheme else ""


def list_candidates(value: str) -> list[str]:
	"""Return the addresses of a `srcset`.

	Split wherever a comma or a space stands, which finds an address sooner than a browser would.
	"""
	return _CANDIDATES.split(value)


def list_addresses(name: str, value: str) -> list[str]:
	"""Return the addresses in an attribute: none, one or several."""
	if name not in URL_ATTRIBUTES:
		return []
	if name not in CANDIDATE_ATTRIBUTES:
		return [value.strip()]
	return [one for one in list_candidates(value) if not _DESCRIPTOR.fullmatch(one)]
