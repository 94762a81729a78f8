"""«Clientes y sus servicios»: customers, counted with the services that they use (M14)."""

from typing import Any

from sqlalchemy import Row, Select, Subquery, func, literal, null, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.list_values import ServiceCount
from chasqui.contracts.customers.lists import NO_PROVINCE
from chasqui.contracts.endpoints.customers.reports import (
	CustomerLine,
	CustomerReportQuery,
	CustomersBy,
	report_customers,
)
from chasqui.contracts.reports import Report
from chasqui.kernel.data.listings import Condition
from chasqui.kernel.data.pages import Column
from chasqui.kernel.data.reports import Asker, CountedReport
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.subscription import SubscriptionRow
from customers.catalogue.repositories.users import uses_item
from customers.people.models.customer import CustomerRow
from customers.people.use_cases.refusals import refuse_filters
from customers.segments.repositories.list_condition_builder import ListConditionBuilder
from customers.segments.repositories.purchase_conditions import name_service_count

COUNTS = [one.value for one in ServiceCount]
"""Values that have an order of their own; of the others those of most customers come first."""


def count_customers(
	session: Session, query: CustomerReportQuery, asker: Asker
) -> Report[CustomerLine]:
	"""Return who uses how many services, and all of it, in one pass over those who match.

	:raises Invalid: a place or an own field does not exist
	"""
	lists = ListConditionBuilder(session, today=asker.today, zone=asker.zone)
	with refuse_filters():
		matches = lists.build(query)
	counted = (
		count_users(matches) if query.by is CustomersBy.USES_ITEM else count_all(matches, query.by)
	)
	rows = session.execute(counted).all()
	lines = [read_line(row) for row in rows if not row.is_total]
	if query.by is CustomersBy.SERVICES:
		lines.sort(key=lambda line: COUNTS.index(line.key))
	else:
		lines.sort(key=lambda line: (-line.customers, line.name, line.key))
	total = next((read_line(row) for row in rows if row.is_total), EMPTY)
	return Report[CustomerLine](as_of=asker.today, lines=lines, total=total)


def count_all(matches: Condition, by: CustomersBy) -> Select[Any]:
	"""Return the query of all who match, by one of their own values or by their services."""
	used = count_used()
	keys: dict[CustomersBy, Column] = {
		CustomersBy.SERVICES: name_service_count(func.coalesce(used.c.services, 0)),
		CustomersBy.PROVINCE: func.coalesce(CustomerRow.province, NO_PROVINCE),
		CustomersBy.CANTON: CustomerRow.canton,
		CustomersBy.GENDER: CustomerRow.gender,
		CustomersBy.KIND: CustomerRow.kind,
	}
	facts = (
		select(keys[by].label("key"), used.c.services)
		.select_from(CustomerRow)
		.outerjoin(used, used.c.customer_id == CustomerRow.id)
		.where(matches)
		.subquery()
	)
	return select(
		func.grouping(facts.c.key).label("is_total"),
		facts.c.key,
		literal("").label("name"),
		func.count().label("customers"),
		func.count(facts.c.services).label("users"),
		func.coalesce(func.sum(facts.c.services), 0).label("services"),
	).group_by(func.rollup(facts.c.key))


def count_users(matches: Condition) -> Select[Any]:
	"""Return the query of the services that those who match use, each with its users."""
	facts = (
		select(ItemRow.id, ItemRow.name, SubscriptionRow.customer_id)
		.join_from(SubscriptionRow, CustomerRow)
		.outerjoin(ItemRow, uses_item())
		.where(matches, SubscriptionRow.ended_on.is_(None))
		.subquery()
	)
	return select(
		func.grouping(facts.c.id).label("is_total"),
		facts.c.id.label("key"),
		func.max(facts.c.name).label("name"),
		func.count(facts.c.customer_id.distinct()).label("customers"),
		null().label("users"),
		func.count().label("services"),
	).group_by(func.rollup(facts.c.id))


def count_used() -> Subquery:
	"""Return how many services each customer uses; who uses none is not among them."""
	row = SubscriptionRow
	used = select(row.customer_id, func.count().label("services"))
	return used.where(row.ended_on.is_(None)).group_by(row.customer_id).subquery()


def read_line(row: Row[Any]) -> CustomerLine:
	"""Return a counted row as a line; the total has neither key nor name."""
	figures = {"customers": row.customers, "users": row.users, "services": int(row.services)}
	if row.is_total:
		return CustomerLine(key="", **figures)
	return CustomerLine(key=str(row.key or ""), name=row.name or "", **figures)


EMPTY = CustomerLine(key="", customers=0, users=0, services=0)
REPORT = CountedReport(report_customers, count_customers)
