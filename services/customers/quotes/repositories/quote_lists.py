"""Lists of quotes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, literal, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.quote_lists import (
	QuoteFacetValue,
	QuoteFilters,
	QuoteOutcome,
	QuoteQuery,
)
from chasqui.contracts.customers.quotes import CONVERSION_DAYS, QuoteState
from chasqui.contracts.customers.sales import SaleState
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns
from customers.people.models.customer import CustomerRow
from customers.quotes.models.quote import QuoteLineRow, QuoteMailRow, QuoteRow
from customers.sales.models.sale import SaleRow
from customers.sales.repositories.document_filters import ask_lines, ask_seller, ask_text

BEFORE_ALL = date(1, 1, 1)
"""Stands for the day of an issue that there is not yet, in an order of those days."""
MONTH = func.to_char(QuoteRow.issued_on, "YYYY-MM")
LAST_MAIL = (
	select(func.max(QuoteMailRow.at))
	.where(QuoteMailRow.quote_id == QuoteRow.id)
	.correlate(QuoteRow)
	.scalar_subquery()
)
FACET_TEXTS = {"seller": QuoteRow.seller_name}


@dataclass(frozen=True)
class ListedQuote:
	row: QuoteRow
	customer_name: str
	province: str | None
	state: str
	sale_id: int | None
	sale_number: str | None
	sale_state: str | None
	mailed_at: datetime | None


class QuoteListRepository:
	"""The quotes of one seller, or (None) all, as they stand on a day."""

	def __init__(self, session: Session, today: date, seller: str | None = None) -> None:
		self._session = session
		self._seller = seller
		self._state = write_state(today)
		self.outcome = write_outcome(self._state, today)
		self._list = self._declare()

	def find(self, quote_id: int) -> ListedQuote | None:
		"""Return one quote as lists show it, if it is seen."""
		scope = ask_seller(QuoteRow, self._seller)
		query = self._list.query.where(QuoteRow.id == quote_id, *scope)
		found = self._session.execute(query).first()
		return None if found is None else self._list.make(*found)

	def list_page(self, query: QuoteQuery) -> tuple[list[ListedQuote], str | None]:
		"""Return a page of quotes."""
		return self._list.fetch_page(self._session, query)

	def count(self, filters: QuoteFilters) -> int:
		"""Return how many match."""
		return self._list.count(self._session, filters)

	def count_by(self, filters: QuoteFilters, name: str) -> list[QuoteFacetValue]:
		"""Return how many have each value of a filter, as if it were not set."""
		found = self._list.count_by(self._session, filters, name, text=FACET_TEXTS.get(name))
		return [QuoteFacetValue(value=value, text=text, quotes=n) for value, text, n in found]

	def list_ids(self, filters: QuoteFilters, most: int) -> list[int]:
		"""Return the ids of the quotes that match, at most so many and one, the first first."""
		query = self.select_matching(filters).with_only_columns(
			QuoteRow.id, maintain_column_froms=True
		)
		return list(self._session.scalars(query.order_by(QuoteRow.id).limit(most + 1)))

	def stream_lines(self, filters: QuoteFilters) -> Iterator[tuple[ListedQuote, QuoteLineRow]]:
		"""Yield the lines of the quotes that match, the latest quote first."""
		query = self.select_matching(filters).add_columns(QuoteLineRow)
		query = query.join(QuoteLineRow, QuoteLineRow.quote_id == QuoteRow.id).order_by(
			QuoteRow.written_on.desc(), QuoteRow.id.desc(), QuoteLineRow.place
		)
		for *quote, line in self._session.execute(query, execution_options={"yield_per": 500}):
			yield self._list.make(*quote), line
			self._session.expunge(line)

	def select_matching(self, filters: QuoteFilters) -> Select[Any]:
		"""Return a query of the quotes that match, each with its customer and its sale."""
		return self._list.query.where(*self._list.filters.build(filters))

	def _declare(self) -> Listing[ListedQuote]:
		return Listing(
			select_shown(self._state),
			QuoteRow.id,
			Filters(
				values={
					**pick_columns(QuoteRow, "customer_id", "channel", "seller", "campaign_id"),
					"ids": QuoteRow.id,
					"state": self._state,
					"outcome": self.outcome,
					"province": CustomerRow.province,
					"month": MONTH,
				},
				ranges={
					"issued": QuoteRow.issued_on,
					"until": QuoteRow.valid_until,
					"total": QuoteRow.total,
				},
				rules=[
					lambda _asked: ask_seller(QuoteRow, self._seller),
					lambda asked: ask_text(QuoteRow, asked.q),
					_ask_items,
				],
			),
			sorts={
				"written": QuoteRow.written_on,
				"issued": func.coalesce(QuoteRow.issued_on, BEFORE_ALL),
				"until": QuoteRow.valid_until,
				"total": QuoteRow.total,
			},
			order="-written",
			make=ListedQuote,
		)


def select_shown(state: ColumnElement[str]) -> Any:
	"""Return the query of quotes as lists show them, each with its customer and its sale."""
	return (
		select(
			QuoteRow,
			CustomerRow.name,
			CustomerRow.province,
			state.label("shown_state"),
			SaleRow.id.label("sale_id"),
			SaleRow.number.label("sale_number"),
			SaleRow.state.label("sale_state"),
			LAST_MAIL.label("mailed_at"),
		)
		.join(CustomerRow, CustomerRow.id == QuoteRow.customer_id)
		.outerjoin(SaleRow, SaleRow.quote_id == QuoteRow.id)
	)


def write_state(today: date) -> ColumnElement[str]:
	"""Return where a quote stands on a day, as `domain.states.find_state` says it of one."""
	is_past = and_(QuoteRow.state == QuoteState.ISSUED, QuoteRow.valid_until < today)
	expired = literal(QuoteState.EXPIRED.value, String)
	return case((is_past, expired), else_=QuoteRow.state)


def write_outcome(state: ColumnElement[str], today: date) -> ColumnElement[Any]:
	"""Return what came of a quote (R52): converted, still open, or lost; nothing of a draft."""
	in_time = and_(
		SaleRow.state != SaleState.VOIDED,
		SaleRow.ordered_on - QuoteRow.issued_on <= CONVERSION_DAYS,
	)
	is_young = and_(
		state == QuoteState.ISSUED, literal(today) - QuoteRow.issued_on <= CONVERSION_DAYS
	)
	return case(
		(QuoteRow.issued_on.is_(None), None),
		(in_time, QuoteOutcome.CONVERTED.value),
		(is_young, QuoteOutcome.OPEN.value),
		else_=QuoteOutcome.LOST.value,
	)


def _ask_items(asked: QuoteFilters) -> list[Condition]:
	lines = ask_lines(QuoteLineRow, asked)
	return [QuoteRow.id.in_(select(QuoteLineRow.quote_id).where(*lines))] if lines else []
