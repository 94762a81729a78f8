"""Answers that are written once and used often."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from mailer.conversations.models.canned_answer import CannedAnswerRow

TAKEN = say("Ya hay una respuesta con ese nombre.")


class CannedAnswerRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_all(self) -> Sequence[CannedAnswerRow]:
		return self._session.scalars(select(CannedAnswerRow).order_by(CannedAnswerRow.name)).all()

	def find(self, answer_id: int) -> CannedAnswerRow:
		"""Return an answer, to be changed.

		:raises NotFound: there is none
		"""
		row = self._session.get(CannedAnswerRow, answer_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe esa respuesta."), code="no_answer")
		return row

	def save(self, row: CannedAnswerRow) -> None:
		"""Keep an answer, a new or a changed one.

		:raises Conflict: another one has its name
		"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			field = FieldError("name", TAKEN, "name_taken")
			raise Conflict(TAKEN, code="name_taken", fields=[field]) from error
		self._session.refresh(row)

	def delete(self, row: CannedAnswerRow) -> None:
		self._session.delete(row)
