"""Asks the risk of a review's people part by part, each part one transaction with its progress.

A process killed on the way leaves whole parts. The next holder of the lease asks only for rows
without an answer, and what the killed one had been answered comes from the kept answers. While
the risk service rests nobody waits here: the review waits as a row, and the sweep comes back.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import structlog

from campaigns.risk.clients.client import RiskClient
from campaigns.risk.clients.failures import RiskUnavailable
from campaigns.risk.domain.identities import IdentityKeys
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from campaigns.risk.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.risk.repositories.risk_reviews import RiskReviewRepository
from campaigns.risk.use_cases.risk_view import list_answer_values
from chasqui.contracts.risk import MAX_BATCH, Identification, RiskAnswer
from chasqui.contracts.risk_desk import ReviewState
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Invalid

MAX_ATTEMPTS = 20
MIN_WAIT_SECONDS, MAX_WAIT_SECONDS = 5.0, 60.0
NO_IDENTITY = "El cliente ya no tiene identificación."
GAVE_UP = "La central de riesgos no respondió tras varios intentos. Puede reanudar la revisión."
REFUSED = "La central de riesgos no aceptó el lote."


class RiskReviewer:
	def __init__(
		self,
		database: Database,
		client: RiskClient,
		keys: IdentityKeys,
		*,
		lease_seconds: int,
		part_rows: int = MAX_BATCH,
	) -> None:
		self._database = database
		self._client = client
		self._keys = keys
		self._lease_seconds = lease_seconds
		self._part_rows = part_rows

	def run(self, review_id: int) -> None:
		"""Review to the end, if nobody else is at it and the service answers."""
		with self._database.open_session() as session:
			reviews = RiskReviewRepository(session)
			token = reviews.claim(review_id, self._lease_seconds)
		if token is None:
			return
		try:
			while self._review_part(review_id, token):
				pass
		except RiskUnavailable as error:
			self._postpone(review_id, token, error)
		except Invalid:
			self._end(review_id, token, ReviewState.FAILED, REFUSED)

	def list_waiting(self) -> list[int]:
		"""Return the reviews that nobody holds."""
		with self._database.open_session() as session:
			return RiskReviewRepository(session).list_waiting()

	def _review_part(self, review_id: int, token: UUID) -> bool:
		"""Ask for the next rows and keep the answers; return whether to go on."""
		with self._database.open_session() as session:
			rows = RiskReviewItemRepository(session).list_pending(review_id, self._part_rows)
		if not rows:
			self._end(review_id, token, ReviewState.DONE)
			return False
		known = [row for row in rows if row.id_type and row.id_number]
		people = [_read_identification(row) for row in known]
		purpose = self._read_purpose(review_id)
		answers = self._client.ask_batch(people, purpose) if people else []
		values = [
			_build_values(row, self._keys.make_key(one), answer)
			for row, one, answer in zip(known, people, answers, strict=True)
		]
		gone = [{"line": row.line, "error": NO_IDENTITY} for row in rows if row not in known]
		return self._keep(review_id, token, values, gone)

	def _read_purpose(self, review_id: int) -> str:
		with self._database.open_session() as session:
			return RiskReviewRepository(session).get(review_id).purpose

	def _keep(
		self,
		review_id: int,
		token: UUID,
		answers: Sequence[dict[str, Any]],
		rejected: Sequence[dict[str, Any]],
	) -> bool:
		"""Write a part with the progress it makes; false where another has the review now."""
		with self._database.open_session() as session:
			review = RiskReviewRepository(session).hold(review_id, token, self._lease_seconds)
			if review is None:
				structlog.get_logger().warning("review_taken_over", review_id=review_id)
				return False
			items = RiskReviewItemRepository(session)
			for part in (answers, rejected):
				if part:
					items.save_answers(review_id, part)
			review.done += len(answers) + len(rejected)
			review.rejected += len(rejected)
			review.attempts, review.error = 0, None
		return True

	def _postpone(self, review_id: int, token: UUID, error: RiskUnavailable) -> None:
		"""Let the review wait, or give up after `MAX_ATTEMPTS` in a row."""
		wait = min(max(self._client.read_wait(), MIN_WAIT_SECONDS), MAX_WAIT_SECONDS)
		structlog.get_logger().warning(
			"review_postponed", review_id=review_id, reason=error.reason.value, seconds=wait
		)
		with self._database.open_session() as session:
			review = RiskReviewRepository(session).hold(review_id, token, wait)
			if review is None:
				return
			review.attempts += 1
			review.state = ReviewState.WAITING.value
			if review.attempts >= MAX_ATTEMPTS:
				review.state, review.error = ReviewState.FAILED.value, GAVE_UP
				review.finished_at = read_now()

	def _end(
		self, review_id: int, token: UUID, state: ReviewState, error: str | None = None
	) -> None:
		with self._database.open_session() as session:
			review = RiskReviewRepository(session).hold(review_id, token, 0)
			if review is not None:
				review.state, review.error = state.value, error
				review.finished_at, review.lease_token = read_now(), None


def _read_identification(row: RiskReviewItemRow) -> Identification:
	return Identification(id_type=row.id_type or "", id_number=row.id_number or "")


def _build_values(row: RiskReviewItemRow, key: str, answer: RiskAnswer) -> dict[str, Any]:
	"""Return the columns of an answered row; the number itself goes."""
	return {
		"line": row.line,
		"subject_key": key,
		"id_number": None,
		**list_answer_values(answer),
	}
