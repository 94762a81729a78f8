"""Keeps the calling hours, and says when somebody may be called."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from campaigns.hours.domain import CallSchedule, list_official
from campaigns.hours.models import CallHoursRow
from campaigns.hours.repositories import CallHoursRepository, HolidayRepository
from campaigns.hours.use_cases.setting_service import SettingService, describe_place
from chasqui.contracts.campaigns.hours import (
	USUAL_HOURS,
	CallHours,
	CallHoursUpdate,
	Country,
	KeptHours,
)
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió el horario mientras tanto. Revíselo y vuelva a guardar.")


class CallHoursService(SettingService[CallHoursRow, CallHoursUpdate, KeptHours]):
	"""Keeps the hours of all campaigns, and those of one."""

	stale = STALE
	field = "call_hours"

	def describe_usual(self) -> KeptHours:
		return KeptHours(**dict(USUAL_HOURS))

	def describe(self, row: CallHoursRow) -> KeptHours:
		return _describe(row)

	def make(self, campaign_id: int | None) -> CallHoursRow:
		return CallHoursRow(campaign_id=campaign_id, version=0)

	def fill(self, row: CallHoursRow, update: CallHoursUpdate) -> None:
		row.lines = [one.model_dump() for one in update.lines]
		row.on_holidays = update.on_holidays


class CallScheduleReader:
	"""Says when the customers of campaigns may be called; each schedule is read once."""

	def __init__(self, hours: CallHoursRepository, holidays: HolidayRepository) -> None:
		self._hours = hours
		self._holidays = holidays
		self._known: dict[tuple[int, date], CallSchedule] = {}

	def find(self, campaigns: Collection[int], now: datetime) -> Mapping[int, CallSchedule]:
		"""Return the schedule of each campaign, from now on."""
		today = now.date()
		missing = [one for one in campaigns if (one, today) not in self._known]
		if missing:
			self._read(missing, today)
		return {one: self._known[one, today] for one in campaigns}

	def _read(self, campaigns: Collection[int], today: date) -> None:
		closed = self._list_closed(today)
		kept = self._hours.list_for(campaigns)
		usual = _describe(kept[None]) if None in kept else USUAL_HOURS
		for one in campaigns:
			hours = _describe(kept[one]) if one in kept else usual
			self._known[one, today] = CallSchedule(hours, closed)

	def _list_closed(self, today: date) -> dict[Country, frozenset[date]]:
		years = (today.year - 1, today.year, today.year + 1)  # a zone may be a day behind
		closed = {
			country: {day for year in years for day in list_official(country, year)}
			for country in Country
		}
		for row in self._holidays.list_changes(date(years[0], 1, 1), date(years[-1], 12, 31)):
			days = closed[Country(row.country)]
			(days.discard if row.is_worked else days.add)(row.day)
		return {country: frozenset(days) for country, days in closed.items()}


def _describe(row: CallHoursRow) -> KeptHours:
	hours = CallHours.model_validate({"lines": row.lines, "on_holidays": row.on_holidays})
	return KeptHours(**dict(hours), **describe_place(row))
