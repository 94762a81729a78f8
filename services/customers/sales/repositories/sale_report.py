"""«Qué se vendió»: the lines of sales, counted (C2 C3 C11 C12 M13 M22)."""

from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, String, Subquery, cast, func, literal, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.sales import SOLD
from chasqui.contracts.endpoints.customers.reports import (
	MOST_SALE_LINES,
	SaleReportLine,
	SaleReportQuery,
	SalesBy,
	report_sales,
)
from chasqui.contracts.reports import Report
from chasqui.kernel.data.pages import Column
from chasqui.kernel.data.reports import Asker, CountedReport
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow
from customers.people.domain.calendar import add_years
from customers.people.models.customer import CustomerRow
from customers.sales.domain.amounts import NOTHING
from customers.sales.models.sale import SaleLineRow, SaleRow
from customers.sales.repositories.sale_lists import (
	MONTH,
	SaleListRepository,
	ask_lines,
)

NO_NAME: ColumnElement[str] = literal("", String)
KEYS: dict[SalesBy, tuple[Column, Column]] = {
	SalesBy.ITEM: (SaleLineRow.item_id, ItemRow.name),
	SalesBy.TYPE: (ItemRow.type_id, ItemTypeRow.name),
	SalesBy.CUSTOMER: (SaleRow.customer_id, CustomerRow.name),
	SalesBy.MONTH: (MONTH, NO_NAME),
	SalesBy.PROVINCE: (CustomerRow.province, NO_NAME),
	SalesBy.CANTON: (CustomerRow.canton, NO_NAME),
	SalesBy.SELLER: (SaleRow.seller, SaleRow.seller_name),
	SalesBy.CHANNEL: (SaleRow.channel, NO_NAME),
	SalesBy.CAMPAIGN: (SaleRow.campaign_id, SaleRow.campaign_name),
}
"""What a line is counted by, and what that is called."""


def count_sales(session: Session, query: SaleReportQuery, asker: Asker) -> Report[SaleReportLine]:
	"""Return what was sold, and all of it, in one pass over the lines that match."""
	lists = SaleListRepository(session)
	asked = query if query.state else query.model_copy(update={"state": [*SOLD]})
	rows = session.execute(group_facts(select_facts(lists, asked))).all()
	is_monthly = asked.by is SalesBy.MONTH
	before = sum_year_before(session, lists, asked) if is_monthly else {}
	lines = [read_line(row, before.get(row.key)) for row in rows if not row.is_total]
	total = next((read_line(row) for row in rows if row.is_total), EMPTY)
	if is_monthly:
		lines = sorted(lines, key=lambda line: line.key)[-MOST_SALE_LINES:]
	else:
		lines = sorted(lines, key=lambda line: (-line.net, line.name, line.key))[:MOST_SALE_LINES]
	return Report[SaleReportLine](as_of=asker.today, lines=lines, total=total)


def sum_year_before(
	session: Session, lists: SaleListRepository, asked: SaleReportQuery
) -> dict[str, Decimal]:
	"""Return the net of each month of the year before, by the month a year later."""
	facts = select_facts(lists, step_back(asked))
	query = select(facts.c.key, func.sum(facts.c.net).label("net")).group_by(facts.c.key)
	query = query.where(facts.c.key.is_not(None))  # drafts are of no month
	return {f"{int(row.key[:4]) + 1}{row.key[4:]}": row.net for row in session.execute(query)}


def step_back(asked: SaleReportQuery) -> SaleReportQuery:
	"""Return the same question, a year before."""
	days = {
		name: None if day is None else add_years(day, -1)
		for name in ("invoiced_from", "invoiced_to", "ordered_from", "ordered_to")
		for day in (getattr(asked, name),)
	}
	months = [f"{int(one[:4]) - 1:04d}{one[4:]}" for one in asked.month]
	return asked.model_copy(update={**days, "month": months})


def select_facts(lists: SaleListRepository, asked: SaleReportQuery) -> Subquery:
	"""Return what is counted of each line."""
	key, name = KEYS[asked.by]
	query = (
		lists.select_lines(asked)
		.join(ItemRow, ItemRow.id == SaleLineRow.item_id)
		.join(ItemTypeRow, ItemTypeRow.id == ItemRow.type_id)
		.where(*ask_lines(asked))
	)
	facts: Subquery = query.with_only_columns(
		cast(key, String).label("key"),
		name.label("name"),
		SaleRow.id.label("sale_id"),
		SaleRow.customer_id,
		(SaleLineRow.quantity - SaleLineRow.returned).label("units"),
		(SaleLineRow.net - SaleLineRow.returned_net).label("net"),
		maintain_column_froms=True,
	).subquery()
	return facts


def group_facts(facts: Subquery) -> Any:
	"""Return the query of the lines of a report and of their total."""
	key = facts.c.key
	return select(
		func.grouping(key).label("is_total"),
		key.label("key"),
		func.max(facts.c.name).label("name"),
		func.count(facts.c.customer_id.distinct()).label("customers"),
		func.count(facts.c.sale_id.distinct()).label("sales"),
		func.round(func.sum(facts.c.units)).label("units"),
		func.sum(facts.c.net).label("net"),
	).group_by(func.rollup(key))


def read_line(row: Row[Any], before: Any = None) -> SaleReportLine:
	"""Return a counted row as a line; the total has neither key nor name."""
	named = {} if row.is_total else {"key": row.key or "", "name": row.name or ""}
	return SaleReportLine(
		**{"key": "", "name": "", **named},
		customers=row.customers,
		sales=row.sales,
		units=int(row.units or 0),
		net=row.net or NOTHING,
		a_year_before=before,
	)


EMPTY = SaleReportLine(key="", customers=0, sales=0, units=0, net=NOTHING)
REPORT = CountedReport(report_sales, count_sales)
