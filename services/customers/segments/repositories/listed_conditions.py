"""What a segment asks as a list asks it, answered by the list's own condition.

A search text is read as the list would read it at that moment: where somebody has the whole value,
it asks for that one.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from psycopg.types.json import Jsonb
from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from chasqui.kernel.texts.text import say
from customers.people.domain.problems import BadField
from customers.people.models.customer import CustomerRow
from customers.segments.domain.criteria import Segment
from customers.segments.domain.criterion import Condition
from customers.segments.models.saved_segment import SavedSegmentRow, SegmentUseRow
from customers.segments.repositories.list_condition_builder import ListConditionBuilder

# A chain of merges is followed to its end, and an undoing needs nothing: the rows stay.
WHERE = "\nWHERE "
PICKED = """
id IN (
	WITH RECURSIVE person (id) AS (
		SELECT customer_id FROM segment_customer WHERE segment_id = %(picked)s
		UNION SELECT one.merged_into FROM customer AS one JOIN person ON person.id = one.id
			WHERE one.merged_into IS NOT NULL
	)
	SELECT id FROM person
)
"""


class ListedConditionReader:
	"""Reads for somebody of the staff, `asker`; without one, for a service."""

	def __init__(self, session: Session, *, zone: str, asker: str | None = None) -> None:
		self._session = session
		self._zone = zone
		self._asker = asker

	def complete(self, segment: Segment) -> Segment:
		"""Return the segment with all that it asks among its conditions.

		:raises BadField: a segment or own field that does not exist, or a value of another kind
		"""
		if segment.is_whole:
			return segment
		asked = [*self._ask_picked(segment.criteria.picked), *self._ask_listed(segment)]
		conditions = (*segment.conditions, *asked)
		return replace(segment, conditions=conditions, is_whole=True)

	def _ask_picked(self, segment_id: int | None) -> Iterator[Condition]:
		if segment_id is None:
			return
		if not self._session.scalar(select(self._ask_usable(segment_id))):
			raise BadField("picked", "no_segment", say("Ese segmento ya no existe."))
		yield Condition(PICKED, values={"picked": segment_id})

	def _ask_usable(self, segment_id: int) -> ColumnElement[bool]:
		"""Return whether there is a segment that the asker may build on: their own, a shared one,
		what such a one is built on, or what some campaign is for.
		"""
		row, use = SavedSegmentRow, SegmentUseRow
		is_there = exists().where(row.id == segment_id)
		if self._asker is None:
			return is_there
		is_seen = or_(row.owner == self._asker, row.is_shared)
		leads_to = or_(row.id == segment_id, row.criteria.contains({"picked": segment_id}))
		is_used = exists().where(use.segment_id == segment_id)
		return and_(is_there, or_(exists().where(is_seen, leads_to), is_used))

	def _ask_listed(self, segment: Segment) -> Iterator[Condition]:
		if segment.listed is None:
			return
		lists = ListConditionBuilder(self._session, today=segment.as_of, zone=self._zone)
		# As part of its query: alone, what asks «nobody has …» would look for any customer at all.
		query = select(CustomerRow.id).where(lists.build(segment.listed))
		compiled = query.compile(
			dialect=self._session.get_bind().dialect, compile_kwargs={"render_postcompile": True}
		)
		values = {name: _wrap(value) for name, value in compiled.params.items()}
		yield Condition(f"({str(compiled).partition(WHERE)[2]})", values=values)


def _wrap(value: Any) -> Any:
	return Jsonb(value) if isinstance(value, dict) else value
