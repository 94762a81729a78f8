"""Counts what would become of an audience: once, when it is asked for, and never for a page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.desk.domain import ContactLimit
from campaigns.overlaps.repositories.persons import MEMORY
from campaigns.risk.repositories.risk_review_items import ANSWERS
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.risk import RiskLevel
from chasqui.kernel.data.stand_ins import write_same

# Who rests after a no to some campaign, as whichever record: few, so that they come first.
RESTING = f"""
	resting AS MATERIALIZED (
		SELECT DISTINCT same.id FROM (
			SELECT DISTINCT customer_id FROM call WHERE rests_until > :now
		) AS said, LATERAL ({write_same("merged_customer", "said.customer_id")}) AS same
	)
"""  # noqa: S608 - our own tables
# Who was reached as often as a limit allows: the ledger is read once, not for each member.
PRESSED = """
	pressed AS MATERIALIZED (
		SELECT past.customer_id FROM contact_day AS past
		GROUP BY past.customer_id HAVING {reached}
	)
"""
REACHED = """
	count(*) FILTER (WHERE past.day >= :since_{place} AND :channel_{place} IN ('', past.channel))
		>= :most_{place}
"""
OBJECTS = """
	EXISTS (SELECT FROM objection AS no
		WHERE no.customer_id = member.customer_id AND no.channel = '{channel}')
"""
IS_HELD_OUT = """
	EXISTS (SELECT FROM holdout_member AS held
		WHERE held.audience_id = member.audience_id AND held.customer_id = member.customer_id)
"""
RESTS = "member.customer_id IN (SELECT id FROM resting)"
IS_PRESSED = "member.customer_id IN (SELECT customer_id FROM pressed)"
# The first cause that holds is the one given; of those who would have a mail at one address the
# first has it, as in the mailer's ledger (Especificacion_Correo, 2).
MAIL = f"""
	SELECT customer_id, CASE WHEN cause IS NOT NULL THEN cause
		WHEN place > 1 THEN 'duplicate_address' WHEN is_pressed THEN 'pressure' END AS cause
	FROM (
		SELECT *, row_number() OVER (PARTITION BY address, cause IS NULL ORDER BY customer_id)
			AS place
		FROM (
			SELECT member.customer_id, lower(member.email) AS address, {IS_PRESSED} AS is_pressed,
				CASE WHEN {IS_HELD_OUT} THEN 'held_out'
					WHEN member.email IS NULL THEN 'no_address'
					WHEN NOT member.may_email OR {OBJECTS.format(channel="email")}
						THEN 'no_consent'
					WHEN {RESTS} THEN 'not_interested' END AS cause
			FROM audience_member AS member WHERE member.audience_id = :audience_id
		) AS asked
	) AS placed
"""  # noqa: S608
CALL = f"""
	SELECT member.customer_id, CASE WHEN {IS_HELD_OUT} THEN 'held_out'
		WHEN member.phone IS NULL THEN 'no_phone'
		WHEN NOT member.may_phone OR {OBJECTS.format(channel="phone")} THEN 'no_consent'
		WHEN {RESTS} THEN 'not_interested'
		WHEN tried.attempts >= :attempts_in_all THEN 'attempts'
		WHEN {IS_PRESSED} THEN 'pressure' END AS cause
	FROM audience_member AS member LEFT JOIN phone_attempt AS tried ON tried.phone = member.phone
	WHERE member.audience_id = :audience_id
"""  # noqa: S608
WAYS = {Channel.MAIL: MAIL, Channel.CALL: CALL}
FORGET = text("DELETE FROM skipped_member WHERE campaign_id = :campaign_id")
KEEP = """
	WITH {resting}, {pressed}, kept AS (
		INSERT INTO skipped_member (campaign_id, channel, customer_id, cause)
		SELECT :campaign_id, :channel, judged.customer_id, judged.cause
		FROM ({way}) AS judged WHERE judged.cause IS NOT NULL
		RETURNING cause
	)
	SELECT cause, count(*) FROM kept GROUP BY cause ORDER BY count(*) DESC, cause
"""
RISKY = text("""
	SELECT count(*) FROM (
		SELECT DISTINCT ON (item.customer_id) item.level
		FROM audience_member AS member
		JOIN risk_review_item AS item ON item.customer_id = member.customer_id
		WHERE member.audience_id = :audience_id AND item.asked_at IS NOT NULL
			AND item.status = ANY(:answers)
		ORDER BY item.customer_id, item.asked_at DESC
	) AS newest WHERE level = :high
""")


class ForecastRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def forget(self, campaign_id: int) -> None:
		"""Delete whom an earlier count left out."""
		self._session.execute(FORGET, {"campaign_id": campaign_id})

	def keep_skipped(
		self,
		campaign_id: int,
		audience_id: int,
		channel: Channel,
		limits: Sequence[ContactLimit],
		*,
		now: datetime,
		attempts_in_all: int,
	) -> dict[str, int]:
		"""Keep whom a channel would not reach; return how many by cause, the most first."""
		asked: dict[str, Any] = {"campaign_id": campaign_id, "audience_id": audience_id}
		asked |= {"channel": channel.value, "now": now, "attempts_in_all": attempts_in_all}
		reached = [REACHED.format(place=place) for place, _ in enumerate(limits)]
		pressed = PRESSED.format(reached=" OR ".join(reached) or "false")
		for place, one in enumerate(limits):
			asked |= {f"since_{place}": one.since, f"channel_{place}": one.channel}
			asked[f"most_{place}"] = one.most
		statement = KEEP.format(resting=RESTING, pressed=pressed, way=WAYS[channel])
		self._session.execute(MEMORY)
		rows = self._session.execute(text(statement), asked)
		return {row[0]: row[1] for row in rows}

	def count_members(self, audience_id: int) -> int:
		"""Return how many are in an audience."""
		count = text("SELECT count(*) FROM audience_member WHERE audience_id = :audience_id")
		return self._session.scalar(count, {"audience_id": audience_id}) or 0

	def count_risky(self, audience_id: int) -> int:
		"""Return how many members the newest review with an answer says are of high risk."""
		asked = {"audience_id": audience_id, "high": RiskLevel.HIGH.value, "answers": [*ANSWERS]}
		return self._session.scalar(RISKY, asked) or 0
