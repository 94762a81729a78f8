"""What a segment asks as a list asks it, answered by the list's own condition.

A search text is read as the list would read it at that moment: where somebody has the whole value,
it asks for that one.
"""

from dataclasses import replace
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy.orm import Session

from customers.people.domain.problems import BadField
from customers.segments.domain.criteria import Segment, find_field
from customers.segments.domain.criterion import Condition
from customers.segments.repositories.list_condition_builder import ListConditionBuilder


class ListedConditionReader:
	def __init__(self, session: Session, *, zone: str) -> None:
		self._session = session
		self._zone = zone

	def complete(self, segment: Segment) -> Segment:
		"""Return the segment with all that it asks among its conditions.

		:raises BadField: a custom field that does not exist, or a value that is not of its kind
		"""
		if segment.listed is None:
			return segment
		lists = ListConditionBuilder(self._session, today=segment.as_of, zone=self._zone)
		try:
			asked = lists.build(segment.listed)
		except BadField as bad:
			raise BadField(find_field(bad.field), bad.code, bad.message) from bad
		compiled = asked.compile(
			dialect=self._session.get_bind().dialect, compile_kwargs={"render_postcompile": True}
		)
		values = {name: _wrap(value) for name, value in compiled.params.items()}
		condition = Condition(f"({compiled})", values=values)
		return replace(segment, conditions=(*segment.conditions, condition), listed=None)


def _wrap(value: Any) -> Any:
	return Jsonb(value) if isinstance(value, dict) else value
