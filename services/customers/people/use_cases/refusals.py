"""Turns what the domain refuses into the failure that the edge knows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from customers.people.domain.problems import BadField

REVISE = say("Revise los datos del cliente.")


class RefusalCollector:
	"""Gathers the fields that are wrong, so that a form shows all of them at once."""

	def __init__(self, message: Text = REVISE) -> None:
		self._fields: list[FieldError] = []
		self._message = message

	@contextmanager
	def gather(self) -> Iterator[None]:
		"""Keep the refusal of one field and go on with the next."""
		try:
			yield
		except BadField as bad:
			self._fields.append(FieldError(bad.field, bad.message, bad.code))

	def add(self, refused: FieldError) -> None:
		"""Keep what is wrong with a field that is well written."""
		self._fields.append(refused)

	def raise_any(self) -> None:
		""":raises Invalid: some field was refused"""
		if self._fields:
			raise Invalid(self._message, fields=self._fields)


def refuse_change(found: int, expected: int) -> None:
	""":raises Conflict: `list_changed`: other than so many match as the person saw counted"""
	if found != expected:
		raise Conflict(say("La lista cambió. Revise y confirme otra vez."), code="list_changed")


@contextmanager
def refuse_filters(find_field: Callable[[str], str] = str) -> Iterator[None]:
	"""
	:raises Invalid: within it, a filter was refused; `find_field` says by which field it was asked
	"""
	try:
		yield
	except BadField as bad:
		field = FieldError(find_field(bad.field), bad.message, bad.code)
		raise Invalid(bad.message, code=bad.code, fields=[field]) from bad
