"""At what hours people answer, in words and as a grid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from chasqui.contracts.campaigns.contact_hours import FEWEST_CALLS, ContactHour
from portal.campaigns.labels.dimensions import name_place
from portal.shell.labels.formats import format_number, format_percent
from portal.shell.labels.hours import write_hour
from portal.shell.labels.words import Words

LEVELS = 5
BOTTOM, TOP = 0.7, 1.3
"""Lifts from which on an hour is of the lowest and of the highest level."""


@dataclass(frozen=True)
class HourCell:
	"""One hour of a place: `level` is 1 to 5, from the worst to the best; None without calls."""

	text: str
	title: str
	level: int | None
	is_few: bool


@dataclass(frozen=True)
class HourLine:
	place: str
	cells: Sequence[HourCell]


def write_hours(hours: Sequence[int]) -> str:
	"""Return hours in words: ``18:00 y 10:00``."""
	return str(gettext(" y ")).join(write_hour(one) for one in hours)


def build_grid(found: Iterable[ContactHour]) -> tuple[list[int], list[HourLine]]:
	"""Return the hours that have calls, and a line for each place."""
	rows = list(found)
	hours = sorted({one.hour for one in rows})
	places: dict[str, dict[int, ContactHour]] = {}
	for one in rows:
		places.setdefault(one.region, {})[one.hour] = one
	named = sorted((name_place(region), known) for region, known in places.items())
	return hours, [
		HourLine(name, [describe(known, hour) for hour in hours]) for name, known in named
	]


def describe(known: Mapping[int, ContactHour], hour: int) -> HourCell:
	"""Return an hour of a place as the grid shows it."""
	one = known.get(hour)
	if one is None:
		return HourCell("", gettext("sin llamadas"), None, False)
	title = gettext(
		"%(contacts)s de %(calls)s llamadas contestadas",
		contacts=format_number(one.contacts),
		calls=format_number(one.calls),
	)
	share = format_percent(round(one.rate, 2), 1)
	return HourCell(share, title, find_level(one.lift), one.calls < FEWEST_CALLS)


def find_level(lift: float) -> int:
	"""Return of which level an hour is, by how much better it is than the others of its place."""
	step = (lift - BOTTOM) / (TOP - BOTTOM) * LEVELS
	return max(1, min(LEVELS, int(step) + 1))


WORDS = Words((), functions={"write_hours": write_hours})
