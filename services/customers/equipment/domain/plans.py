"""When the next service is due: what it is reckoned from, and how fast a machine is used."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from statistics import median

from chasqui.contracts.customers.service_plans import PlanAnchor

PACE_DAYS = 180
PACE_STEP = Decimal("0.001")
MONTH_DAYS = Decimal("30.436875")  # of 400 years


@dataclass(frozen=True)
class Base:
	"""From what the next service is reckoned: a day, and what the machine had run."""

	day: date
	meter: Decimal | None


@dataclass(frozen=True)
class Terms:
	every: Decimal | None
	months: int | None
	anchor: PlanAnchor


def find_pace(readings: Iterable[tuple[date, Decimal]]) -> Decimal | None:
	"""Return how much a machine is used on a day: the median between the readings of the last half
	year before the last one; None of less than two days.

	`readings` are days and totals, the earliest first; of a day the last one counts.
	"""
	by_day = dict(readings)
	if not by_day:
		return None
	first = max(by_day) - timedelta(days=PACE_DAYS)
	points = [(day, total) for day, total in by_day.items() if day >= first]
	slopes = [
		(total - before) / (day - since).days for (since, before), (day, total) in pairwise(points)
	]
	return median(slopes).quantize(PACE_STEP, ROUND_HALF_UP) if slopes else None


def move_base(base: Base, served: Base, terms: Terms) -> Base:
	"""Return from what the service after one that was done is reckoned.

	By a plan that stands fixed, it is the point of the plan nearest to what was done, and at least
	the next one after the base.
	"""
	meter = base.meter if served.meter is None else served.meter
	if terms.anchor is PlanAnchor.COMPLETION:
		return Base(served.day, meter)
	day = served.day
	if terms.months is not None:
		elapsed = (served.day - base.day).days / (MONTH_DAYS * terms.months)
		day = add_months(base.day, terms.months * count_steps(elapsed))
	if terms.every is not None and base.meter is not None and served.meter is not None:
		elapsed = (served.meter - base.meter) / terms.every
		meter = base.meter + terms.every * count_steps(elapsed)
	return Base(day, meter)


def count_steps(elapsed: Decimal) -> int:
	return max(1, int(elapsed.quantize(Decimal(1), ROUND_HALF_UP)))


def add_months(day: date, months: int) -> date:
	"""Return the same day so many months later, or the last of the month."""
	years, month = divmod(day.month - 1 + months, 12)
	year = day.year + years
	last = calendar.monthrange(year, month + 1)[1]
	return date(year, month + 1, min(day.day, last))
