"""Why a delivery is skipped or failed, and why a run rests: codes on the wire."""

from enum import StrEnum


class SkipReason(StrEnum):
	NO_ADDRESS = "no_address"
	INVALID_ADDRESS = "invalid_address"
	NO_CONSENT = "no_consent"
	DUPLICATE_ADDRESS = "duplicate_address"
	SUPPRESSED = "suppressed"
	UNSUBSCRIBED = "unsubscribed"
	SAMPLE_ADDRESS = "sample_address"
	ERASED = "erased"
	MERGED = "merged"
	SOLD = "sold"
	NOT_INTERESTED = "not_interested"
	ANSWERED = "answered"
	PRESSURE = "pressure"
	CANCELLED = "cancelled"
	PHASE_CLOSED = "phase_closed"
	TOO_LATE = "too_late"


class FailReason(StrEnum):
	REJECTED = "rejected"
	UNKNOWN_ADDRESS = "unknown_address"
	GAVE_UP = "gave_up"
	NO_DESIGN = "no_design"
	BOUNCED = "bounced"
	"""Its server took it, and sent it back later."""


class PausedBy(StrEnum):
	"""A change of phase resumes only what a change of phase had paused."""

	PERSON = "person"
	PHASE = "phase"
	BREAKER = "breaker"
