"""How long an account rests after repeated failures to sign in."""

from datetime import timedelta

FREE_FAILURES = 4
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=15)


def compute_lock(failures: int) -> timedelta | None:
	"""Return the rest after the `failures`-th failure in a row: none for the first four,
	then 1 minute, doubling up to 15.
	"""
	if failures <= FREE_FAILURES:
		return None
	doublings = min(failures - FREE_FAILURES - 1, 10)
	return min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)
