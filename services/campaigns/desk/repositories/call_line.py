"""Who is called next: due callbacks first, then whoever answered a mail, then the advisor's line.

Each asks of one customer after another whether they may be called, until one may: whoever stands
behind is not looked at (an advisor's line has a thousand and more). The permission is asked by the
statement that takes the row, not before it (Especificacion_Campanas, «Mesa del asesor»).
"""

from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.desk.repositories.callable_tasks import (
	ANSWERS_NOW,
	CALLABLE,
	IS_HOUR,
	IS_OFFERED,
	IS_PRESSED,
	IS_RESTED,
	IS_TIME,
	RULED,
)

PICKED = "SELECT task.id, task.customer_id, task.advisor_id, member.phone"
IS_ASKED_FOR = """
	task.state = 'pending'
	AND (CAST(:campaign_id AS bigint) IS NULL OR task.campaign_id = :campaign_id)
"""
IS_OWN = f"task.advisor_id = :advisor_id AND NOT task.is_callback AND {IS_ASKED_FOR} AND {IS_TIME}"
MAY_BE_NEXT = f"{IS_HOUR} AND NOT {IS_RESTED} AND NOT {IS_PRESSED} AND {CALLABLE}"
TAKE_FIRST = "LIMIT 1 FOR UPDATE OF task SKIP LOCKED"
# The own ones before anybody's.
CALLBACK = text(f"""
	{PICKED} {RULED}
	WHERE task.is_callback AND {IS_OFFERED} AND {IS_ASKED_FOR} AND {IS_TIME} AND {MAY_BE_NEXT}
	ORDER BY task.advisor_id <> :advisor_id, task.next_attempt_at NULLS FIRST, task.id
	{TAKE_FIRST}
""")
# Whoever answered the campaign's mail and was not called since; the longest waiting first.
ANSWERED = text(f"""
	{PICKED} {RULED} JOIN mail_answer AS answer
		ON (answer.campaign_id, answer.customer_id) = (task.campaign_id, task.customer_id)
	WHERE {IS_OWN} AND {MAY_BE_NEXT} AND NOT EXISTS (
		SELECT FROM call AS past
		WHERE past.task_id = task.id AND past.recorded_at > answer.answered_at)
	ORDER BY answer.answered_at, task.id
	{TAKE_FIRST}
""")
# Who was never called, then who is called again: the order of an index (`ix_call_task_line`).
OWN = text(f"""
	{PICKED} {RULED}
	WHERE {IS_OWN} AND {MAY_BE_NEXT}
	ORDER BY task.next_attempt_at NULLS FIRST, task.id
	{TAKE_FIRST}
""")
# Before that, who answers best now. The line is put in order by what costs little, and only then
# are its people looked at: OFFSET keeps the planner from asking all of them (PostgreSQL manual,
# 7.2.1.3: what is within is computed as it stands). What is asked within is not asked anew of a row
# that somebody changed before it is locked (13.2.1): whoever takes it asks once more.
BY_BEST_HOUR = text(f"""
	{PICKED} {RULED} JOIN (
		SELECT task.id AS task_id, {ANSWERS_NOW} AS lift, task.next_attempt_at AS next_at {RULED}
		WHERE {IS_OWN}
		ORDER BY lift DESC, next_at NULLS FIRST, task_id OFFSET 0
	) AS line ON line.task_id = task.id
	WHERE {MAY_BE_NEXT}
	ORDER BY line.lift DESC, line.next_at NULLS FIRST, line.task_id
	{TAKE_FIRST}
""")


class NextTask(NamedTuple):
	"""Who is called next; the phone is the customer's."""

	task_id: int
	customer_id: int
	advisor_id: int
	phone: str


def find_next(session: Session, asked: dict[str, Any], *, by_best_hour: bool) -> NextTask | None:
	"""Return who is next, their task locked; None where nobody may be called."""
	for statement in (CALLBACK, ANSWERED, BY_BEST_HOUR if by_best_hour else OWN):
		found = session.execute(statement, asked).first()
		if found is not None:
			return NextTask(*found)
	return None
