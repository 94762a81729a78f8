"""From where somebody signs in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
	"""The network address, and what the browser there says it is."""

	address: str = ""
	agent: str = ""


NOWHERE = Place()
