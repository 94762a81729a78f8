"""When a mail that was put off is tried again, and when a run in trouble is slowed."""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
# RFC 5321 4.5.4.1 asks for 4–5 days of a relay; a marketing mail is stale after two.
GIVE_UP_AFTER = timedelta(hours=48)
LONGEST_SLOWDOWN = timedelta(seconds=60)


def plan_retry(attempts: int, first_attempt: datetime, now: datetime) -> datetime | None:
	"""Return when to try again after `attempts` tries (≥ 1), or None: give up."""
	if now - first_attempt >= GIVE_UP_AFTER:
		return None
	doublings: int = 2 ** min(attempts - 1, 20)
	wait = FIRST_WAIT * doublings
	return now + min(wait, LONGEST_WAIT)


def plan_slowdown(failures: int) -> timedelta:
	"""Return how long a run waits after `failures` lost connections in a row (≥ 1)."""
	return min(timedelta(seconds=2 ** min(failures, 10)), LONGEST_SLOWDOWN)
