"""What reports of sales count: rows with `customer_id`, `sale_id`, `units` and `net`, and a key.

Which rows those are depends on what is asked, for they differ in what they cost: a sale is one row
where nothing is asked of its lines, what is kept of each item stands in the order in which its
buyers are counted, and only what neither can say is counted line by line.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, DateTime, Select, String, cast, func, literal, select

from chasqui.contracts.customers.sale_lists import SaleFilters
from chasqui.contracts.customers.sales import SOLD
from chasqui.contracts.endpoints.customers.reports import SaleReportQuery, SalesBy
from chasqui.kernel.data.listings import Condition, Filters, pick_columns
from chasqui.kernel.data.pages import Column
from customers.catalogue.models.item import ItemRow
from customers.people.models.customer import CustomerRow
from customers.sales.models.sale import SaleLineRow, SaleRow
from customers.sales.models.sold_item import SoldItemRow
from customers.sales.repositories.document_filters import ask_lines
from customers.sales.repositories.sale_lists import SaleListRepository

OF_LINES: dict[SalesBy, Column] = {
	SalesBy.ITEM: SaleLineRow.item_id,
	SalesBy.TYPE: ItemRow.type_id,
}
OF_SALES: dict[SalesBy, Column] = {
	SalesBy.CUSTOMER: SaleRow.customer_id,
	SalesBy.MONTH: cast(func.date_trunc("month", cast(SaleRow.invoiced_on, DateTime)), Date),
	SalesBy.PROVINCE: CustomerRow.province,
	SalesBy.CANTON: CustomerRow.canton,
	SalesBy.SELLER: SaleRow.seller,
	SalesBy.CHANNEL: SaleRow.channel,
	SalesBy.CAMPAIGN: SaleRow.campaign_id,
}
NAMES: dict[SalesBy, Column] = {
	SalesBy.SELLER: SaleRow.seller_name,
	SalesBy.CAMPAIGN: SaleRow.campaign_name,
}
"""What a sale itself says that its key is called."""
TOGETHER: ColumnElement[str] = literal("", String)
PLACES = (SalesBy.PROVINCE, SalesBy.CANTON)
KEPT: dict[SalesBy, Column] = {
	SalesBy.ITEM: SoldItemRow.item_id,
	SalesBy.TYPE: SoldItemRow.type_id,
}
KEPT_FILTERS = Filters(
	values={
		**pick_columns(SoldItemRow, "customer_id", "item_id", "type_id"),
		"month": func.to_char(SoldItemRow.invoiced_on, "YYYY-MM"),
	},
	ranges={"invoiced": SoldItemRow.invoiced_on},
)
KEPT_NAMES = {*KEPT_FILTERS.values, "invoiced_from", "invoiced_to"}


@dataclass(frozen=True)
class SaleFacts:
	"""A query without columns, and the columns that it can give.

	`is_of_sales`: each of its rows is a sale of its own.
	"""

	query: Select[Any]
	key: Column
	name: Column | None
	sale_id: Column
	customer_id: Column
	units: Column
	net: Column
	is_of_sales: bool = False

	def select(self, *columns: Any) -> Select[Any]:
		"""Return the query with these columns."""
		return self.query.with_only_columns(*columns, maintain_column_froms=True)


def find_facts(lists: SaleListRepository, asked: SaleReportQuery, by: SalesBy | None) -> SaleFacts:
	"""Return what is to be counted by something, or (None) all together."""
	if by in KEPT and is_kept(asked):
		return find_kept(asked, by)
	if by in OF_LINES or asked.item_id or asked.type_id:
		return find_lines(lists, asked, by)
	return find_sales(lists, asked, by)


def is_kept(asked: SaleReportQuery) -> bool:
	"""Return whether what is kept of each item can say all that is asked."""
	named = {
		name for name in SaleFilters.model_fields if getattr(asked, name) not in (None, [], "")
	}
	return named <= KEPT_NAMES | {"state"} and set(asked.state) == set(SOLD)


def find_kept(asked: SaleFilters, by: SalesBy) -> SaleFacts:
	"""Return what is kept of each item, whose index is in the order of its buyers."""
	row = SoldItemRow
	query = select(row.sale_id).where(*KEPT_FILTERS.build(asked))
	return SaleFacts(query, KEPT[by], None, row.sale_id, row.customer_id, row.units, row.net)


def find_lines(lists: SaleListRepository, asked: SaleFilters, by: SalesBy | None) -> SaleFacts:
	"""Return the lines of sales, for what is asked of them or of their items."""
	conditions = [*lists.ask(asked), *ask_lines(SaleLineRow, asked)]
	query = select_sales(by, asked, conditions)
	query = query.join(SaleLineRow, SaleLineRow.sale_id == SaleRow.id)
	if by is SalesBy.TYPE:
		query = query.join(ItemRow, ItemRow.id == SaleLineRow.item_id)
	return SaleFacts(
		query,
		{**OF_LINES, **OF_SALES}[by] if by else TOGETHER,
		NAMES.get(by) if by else None,
		SaleRow.id,
		SaleRow.customer_id,
		SaleLineRow.quantity - SaleLineRow.returned,
		SaleLineRow.net - SaleLineRow.returned_net,
	)


def find_sales(lists: SaleListRepository, asked: SaleFilters, by: SalesBy | None) -> SaleFacts:
	"""Return sales, where nothing is asked of their lines."""
	row = SaleLineRow
	back = select(row.sale_id, func.sum(row.returned).label("units")).where(row.returned > 0)
	returned = back.group_by(row.sale_id).subquery()
	query = select_sales(by, asked, lists.ask(asked))
	return SaleFacts(
		query.outerjoin(returned, returned.c.sale_id == SaleRow.id),
		OF_SALES[by] if by else TOGETHER,
		NAMES.get(by) if by else None,
		SaleRow.id,
		SaleRow.customer_id,
		SaleRow.units - func.coalesce(returned.c.units, 0),
		SaleRow.net - SaleRow.returned_net,
		is_of_sales=True,
	)


def select_sales(
	by: SalesBy | None, asked: SaleFilters, conditions: Collection[Condition]
) -> Select[Any]:
	"""Return a query of sales, with their customers where it asks something of those."""
	query = select(SaleRow.id).select_from(SaleRow)
	if by in PLACES or asked.province or asked.canton:
		query = query.join(CustomerRow, CustomerRow.id == SaleRow.customer_id)
	return query.where(*conditions)
