"""Calling hours of all campaigns and of each, and changes to the holidays of the law."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from campaigns.hours.models import CallHoursRow, ContactHourRow, HolidayRow, SettingMixin
from chasqui.contracts.campaigns.contact_hours import ALL_AGES, FEWEST_CALLS
from chasqui.contracts.campaigns.hours import Country

Row = TypeVar("Row", bound=SettingMixin)


class SettingRepository(Generic[Row]):
	"""Rows of `table`: what is set for all campaigns, and for some alone."""

	table: type[Row]

	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, campaign_id: int | None, *, lock: bool = False) -> Row | None:
		"""Return what is a campaign's own, or, for None, what is of all campaigns."""
		query = select(self.table).where(self.table.campaign_id.is_not_distinct_from(campaign_id))
		return self._session.scalar(query.with_for_update() if lock else query)

	def list_for(self, campaigns: Collection[int]) -> dict[int | None, Row]:
		"""Return what some campaigns have as their own, and under None what is of all."""
		row = self.table
		query = select(row).where(or_(row.campaign_id.in_(campaigns), row.campaign_id.is_(None)))
		return {one.campaign_id: one for one in self._session.scalars(query)}

	def find_for(self, campaign_id: int) -> Row | None:
		"""Return what holds for a campaign: its own, or that of all, if there is any."""
		kept = self.list_for([campaign_id])
		return kept.get(campaign_id) or kept.get(None)

	def add(self, row: Row) -> None:
		self._session.add(row)
		self._session.flush()

	def drop(self, campaign_id: int) -> bool:
		"""Forget what is a campaign's own; False where it has none."""
		row = self.find(campaign_id, lock=True)
		if row is not None:
			self._session.delete(row)
		return row is not None


class CallHoursRepository(SettingRepository[CallHoursRow]):
	table = CallHoursRow


class HolidayRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_changes(self, first: date, last: date) -> Sequence[HolidayRow]:
		"""Return what was said of days, of all countries."""
		query = select(HolidayRow).where(HolidayRow.day.between(first, last))
		return self._session.scalars(query.order_by(HolidayRow.day)).all()

	def find(self, country: Country, day: date) -> HolidayRow | None:
		return self._session.get(HolidayRow, (country.value, day))

	def put(self, row: HolidayRow) -> None:
		"""Keep what is said of a day, in place of what was."""
		self._session.merge(row)
		self._session.flush()

	def drop(self, country: Country, day: date) -> bool:
		"""Forget what was said of a day; False where nothing was."""
		row = self.find(country, day)
		if row is not None:
			self._session.delete(row)
		return row is not None


class BestHourReader:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_best(self, region: str, age: str, most: int) -> Sequence[int]:
		"""Return the hours at which such people answer best, the best first; those of the province
		where too few of that age were called, and nothing where too few were at all.
		"""
		row = ContactHourRow
		query = select(row.age, row.hour).where(
			row.region == region,
			row.age.in_((age, ALL_AGES)),
			row.calls >= FEWEST_CALLS,
			row.lift > 1,
		)
		found = self._session.execute(query.order_by(row.rate.desc())).all()
		own = [hour for ages, hour in found if ages == age]
		return (own or [hour for _, hour in found])[:most]
