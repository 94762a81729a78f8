"""Keeps the calling hours and the holidays, and says when somebody may be called."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.hours.domain import CallSchedule, list_official
from campaigns.hours.models import CallHoursRow, HolidayRow
from campaigns.hours.repositories import CallHoursRepository, HolidayRepository
from chasqui.contracts.campaigns.hours import (
	USUAL_HOURS,
	CallHours,
	CallHoursUpdate,
	Country,
	Holiday,
	HolidayFields,
	HolidayQuery,
	KeptHours,
)
from chasqui.contracts.campaigns.log import LogDetails, LogKind
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió el horario mientras tanto. Revíselo y vuelva a guardar.")


class CallHoursService:
	def __init__(self, hours: CallHoursRepository, campaigns: CampaignRepository) -> None:
		self._hours = hours
		self._campaigns = campaigns

	def show(self, campaign_id: int | None = None) -> KeptHours:
		"""Return the hours of a campaign: its own, or those of all; the usual where none are kept.

		:raises NotFound: there is no such campaign
		"""
		if campaign_id is not None:
			self._campaigns.get(campaign_id)
		row = self._hours.find(campaign_id)
		if row is None and campaign_id is not None:
			return self.show().model_copy(update={"version": 0})
		if row is None:
			return KeptHours(**dict(USUAL_HOURS))
		return _describe(row)

	def set(self, update: CallHoursUpdate, by: str, campaign_id: int | None = None) -> KeptHours:
		"""Keep the hours of all campaigns, or a campaign's own.

		:raises NotFound: there is no such campaign
		:raises Conflict: `stale`: somebody else changed them meanwhile
		"""
		if campaign_id is not None:
			self._campaigns.get(campaign_id, lock=True)
		row = self._hours.find(campaign_id, lock=True)
		if update.version != (row.version if row else 0):
			now = self.show(campaign_id).model_dump(mode="json")
			raise Conflict(STALE, code="stale", current=now)
		if row is None:
			row = CallHoursRow(campaign_id=campaign_id, version=0)
		row.lines = [one.model_dump() for one in update.lines]
		row.on_holidays, row.updated_by, row.updated_at = update.on_holidays, by, read_now()
		row.version += 1
		self._hours.add(row)
		self._note(campaign_id, by)
		return _describe(row)

	def drop(self, campaign_id: int, by: str) -> None:
		"""Let the hours of all campaigns hold for one again; again is nothing.

		:raises NotFound: there is no such campaign
		"""
		self._campaigns.get(campaign_id)
		if self._hours.drop(campaign_id):
			self._note(campaign_id, by)

	def _note(self, campaign_id: int | None, by: str) -> None:
		"""Write into a campaign's log that its hours changed."""
		if campaign_id is not None:
			details = LogDetails(fields=["call_hours"])
			self._campaigns.note(campaign_id, LogKind.EDITED, by, details)


class HolidayService:
	def __init__(self, holidays: HolidayRepository) -> None:
		self._holidays = holidays

	def list_year(self, query: HolidayQuery) -> Page[Holiday]:
		"""Return the holidays of a country's year: of the law, added here, and those worked on."""
		first, last = date(query.year, 1, 1), date(query.year, 12, 31)
		found = {
			day: Holiday(country=query.country, day=day, name=name, is_official=True)
			for day, name in list_official(query.country, query.year).items()
		}
		for row in self._holidays.list_changes(first, last):
			if row.country == query.country:
				found[row.day] = self._describe(row)
		return Page(items=[found[day] for day in sorted(found)])

	def set(self, fields: HolidayFields, by: str) -> Holiday:
		"""Add a day, or say that it is worked."""
		row = HolidayRow(updated_by=by, **fields.model_dump())
		self._holidays.put(row)
		return self._describe(row)

	def drop(self, country: str, day: str) -> None:
		"""Forget what was said of a day.

		:raises NotFound: nothing was
		"""
		if not self._holidays.drop(*_read_place(country, day)):
			raise NotFound(say("De ese día no se anotó nada."), code="no_holiday")

	def _describe(self, row: HolidayRow) -> Holiday:
		country = Country(row.country)
		return Holiday(
			country=country,
			day=row.day,
			name=row.name,
			is_worked=row.is_worked,
			is_official=row.day in list_official(country, row.day.year),
		)


class CallScheduleReader:
	"""Says when the customers of campaigns may be called."""

	def __init__(self, hours: CallHoursRepository, holidays: HolidayRepository) -> None:
		self._hours = hours
		self._holidays = holidays

	def find(self, campaigns: Collection[int], now: datetime) -> Mapping[int, CallSchedule]:
		"""Return the schedule of each campaign, from now on."""
		if not campaigns:
			return {}
		closed = self._list_closed(now.date())
		kept = self._hours.list_for(campaigns)
		usual = _describe(kept[None]) if None in kept else USUAL_HOURS
		return {
			one: CallSchedule(_describe(kept[one]) if one in kept else usual, closed)
			for one in campaigns
		}

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
	return KeptHours(
		**dict(hours),
		version=row.version,
		is_own=row.campaign_id is not None,
		updated_by=row.updated_by,
		updated_at=row.updated_at,
	)


def _read_place(country: str, day: str) -> tuple[Country, date]:
	try:
		return Country(country), date.fromisoformat(day)
	except ValueError as error:
		raise NotFound(say("Ese día no existe."), code="no_holiday") from error
