"""Says on which days an advisor has room for one more own callback (D2)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaigns.desk.domain import MAX_CALLBACK_AHEAD, begin_day
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.use_cases.call_checks import CallbackBounds, refuse
from chasqui.contracts.campaigns.desk import CallRecord
from chasqui.kernel.clock import read_now
from chasqui.kernel.texts.text import Text, say


class CallbackPolicy:
	def __init__(self, tasks: CallTaskRepository) -> None:
		self._tasks = tasks

	def check_room(self, advisor_id: int, record: CallRecord, bounds: CallbackBounds) -> None:
		"""Refuse an own callback on a day that is full; anybody's has no such limit.

		:raises Invalid: `day_full`, with the next day that has room
		"""
		if record.callback_at is None or record.is_anybodys:
			return
		zone = ZoneInfo(bounds.zone)
		day = record.callback_at.astimezone(zone).date()
		self._tasks.lock_callbacks(advisor_id)
		promised = self._tasks.count_callbacks(advisor_id, begin_day(day, bounds.zone), bounds.zone)
		most = bounds.rules.callbacks_a_day
		if promised.get(day, 0) < most:
			return
		raise refuse(
			"callback_at", _explain_full(day, promised, record.callback_at, bounds), "day_full"
		)


def _explain_full(
	day: date, promised: Mapping[date, int], at: datetime, bounds: CallbackBounds
) -> Text:
	full_day, most = f"{day:%d/%m/%Y}", bounds.rules.callbacks_a_day
	free = _find_room(at, promised, bounds)
	if free is None:
		return say(
			"El {day} ya tiene {most} rellamadas suyas, las que caben en un día, y ninguno de la "
			"campaña tiene lugar: deje que llame cualquiera.",
			day=full_day,
			most=most,
		)
	local = free.astimezone(ZoneInfo(bounds.zone))
	return say(
		"El {day} ya tiene {most} rellamadas suyas, las que caben en un día. El siguiente con "
		"lugar es el {free_day} a las {free_time}; o deje que llame cualquiera.",
		free_day=f"{local:%d/%m/%Y}",
		free_time=f"{local:%H:%M}",
		day=full_day,
		most=most,
	)


def _find_room(
	at: datetime, promised: Mapping[date, int], bounds: CallbackBounds
) -> datetime | None:
	"""Return the first possible instant, at the hour of `at` or later, of a day with room."""
	zone, last = ZoneInfo(bounds.zone), read_now() + MAX_CALLBACK_AHEAD
	for ahead in range(1, MAX_CALLBACK_AHEAD.days):
		found = bounds.schedule.find_next(at + timedelta(days=ahead), bounds.place)
		if found is None or found > last or found.astimezone(zone).date() > bounds.ends_on:
			return None
		if promised.get(found.astimezone(zone).date(), 0) < bounds.rules.callbacks_a_day:
			return found
	return None
