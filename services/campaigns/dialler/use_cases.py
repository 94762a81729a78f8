"""What was asked of the dialler and what it reported; the advisor decides what came of the call."""

from datetime import timedelta
from uuid import UUID, uuid4

from campaigns.dialler.domain import MessageSigner
from campaigns.dialler.models import DialAttemptRow
from campaigns.dialler.repositories import DialAttemptRepository
from chasqui.contracts.campaigns.dialler import (
	LONGEST_CALL,
	SUGGESTED,
	DialAttempt,
	DialOutcome,
	DialReport,
	DialState,
)
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, NotFound, Unauthenticated
from chasqui.kernel.security.events import report
from chasqui.kernel.texts.text import say

RINGS = timedelta(seconds=60)
"""So long an attempt of which nothing is known keeps the same customer from being rung again."""
MAY_RING = (DialState.ASKED, DialState.TAKEN, DialState.SILENT)
REFUSED = say("La firma no es válida o ya caducó.")
UNKNOWN = say("No se conoce ese intento de llamada.")


class DialReportVerifier:
	def __init__(self, signer: MessageSigner | None) -> None:
		self._signer = signer

	def check(self, body: bytes, timestamp: str, signature: str, address: str) -> None:
		"""Let pass what the dialler signed; without a dialler nothing passes.

		:raises Unauthenticated: another secret, another body, or a clock more than 5 minutes apart
		"""
		signer = self._signer
		if signer is None or not signer.is_valid(body, timestamp, signature, read_now()):
			report(SecurityKind.CLIENT_REFUSED, subject="service:dialler", address=address)
			raise Unauthenticated(REFUSED, code="bad_signature")


class DialAttemptService:
	def __init__(self, attempts: DialAttemptRepository) -> None:
		self._attempts = attempts

	def begin(self, advisor_id: int, lease_token: UUID, customer_id: int) -> UUID:
		"""Keep that a call is about to be asked for; who calls has locked the hold.

		:raises Conflict: `dialling`: it was asked for a moment ago, and may be ringing
		"""
		now, last = read_now(), self._attempts.find_last(lease_token)
		if last is not None and _may_ring(last) and last.asked_at > now - RINGS:
			text = say("El marcador ya está llamando a esta persona. Espere un momento.")
			raise Conflict(text, code="dialling")
		row = DialAttemptRow(
			id=uuid4(),
			lease_token=lease_token,
			customer_id=customer_id,
			advisor_id=advisor_id,
			state=DialState.ASKED,
			asked_at=now,
		)
		self._attempts.add(row)
		return row.id

	def settle(self, attempt_id: UUID, state: DialState) -> DialAttempt:
		"""Keep how the dialler took an attempt; its report may have come before."""
		row = self._attempts.lock(attempt_id)
		if row is None:  # the person was erased meanwhile
			return DialAttempt(attempt_id=attempt_id, state=state)
		row.state = state
		return describe_attempt(row)

	def show(self, advisor_id: int, attempt_id: UUID) -> DialAttempt:
		"""Return an attempt of the advisor's own.

		:raises NotFound: there is none
		"""
		row = self._attempts.find(attempt_id)
		if row is None or row.advisor_id != advisor_id:
			raise NotFound(UNKNOWN, code="unknown_attempt")
		return describe_attempt(row)

	def find_last(self, lease_token: UUID) -> DialAttempt | None:
		"""Return the newest attempt of a hold."""
		row = self._attempts.find_last(lease_token)
		return describe_attempt(row) if row is not None else None

	def keep_report(self, given: DialReport) -> None:
		"""Keep what the dialler says of an attempt; the same again is one.

		:raises NotFound: `unknown_attempt`
		:raises Conflict: `already_reported`: it had said something else
		"""
		row = self._attempts.lock(given.attempt_id)
		if row is None:
			raise NotFound(UNKNOWN, code="unknown_attempt")
		if row.outcome is None:
			row.outcome, row.seconds, row.reported_at = given.outcome, given.seconds, read_now()
		elif (row.outcome, row.seconds) != (given.outcome, given.seconds):
			text = say("De ese intento ya se tiene otro resultado.")
			raise Conflict(text, code="already_reported")


def describe_attempt(row: DialAttemptRow) -> DialAttempt:
	"""Return an attempt as its contract."""
	outcome = DialOutcome(row.outcome) if row.outcome else None
	is_recent = row.asked_at > read_now() - timedelta(seconds=LONGEST_CALL)
	return DialAttempt(
		attempt_id=row.id,
		state=DialState(row.state),
		outcome=outcome,
		seconds=row.seconds,
		suggested=SUGGESTED.get(outcome) if outcome else None,
		is_awaited=_may_ring(row) and is_recent,
	)


def _may_ring(row: DialAttemptRow) -> bool:
	return row.outcome is None and row.state in MAY_RING
