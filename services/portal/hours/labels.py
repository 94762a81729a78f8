"""Calling hours in words."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from babel.dates import get_day_names
from flask_babel import gettext as _

from chasqui.contracts.campaigns.hours import CallHours, Country, HoursLine
from chasqui.kernel.clock import read_now
from portal.shell.labels.formats import read_words
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

WEEK = range(1, 8)
Span = tuple[str, str]


def name_day(weekday: int) -> str:
	"""Return what a day of the week is called; 1 is Monday."""
	return str(get_day_names("wide", locale=read_words())[weekday - 1])


def describe_hours(hours: CallHours) -> str:
	"""Return hours in words: ``lunes a viernes, 09:00–19:00; sábado, 10:00–13:00``."""
	parts = [f"{_name_days(days)}, {_name_spans(spans)}" for days, spans in _group(hours.lines)]
	on_holidays = _("también en feriados") if hours.on_holidays else _("no en feriados")
	return "; ".join([*parts, str(on_holidays)])


def _group(lines: Sequence[HoursLine]) -> Iterator[tuple[list[int], tuple[Span, ...]]]:
	"""Yield days that follow each other and have the same hours."""
	by_day = {
		day: tuple((one.opens, one.closes) for one in lines if one.weekday == day) for day in WEEK
	}
	for spans, days in groupby(WEEK, lambda day: by_day[day]):
		if spans:
			yield list(days), spans


def _name_days(days: list[int]) -> str:
	if len(days) == len(WEEK):
		return str(_("todos los días"))
	if len(days) == 1:
		return name_day(days[0])
	return str(_("%(first)s a %(last)s", first=name_day(days[0]), last=name_day(days[-1])))


def _name_spans(spans: Sequence[Span]) -> str:
	return str(_(" y ")).join(f"{opens}–{closes}" for opens, closes in spans)


def write_clock(at: datetime, zone: str) -> str:
	"""Return the time of day of an instant in a zone: ``19:00``."""
	return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def read_clock(zone: str) -> str:
	"""Return the time of day in a zone now."""
	return write_clock(read_now(), zone)


WORDS = Words(
	(
		(Country.ECUADOR, Label(_("Ecuador"))),
		(Country.CHILE, Label(_("Chile"))),
	),
	filters={"hours": describe_hours, "clock": write_clock},
	functions={"name_day": name_day, "clock_in": read_clock},
)
