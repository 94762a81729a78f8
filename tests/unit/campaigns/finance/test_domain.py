"""How a budget stands, and what a campaign will have spent in the end."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from campaigns.finance.domain import PACE_DAYS, count_pace_days, find_level, forecast_activity
from campaigns.finance.use_cases.activity_recorder import LONGEST_CALL, measure_call
from chasqui.contracts.campaigns.finance import BudgetLevel

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
	("budget", "spent", "stop", "level"),
	[
		("100", "79.99", 100, BudgetLevel.FINE),
		("100", "80", 100, BudgetLevel.WARNED),
		("100", "99.99", 100, BudgetLevel.WARNED),
		("100", "100", 100, BudgetLevel.REACHED),
		("100", "100", 120, BudgetLevel.WARNED),
		("100", "50", 50, BudgetLevel.REACHED),
		("0", "10", 100, BudgetLevel.FINE),
		(None, "10", 100, BudgetLevel.FINE),
	],
)
def test_a_budget_is_fine_warned_or_reached(
	budget: str | None, spent: str, stop: int, level: BudgetLevel
) -> None:
	given = None if budget is None else Decimal(budget)
	assert find_level(given, Decimal(spent), stop) is level


def test_the_pace_is_of_the_days_since_the_beginning() -> None:
	assert count_pace_days(TODAY, TODAY) == 1
	assert count_pace_days(TODAY - timedelta(days=9), TODAY) == 10
	assert count_pace_days(TODAY - timedelta(days=400), TODAY) == PACE_DAYS
	assert count_pace_days(TODAY + timedelta(days=1), TODAY) == 1
	assert count_pace_days(None, TODAY) == PACE_DAYS


def test_what_is_to_come_is_the_pace_of_the_days_that_are_left() -> None:
	in_ten = TODAY + timedelta(days=10)
	assert forecast_activity(Decimal(60), 30, in_ten, TODAY) == 20
	assert forecast_activity(Decimal(60), 30, TODAY, TODAY) == 0
	assert forecast_activity(Decimal(60), 30, TODAY - timedelta(days=5), TODAY) == 0


def test_a_card_that_stays_open_is_no_endless_call() -> None:
	begun = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
	assert measure_call(begun, begun + timedelta(seconds=95)) == 95
	assert measure_call(begun, begun + timedelta(hours=5)) == LONGEST_CALL.total_seconds()
	assert measure_call(begun, begun - timedelta(seconds=3)) == 0
