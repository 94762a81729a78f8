"""What follows the result of a call, as `chasqui.contracts.campaigns.call_results` declares it."""

from datetime import datetime, timedelta

from chasqui.contracts.campaigns.call_results import CallResult

MAX_MISSES = 6
MAX_CALLBACK_AHEAD = timedelta(days=365)

CONTACTS = frozenset(one for one in CallResult if one.outcome.is_contact)
MISSES = frozenset(one for one in CallResult if one.outcome.is_miss)
SALES = frozenset(one for one in CallResult if one.outcome.is_sale)
ATTEMPTS = frozenset(one for one in CallResult if one.outcome.is_attempt)


def plan_next_attempt(
	result: CallResult, *, now: datetime, misses: int, callback_at: datetime | None
) -> datetime | None:
	"""Return when to call again, or None where the campaign calls no more.

	`misses` counts the calls since the last contact that reached nobody, the one just made too.
	"""
	outcome = result.outcome
	if outcome.is_final or (outcome.is_miss and misses >= MAX_MISSES):
		return None
	if outcome.is_promised:
		return callback_at
	assert outcome.retry_after is not None
	return now + outcome.retry_after
