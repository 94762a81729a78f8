"""How long who fails to sign in rests, and whose failures are counted together."""

from datetime import timedelta

FREE_FAILURES = 4
FREE_OF_ADDRESS = 59  # an office shares one address
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(minutes=15)
LEAK = timedelta(minutes=15)
LEAK_OF_ADDRESS = timedelta(minutes=1)


def compute_lock(failures: int, free: int = FREE_FAILURES) -> timedelta | None:
	"""Return the rest after the `failures`-th failure in a row: none for the first `free`,
	then 1 minute, doubling up to 15.
	"""
	if failures <= free:
		return None
	doublings = min(failures - free - 1, 10)
	return min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)


def list_locks(free: int) -> list[int]:
	"""Return the rest in seconds after each failure, up to the longest."""
	locks = [compute_lock(number, free) for number in range(1, free + 6)]
	return [int(lock.total_seconds()) if lock else 0 for lock in locks]
