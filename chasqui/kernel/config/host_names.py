"""Names of machines, as a Host header and the settings give them."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
LONGEST_HOST = 255  # RFC 1035, 2.3.4


def normalize_host(given: str) -> str | None:
	"""Return a Host header's name in lower case, without port; None if it is none."""
	match = HOST.fullmatch(given) if len(given) <= LONGEST_HOST else None
	return match[1].strip("[]").lower() if match else None


def read_hosts(urls: Iterable[str]) -> set[str]:
	"""Return the names in addresses; an empty one has none."""
	return {host for url in urls if (host := urlsplit(url).hostname)}


def read_names(names: str) -> list[str | None]:
	"""Return the names between commas; None for what is none."""
	return [normalize_host(one.strip()) for one in names.split(",") if one.strip()]
