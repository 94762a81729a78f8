"""The day of the month on which a campaign of today is due now."""

import calendar
from datetime import date
from typing import Literal

LATEST_DAY = 28  # the latest that a campaign may name besides the last


def choose_monthly_day(today: date) -> int | Literal["last"]:
	"""Return today, or the 28th where it is just past: a run may be three days late."""
	is_last = today.day == calendar.monthrange(today.year, today.month)[1]
	return "last" if is_last else min(today.day, LATEST_DAY)
