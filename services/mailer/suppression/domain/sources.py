"""Who asked that an address is not written to: codes on the wire."""

from enum import StrEnum


class SuppressionSource(StrEnum):
	"""Who asked for it. Only a consent given again lifts one, and only its own kind."""

	UNSUBSCRIBE = "unsubscribe"
	CONSENT = "consent"
	OBJECTION = "objection"
	BOUNCE = "bounce"


ALL_SOURCES = tuple(SuppressionSource)
HEEDED_BY_LETTERS = (SuppressionSource.OBJECTION, SuppressionSource.BOUNCE)
"""Who wants no advertising may still be answered, when somebody of the staff writes to them."""
