"""Promised calls as a list: whose, in what campaign, when."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.domain.phases import ASSIGNABLE
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.contacts.models.objection import ObjectionRow
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from chasqui.contracts.campaigns.calls import CallbackQuery, CallbackTime
from chasqui.kernel.data.listings import Filters, Listing, pick_columns

# What was written when it was promised.
NOTE = (
	select(CallRow.note)
	.where(CallRow.task_id == CallTaskRow.id)
	.order_by(CallRow.id.desc())
	.limit(1)
	.scalar_subquery()
)
OBJECTED = exists().where(
	ObjectionRow.customer_id == CallTaskRow.customer_id, ObjectionRow.channel == "phone"
)
# The conditions of `desk.repositories.callable_tasks` on who can be reached at all: a promise to
# somebody who has since objected is none.
WAITS = (
	CallTaskRow.is_callback,
	CallTaskRow.state.in_(("pending", "leased")),
	CallTaskRow.next_attempt_at.is_not(None),
	CampaignRow.phase.in_([phase.value for phase in ASSIGNABLE]),
	AudienceMemberRow.may_phone,
	AudienceMemberRow.phone.is_not(None),
	~OBJECTED,
)


class FoundCallback(NamedTuple):
	"""A promised call with the names of its campaign, advisor and customer."""

	task: CallTaskRow
	campaign: str
	phase: str
	advisor: str
	customer: str | None
	note: str | None


CALLBACKS = Listing[FoundCallback](
	select(
		CallTaskRow,
		CampaignRow.name,
		CampaignRow.phase,
		StaffAccountRow.name,
		AudienceMemberRow.name,
		NOTE,
	)
	.join(CampaignRow, CampaignRow.id == CallTaskRow.campaign_id)
	.join(StaffAccountRow, StaffAccountRow.id == CallTaskRow.advisor_id)
	.join(
		AudienceMemberRow,
		and_(
			AudienceMemberRow.audience_id == CallTaskRow.audience_id,
			AudienceMemberRow.customer_id == CallTaskRow.customer_id,
		),
	)
	.where(*WAITS),
	CallTaskRow.id,
	Filters(pick_columns(CallTaskRow, "advisor_id", "campaign_id")),
	sorts={"due": CallTaskRow.next_attempt_at},
	order="due",
	make=FoundCallback,
)


class CallbackRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_page(
		self, query: CallbackQuery, now: datetime, tomorrow: datetime
	) -> tuple[list[FoundCallback], str | None]:
		"""Return a page of promised calls, the next one first; the day ends at `tomorrow`."""
		when = list_times(query.time, now, tomorrow)
		return CALLBACKS.fetch_page(self._session, query, *when)


def list_times(
	time: CallbackTime | None, now: datetime, tomorrow: datetime
) -> list[ColumnElement[bool]]:
	"""Return what holds for calls that are due at a time."""
	due = CallTaskRow.next_attempt_at
	asked: dict[CallbackTime, list[ColumnElement[bool]]] = {
		CallbackTime.LATE: [due <= now],
		CallbackTime.TODAY: [due > now, due < tomorrow],
		CallbackTime.AHEAD: [due >= tomorrow],
	}
	return [] if time is None else asked[time]
