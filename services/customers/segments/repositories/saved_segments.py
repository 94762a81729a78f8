"""Saved segments, and who was picked for them."""

from sqlalchemy import ColumnElement, insert, literal, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.saved_segments import SegmentQuery
from chasqui.kernel.data.listings import Condition, Filters, Listing
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from customers.people.domain.names import make_title_key
from customers.people.models.customer import CustomerRow
from customers.segments.models.saved_segment import SavedSegmentRow, SegmentCustomerRow
from customers.segments.repositories.list_condition_builder import ListConditionBuilder

ROW = SavedSegmentRow


def match_words(asked: SegmentQuery) -> list[Condition]:
	"""Return what holds for the segments whose name has every word of a text."""
	words = make_title_key(asked.q or "").split()
	return [ROW.name_key.contains(word, autoescape=True) for word in words]


SEGMENTS = Listing[SavedSegmentRow](
	select(ROW),
	ROW.id,
	Filters({"kind": ROW.kind}, rules=[match_words]),
	sorts={"name": ROW.name_key, "customers": ROW.customers, "created": ROW.created_at},
)


class SavedSegmentRepository:
	def __init__(self, session: Session, conditions: ListConditionBuilder) -> None:
		self._session = session
		self._conditions = conditions

	def list_page(
		self, asked: SegmentQuery, owner: str
	) -> tuple[list[SavedSegmentRow], str | None]:
		"""Return a page of those that somebody may use."""
		when: ColumnElement[bool] = or_(ROW.owner == owner, ROW.is_shared)
		if asked.own is not None:
			when = ROW.owner == owner if asked.own else when & (ROW.owner != owner)
		return SEGMENTS.fetch_page(self._session, asked, when)

	def get(self, segment_id: int, owner: str, *, lock: bool = False) -> SavedSegmentRow:
		"""
		:raises NotFound: there is none, or it is somebody else's and not shared
		"""
		row = self._session.get(ROW, segment_id, with_for_update=lock)
		if row is None or (row.owner != owner and not row.is_shared):
			raise NotFound(say("No existe ese segmento."), code="no_segment")
		return row

	def save(self, row: SavedSegmentRow) -> None:
		"""Write a row.

		:raises Conflict: its owner has another one of that name
		"""
		row.name_key = make_title_key(row.name)
		try:
			with self._session.begin_nested():
				self._session.add(row)
				self._session.flush()
		except IntegrityError as error:
			message = say("Ya tiene un segmento con ese nombre.")
			field = FieldError("name", message, "name_taken")
			raise Conflict(message, code="name_taken", fields=[field]) from error
		self._session.refresh(row)

	def list_built_on(self, segment_id: int) -> list[SavedSegmentRow]:
		"""Return the other segments whose criteria ask for those who were picked for one."""
		asks = ROW.criteria.contains({"picked": segment_id})
		query = select(ROW).where(asks, ROW.id != segment_id)
		return list(self._session.scalars(query.order_by(ROW.name_key, ROW.id)))

	def pick(self, segment_id: int, filters: CustomerFilters, most: int) -> int:
		"""Keep who matches filters of a list at this moment, at most so many and one; return how
		many.
		"""
		found = select(literal(segment_id), CustomerRow.id).where(self._conditions.build(filters))
		found = found.limit(most + 1)
		columns = [SegmentCustomerRow.segment_id, SegmentCustomerRow.customer_id]
		statement = insert(SegmentCustomerRow).from_select(columns, found)
		result = self._session.execute(statement.execution_options(preserve_rowcount=True))
		return int(result.rowcount)  # type: ignore[attr-defined]

	def delete(self, row: SavedSegmentRow) -> None:
		self._session.delete(row)
