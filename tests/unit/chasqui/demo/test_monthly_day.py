"""On whatever day the demo is told, its campaign's monthly run is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from chasqui.demo.monthly_day import choose_monthly_day
from mailer.runs.domain.monthly import MonthlyRule, Verdict, judge_months

ZONE = "America/Guayaquil"
DAYS = [date(2027, 1, 1) + timedelta(days=number) for number in range(731)]  # a leap year in it


@pytest.mark.parametrize("at", [time(0, 1), time(23, 59)])
def test_the_run_of_this_month_is_due(at: time) -> None:
	for today in DAYS:
		now = datetime.combine(today, at, ZoneInfo(ZONE)).astimezone(UTC)
		rule = MonthlyRule(choose_monthly_day(today), 0, ZONE)
		judged = judge_months(rule, since=now, ends_on=today + timedelta(days=90), now=now)
		assert (f"{today:%Y-%m}", Verdict.OPEN) in list(judged), today
