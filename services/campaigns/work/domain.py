"""Whose work one may see: everybody the own, who reviews calls everybody's."""

from collections.abc import Collection
from typing import Protocol, TypeVar

from chasqui.contracts.access import Permission
from chasqui.kernel.errors import Forbidden
from chasqui.kernel.texts.text import say


class AsksAdvisor(Protocol):
	"""A query that may name an advisor."""

	advisor_id: int | None

	def model_copy(self: "Asked", *, update: dict[str, int]) -> "Asked": ...


Asked = TypeVar("Asked", bound=AsksAdvisor)


def narrow_to_own(asked: Asked, subject: str, permissions: Collection[str]) -> Asked:
	"""Return the query as the person may ask it, whose `subject` is ``staff:<id>``.

	:raises Forbidden: it asks for the work of somebody else
	"""
	if Permission.CALLS_REVIEW in permissions:
		return asked
	own = int(subject.removeprefix("staff:"))
	if asked.advisor_id not in (None, own):
		raise Forbidden(say("Solo puede ver su propio trabajo."), code="not_your_work")
	return asked.model_copy(update={"advisor_id": own})
