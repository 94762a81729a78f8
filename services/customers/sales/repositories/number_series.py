"""Series of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.contracts.customers.sales import DocumentKind
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.sales.models.number_series import NumberSeriesRow


@dataclass(frozen=True)
class DocumentNumber:
	"""A number that was taken: `text` is ``001-001-000000123``."""

	number: int
	text: str


class NumberSeriesRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_all(self) -> Sequence[NumberSeriesRow]:
		row = NumberSeriesRow
		query = select(row).order_by(row.kind, row.establishment, row.point)
		return self._session.scalars(query).all()

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

		It is taken last of all, so that nobody waits long, and a rollback leaves no gap.
		"""
		row = NumberSeriesRow
		statement = (
			update(row)
			.where(row.id == series_id)
			.values(next_number=row.next_number + 1)
			.returning(row.establishment, row.point, row.next_number - 1)
			.execution_options(synchronize_session=False)
		)
		establishment, point, number = self._session.execute(statement).one()
		return DocumentNumber(number, f"{establishment}-{point}-{number:09d}")
