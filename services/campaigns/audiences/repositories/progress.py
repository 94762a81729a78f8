"""How far a campaign came with each member, and the counts that follow from it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.audiences.domain import CallSum
from campaigns.audiences.models import AcceptedMailsRow, MemberProgressRow
from campaigns.audiences.repositories.figures import AudienceFigureRepository
from campaigns.campaigns.models.audience import AudienceRow
from chasqui.contracts.event_payloads import MailsAccepted
from chasqui.contracts.events import Event

AT_ONCE = 200
# Two that counted mails of one campaign at once would wait for each other's cells.
HOLD_MAILS = text(
	"SELECT pg_advisory_xact_lock(hashtextextended('accepted_mails:' || :campaign_id, 0))"
)
# Those who are not in the audience have no row: a mail to them is none of its members'.
ADD_MAILS = text("""
	INSERT INTO member_progress AS done (audience_id, customer_id, mails)
	SELECT member.audience_id, member.customer_id, new.mails
	FROM unnest(CAST(:people AS bigint[]), CAST(:mails AS int[])) AS new (customer_id, mails)
	JOIN audience_member AS member
		ON member.audience_id = :audience_id AND member.customer_id = new.customer_id
	ORDER BY member.customer_id
	ON CONFLICT (audience_id, customer_id) DO UPDATE SET mails = done.mails + excluded.mails
	RETURNING customer_id, mails
""")


class ProgressRepository:
	def __init__(self, session: Session) -> None:
		self._session = session
		self._figures = AudienceFigureRepository(session)

	def set_calls(self, audience_id: int, customer_id: int, now: CallSum) -> None:
		"""Keep what the calls to a member add up to; the same again changes nothing."""
		row, place = MemberProgressRow, {"audience_id": audience_id, "customer_id": customer_id}
		self._figures.share(audience_id)
		self._session.execute(insert(row).values(**place).on_conflict_do_nothing())
		columns = [getattr(row, name) for name in CallSum._fields]
		is_here = (row.audience_id == audience_id, row.customer_id == customer_id)
		found = self._session.execute(select(*columns).where(*is_here).with_for_update()).one()
		before = CallSum(*found)
		if before == now:
			return
		self._session.execute(
			update(row).where(*is_here).values(**now._asdict()),
			execution_options={"synchronize_session": False},
		)
		change = {
			name: int(getattr(now, name)) - int(getattr(before, name)) for name in now._fields
		}
		change["called"] = int(now.attempts > 0) - int(before.attempts > 0)
		self._figures.add(audience_id, [{"customer_id": customer_id, **change}])

	def note_mails(self, event: Event[MailsAccepted]) -> None:
		"""Keep what the mailer says until it is counted; again is nothing."""
		payload = event.payload
		values = {
			"event_id": event.event_id,
			"campaign_id": payload.campaign_id,
			"run_id": payload.run_id,
			"customer_ids": payload.customer_ids,
			"accepted_at": event.happened_at,
		}
		statement = insert(AcceptedMailsRow).values(**values)
		self._session.execute(statement.on_conflict_do_nothing(index_elements=["event_id"]))

	def list_waiting(self) -> Sequence[int]:
		"""Return the campaigns with mails that are not counted yet."""
		row = AcceptedMailsRow
		query = select(row.campaign_id).where(row.customer_ids.is_not(None)).distinct()
		return self._session.scalars(query.order_by(row.campaign_id)).all()

	def count_waiting(self, campaign_id: int) -> bool:
		"""Count some of a campaign's mails; return whether there may be more."""
		self._session.execute(HOLD_MAILS, {"campaign_id": campaign_id})
		audience_id = self._find_audience(campaign_id)
		row = AcceptedMailsRow
		waiting = select(row).where(row.campaign_id == campaign_id, row.customer_ids.is_not(None))
		query = waiting.order_by(row.accepted_at).limit(AT_ONCE)
		rows = self._session.scalars(query).all()
		people = Counter(one for row in rows for one in row.customer_ids or ())
		known = self._add_mails(audience_id, people) if audience_id and people else set()
		for one in rows:
			one.mails = sum(customer_id in known for customer_id in one.customer_ids or ())
			one.customer_ids = None
		return len(rows) == AT_ONCE

	def _find_audience(self, campaign_id: int) -> int | None:
		query = select(AudienceRow.id).where(AudienceRow.campaign_id == campaign_id)
		return self._session.scalar(query)

	def _add_mails(self, audience_id: int, people: Counter[int]) -> set[int]:
		self._figures.share(audience_id)
		rows = self._session.execute(
			ADD_MAILS,
			{
				"audience_id": audience_id,
				"people": list(people),
				"mails": list(people.values()),
			},
		).all()
		self._figures.add(audience_id, list(_list_changes(rows, people)))
		return {row[0] for row in rows}


def _list_changes(rows: Iterable[Any], people: Counter[int]) -> Iterable[dict[str, int]]:
	"""Yield what the counts of each member get: who had no mail before is mailed now."""
	for customer_id, mails in rows:
		new = people[customer_id]
		yield {"customer_id": customer_id, "mails": new, "mailed": int(mails == new)}
