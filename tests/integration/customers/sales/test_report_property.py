"""Reports of sales say the same whichever rows they count: checked against a count in Python.

Documents, filters and what happens to documents afterwards are drawn at random.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from chasqui.contracts.customers.sales import SOLD, SaleState
from chasqui.contracts.endpoints.customers.reports import SaleReportQuery, SalesBy
from chasqui.kernel.data.reports import Asker
from customers.sales.repositories.sale_report import count_sales
from tests.integration.customers.person_world import insert_people

pytestmark = pytest.mark.covers("C3", "C11", "C12", "M13", "M22")
DAY = date(2026, 11, 20)
ITEMS, PEOPLE = range(1, 6), range(1, 9)
ASKER = Asker(DAY, frozenset(), "staff:1", "America/Guayaquil")
# Numbers of customers go on from test to test.
FROM_ONE = "UPDATE customer SET id = id - (SELECT min(id) - 1 FROM customer)"
ITEM = (
	"INSERT INTO item (id, type_id, name, reference, name_key, search_key, created_by) "
	"OVERRIDING SYSTEM VALUE VALUES (:id, :type, 'Plan ' || :id, 'P' || :id, '', '', 'test')"
)
SALE = (
	"INSERT INTO sale (id, customer_id, state, channel, seller, seller_name, ordered_on, "
	"invoiced_on, number, net, tax, total, units, campaign_id) OVERRIDING SYSTEM VALUE VALUES "
	"(:id, :customer, :state, :channel, :seller, 'Alguien', :day, :invoiced_on, :number, :net, 0, "
	":net, :units, :campaign)"
)
LINE = (
	"INSERT INTO sale_line (sale_id, place, item_id, name, reference, nature, quantity, "
	"unit_price, discount, has_own_discount, vat_class, vat_percent, net, tax, total) VALUES "
	"(:sale, :place, :item, 'Plan', 'P', 'service', :quantity, 1, 0, false, 'zero', 0, "
	":quantity, 0, :quantity)"
)
RECOUNTED = """
SELECT line.item_id, sale.customer_id, sale.id, item.type_id, sale.invoiced_on,
	sum(line.quantity - line.returned), sum(line.net - line.returned_net)
FROM sale JOIN sale_line AS line ON line.sale_id = sale.id JOIN item ON item.id = line.item_id
WHERE sale.state NOT IN ('draft', 'voided') GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3
"""
KEPT = (
	"SELECT item_id, customer_id, sale_id, type_id, invoiced_on, units, net FROM sold_item "
	"ORDER BY 1, 2, 3"
)
RETURN = (
	"UPDATE sale_line SET returned = quantity, returned_net = net WHERE sale_id = :id AND place = 1"
)
CHANGES = (
	RETURN,
	"UPDATE sale SET returned_net = (SELECT sum(returned_net) FROM sale_line WHERE sale_id = :id), "
	"returned_total = (SELECT sum(returned_net) FROM sale_line WHERE sale_id = :id) WHERE id = :id",
	"UPDATE sale SET state = 'voided' WHERE id = :id AND state = 'invoiced'",
	"UPDATE sale SET customer_id = 1 + customer_id % 8 WHERE id % 2 = :id % 2",
	"DELETE FROM sale_line WHERE sale_id = :id AND place = 2 "
	"AND (SELECT state FROM sale WHERE id = :id) = 'draft'",
	"DELETE FROM sale WHERE id = :id AND state = 'draft'",
)


@dataclass(frozen=True)
class Line:
	"""One line as the count in Python sees it."""

	sale_id: int
	customer_id: int
	state: str
	item_id: int
	type_id: int
	channel: str
	seller: str
	campaign_id: int | None
	province: str | None
	canton: str | None
	invoiced_on: date | None
	units: Decimal
	net: Decimal

	@property
	def month(self) -> str | None:
		return None if self.invoiced_on is None else f"{self.invoiced_on:%Y-%m}"


READ = """
SELECT sale.id, sale.customer_id, sale.state, line.item_id, item.type_id, channel, seller,
	campaign_id, province, canton, sale.invoiced_on, line.quantity - line.returned,
	line.net - line.returned_net
FROM sale_line AS line JOIN sale ON sale.id = line.sale_id
	JOIN item ON item.id = line.item_id JOIN customer ON customer.id = sale.customer_id
"""
draw_line = st.tuples(st.sampled_from(ITEMS), st.integers(1, 4))
draw_document = st.fixed_dictionaries(
	{
		"customer": st.sampled_from(PEOPLE),
		"state": st.sampled_from([one.value for one in SaleState]),
		"channel": st.sampled_from(["counter", "phone"]),
		"seller": st.sampled_from(["staff:1", "staff:2"]),
		"campaign": st.sampled_from([None, 7]),
		"day": st.integers(0, 800).map(lambda days: DAY - timedelta(days=days)),
		"lines": st.lists(draw_line, min_size=1, max_size=3),
	}
)
draw_query = st.fixed_dictionaries(
	{"by": st.sampled_from(SalesBy)},
	optional={
		"item_id": st.lists(st.sampled_from(ITEMS), min_size=1, max_size=2),
		"type_id": st.lists(st.integers(1, 2), min_size=1, max_size=2),
		"customer_id": st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3),
		"channel": st.just(["phone"]),
		"seller": st.just(["staff:2"]),
		"province": st.just(["EC-P", "EC-G"]),
		"month": st.just(["2026-10", "2025-10"]),
		"invoiced_from": st.just(DAY - timedelta(days=400)),
		"invoiced_to": st.just(DAY - timedelta(days=30)),
		"state": st.sampled_from([[*SOLD], ["paid"], ["draft"], ["voided", "paid"]]),
	},
)
draw_changes = st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(1, 8)), max_size=6)


@pytest.mark.usefixtures("shop")
@given(st.lists(draw_document, max_size=8), draw_changes, draw_query)
@settings(
	max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_it_counts_as_python_does(
	session: Session, documents: list[Any], changes: list[Any], asked: dict[str, Any]
) -> None:
	with session.begin_nested() as point:
		for number, one in enumerate(documents, 1):
			write(session, number, one)
		for statement, number in changes:
			session.execute(text(statement), {"id": number})
		assert [*session.execute(text(KEPT))] == [*session.execute(text(RECOUNTED))]
		if RETURN in [one for one, _ in changes]:  # what is back of a sale stands there too
			for number, _ in enumerate(documents, 1):
				session.execute(text(CHANGES[1]), {"id": number})
		lines = [Line(*row) for row in session.execute(text(READ))]
		query = SaleReportQuery.model_validate(asked)
		report = count_sales(session, query, ASKER)
		found = {one.key: (one.customers, one.sales, one.units, one.net) for one in report.lines}
		matching = [*choose(lines, query)]
		groups = defaultdict(list)
		for line in matching:
			groups[write_key(line, query.by)].append(line)
		assert found == {key: count(some) for key, some in groups.items()}
		total = report.total
		assert (total.customers, total.sales, total.units, total.net) == count(matching)
		point.rollback()


def write(session: Session, number: int, one: dict[str, Any]) -> None:
	lines = one["lines"]
	whole = sum(quantity for _, quantity in lines)
	is_draft = one["state"] == SaleState.DRAFT
	values = {
		**one, "id": number, "net": whole, "units": whole,
		"number": None if is_draft else str(number),
		"invoiced_on": None if is_draft else one["day"],
	}  # fmt: skip
	session.execute(text(SALE), {name: value for name, value in values.items() if name != "lines"})
	for place, (item, quantity) in enumerate(lines, 1):
		values = {"sale": number, "place": place, "item": item, "quantity": quantity}
		session.execute(text(LINE), values)


SAME = ("item_id", "type_id", "customer_id", "channel", "seller", "province", "month")
"""Filters by what a line has."""


def choose(lines: list[Line], query: SaleReportQuery) -> Iterator[Line]:
	"""Yield the lines that a query asks."""
	for line in lines:
		day = line.invoiced_on
		if (
			line.state in (query.state or SOLD)
			and all(
				not asked or getattr(line, name) in asked
				for name in (
					"item_id",
					"type_id",
					"customer_id",
					"channel",
					"seller",
					"province",
					"month",
				)
				for asked in [getattr(query, name)]
			)
			and (query.invoiced_from is None or (day and day >= query.invoiced_from))
			and (query.invoiced_to is None or (day and day <= query.invoiced_to))
		):
			yield line


def write_key(line: Line, by: SalesBy) -> str:
	value = getattr(line, by.value)
	return "" if value is None else str(value)


def count(lines: list[Line]) -> tuple[int, int, int, Decimal]:
	return (
		len({line.customer_id for line in lines}),
		len({line.sale_id for line in lines}),
		int(sum(line.units for line in lines)),
		sum((line.net for line in lines), Decimal(0)),
	)


@pytest.fixture
def shop(session: Session) -> None:
	insert_people(session, len(PEOPLE))
	session.execute(text(FROM_ONE))
	for item in ITEMS:
		session.execute(text(ITEM), {"id": item, "type": 1 + item % 2})
