"""Keeps the holidays: of the law, added here, and those worked on."""

from datetime import date

from campaigns.hours.domain import list_official
from campaigns.hours.models import HolidayRow
from campaigns.hours.repositories import HolidayRepository
from chasqui.contracts.campaigns.hours import Country, Holiday, HolidayFields, HolidayQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


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


def _read_place(country: str, day: str) -> tuple[Country, date]:
	try:
		return Country(country), date.fromisoformat(day)
	except ValueError as error:
		raise NotFound(say("Ese día no existe."), code="no_holiday") from error
