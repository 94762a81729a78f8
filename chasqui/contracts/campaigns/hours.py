"""Words of calling hours: on which days and at what time of day people may be called (K27)."""

from datetime import time
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from chasqui.contracts.wire import Contract, Day, Instant, Line
from chasqui.kernel.texts.text import say

MOST_LINES = 21
"""Three a day."""
MIDNIGHT = "24:00"
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["09:00"])]
ClosingTime = Annotated[
	str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$", examples=["19:00", MIDNIGHT])
]


class HoursLine(Contract):
	"""From `opens` to `closes` on a day of the week (1 is Monday, ISO 8601), not included; the
	time of day is that of the place where the customer lives.
	"""

	weekday: int = Field(ge=1, le=7)
	opens: ClockTime
	closes: ClosingTime

	@field_validator("closes")
	@classmethod
	def check_order(cls, closes: str, info: ValidationInfo) -> str:
		"""Text in this form is in the order of time."""
		if "opens" in info.data and closes <= info.data["opens"]:
			raise ValueError(say("Tiene que cerrar después de abrir."))
		return closes

	@property
	def start(self) -> time:
		return time.fromisoformat(self.opens)

	@property
	def end(self) -> time | None:
		"""Return when it ends; None is midnight."""
		return None if self.closes == MIDNIGHT else time.fromisoformat(self.closes)


class CallHours(Contract):
	"""When customers may be called. Nobody is called outside, nor on a holiday of the customer's
	country, unless `on_holidays`.
	"""

	lines: list[HoursLine] = Field(min_length=1, max_length=MOST_LINES)
	on_holidays: bool = False

	@field_validator("lines")
	@classmethod
	def check_lines(cls, lines: list[HoursLine]) -> list[HoursLine]:
		"""Return the lines in their order; none of a day reaches into the next."""
		ordered = sorted(lines, key=lambda one: (one.weekday, one.opens))
		for one, following in pairwise(ordered):
			if one.weekday == following.weekday and following.opens < one.closes:
				raise ValueError(say("Dos horarios del mismo día se cruzan."))
		return ordered


class CallHoursUpdate(CallHours):
	"""`version` is the one that was read."""

	version: int


class KeptHours(CallHours):
	"""Hours as they are kept; `is_own`: a campaign's own, not those of all campaigns."""

	version: int = 0
	is_own: bool = False
	updated_by: str = ""
	updated_at: Instant | None = None


class Country(StrEnum):
	ECUADOR = "EC"
	CHILE = "CL"


class HolidayFields(Contract):
	"""A day on which nobody in a country is called; one that `is_worked` is a day like others."""

	country: Country = Country.ECUADOR
	day: Day
	name: Line = Field(min_length=2, max_length=80)
	is_worked: bool = False


class Holiday(HolidayFields):
	"""`is_official`: of the law, as the package `holidays` knows it; else added here."""

	is_official: bool = False


class HolidayQuery(Contract):
	year: int = Field(ge=2020, le=2100)
	country: Country = Country.ECUADOR


USUAL_HOURS = CallHours(
	lines=[HoursLine(weekday=day, opens="09:00", closes="19:00") for day in range(1, 6)]
)
"""Monday to Friday, 09:00–19:00. Ecuador's law has a timetable for collecting debts alone (Mon–Fri
07:00–20:00, LODC art. 49); this is narrower on purpose."""
ALWAYS = CallHours(
	lines=[HoursLine(weekday=day, opens="00:00", closes=MIDNIGHT) for day in range(1, 8)],
	on_holidays=True,
)
