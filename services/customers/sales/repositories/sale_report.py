"""«Qué se vendió»: sales, or the lines of them that are asked, counted (C2 C3 C11 C12 M13 M22).

Sums and buyers are asked apart: together they take two to three times as long, since whoever
counts distinct buyers in one pass with sums keeps all sums of each buyer.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, func, literal, select
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
from customers.sales.repositories.sale_facts import SaleFacts, find_facts
from customers.sales.repositories.sale_lists import SaleListRepository

NAMED: dict[SalesBy, tuple[Column, Column]] = {
	SalesBy.ITEM: (ItemRow.id, ItemRow.name),
	SalesBy.TYPE: (ItemTypeRow.id, ItemTypeRow.name),
	SalesBy.CUSTOMER: (CustomerRow.id, CustomerRow.name),
}
"""What is called as another table says."""


def count_sales(session: Session, query: SaleReportQuery, asker: Asker) -> Report[SaleReportLine]:
	"""Return what was sold by what is asked, and all of it."""
	lists = SaleListRepository(session)
	asked = query if query.state else query.model_copy(update={"state": [*SOLD]})
	facts = find_facts(lists, asked, asked.by)
	rows = choose_rows(sum_by_key(session, facts), asked.by)
	before = sum_year_before(session, lists, asked) if asked.by is SalesBy.MONTH else {}
	shown = find_facts(lists, ask_shown(asked, rows), asked.by)
	buyers = count_buyers(session, shown)
	names = name_keys(session, asked.by, [row.key for row in rows])
	lines = [
		SaleReportLine(
			key=write_key(row.key),
			name=names.get(row.key, row.name) or "",
			a_year_before=before.get(row.key),
			**buyers[row.key],
			**read_sums(row),
		)
		for row in rows
	]
	total = count_total(session, find_facts(lists, asked, None))
	return Report[SaleReportLine](as_of=asker.today, lines=lines, total=total)


def ask_shown(asked: SaleReportQuery, rows: Iterable[Row[Any]]) -> SaleReportQuery:
	"""Return the same question of the customers alone that are shown, where each is a line."""
	if asked.by is not SalesBy.CUSTOMER:
		return asked
	return asked.model_copy(update={"customer_id": [row.key for row in rows]})


def sum_by_key(session: Session, facts: SaleFacts) -> list[Row[Any]]:
	"""Return what each key comes to."""
	name = literal("") if facts.name is None else func.max(facts.name)
	summed = facts.select(facts.key.label("key"), name.label("name"), *sum_facts(facts))
	return [*session.execute(summed.group_by(facts.key))]


def sum_facts(facts: SaleFacts) -> list[Any]:
	"""Return the sums of a query."""
	return [
		func.round(func.sum(facts.units)).label("units"),
		func.sum(facts.net).label("net"),
	]


def count_buyers(session: Session, facts: SaleFacts) -> dict[Any, dict[str, int]]:
	"""Return how many customers and sales each key has.

	Of rows that are sales each customer's are counted first; others are parted into sales, in the
	order of the index of what is kept, so that nothing is sorted.
	"""
	customers: ColumnElement[int] = func.count()
	key, customer = facts.key.label("key"), facts.customer_id
	if facts.is_of_sales:
		own = facts.select(key, customer, func.count().label("sales")).group_by(key, customer)
		parted = own.subquery()
		total: ColumnElement[int] = func.sum(parted.c.sales)
	else:
		sales = facts.select(key, customer, facts.sale_id).group_by(key, customer, facts.sale_id)
		parted = sales.subquery()
		customers, total = func.count(parted.c.customer_id.distinct()), func.count()
	counted = select(parted.c.key, customers, total).group_by(parted.c.key)
	return {row[0]: {"customers": row[1], "sales": int(row[2])} for row in session.execute(counted)}


def count_total(session: Session, facts: SaleFacts) -> SaleReportLine:
	"""Return what all of it comes to."""
	sums = session.execute(facts.select(*sum_facts(facts))).one()
	[counts] = count_buyers(session, facts).values() or [{"customers": 0, "sales": 0}]
	return SaleReportLine(key="", **counts, **read_sums(sums))


def choose_rows(rows: list[Row[Any]], by: SalesBy) -> list[Row[Any]]:
	"""Return the rows that a report shows, in their order: those of most money, or latest months.

	Drafts are of no month, and stand first.
	"""
	if by is SalesBy.MONTH:
		return sorted(rows, key=lambda row: row.key or date.min)[-MOST_SALE_LINES:]
	return sorted(rows, key=lambda row: (-row.net, str(row.key)))[:MOST_SALE_LINES]


def name_keys(session: Session, by: SalesBy, keys: Iterable[Any]) -> dict[Any, str]:
	"""Return what keys are called, where another table says so."""
	if by not in NAMED:
		return {}
	key, name = NAMED[by]
	return {row[0]: row[1] for row in session.execute(select(key, name).where(key.in_(keys)))}


def sum_year_before(
	session: Session, lists: SaleListRepository, asked: SaleReportQuery
) -> Mapping[Any, Decimal]:
	"""Return the net of each month of the year before, by the month a year later."""
	rows = sum_by_key(session, find_facts(lists, step_back(asked), SalesBy.MONTH))
	return {row.key.replace(year=row.key.year + 1): row.net for row in rows if row.key}


def step_back(asked: SaleReportQuery) -> SaleReportQuery:
	"""Return the same question, a year before."""
	days = {
		name: None if day is None else add_years(day, -1)
		for name in ("invoiced_from", "invoiced_to", "ordered_from", "ordered_to")
		for day in (getattr(asked, name),)
	}
	months = [f"{int(one[:4]) - 1:04d}{one[4:]}" for one in asked.month]
	return asked.model_copy(update={**days, "month": months})


def write_key(key: Any) -> str:
	"""Return a key as the filter of its name takes it."""
	if key is None:
		return ""
	return f"{key:%Y-%m}" if isinstance(key, date) else str(key)


def read_sums(row: Row[Any]) -> dict[str, Any]:
	"""Return the sums of a row, which are nothing where there were no sales."""
	return {"units": int(row.units or 0), "net": row.net or NOTHING}


REPORT = CountedReport(report_sales, count_sales)
