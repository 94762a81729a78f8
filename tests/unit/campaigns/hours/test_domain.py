"""Nobody is called outside of the hours where they live, nor on a holiday."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from campaigns.hours.domain import FARTHEST, CallSchedule, find_place, list_official
from chasqui.contracts.campaigns.hours import (
	ALWAYS,
	MIDNIGHT,
	USUAL_HOURS,
	CallHours,
	Country,
	HoursLine,
)
from chasqui.contracts.territory import list_provinces, list_regions

ZONE = "America/Guayaquil"
MAINLAND = find_place("EC-P", ZONE)
GALAPAGOS = find_place("EC-W", ZONE)
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
REGIONS = [None, *(one.code for one in list_provinces()), *(one.code for one in list_regions())]
CLOSED = {country: frozenset(list_official(country, 2026)) for country in Country}
USUAL = CallSchedule(USUAL_HOURS, CLOSED)


def local(text: str, zone: str = ZONE) -> datetime:
	return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


class TestOpening:
	@pytest.mark.parametrize(
		("at", "following"),
		[
			("2026-11-30T09:00", "2026-11-30T09:00"),
			("2026-11-30T18:59", "2026-11-30T18:59"),
			("2026-11-30T19:00", "2026-12-01T09:00"),
			("2026-11-30T05:00", "2026-11-30T09:00"),
			("2026-11-28T12:00", "2026-11-30T09:00"),  # a Saturday
			("2026-10-30T20:00", "2026-11-04T09:00"),  # All Souls' Day and Cuenca, a long weekend
		],
	)
	def test_the_next_hour_is_found(self, at: str, following: str) -> None:
		assert USUAL.find_next(local(at), MAINLAND) == local(following)
		assert USUAL.is_open(local(at), MAINLAND) is (at == following)

	def test_it_is_the_hour_of_the_place(self) -> None:
		"""Galápagos is an hour behind; Chile has summer time, and holidays of its own."""
		at = local("2026-11-30T09:30")
		assert USUAL.is_open(at, MAINLAND)
		assert not USUAL.is_open(at, GALAPAGOS)
		assert USUAL.find_next(at, GALAPAGOS) == local("2026-11-30T09:00", "Pacific/Galapagos")
		assert USUAL.find_end(at, MAINLAND) == local("2026-11-30T19:00")
		assert USUAL.find_end(at, GALAPAGOS) is None
		assert USUAL.is_open(local("2026-11-30T17:30"), MAINLAND)
		assert not USUAL.is_open(local("2026-11-30T17:30"), find_place("CL-RM", ZONE))
		assert not USUAL.is_open(local("2026-09-18T12:00"), find_place("CL-RM", ZONE))

	def test_on_holidays_if_so_wanted(self) -> None:
		christmas = local("2026-12-25T12:00")
		assert not USUAL.is_open(christmas, MAINLAND)
		worked = USUAL_HOURS.model_copy(update={"on_holidays": True})
		assert CallSchedule(worked, CLOSED).is_open(christmas, MAINLAND)

	@given(
		at=st.integers(0, 364 * 24 * 60).map(lambda minutes: YEAR + timedelta(minutes=minutes)),
		region=st.sampled_from(REGIONS),
	)
	def test_what_is_found_is_open_and_nothing_before_it_is(
		self, at: datetime, region: str | None
	) -> None:
		place = find_place(region, ZONE)
		found = USUAL.find_next(at, place)
		assert found is not None
		assert at <= found <= at + FARTHEST
		assert USUAL.is_open(found, place)
		here = found.astimezone(place.zone)
		assert (9, 0) <= (here.hour, here.minute) < (19, 0)
		assert here.isoweekday() <= 5
		assert here.date() not in CLOSED[place.country]
		minute = at
		while minute < min(found, at + timedelta(hours=3)):
			assert not USUAL.is_open(minute, place)
			minute += timedelta(minutes=17)
		assert CallSchedule(ALWAYS, CLOSED).is_open(at, place)


class TestHolidays:
	def test_one_that_the_law_moves_is_kept_on_its_new_day_alone(self) -> None:
		ecuador = list_official(Country.ECUADOR, 2027)
		assert date(2027, 8, 9) in ecuador
		assert date(2027, 8, 10) not in ecuador
		assert ecuador[date(2027, 2, 8)] == "Carnaval"
		assert date(2027, 1, 1) in ecuador
		assert date(2027, 12, 31) in ecuador  # New Year of 2028, a Saturday
		assert len(ecuador) == 12


class TestHours:
	@pytest.mark.parametrize(
		"lines",
		[
			[],
			[{"weekday": 8, "opens": "09:00", "closes": "10:00"}],
			[{"weekday": 1, "opens": "10:00", "closes": "10:00"}],
			[{"weekday": 1, "opens": "9:00", "closes": "10:00"}],
			[{"weekday": 1, "opens": "24:00", "closes": MIDNIGHT}],
			[
				{"weekday": 1, "opens": "09:00", "closes": "12:00"},
				{"weekday": 1, "opens": "11:59", "closes": "18:00"},
			],
		],
	)
	def test_what_is_no_timetable_is_refused(self, lines: list[dict[str, object]]) -> None:
		with pytest.raises(ValidationError):
			CallHours.model_validate({"lines": lines})

	def test_a_day_may_have_a_break(self) -> None:
		lines = [
			HoursLine(weekday=1, opens="15:00", closes=MIDNIGHT),
			HoursLine(weekday=1, opens="09:00", closes="13:00"),
		]
		schedule = CallSchedule(CallHours(lines=lines), CLOSED)
		noon = local("2026-11-30T13:00")
		assert schedule.find_next(noon, MAINLAND) == local("2026-11-30T15:00")
		assert schedule.is_open(local("2026-11-30T23:59"), MAINLAND)
		assert schedule.find_next(local("2026-12-01T00:00"), MAINLAND) == local("2026-12-07T09:00")
