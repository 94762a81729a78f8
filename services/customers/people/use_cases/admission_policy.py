"""Keeps persons who had their data erased from coming back unasked."""

from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.people.domain.erased_marks import MakeMark, name_identity
from customers.people.repositories.erased_marks import ErasedMarkRepository


class AdmissionPolicy:
	def __init__(self, marks: ErasedMarkRepository, mark: MakeMark) -> None:
		self._marks = marks
		self._mark = mark

	def admit(self, id_type: str, id_number: str, *, returns: bool) -> None:
		"""Let a new customer pass, unless the person had the data erased.

		:raises Conflict: `erased_person`, where `returns` does not say that they are given anew
		"""
		digest = self._mark(name_identity(id_type, id_number))
		if not self._marks.has(digest):
			return
		if not returns:
			message = say("Esta persona pidió que se borraran sus datos.")
			raise Conflict(message, code="erased_person")
		self._marks.lift(digest)
