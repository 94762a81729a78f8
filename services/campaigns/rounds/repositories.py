"""Rounds: who may enter one, and what each came to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from campaigns.desk.domain import ATTEMPTS, CONTACTS, SALES
from campaigns.desk.models.call_figure import CallFigureRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.assignments import RESTS_UNTIL
from campaigns.desk.repositories.callable_tasks import REACHABLE, RULED, name_rule
from campaigns.rounds.models import CallRoundRow
from chasqui.contracts.campaigns.rounds import RECYCLED
from chasqui.kernel.data.stand_ins import write_same

GIVEN_UP_WITH = [one.value for one in RECYCLED]

OTHERS = f"""(
	CASE WHEN task.customer_id IN (
		SELECT merged_id FROM merged_customer UNION SELECT kept_id FROM merged_customer)
	THEN ARRAY({write_same("merged_customer", "task.customer_id")}) ELSE ARRAY[]::bigint[] END)
"""  # noqa: S608 - our own table
# Whom the campaign gave up: nobody objected since, there is a number, and it was not called as
# often as the rules allow in all. Whose last call may still be corrected stays: what a correction
# says of the task holds. An own result that ends the calls ends them. What another record of the
# same person said, the person said: few have several, so that the others are not searched for.
GIVEN_UP = f"""
	{RULED}
	WHERE task.campaign_id = :campaign_id AND task.state = 'done'
		AND task.last_result = ANY(:results) AND {REACHABLE}
		AND coalesce(tried.attempts, 0) < {name_rule("attempts_in_all")}
		AND NOT EXISTS (
			SELECT FROM call LEFT JOIN own_result ON own_result.id = call.own_result_id
			WHERE call.task_id = task.id AND (call.recorded_at > :settled OR own_result.is_last))
		AND NOT EXISTS (
			SELECT FROM call_task AS twin
			WHERE twin.campaign_id = task.campaign_id AND twin.id <> task.id
				AND twin.customer_id = ANY({OTHERS}) AND twin.state <> 'merged' AND (
					twin.state <> 'done' OR twin.last_result <> ALL(:given_up) OR EXISTS (
						SELECT FROM call JOIN own_result ON own_result.id = call.own_result_id
						WHERE call.task_id = twin.id AND own_result.is_last)))
"""  # noqa: S608 - constants
COUNT = text(f"SELECT task.last_result, count(*) {GIVEN_UP} GROUP BY task.last_result")
# Whoever was never called comes first in an advisor's line: these come after.
RECYCLE = text(f"""
	UPDATE call_task SET state = 'pending', round = :number, is_callback = false,
		is_anybodys = false, next_attempt_at = coalesce(chosen.rests_until, :now)
	FROM (SELECT task.id, {RESTS_UNTIL} AS rests_until {GIVEN_UP}) AS chosen
	WHERE call_task.id = chosen.id
		AND call_task.state = 'done' AND call_task.last_result = ANY(:results)
""")  # noqa: S608 - constants


class CallRoundRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_opened(self, campaign_id: int) -> Sequence[CallRoundRow]:
		"""Return the rounds of a campaign after the first, in their order."""
		row = CallRoundRow
		query = select(row).where(row.campaign_id == campaign_id).order_by(row.number)
		return self._session.scalars(query).all()

	def add(self, row: CallRoundRow) -> None:
		self._session.add(row)
		self._session.flush()

	def count_given_up(
		self, campaign_id: int, results: Sequence[str], settled: datetime
	) -> dict[str, int]:
		"""Return, by last result, how many may enter a new round; their calls are of before."""
		asked = {"campaign_id": campaign_id, "results": [*results], "settled": settled}
		asked["given_up"] = GIVEN_UP_WITH
		return {row[0]: row[1] for row in self._session.execute(COUNT, asked)}

	def recycle(self, row: CallRoundRow, *, settled: datetime, now: datetime) -> int:
		"""Put into the advisors' lines whom a round is for; return how many."""
		asked = {
			"campaign_id": row.campaign_id,
			"results": row.results,
			"given_up": GIVEN_UP_WITH,
			"number": row.number,
			"settled": settled,
			"now": now,
		}
		result = self._session.execute(RECYCLE, asked)
		return int(result.rowcount)  # type: ignore[attr-defined]

	def map_figures(self, campaign_id: int) -> dict[int, tuple[int, int, int]]:
		"""Return calls, contacts and sales by round, where there are calls."""
		row = CallFigureRow
		sums = [
			func.coalesce(func.sum(row.calls).filter(row.result.in_(results)), 0)
			for results in (ATTEMPTS, CONTACTS, SALES)
		]
		query = select(row.round, *sums).where(row.campaign_id == campaign_id)
		found = self._session.execute(query.group_by(row.round))
		return {one[0]: (one[1], one[2], one[3]) for one in found}

	def map_waiting(self, campaign_id: int) -> dict[int, tuple[int, int]]:
		"""Return by round how many have it as their last, and how many of them wait."""
		row = CallTaskRow
		waits = row.state.in_(("pending", "leased"))
		query = (
			select(row.round, func.count(), func.count().filter(waits))
			.where(row.campaign_id == campaign_id, row.state != "merged")
			.group_by(row.round)
		)
		return {one[0]: (one[1], one[2]) for one in self._session.execute(query)}
