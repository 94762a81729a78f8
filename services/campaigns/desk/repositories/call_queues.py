"""How many wait to be called: an advisor's, by campaign, and a campaign's."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.desk.repositories.callable_tasks import CALLABLE, IS_TIME, TASKS, WAITS

# Counted by the very conditions that take the next customer (`callable_tasks`), so that no figure
# promises a call that the desk would not give. A hold past its end is its advisor's until another
# one takes the person: it counts as held as long as the person may be called.
BY_CAMPAIGN = text(f"""
	SELECT id, name, phase, count(*) AS pending, count(*) FILTER (WHERE is_due) AS due,
		count(*) FILTER (WHERE is_due AND is_callback) AS callbacks_due,
		count(*) FILTER (WHERE is_held) AS held,
		min(next_attempt_at) FILTER (WHERE NOT is_held AND next_attempt_at > :now) AS next_at
	FROM (
		SELECT campaign.id, campaign.name, campaign.phase, task.is_callback, task.next_attempt_at,
			task.state = 'pending' AND {IS_TIME} AND {CALLABLE} AS is_due,
			task.state = 'leased' AND (task.leased_until >= :now OR {CALLABLE}) AS is_held
		{TASKS}
		WHERE task.advisor_id = :advisor_id AND {WAITS}
			AND campaign.phase IN ('segmented', 'in_execution', 'paused')
	) AS queue
	GROUP BY id, name, phase
	ORDER BY name, id
""")  # noqa: S608 - constants
# Without IS_TIME and CALLABLE: whom a paused campaign or a promised day holds back is still to be
# called.
BY_ASSIGNMENT = text(f"""
	SELECT task.assignment_id, count(*) {TASKS}
	WHERE task.campaign_id = :campaign_id AND {WAITS}
	GROUP BY task.assignment_id
""")


class Queue(NamedTuple):
	"""What an advisor has in one campaign: `due` may be called now, and `held` is one now."""

	campaign_id: int
	name: str
	phase: str
	pending: int
	due: int
	callbacks_due: int
	held: int
	next_at: datetime | None

	@property
	def later(self) -> int:
		"""How many wait for their time, or for another advisor who talks with them."""
		return self.pending - self.due - self.held


class CallQueueReader:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_queues(self, advisor_id: int, now: datetime) -> Sequence[Queue]:
		"""Return what an advisor has yet to call in campaigns that have not ended."""
		asked = {"advisor_id": advisor_id, "now": now}
		return [Queue(*row) for row in self._session.execute(BY_CAMPAIGN, asked)]

	def count_assignments(self, campaign_id: int) -> dict[int, int]:
		"""Return how many wait in a campaign, whoever calls them, by assignment."""
		rows = self._session.execute(BY_ASSIGNMENT, {"campaign_id": campaign_id})
		return {row[0]: row[1] for row in rows}
