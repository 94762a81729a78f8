"""Whom a campaign mails no more: a person, so each of its records."""

from collections.abc import Sequence

from sqlalchemy import delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.campaigns.call_results import StopReason
from chasqui.contracts.event_payloads import MailStopped
from mailer.runs.models.mail_stop import MailStopRow

# A record without a stop of its own takes the reason of the latest one; whoever has one keeps its
# reason. The longest rest of all is that of each.
SHARE = text("""
	INSERT INTO mail_stop AS kept (campaign_id, customer_id, reason, others_until, since)
	SELECT stop.campaign_id, same.id, (array_agg(stop.reason ORDER BY stop.since DESC))[1],
		max(stop.others_until), min(stop.since)
	FROM mail_stop AS stop, unnest(CAST(:person AS bigint[])) AS same (id)
	WHERE stop.customer_id = ANY(:person)
	GROUP BY stop.campaign_id, same.id
	ON CONFLICT (campaign_id, customer_id) DO UPDATE
		SET others_until = greatest(kept.others_until, excluded.others_until)
""")


class MailStopRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def keep(self, stop: MailStopped, person: Sequence[int]) -> None:
		"""Keep what a call or an answer has settled, for all records of the person; again is
		nothing.

		Of two calls for a campaign the later one counts; an answer takes no call's place.
		"""
		news = {"reason": stop.reason.value, "others_until": stop.others_until}
		rows = [{"campaign_id": stop.campaign_id, "customer_id": one, **news} for one in person]
		keys = ["campaign_id", "customer_id"]
		statement = insert(MailStopRow).values(rows)
		if stop.reason is StopReason.ANSWERED:
			self._session.execute(statement.on_conflict_do_nothing(index_elements=keys))
		else:
			self._session.execute(statement.on_conflict_do_update(index_elements=keys, set_=news))

	def lift(self, campaign_id: int, person: Sequence[int]) -> None:
		"""Forget what was settled for a campaign and all records of a person; again is nothing."""
		row = MailStopRow
		self._session.execute(
			delete(row).where(row.campaign_id == campaign_id, row.customer_id.in_(person))
		)

	def share(self, person: Sequence[int]) -> None:
		"""Let what one record of a person has settled hold for all of them."""
		self._session.execute(SHARE, {"person": list(person)})
