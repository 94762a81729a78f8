"""Statistics across campaigns: added up from what was counted with the audiences (K21)."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, literal, select
from sqlalchemy.orm import Session

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import (
	MEMBER_FILTERS,
	build_cell_conditions,
	build_conditions,
	find_cells,
	select_budget_band,
	select_month,
)
from campaigns.finance.repositories.spending import select_totals
from campaigns.statistics.repositories.shares import find_revenue, find_spent
from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import AGES, BUDGETS, Phase
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.endpoints.campaigns.reports import (
	CampaignLine,
	CampaignReportQuery,
	CampaignsBy,
	report_campaigns,
)
from chasqui.contracts.reports import Report
from chasqui.kernel.data.reports import Asker, CountedReport

ORDERS: dict[CampaignsBy, tuple[str, ...]] = {
	CampaignsBy.BUDGET: BUDGETS,
	CampaignsBy.GENDER: tuple(Gender),
	CampaignsBy.AGE: AGES,
	CampaignsBy.PHASE: tuple(Phase),
}
"""Values that have an order of their own."""
COUNTED = ("members", "mails", "contacted", "sold")
MONEY = ("spent", "revenue", "result")


def count_campaigns(
	session: Session, query: CampaignReportQuery, asker: Asker
) -> Report[CampaignLine]:
	"""Return the campaigns that match and their members; no member is read."""
	rows = session.execute(select_lines(query, asker.today)).mappings().all()
	lines = [read_line(dict(row)) for row in rows if not row["is_total"]]
	total = next(read_line(dict(row)) for row in rows if row["is_total"])
	if query.by.value in MEMBER_FILTERS and Permission.COSTS_READ in asker.permissions:
		lines = share_money(session, query, lines, asker.today)
		total = total.model_copy(update={name: sum_up(lines, name) for name in MONEY})
	return Report[CampaignLine](as_of=asker.today, lines=order_lines(query.by, lines), total=total)


def select_lines(query: CampaignReportQuery, today: date) -> Select[Any]:
	"""Return the counts by the asked value, and of all: the row whose `is_total` is 1."""
	by_members = query.by.value in MEMBER_FILTERS
	figures = select_figures(query, [query.by.value] if by_members else [])
	value = literal("") if by_members else select_key(query.by)
	columns = (CampaignRow.id, CampaignRow.budget, value.label("key"))
	found = select(*columns).where(*build_conditions(query)).subquery()
	key = figures.c[query.by.value] if by_members else found.c.key
	budget = func.coalesce(func.sum(found.c.budget), 0).label("budget")
	ready = (AudienceRow.campaign_id == found.c.id) & (
		AudienceRow.state == AudienceState.READY.value
	)
	money = select_totals(today, select(found.c.id))
	counted = (
		select(
			func.grouping(key).label("is_total"),
			key.label("key"),
			func.count(found.c.id.distinct()).label("campaigns"),
			*(func.coalesce(func.sum(figures.c[one]), 0).label(one) for one in COUNTED),
			*(() if by_members else (budget, *sum_money(money))),
		)
		.select_from(found)
		.join(AudienceRow, ready, isouter=not by_members)
		.join(figures, figures.c.audience_id == AudienceRow.id, isouter=not by_members)
		.group_by(func.rollup(key))
	)
	if by_members:
		return counted
	return counted.join(money, money.c.campaign_id == found.c.id, isouter=True)


def share_money(
	session: Session, query: CampaignReportQuery, lines: list[CampaignLine], today: date
) -> list[CampaignLine]:
	"""Return lines with what was spent on their members, and what they bought."""
	key, of = query.by.value, select(CampaignRow.id).where(*build_conditions(query))
	conditions = build_cell_conditions(query, key)
	spent = find_spent(session, of, find_cells(query, key), key, conditions, today)
	asked = {name: value for name in MEMBER_FILTERS if (value := getattr(query, name))}
	sold = find_revenue(session, of, key, asked)
	nothing = Decimal(0)
	return [
		line.model_copy(
			update={
				"spent": (cost := spent.get(line.key, nothing)),
				"revenue": (brought := sold.get(line.key, nothing)),
				"result": brought - cost,
			}
		)
		for line in lines
	]


def sum_up(lines: list[CampaignLine], name: str) -> Decimal:
	"""Return the sum of an amount: a cent that is shared out is in one line alone."""
	return sum((getattr(line, name) for line in lines), Decimal(0))


def sum_money(totals: Subquery) -> list[ColumnElement[Any]]:
	"""Return what campaigns have spent and brought, added up."""
	spent = func.coalesce(func.sum(totals.c.spent), 0)
	revenue = func.coalesce(func.sum(totals.c.revenue), 0)
	return [spent.label("spent"), revenue.label("revenue"), (revenue - spent).label("result")]


def select_figures(query: CampaignReportQuery, of: list[str]) -> Subquery:
	"""Return what the members of each audience that match come to, by some of what they are."""
	cells = find_cells(query, *of)
	groups = (cells.audience_id, *(getattr(cells, name) for name in of))
	sums = (func.sum(getattr(cells, name)).label(name) for name in COUNTED)
	counted = select(*groups, *sums)
	narrowed = counted.where(cells.members > 0, *build_cell_conditions(query, *of))
	return narrowed.group_by(*groups).subquery()


def select_key(by: CampaignsBy) -> ColumnElement[Any]:
	"""Return by what campaigns are counted that counts no members."""
	keys: dict[CampaignsBy, ColumnElement[Any]] = {
		CampaignsBy.BUDGET: select_budget_band(),
		CampaignsBy.MONTH: select_month(),
		CampaignsBy.PHASE: CampaignRow.phase.expression,
		CampaignsBy.OWNER: CampaignRow.owner.expression,
	}
	return keys[by]


def read_line(row: dict[str, Any]) -> CampaignLine:
	"""Return a counted row as a line; the total has no key."""
	is_total = row.pop("is_total")
	return CampaignLine.model_validate({**row, "key": "" if is_total else row["key"]})


def order_lines(by: CampaignsBy, lines: list[CampaignLine]) -> list[CampaignLine]:
	"""Return lines in the order of their values; of places, those with most members first."""
	if by in (CampaignsBy.PROVINCE, CampaignsBy.CANTON):
		return sorted(lines, key=lambda one: (-one.members, one.key))
	places = {key: place for place, key in enumerate(ORDERS.get(by, ()))}
	return sorted(lines, key=lambda one: (places.get(one.key, len(places)), one.key))


REPORT = CountedReport(report_campaigns, count_campaigns)
