"""«Qué ofrece la empresa»: the items of the catalogue, counted (M21, C10)."""

from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import BANDS, ItemState
from chasqui.contracts.endpoints.customers.reports import (
	ItemLine,
	ItemReportQuery,
	ItemsBy,
	report_items,
)
from chasqui.contracts.reports import Report
from chasqui.kernel.data.reports import Asker, CountedReport
from customers.catalogue.repositories.item_list_repository import ItemListRepository

ORDERS = {ItemsBy.BAND: BANDS, ItemsBy.STATE: tuple(ItemState)}
"""Values that have an order of their own; the others stand by their names."""


def count_items(session: Session, query: ItemReportQuery, asker: Asker) -> Report[ItemLine]:
	"""Return what is offered, and all of it, in one pass over the items that match."""
	sees_drafts = Permission.CATALOGUE_WRITE in asker.permissions
	lists = ItemListRepository(session, asker.today, sees_drafts=sees_drafts)
	facts = lists.select_facts(query)
	is_sold = facts.c.state == ItemState.ON_SALE
	key = facts.c[query.by.value]
	name = func.max(facts.c.type_name) if query.by is ItemsBy.TYPE else func.max("")
	counted = select(
		func.grouping(key).label("is_total"),
		key.label("key"),
		name.label("name"),
		func.count().label("items"),
		*(func.count().filter(facts.c.state == one).label(one.value) for one in ItemState),
		func.sum(facts.c.stock).filter(is_sold).label("stock"),
		func.sum(facts.c.stock * facts.c.price).filter(is_sold).label("stock_value"),
		func.coalesce(func.sum(facts.c.customers), 0).label("customers"),
	).group_by(func.rollup(key))
	rows = session.execute(counted).all()
	lines = [read_line(row) for row in rows if not row.is_total]
	total = next((read_line(row) for row in rows if row.is_total), None)
	order = ORDERS.get(query.by, ())
	lines.sort(key=lambda one: order.index(one.key) if order else (one.name or one.key).lower())
	return Report[ItemLine](as_of=asker.today, lines=lines, total=total or EMPTY)


def read_line(row: Row[Any]) -> ItemLine:
	"""Return a counted row as a line; the total has neither key nor name."""
	line = {name: value for name, value in row._mapping.items() if name != "is_total"}
	named = {} if row.is_total else {"key": str(row.key), "name": row.name}
	return ItemLine.model_validate({**line, "key": "", "name": "", **named})


EMPTY = ItemLine(key="", items=0, on_sale=0, draft=0, retired=0, customers=0)
REPORT = CountedReport(report_items, count_items)
