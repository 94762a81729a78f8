"""How a budget stands, and what a campaign will have spent in the end."""

from datetime import date
from decimal import Decimal

from chasqui.contracts.campaigns.finance import WARN_PERCENT, BudgetLevel

PACE_DAYS = 30
"""A monthly mailing is in it once, so that one that has just gone out is not taken for the usual
day."""


def find_level(budget: Decimal | None, spent: Decimal, stop_percent: int) -> BudgetLevel:
	"""Return how far a budget is used up."""
	if not budget:
		return BudgetLevel.FINE
	percent = spent * 100 / budget
	if percent >= stop_percent:
		return BudgetLevel.REACHED
	return BudgetLevel.WARNED if percent >= WARN_PERCENT else BudgetLevel.FINE


def count_pace_days(begun: date | None, today: date) -> int:
	"""Return by how many days the pace of a campaign is measured: since it began, if that is less
	than `PACE_DAYS`.
	"""
	if begun is None:
		return PACE_DAYS
	return min(max((today - begun).days + 1, 1), PACE_DAYS)


def forecast_activity(recent: Decimal, days: int, ends_on: date, today: date) -> Decimal:
	"""Return what the activity of the days that are left will cost at the pace of the last ones."""
	left = max((ends_on - today).days, 0)
	return recent / days * left
