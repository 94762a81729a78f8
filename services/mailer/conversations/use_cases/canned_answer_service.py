"""Keeps the answers that are written once and used often."""

from chasqui.contracts.mailer.conversations import (
	CannedAnswer,
	CannedAnswerFields,
	CannedAnswerPatch,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from mailer.conversations.models.canned_answer import CannedAnswerRow
from mailer.conversations.repositories.canned_answers import CannedAnswerRepository

STALE = say("Alguien cambió la respuesta mientras tanto: mírela otra vez.")


class CannedAnswerService:
	def __init__(self, answers: CannedAnswerRepository) -> None:
		self._answers = answers

	def list_all(self) -> list[CannedAnswer]:
		return [CannedAnswer.model_validate(row) for row in self._answers.list_all()]

	def add(self, fields: CannedAnswerFields, by: str) -> CannedAnswer:
		"""Keep a new answer.

		:raises Conflict: there is one of that name
		"""
		row = CannedAnswerRow(name=fields.name, text=fields.text, changed_by=by)
		self._answers.save(row)
		return CannedAnswer.model_validate(row)

	def change(self, answer_id: int, patch: CannedAnswerPatch, by: str) -> CannedAnswer:
		"""Change an answer.

		:raises Conflict: somebody else changed it meanwhile, or there is one of that name
		"""
		row = self._answers.find(answer_id)
		if row.version != patch.version:
			raise Conflict(STALE, code="version_conflict")
		row.name, row.text = patch.name, patch.text
		row.version, row.changed_by, row.changed_at = row.version + 1, by, read_now()
		self._answers.save(row)
		return CannedAnswer.model_validate(row)

	def delete(self, answer_id: int) -> None:
		self._answers.delete(self._answers.find(answer_id))
