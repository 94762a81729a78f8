"""Quotes one by one, with their lines and steps."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.quotes import QuoteState
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.quotes.models.quote import QuoteLineRow, QuoteMailRow, QuoteRow, QuoteStepRow
from customers.sales.models.sale import SaleRow

MOST_EXPIRED = 500
"""That one transaction moves."""


class QuoteRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def get(self, quote_id: int, *, seller: str | None = None, lock: bool = False) -> QuoteRow:
		"""Return a quote, of a seller alone where one is named; locked, nobody else moves it.

		:raises NotFound: there is no such quote
		"""
		row = self._session.get(QuoteRow, quote_id, with_for_update=lock or None)
		if row is None or seller not in (None, row.seller):
			raise NotFound(say("No existe esa cotización."), code="no_quote")
		return row

	def save(self, row: QuoteRow) -> None:
		self._session.add(row)
		self._session.flush()

	def delete(self, row: QuoteRow) -> None:
		self._session.delete(row)
		self._session.flush()

	def list_lines(self, quote_id: int) -> Sequence[QuoteLineRow]:
		query = select(QuoteLineRow).where(QuoteLineRow.quote_id == quote_id)
		return self._session.scalars(query.order_by(QuoteLineRow.place)).all()

	def replace_lines(self, quote_id: int, rows: Sequence[QuoteLineRow]) -> None:
		self._session.execute(delete(QuoteLineRow).where(QuoteLineRow.quote_id == quote_id))
		for row in rows:
			row.quote_id = quote_id
		self._session.add_all(rows)
		self._session.flush()

	def add_step(self, step: QuoteStepRow) -> None:
		self._session.add(step)
		self._session.flush()

	def list_steps(self, quote_id: int) -> Sequence[QuoteStepRow]:
		"""Return what was done, the first first."""
		query = select(QuoteStepRow).where(QuoteStepRow.quote_id == quote_id)
		return self._session.scalars(query.order_by(QuoteStepRow.id)).all()

	def add_mail(self, row: QuoteMailRow) -> None:
		self._session.add(row)
		self._session.flush()

	def list_mails(self, quote_id: int) -> Sequence[QuoteMailRow]:
		"""Return when it was mailed, the first time first."""
		query = select(QuoteMailRow).where(QuoteMailRow.quote_id == quote_id)
		return self._session.scalars(query.order_by(QuoteMailRow.id)).all()

	def has_sale(self, quote_id: int) -> bool:
		"""Return whether there is a sale that was made of a quote."""
		query = select(SaleRow.id).where(SaleRow.quote_id == quote_id)
		return self._session.scalar(query) is not None

	def lock_expired(self, today: date) -> Sequence[QuoteRow]:
		"""Return issued quotes whose last day is past, locked; one that somebody moves is left."""
		query = select(QuoteRow).where(
			QuoteRow.state == QuoteState.ISSUED, QuoteRow.valid_until < today
		)
		query = query.order_by(QuoteRow.id).limit(MOST_EXPIRED)
		return self._session.scalars(query.with_for_update(skip_locked=True)).all()
