"""Series of numbers."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Integer, cast, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from chasqui.contracts.customers.sales import DocumentKind
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.sales.models.number_series import NumberSeriesRow
from customers.sales.models.sale import SaleRow

OURS = r"^\d{3}-\d{3}-\d{9}$"
LAST = "999999999"


@dataclass(frozen=True)
class DocumentNumber:
	"""A number that was taken: `text` is ``001-001-000000123``, of a quote ``COT-000123``."""

	number: int
	text: str


class NumberSeriesRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_all(self) -> list[NumberSeriesRow]:
		"""Return the series, each with the number that it gives next."""
		row = NumberSeriesRow
		query = select(row, find_next()).order_by(row.kind, row.establishment, row.point)
		found = self._session.execute(query).all()
		for one, following in found:
			set_committed_value(one, "next_number", following)
		return [one for one, _following in found]

	def add(self, row: NumberSeriesRow) -> None:
		""":raises Conflict: there is such a series already"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			message = say("Esa serie ya existe.")
			fields = [FieldError("point", message, "series_taken")]
			raise Conflict(message, code="series_taken", fields=fields) from error

	def find(self, kind: DocumentKind, series_id: int | None) -> int:
		"""Return the series of a kind that was chosen, or the first one.

		:raises Invalid: there is no such series
		"""
		row = NumberSeriesRow
		query = select(row.id).where(row.kind == kind.value)
		if series_id is not None:
			query = query.where(row.id == series_id)
		found = self._session.scalar(query.order_by(row.id).limit(1))
		if found is None:
			message = say("No existe esa serie.")
			raise Invalid(message, fields=[FieldError("series_id", message, "no_series")])
		return found

	def take(self, series_id: int) -> DocumentNumber:
		"""Return the next number; who takes one of the same series meanwhile waits for the commit.

		It is taken last of all, so that nobody waits long, and a rollback leaves no gap. A series
		goes on after the last of its numbers that a file of former sales has brought.
		"""
		row = NumberSeriesRow
		statement = (
			update(row)
			.where(row.id == series_id)
			.values(next_number=find_next() + 1)
			.returning(row.kind, row.establishment, row.point, row.next_number - 1)
			.execution_options(synchronize_session=False)
		)
		kind, establishment, point, number = self._session.execute(statement).one()
		if kind == DocumentKind.QUOTE:
			return DocumentNumber(number, f"COT-{number:06d}")
		return DocumentNumber(number, f"{establishment}-{point}-{number:09d}")


def find_next() -> ColumnElement[int]:
	"""Return what number a series gives next."""
	row, number = NumberSeriesRow, SaleRow.number
	start = row.establishment + "-" + row.point + "-"
	last = (
		select(cast(func.right(func.max(number), len(LAST)), Integer) + 1)
		.where(
			row.kind == DocumentKind.INVOICE.value,
			SaleRow.import_id.is_not(None),
			number > start,
			number < start + LAST,
			number.regexp_match(OURS),
		)
		.correlate(row)
		.scalar_subquery()
	)
	return func.greatest(row.next_number, last)
