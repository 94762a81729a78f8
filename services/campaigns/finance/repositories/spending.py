"""What campaigns have spent and brought: days at the rates that held on them, and fixed costs.

The one place where costs are reckoned. A campaign has a row for each of its days, so that a page of
one reads some hundreds, and a report of a thousand campaigns some ten thousands.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.finance.models.budget_watch import BudgetWatchRow
from campaigns.finance.models.campaign_day import CampaignDayRow
from campaigns.finance.models.fixed_cost import FixedCostRow
from campaigns.finance.repositories.cost_rates import select_periods
from chasqui.contracts.campaigns.campaigns import BEGUN_PHASES
from chasqui.contracts.campaigns.finance import STOP_PERCENT, CostKind

SECONDS_OF_MINUTE, SECONDS_OF_HOUR = Decimal(60), Decimal(3600)


def price_days(days: Subquery, *keys: str) -> Subquery:
	"""Return what days of activity cost by the kind that is paid for: `keys`, ``day, kind, units,
	rate, amount``; the `rate` is null where none held. `days` has `keys` and ``day, mails,
	attempts, seconds``.
	"""
	counted = {
		CostKind.MAIL: days.c.mails,
		CostKind.ATTEMPT: days.c.attempts,
		CostKind.MINUTE: days.c.seconds / SECONDS_OF_MINUTE,
		CostKind.HOUR: days.c.seconds / SECONDS_OF_HOUR,
	}
	groups = [*(days.c[key] for key in keys), days.c.day]
	units = union_all(
		*(
			select(*groups, literal(kind.value).label("kind"), count.label("units")).where(
				count > 0
			)
			for kind, count in counted.items()
		)
	).subquery("units")
	periods = select_periods()
	holds = and_(
		periods.c.kind == units.c.kind,
		periods.c.valid_from <= units.c.day,
		or_(periods.c.valid_until.is_(None), periods.c.valid_until > units.c.day),
	)
	rate = periods.c.amount
	amount = units.c.units * func.coalesce(rate, 0)
	query = select(*units.c, rate.label("rate"), amount.label("amount"))
	return query.join_from(units, periods, holds, isouter=True).subquery("costs")


def select_costs(of: Select[int]) -> Subquery:
	"""Return what each day of some campaigns cost by kind: see `price_days`."""
	day = CampaignDayRow
	days = select(day.campaign_id, day.day, day.mails, day.attempts, day.seconds)
	return price_days(days.where(day.campaign_id.in_(of)).subquery("days"), "campaign_id")


def select_lines(of: Select[int]) -> Subquery:
	"""Return what some campaigns have spent by kind, in cents as it is shown: ``campaign_id, kind,
	units, amount, is_rated``.
	"""
	costs = select_costs(of)
	query = select(
		costs.c.campaign_id,
		costs.c.kind,
		func.round(func.sum(costs.c.units), 2).label("units"),
		func.round(func.sum(costs.c.amount), 2).label("amount"),
		func.bool_and(costs.c.rate.is_not(None)).label("is_rated"),
	)
	return query.group_by(costs.c.campaign_id, costs.c.kind).subquery("lines")


def select_totals(today: date, of: Select[int]) -> Subquery:
	"""Return what some campaigns have spent and brought: ``campaign_id, spent, revenue``."""
	lines, fixed, day = select_lines(of), FixedCostRow, CampaignDayRow
	parts = union_all(
		select(lines.c.campaign_id, lines.c.amount.label("spent"), literal(0).label("revenue")),
		select(fixed.campaign_id, fixed.amount, literal(0)).where(
			fixed.day <= today, fixed.campaign_id.in_(of)
		),
		select(day.campaign_id, literal(0), day.revenue).where(day.campaign_id.in_(of)),
	).subquery("parts")
	return (
		select(
			parts.c.campaign_id,
			func.sum(parts.c.spent).label("spent"),
			func.sum(parts.c.revenue).label("revenue"),
		)
		.group_by(parts.c.campaign_id)
		.subquery("totals")
	)


class SpendingRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_lines(self, campaign_id: int) -> list[dict[str, Any]]:
		"""Return what each kind has cost; see `select_lines`."""
		lines = select_lines(select_one(campaign_id))
		return [dict(row) for row in self._session.execute(select(lines)).mappings()]

	def sum_activity(self, campaign_id: int, since: date) -> Decimal:
		"""Return what the activity of a campaign has cost from a day on, fixed costs apart."""
		costs = select_costs(select_one(campaign_id))
		query = select(func.sum(costs.c.amount)).where(costs.c.day >= since)
		return Decimal(self._session.scalar(query) or 0)

	def sum_fixed(self, campaign_id: int, today: date) -> tuple[Decimal, Decimal]:
		"""Return what was paid once until today, and what is to be paid."""
		row = FixedCostRow
		is_due = row.day <= today
		query = select(
			func.coalesce(func.sum(row.amount).filter(is_due), 0),
			func.coalesce(func.sum(row.amount).filter(~is_due), 0),
		).where(row.campaign_id == campaign_id)
		due, coming = self._session.execute(query).one()
		return Decimal(due), Decimal(coming)

	def sum_sales(self, campaign_id: int) -> tuple[int, int, Decimal]:
		"""Return the sales of a campaign, those without an amount, and what they brought."""
		row = CampaignDayRow
		sums = (
			func.coalesce(func.sum(row.sales), 0),
			func.coalesce(func.sum(row.unpriced_sales), 0),
			func.coalesce(func.sum(row.revenue), 0),
		)
		query = select(*sums).where(row.campaign_id == campaign_id)
		sales, unpriced, revenue = self._session.execute(query).one()
		return int(sales), int(unpriced), Decimal(revenue)

	def list_near_budget(
		self, today: date, percent: int
	) -> list[tuple[CampaignRow, Decimal, BudgetWatchRow | None]]:
		"""Return campaigns that are going on and have spent that part of their budget, or as much
		as they are to stop at: each with what it has spent, and how it is watched.
		"""
		row, watch = CampaignRow, BudgetWatchRow
		going = row.phase.in_([one.value for one in BEGUN_PHASES]) & (row.budget > 0)
		totals = select_totals(today, select(row.id).where(going))
		limit = func.least(percent, func.coalesce(watch.stop_percent, STOP_PERCENT))
		query = (
			select(row, totals.c.spent, watch)
			.join(totals, totals.c.campaign_id == row.id)
			.join(watch, watch.campaign_id == row.id, isouter=True)
			.where(totals.c.spent * 100 >= row.budget * limit)
			.order_by(row.id)
		)
		return [(one, spent, watched) for one, spent, watched in self._session.execute(query)]


def select_one(campaign_id: int) -> Select[int]:
	"""Return one campaign, to be counted alone."""
	return select(CampaignRow.id).where(CampaignRow.id == campaign_id)
