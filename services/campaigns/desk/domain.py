"""What follows the result of a call. The rules are those of the call-centre research (D1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chasqui.contracts.desk import CallResult

NOT_INTERESTED_REST = timedelta(days=90)
MAX_MISSES = 6
MAX_CALLBACK_AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Outcome:
	"""`is_contact`: a person answered. `is_final`: this campaign calls no more.

	`retry_after` is the pause before the next try. `is_miss`: nobody was reached; after
	`MAX_MISSES` of them without a contact the campaign calls no more. What was promised to a
	person has no such limit.
	"""

	is_contact: bool
	is_final: bool
	retry_after: timedelta | None = None
	is_attempt: bool = True
	is_miss: bool = False


OUTCOMES: dict[CallResult, Outcome] = {
	CallResult.SALE: Outcome(is_contact=True, is_final=True),
	CallResult.INTERESTED: Outcome(True, False, timedelta(days=2)),
	CallResult.CALLBACK_OWN: Outcome(is_contact=True, is_final=False),
	CallResult.NOT_INTERESTED: Outcome(is_contact=True, is_final=True),
	CallResult.NO_ANSWER: Outcome(False, False, timedelta(hours=4), is_miss=True),
	CallResult.BUSY: Outcome(False, False, timedelta(minutes=20), is_miss=True),
	CallResult.VOICEMAIL: Outcome(False, False, timedelta(days=1), is_miss=True),
	CallResult.WRONG_NUMBER: Outcome(is_contact=True, is_final=True),
	CallResult.DO_NOT_CALL: Outcome(is_contact=True, is_final=True),
	CallResult.SKIPPED: Outcome(False, False, timedelta(hours=1), is_attempt=False),
}
CONTACTS = frozenset(result for result, outcome in OUTCOMES.items() if outcome.is_contact)
MISSES = frozenset(result for result, outcome in OUTCOMES.items() if outcome.is_miss)


def plan_next_attempt(
	result: CallResult, *, now: datetime, misses: int, callback_at: datetime | None
) -> datetime | None:
	"""Return when to call again, or None where the campaign calls no more.

	`misses` counts the calls since the last contact that reached nobody, the one just made too.
	"""
	outcome = OUTCOMES[result]
	if outcome.is_final or (outcome.is_miss and misses >= MAX_MISSES):
		return None
	if result is CallResult.CALLBACK_OWN:
		return callback_at
	assert outcome.retry_after is not None
	return now + outcome.retry_after
