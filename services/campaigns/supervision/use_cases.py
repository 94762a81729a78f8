"""Shows supervisors who is on what, keeps the pauses of advisors and the goals of a day."""

from datetime import datetime
from typing import Any

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.campaigns.domain.stale import refuse_stale
from campaigns.supervision.models import DayGoalsRow
from campaigns.supervision.repositories import GOALS, BoardRepository, PauseRepository
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.board import (
	AdvisorLine,
	AdvisorState,
	Board,
	DayGoals,
	DayGoalsUpdate,
	OwnPause,
	Pause,
	PauseRequest,
)
from chasqui.kernel.clock import read_midnight, read_now
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió las metas mientras tanto. Revíselas y vuelva a guardar.")
COUNTED = ("calls", "contacts", "sales", "skipped", "seconds")


class PauseService:
	def __init__(self, pauses: PauseRepository) -> None:
		self._pauses = pauses

	def show(self, advisor_id: int) -> OwnPause:
		"""Return the advisor's pause, if one is open."""
		self._pauses.end_taken()
		row = self._pauses.find_open(advisor_id)
		return OwnPause(pause=None if row is None else Pause.model_validate(row))

	def begin(self, advisor_id: int, request: PauseRequest) -> OwnPause:
		"""Begin a pause, or change why."""
		self._pauses.end_taken()
		self._pauses.begin(advisor_id, request.code.value, read_now())
		return self.show(advisor_id)

	def end(self, advisor_id: int) -> None:
		"""Go on; silent where no pause is open."""
		self._pauses.end_taken()
		self._pauses.end(advisor_id, read_now())


class DayGoalsService:
	def __init__(self, board: BoardRepository) -> None:
		self._board = board

	def show(self) -> DayGoals:
		row = self._board.find_goals()
		return DayGoals() if row is None else DayGoals.model_validate(row)

	def set(self, update: DayGoalsUpdate, by: str) -> DayGoals:
		"""Keep what each advisor should come to in a day.

		:raises Conflict: `stale`: somebody else changed it meanwhile
		"""
		row = self._board.find_goals(lock=True) or DayGoalsRow(
			id=GOALS, calls=0, sales=0, version=0
		)
		if update.version != row.version:
			raise refuse_stale(STALE, DayGoals.model_validate(row), update)
		row.calls, row.sales, row.updated_by = update.calls, update.sales, by
		row.version += 1
		self._board.keep_goals(row)
		return DayGoals.model_validate(row)


class BoardReader:
	"""A handful of counts for all advisors at once, however many watch and call."""

	def __init__(
		self,
		staff: StaffRepository,
		board: BoardRepository,
		pauses: PauseRepository,
		*,
		zone: str,
	) -> None:
		self._staff = staff
		self._board = board
		self._pauses = pauses
		self._zone = zone

	def show(self, goals: DayGoals) -> Board:
		"""Return what advisors do now and have done today."""
		now, since = read_now(), read_midnight(self._zone)
		self._pauses.end_taken()
		people = self._staff.list_active(Role.ADVISOR)
		days = self._board.map_day([one.id for one in people], since)
		held, pauses = self._board.map_held(now), self._board.map_pauses()
		waiting, paused = self._board.map_waiting(now), self._pauses.sum_day(since, now)
		lines = []
		for one in people:
			pending, late = waiting.get(one.id, (0, 0))
			day = days.get(one.id, {})
			state = _describe_state(held.get(one.id), pauses.get(one.id), day.get("last"))
			line = AdvisorLine(
				advisor_id=one.id,
				name=one.name,
				pending=pending,
				callbacks_due=late,
				paused=paused.get(one.id, 0),
				**{count: day.get(count, 0) for count in COUNTED},
				**state,
			)
			lines.append(line)
		return Board(at=now, lines=lines, goals=goals)


def _describe_state(held: Any, pause: Any, last: datetime | None) -> dict[str, Any]:
	"""Return what an advisor does: whom one holds counts before all else."""
	if held is not None:
		return {
			"state": AdvisorState.CALLING,
			"since": held.taken_at,
			"campaign_id": held.campaign_id,
			"campaign_name": held.name,
		}
	if pause is not None:
		return {"state": AdvisorState.PAUSED, "since": pause.started_at, "pause": pause.code}
	if last is not None:
		return {"state": AdvisorState.FREE, "since": last}
	return {"state": AdvisorState.AWAY}
