"""What follows the result of a call. The rules are those of the call-centre research (D1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chasqui.contracts.desk import CallResult

NOT_INTERESTED_REST = timedelta(days=90)


@dataclass(frozen=True)
class Outcome:
	"""`is_contact`: a person answered. `is_final`: this campaign calls no more.

	`retry_after` is the pause before the next try, `max_attempts` the last try.
	"""

	is_contact: bool
	is_final: bool
	retry_after: timedelta | None = None
	max_attempts: int = 6
	is_attempt: bool = True


OUTCOMES: dict[CallResult, Outcome] = {
	CallResult.SALE: Outcome(is_contact=True, is_final=True),
	CallResult.INTERESTED: Outcome(True, False, timedelta(days=2)),
	CallResult.CALLBACK_OWN: Outcome(is_contact=True, is_final=False),
	CallResult.NOT_INTERESTED: Outcome(is_contact=True, is_final=True),
	CallResult.NO_ANSWER: Outcome(False, False, timedelta(hours=4)),
	CallResult.BUSY: Outcome(False, False, timedelta(minutes=20)),
	CallResult.VOICEMAIL: Outcome(False, False, timedelta(days=1)),
	CallResult.WRONG_NUMBER: Outcome(is_contact=True, is_final=True),
	CallResult.DO_NOT_CALL: Outcome(is_contact=True, is_final=True),
	CallResult.SKIPPED: Outcome(False, False, timedelta(hours=1), is_attempt=False),
}
CONTACTS = frozenset(result for result, outcome in OUTCOMES.items() if outcome.is_contact)


def plan_next_attempt(
	result: CallResult, *, now: datetime, attempts: int, callback_at: datetime | None
) -> datetime | None:
	"""Return when to call again, or None where the campaign calls no more.

	`attempts` counts the call just made.
	"""
	outcome = OUTCOMES[result]
	if outcome.is_final or attempts >= outcome.max_attempts:
		return None
	if result is CallResult.CALLBACK_OWN:
		return callback_at
	assert outcome.retry_after is not None
	return now + outcome.retry_after
