"""When somebody may be called: the hours of a day where the person lives, and holidays (K27)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from chasqui.contracts.campaigns.campaigns import NO_PLACE
from chasqui.contracts.campaigns.hours import CallHours, Country
from chasqui.contracts.territory import list_regional_codes

FARTHEST = timedelta(days=370)
"""Further than any callback is promised, and than any two openings are apart."""
MAINLAND = ZoneInfo("America/Guayaquil")
ZONES = {
	"EC-W": ZoneInfo("Pacific/Galapagos"),
	"CL": ZoneInfo("America/Santiago"),
	"CL-MA": ZoneInfo("America/Punta_Arenas"),
}
OBSERVED = " (observado)"
NEAR = timedelta(days=4)
"""No holiday is moved farther."""


@dataclass(frozen=True)
class Place:
	"""Where a customer lives, as far as calling goes."""

	zone: ZoneInfo
	country: Country


def find_place(region: str | None, usual: str) -> Place:
	"""Return the place of a province or region (ISO 3166-2); `usual` is the zone of unknown ones.

	By the province, not by the phone: the area code 05 is of two zones.
	"""
	if region is None:
		return Place(ZoneInfo(usual), Country.ECUADOR)
	country = Country(region[:2])
	usual_zone = MAINLAND if country is Country.ECUADOR else ZONES["CL"]
	return Place(ZONES.get(region, usual_zone), country)


def list_zones(usual: str) -> dict[str, ZoneInfo]:
	"""Return the zone of each province and region, and of those that nobody knows."""
	zones = {code: find_place(code, usual).zone for code in list_regional_codes()}
	return zones | {NO_PLACE: ZoneInfo(usual)}


@dataclass(frozen=True)
class CallSchedule:
	"""Hours with the days on which they do not hold."""

	hours: CallHours
	closed: Mapping[Country, frozenset[date]]

	def is_open(self, at: datetime, place: Place) -> bool:
		"""Return whether somebody there may be called at an instant."""
		return self.find_next(at, place) == at

	def find_next(self, at: datetime, place: Place) -> datetime | None:
		"""Return the first instant from `at` on at which somebody there may be called.

		None where the hours leave none within `FARTHEST`.
		"""
		for start, end in self._iterate_openings(at, place):
			if at < end:
				return max(at, start)
		return None

	def find_end(self, at: datetime, place: Place) -> datetime | None:
		"""Return until when somebody there may be called, if that is so at an instant."""
		for start, end in self._iterate_openings(at, place):
			if at < end:
				return end if start <= at else None
		return None

	def _iterate_openings(self, at: datetime, place: Place) -> Iterator[tuple[datetime, datetime]]:
		today = at.astimezone(place.zone).date()
		closed = self.closed.get(place.country, frozenset())
		for ahead in range(FARTHEST.days):
			day = today + timedelta(days=ahead)
			if day in closed and not self.hours.on_holidays:
				continue
			for line in self.hours.lines:
				if line.weekday == day.isoweekday():
					yield _place(day, line.start, place.zone), _end(day, line.end, place.zone)


def _place(day: date, at: time, zone: ZoneInfo) -> datetime:
	return datetime.combine(day, at, tzinfo=zone)


def _end(day: date, at: time | None, zone: ZoneInfo) -> datetime:
	return _place(day, at, zone) if at else _place(day + timedelta(days=1), time.min, zone)


@lru_cache(maxsize=64)
def list_official(country: Country, year: int) -> Mapping[date, str]:
	"""Return the national holidays of a year, in Spanish.

	Where the law moves one to another day, that day is kept alone; the package lists both.
	"""
	found = dict(holidays.country_holidays(country.value, years=year, language="es"))
	moved = [
		(name.removesuffix(OBSERVED), day) for day, name in found.items() if name.endswith(OBSERVED)
	]
	return {
		day: name.removesuffix(OBSERVED)
		for day, name in sorted(found.items())
		if not any(name == other and abs(day - to) <= NEAR for other, to in moved)
	}
