"""Years and ages: a person born on 29 February completes the year on 28 February.

Ages are compared by day keys, the integers ``YYYYMMDD``: the completed years between two days
are the whole part of a ten-thousandth of the difference of their keys.
"""

from calendar import isleap
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chasqui.contracts.customers.people import Category

LOYAL_YEARS = 10  # strictly more: exactly ten years is not yet (M16)
OLDEST_AGE = 120
ACTIVE_DAYS = 365  # R1: active in the last 12 months


def add_years(day: date, years: int) -> date:
	"""Return the same day `years` later; 29 February becomes 28 in a common year."""
	try:
		return day.replace(year=day.year + years)
	except ValueError:
		return day.replace(year=day.year + years, day=28)


def make_birth_key(birth: date) -> int:
	"""Return the day key of a birth date."""
	return birth.year * 10_000 + birth.month * 100 + birth.day


def make_reference_key(day: date) -> int:
	"""Return the day key to compute ages on: 28 February of a common year counts as the 29th."""
	key = make_birth_key(day)
	return key + 1 if key % 10_000 == 228 and not isleap(day.year) else key


def compute_age(birth: date | None, as_of: date) -> int | None:
	"""Return the years completed on `as_of`; None without a birth date."""
	if birth is None:
		return None
	return (make_reference_key(as_of) - make_birth_key(birth)) // 10_000


def find_category(registered_on: date, today: date) -> Category:
	"""Return new (< 12 months), loyal (> 10 years) or regular."""
	if today < add_years(registered_on, 1):
		return Category.NEW
	if today > add_years(registered_on, LOYAL_YEARS):
		return Category.LOYAL
	return Category.REGULAR


def find_active_since(today: date, zone: str) -> datetime:
	"""Return the instant since which whoever was contacted is active: a day's begin in the zone."""
	return datetime.combine(today - timedelta(days=ACTIVE_DAYS), time(), ZoneInfo(zone))


def subtract_years(day: date, years: int) -> date:
	"""Return the latest day that is `years` or more before `day`, by `add_years`."""
	if day.month == 2 and day.day == 28 and not isleap(day.year) and isleap(day.year - years):
		return date(day.year - years, 2, 29)
	return add_years(day, -years)
