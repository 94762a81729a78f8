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
from campaigns.risk.domain.identities import IdentityHasher
from campaigns.risk.models.risk_review import RiskReviewRow
from campaigns.risk.models.risk_review_item import RiskReviewItemRow
from campaigns.risk.repositories.risk_review_items import RiskReviewItemRepository
from campaigns.risk.repositories.risk_reviews import RiskReviewRepository
from campaigns.risk.use_cases.risk_view import list_answer_values
from chasqui.contracts.campaigns.risk import ReviewState
from chasqui.contracts.risk import MAX_BATCH, Identification, RiskAnswer
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Invalid
from chasqui.kernel.jobs.runner import MOST_ATTEMPTS, JobRunner
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.texts.text import say

MAX_ATTEMPTS = MOST_ATTEMPTS
MIN_WAIT_SECONDS, MAX_WAIT_SECONDS = 5.0, 60.0
NO_IDENTITY = say("El cliente ya no tiene identificación.")
GAVE_UP = say("La central de riesgos no respondió tras varios intentos. Puede intentarlo otra vez.")
REFUSED = say("La central de riesgos no aceptó el lote.")


class RiskReviewRunner(JobRunner[RiskReviewRow]):
	jobs = RiskReviewRepository

	def __init__(
		self,
		database: Database,
		client: RiskClient,
		keys: IdentityHasher,
		*,
		lease_seconds: float,
		part_rows: int = MAX_BATCH,
	) -> None:
		super().__init__(database, lease_seconds=lease_seconds)
		self._client = client
		self._keys = keys
		self._part_rows = part_rows

	def _work(self, job: RiskReviewRow, token: UUID) -> bool:
		"""Review to the end, if the service answers."""
		try:
			while self._review_part(job, token):
				pass
		except RiskUnavailable as error:
			self._wait_for_service(job.id, token, error)
		except Invalid:
			self._fail(job.id, token, REFUSED)
		return False

	def _review_part(self, review: RiskReviewRow, token: UUID) -> bool:
		"""Ask for the next rows and keep the answers; return whether to go on."""
		with self._database.open_session() as session:
			rows = RiskReviewItemRepository(session).list_pending(review.id, self._part_rows)
		if not rows:
			with self._database.open_session() as session:
				done = {"state": ReviewState.DONE.value, "error": None}
				RiskReviewRepository(session).finish(review.id, token, **done)
			return False
		known = [row for row in rows if row.id_type and row.id_number]
		people = [_read_identification(row) for row in known]
		answers = self._client.ask_batch(people, review.purpose) if people else []
		values = [
			_build_values(row, self._keys.make_key(one), answer)
			for row, one, answer in zip(known, people, answers, strict=True)
		]
		gone = [{"line": row.line, "error": NO_IDENTITY} for row in rows if row not in known]
		self._keep(review.id, token, values, gone)
		return True

	def _keep(
		self,
		review_id: int,
		token: UUID,
		answers: Sequence[dict[str, Any]],
		rejected: Sequence[dict[str, Any]],
	) -> None:
		"""Write a part with the progress it makes.

		:raises LeaseLost: another has the review now
		"""
		counts = {"done": len(answers) + len(rejected), "rejected": len(rejected)}
		with self._database.open_session() as session:
			reviews = RiskReviewRepository(session)
			if not reviews.step(review_id, token, self._lease_seconds, counts, error=None):
				raise LeaseLost(str(review_id))
			items = RiskReviewItemRepository(session)
			for part in (answers, rejected):
				if part:
					items.save_answers(review_id, part)

	def _wait_for_service(self, review_id: int, token: UUID, error: RiskUnavailable) -> None:
		"""Let the review wait, or give up after `MAX_ATTEMPTS` in a row."""
		wait = min(max(self._client.read_wait(), MIN_WAIT_SECONDS), MAX_WAIT_SECONDS)
		structlog.get_logger().warning(
			"review_postponed", review_id=review_id, reason=error.reason.value, seconds=wait
		)
		with self._database.open_session() as session:
			reviews = RiskReviewRepository(session)
			review = reviews.hold(review_id, token, self._lease_seconds)
			if review is not None and review.attempts < MAX_ATTEMPTS:
				reviews.postpone(review_id, token, wait, state=ReviewState.WAITING.value)
				return
		self._fail(review_id, token, GAVE_UP)


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
