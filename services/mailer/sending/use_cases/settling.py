"""What an outcome at the server means for the ledger."""

from datetime import datetime

from chasqui.contracts.mailer.runs import DeliveryState, RunPolicy
from mailer.runs.domain.reasons import FailReason
from mailer.sending.domain.retries import plan_retry
from mailer.sending.repositories.sending import ClaimedDelivery, Settlement
from mailer.sending.transports.outcomes import Outcome, OutcomeKind

LOST_AFTER_BODY = "no_final_reply"
PUT_OFF = "put_off"


def settle(
	outcome: Outcome, delivery: ClaimedDelivery, policy: RunPolicy, now: datetime
) -> Settlement:
	"""Return the state that a delivery goes to."""
	if outcome.kind is OutcomeKind.ACCEPTED:
		return _build(outcome, DeliveryState.ACCEPTED, None)
	if outcome.kind is OutcomeKind.REJECTED:
		unknown = outcome.is_unknown_address
		reason = FailReason.UNKNOWN_ADDRESS if unknown else FailReason.REJECTED
		return _build(outcome, DeliveryState.FAILED, reason.value)
	if outcome.kind is OutcomeKind.UNTRIED:
		return _build(outcome, DeliveryState.QUEUED, None, retry_at=now, is_attempt=False)
	if outcome.kind is OutcomeKind.UNCERTAIN and policy is RunPolicy.NEVER_TWICE:
		return _build(outcome, DeliveryState.UNCERTAIN, LOST_AFTER_BODY)
	return _put_off(outcome, delivery, now)


def hold_back(delivery: ClaimedDelivery, until: datetime) -> Settlement:
	"""Return a delivery to the queue until its domain's rate has room."""
	return Settlement(delivery.id, DeliveryState.QUEUED.value, None, "", until, is_attempt=False)


def _put_off(outcome: Outcome, delivery: ClaimedDelivery, now: datetime) -> Settlement:
	first = delivery.first_attempt_at or now
	retry_at = plan_retry(delivery.attempts + 1, first, now)
	if retry_at is None:
		return _build(outcome, DeliveryState.FAILED, FailReason.GAVE_UP.value)
	return _build(outcome, DeliveryState.DEFERRED, PUT_OFF, retry_at=retry_at)


def _build(
	outcome: Outcome,
	state: DeliveryState,
	reason: str | None,
	*,
	retry_at: datetime | None = None,
	is_attempt: bool = True,
) -> Settlement:
	return Settlement(outcome.job_id, state.value, reason, outcome.reply, retry_at, is_attempt)
