"""The monthly rule: which months of a campaign are due, late within the grace, or missed."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

GRACE = timedelta(hours=72)
# How far back a scheduler that was down looks for months that it let pass.
OLDEST_MONTHS = 12


class Verdict(StrEnum):
	OPEN = "open"
	MISSED = "missed"


@dataclass(frozen=True)
class MonthlyRule:
	"""Day 1–28 or ``last``, at an hour, in an IANA time zone."""

	day: int | Literal["last"]
	hour: int
	zone: str

	def find_due(self, year: int, month: int) -> datetime:
		"""Return the instant (UTC) at which the month's run is due."""
		day = calendar.monthrange(year, month)[1] if self.day == "last" else self.day
		local = datetime(year, month, day, self.hour, tzinfo=ZoneInfo(self.zone))
		return local.astimezone(UTC)


def judge_months(
	rule: MonthlyRule, *, since: datetime, ends_on: date, now: datetime
) -> Iterator[tuple[str, Verdict]]:
	"""Yield the periods (``2026-11``) that are due, each to be opened or recorded as missed.

	`since` is when the campaign entered execution: a month whose grace had passed by then never
	was the campaign's. A month due after `ends_on` is none of its either.
	"""
	for year, month in _list_months(since, now, rule.zone):
		due = rule.find_due(year, month)
		late = due + GRACE
		if due > now or since > late or due.astimezone(ZoneInfo(rule.zone)).date() > ends_on:
			continue
		yield f"{year:04d}-{month:02d}", Verdict.OPEN if now <= late else Verdict.MISSED


def _list_months(since: datetime, now: datetime, zone: str) -> list[tuple[int, int]]:
	"""Return the calendar months from the one before `since` to that of `now`, the newest 12."""
	# The month before: its grace may reach into the month in which execution began.
	first = _count_months(since.astimezone(ZoneInfo(zone))) - 1
	last = _count_months(now.astimezone(ZoneInfo(zone)))
	first = max(first, last - OLDEST_MONTHS + 1)
	return [(months // 12, months % 12 + 1) for months in range(first, last + 1)]


def _count_months(instant: datetime) -> int:
	return instant.year * 12 + instant.month - 1
