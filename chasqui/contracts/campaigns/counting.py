"""Words of counts that people ask for and a worker makes."""

from enum import StrEnum


class CountState(StrEnum):
	COUNTING = "counting"
	READY = "ready"
	FAILED = "failed"
	"""It cannot be counted as it was asked for, and says why; it may be asked for again."""
