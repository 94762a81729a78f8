"""Which pictures of a mail its preview does not show."""

import re

# Where a mail's HTML names a picture: an attribute, or a background of its style.
PICTURES = re.compile(
	r"""(?:\b(?:src|srcset|background)=["']|url\(["']?)\s*(https?://[^"'\s)]+)""", re.IGNORECASE
)


def has_foreign_pictures(html: str, own: str) -> bool:
	"""Return whether a mail shows pictures of other sites than ours, whose addresses begin so.

	A preview loads none of them: whoever keeps them would learn of each look.
	"""
	return any(not address.startswith(own) for address in PICTURES.findall(html))
