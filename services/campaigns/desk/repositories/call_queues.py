"""How many wait to be called: an advisor's, by campaign, and a campaign's."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.desk.domain import ContactLimit, RegionQueue
from campaigns.desk.repositories.callable_tasks import (
	CALLABLE,
	IS_OFFERED,
	IS_PRESSED,
	IS_RESTED,
	IS_TIME,
	RULED,
	TASKS,
	WAITS,
	write_limits,
)

# Counted by the very conditions that take the next customer (`callable_tasks`), so that no figure
# promises a call that the desk would not give. A hold past its end is its advisor's until another
# one takes the person: it counts as held as long as the person may be called.
# By region, for the hours of calling are those of the place where people live.
BY_REGION = text(f"""
	SELECT id, name, phase, region, count(*) AS pending, count(*) FILTER (WHERE is_due) AS due,
		count(*) FILTER (WHERE is_due AND is_callback) AS callbacks_due,
		count(*) FILTER (WHERE is_held) AS held,
		count(*) FILTER (WHERE is_rested AND NOT is_held) AS rested,
		count(*) FILTER (WHERE is_pressed AND NOT is_rested AND NOT is_held) AS pressed,
		min(next_attempt_at) FILTER (WHERE NOT is_held AND next_attempt_at > :now) AS next_at
	FROM (
		SELECT campaign.id, campaign.name, campaign.phase, member.province AS region,
			task.is_callback, task.next_attempt_at,
			task.state = 'pending' AND {IS_TIME} AND NOT {IS_RESTED} AND NOT {IS_PRESSED}
				AND {CALLABLE} AS is_due,
			{IS_TIME} AND {IS_RESTED} AS is_rested, {IS_TIME} AND {IS_PRESSED} AS is_pressed,
			task.state = 'leased' AND (task.leased_until >= :now OR {CALLABLE}) AS is_held
		{RULED}
		WHERE {IS_OFFERED} AND {WAITS}
			AND campaign.phase IN ('segmented', 'in_execution', 'paused')
	) AS queue
	GROUP BY id, name, phase, region
	ORDER BY name, id
""")  # noqa: S608 - constants
# Without IS_TIME and CALLABLE: whom a paused campaign or a promised day holds back is still to be
# called.
BY_ASSIGNMENT = text(f"""
	SELECT task.assignment_id, count(*) {TASKS}
	WHERE task.campaign_id = :campaign_id AND {WAITS}
	GROUP BY task.assignment_id
""")


CAMPAIGNS = text("""
	SELECT DISTINCT given.campaign_id FROM assignment AS given
	JOIN campaign ON campaign.id = given.campaign_id
	WHERE given.advisor_id = :advisor_id AND given.assigned > 0
		AND campaign.phase = 'in_execution'
""")


PASSED = text("""
	SELECT count(*) FROM call_task WHERE passed_from = :advisor_id AND passed_at >= :since
""")
LEFT = text(f"""
	SELECT campaign.id, campaign.name, owner.id, owner.name, count(*),
		count(*) FILTER (WHERE task.is_callback)
	{TASKS} JOIN staff AS owner ON owner.id = task.advisor_id
	WHERE {WAITS} AND campaign.phase IN ('segmented', 'in_execution', 'paused')
		AND (owner.disabled_at IS NOT NULL OR NOT 'advisor' = ANY(owner.roles))
	GROUP BY campaign.id, campaign.name, owner.id, owner.name
	ORDER BY campaign.name, owner.name, owner.id
""")


class LeftBehind(NamedTuple):
	"""What waits in a campaign for an advisor who has left."""

	campaign_id: int
	campaign_name: str
	advisor_id: int
	advisor_name: str
	customers: int
	callbacks: int


class CallQueueReader:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_queues(
		self,
		advisor_id: int,
		campaigns: Sequence[int],
		now: datetime,
		limits: Sequence[ContactLimit],
	) -> Sequence[RegionQueue]:
		"""Return what an advisor has yet to call in campaigns that have not ended, by region; the
		`campaigns` in execution are those whose callbacks are everybody's.
		"""
		asked = {"advisor_id": advisor_id, "now": now, "campaigns": list(campaigns)}
		asked |= write_limits(limits)
		return [RegionQueue(*row) for row in self._session.execute(BY_REGION, asked)]

	def list_campaigns(self, advisor_id: int) -> Sequence[int]:
		"""Return the campaigns in execution in which an advisor was given customers."""
		return self._session.scalars(CAMPAIGNS, {"advisor_id": advisor_id}).all()

	def count_passed(self, advisor_id: int, since: datetime) -> int:
		"""Return how many callbacks of an advisor others have taken since an instant."""
		return self._session.scalar(PASSED, {"advisor_id": advisor_id, "since": since}) or 0

	def list_left(self) -> Sequence[LeftBehind]:
		"""Return what waits for advisors who have left, by campaign."""
		return [LeftBehind(*row) for row in self._session.execute(LEFT)]

	def count_assignments(self, campaign_id: int) -> dict[int, int]:
		"""Return how many wait in a campaign, whoever calls them, by assignment."""
		rows = self._session.execute(BY_ASSIGNMENT, {"campaign_id": campaign_id})
		return {row[0]: row[1] for row in rows}
