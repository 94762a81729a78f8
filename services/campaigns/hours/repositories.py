"""Calling hours of all campaigns and of each, and changes to the holidays of the law."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from campaigns.hours.models import CallHoursRow, HolidayRow
from chasqui.contracts.campaigns.hours import Country


class CallHoursRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, campaign_id: int | None, *, lock: bool = False) -> CallHoursRow | None:
		"""Return a campaign's own hours, or, for None, those of all campaigns."""
		query = select(CallHoursRow).where(
			CallHoursRow.campaign_id.is_not_distinct_from(campaign_id)
		)
		return self._session.scalar(query.with_for_update() if lock else query)

	def list_for(self, campaigns: Collection[int]) -> dict[int | None, CallHoursRow]:
		"""Return the own hours of some campaigns, and under None those of all."""
		row = CallHoursRow
		query = select(row).where(or_(row.campaign_id.in_(campaigns), row.campaign_id.is_(None)))
		return {one.campaign_id: one for one in self._session.scalars(query)}

	def add(self, row: CallHoursRow) -> None:
		self._session.add(row)
		self._session.flush()

	def drop(self, campaign_id: int) -> bool:
		"""Forget a campaign's own hours; False where it has none."""
		row = self.find(campaign_id, lock=True)
		if row is not None:
			self._session.delete(row)
		return row is not None


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
