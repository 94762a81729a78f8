"""Lists of sales."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.sale_lists import SaleFacetValue, SaleFilters, SaleQuery
from chasqui.contracts.customers.sales import SaleSource
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns
from customers.people.models.customer import CustomerRow
from customers.sales.models.sale import SaleLineRow, SaleRow
from customers.sales.repositories.document_filters import ask_lines, ask_seller, ask_text

BEFORE_ALL = date(1, 1, 1)
"""Stands for the day of an invoice that there is not yet, in an order of those days."""
SOURCE = case(
	(SaleRow.import_id.is_(None), SaleSource.NOTED.value), else_=SaleSource.IMPORTED.value
)
MONTH = func.to_char(SaleRow.invoiced_on, "YYYY-MM")
SELECTED: Any = select(SaleRow, CustomerRow.name, CustomerRow.province).join(CustomerRow)
FACET_TEXTS = {"seller": SaleRow.seller_name}


@dataclass(frozen=True)
class ListedSale:
	row: SaleRow
	customer_name: str
	province: str | None


class SaleListRepository:
	"""The sales of one seller, or (None) all."""

	def __init__(self, session: Session, seller: str | None = None) -> None:
		self._session = session
		self._seller = seller
		self._list = self._declare()

	def find(self, sale_id: int) -> ListedSale | None:
		"""Return one sale as lists show it, if it is seen."""
		query = self._list.query.where(SaleRow.id == sale_id, *self._ask_scope())
		found = self._session.execute(query).first()
		return None if found is None else self._list.make(*found)

	def list_page(self, query: SaleQuery) -> tuple[list[ListedSale], str | None]:
		"""Return a page of sales."""
		return self._list.fetch_page(self._session, query)

	def count(self, filters: SaleFilters) -> int:
		"""Return how many match."""
		return self._list.count(self._session, filters)

	def count_by(self, filters: SaleFilters, name: str) -> list[SaleFacetValue]:
		"""Return how many have each value of a filter, as if it were not set."""
		found = self._list.count_by(self._session, filters, name, text=FACET_TEXTS.get(name))
		return [SaleFacetValue(value=value, text=text, sales=n) for value, text, n in found]

	def list_ids(self, filters: SaleFilters, most: int) -> list[int]:
		"""Return the ids of the sales that match, at most so many and one, the first first."""
		query = select(SaleRow.id).join(CustomerRow).where(*self.ask(filters))
		return list(self._session.scalars(query.order_by(SaleRow.id).limit(most + 1)))

	def stream_lines(self, filters: SaleFilters) -> Iterator[tuple[ListedSale, SaleLineRow]]:
		"""Yield the lines of the sales that match, the latest sale first."""
		query = self.select_lines(filters).order_by(
			SaleRow.ordered_on.desc(), SaleRow.id.desc(), SaleLineRow.place
		)
		for row, name, province, line in self._session.execute(
			query, execution_options={"yield_per": 500}
		):
			yield self._list.make(row, name, province), line
			self._session.expunge(line)

	def ask(self, filters: SaleFilters) -> list[Condition]:
		"""Return what is asked of sales and of their customers."""
		return self._list.filters.build(filters)

	def select_lines(self, filters: SaleFilters) -> Any:
		"""Return a query of the lines of the sales that match, with what lists show of each."""
		query = self._list.query.add_columns(SaleLineRow).join(
			SaleLineRow, SaleLineRow.sale_id == SaleRow.id
		)
		return query.where(*self.ask(filters))

	def _declare(self) -> Listing[ListedSale]:
		return Listing(
			SELECTED,
			SaleRow.id,
			Filters(
				values={
					**pick_columns(SaleRow, "customer_id", "state", "channel", "seller"),
					"campaign_id": SaleRow.campaign_id,
					"import_id": SaleRow.import_id,
					"source": SOURCE,
					"ids": SaleRow.id,
					"province": CustomerRow.province,
					"canton": CustomerRow.canton,
					"month": MONTH,
				},
				ranges={
					"ordered": SaleRow.ordered_on,
					"invoiced": SaleRow.invoiced_on,
					"total": SaleRow.total,
				},
				rules=[
					lambda _asked: self._ask_scope(),
					lambda asked: ask_text(SaleRow, asked.q),
					_ask_items,
				],
			),
			sorts={
				"ordered": SaleRow.ordered_on,
				"invoiced": func.coalesce(SaleRow.invoiced_on, BEFORE_ALL),
				"total": SaleRow.total,
			},
			order="-ordered",
			make=ListedSale,
		)

	def _ask_scope(self) -> Sequence[Condition]:
		return ask_seller(SaleRow, self._seller)


def _ask_items(asked: SaleFilters) -> list[Condition]:
	lines = ask_lines(SaleLineRow, asked)
	return [SaleRow.id.in_(select(SaleLineRow.sale_id).where(*lines))] if lines else []
