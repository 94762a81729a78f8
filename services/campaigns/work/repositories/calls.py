"""Recorded calls as a list: whose, of what campaign, with what result, when."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.desk.domain import ATTEMPTS, CONTACTS, REACHED, SALES, begin_day
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_sale import CallSaleRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.information.models.information_request import InformationRequestRow
from campaigns.results.models.own_result import OwnResultRow
from campaigns.work.models import CallReviewRow
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_reviews import ReviewState
from chasqui.contracts.campaigns.calls import CallFilters, CallKind, CallQuery
from chasqui.kernel.data.listings import Filters, Listing, pick_columns

DAY = timedelta(days=1)
KINDS: dict[CallKind, Collection[CallResult]] = {
	CallKind.ATTEMPT: ATTEMPTS,
	CallKind.CONTACT: CONTACTS,
	CallKind.REACHED: REACHED,
	CallKind.SALE: SALES,
	CallKind.SKIPPED: frozenset(CallResult) - ATTEMPTS,
}


class FoundCall(NamedTuple):
	"""A call with the names of its campaign, advisor and customer, and what came of it."""

	call: CallRow
	campaign: str
	advisor: str
	customer: str | None
	sale: CallSaleRow | None
	own_result: str | None
	review: CallReviewRow | None
	information: InformationRequestRow | None


def is_kind(kind: CallKind) -> ColumnElement[bool]:
	"""Return what holds for calls of a kind."""
	return CallRow.result.in_([one.value for one in KINDS[kind]])


def narrow_kind(asked: CallFilters) -> list[ColumnElement[bool]]:
	"""Return what the kind asks."""
	return [] if asked.kind is None else [is_kind(asked.kind)]


def narrow_names(asked: CallFilters) -> list[ColumnElement[bool]]:
	"""Return what a name asks: of customers whose name has it, as the audience wrote it."""
	if not asked.q:
		return []
	named = exists().where(
		CallTaskRow.id == CallRow.task_id,
		AudienceMemberRow.audience_id == CallTaskRow.audience_id,
		AudienceMemberRow.customer_id == CallRow.customer_id,
		AudienceMemberRow.name.icontains(asked.q, autoescape=True),
	)
	return [named.correlate(CallRow)]


def narrow_review(asked: CallFilters) -> list[ColumnElement[bool]]:
	"""Return what a review asks: what was said, or that nothing was."""
	if asked.review is None:
		return []
	of_call = exists().where(CallReviewRow.call_id == CallRow.id)
	if asked.review is ReviewState.WAITING:
		return [~of_call.correlate(CallRow)]
	return [of_call.where(CallReviewRow.verdict == asked.review.value).correlate(CallRow)]


FILTERS = Filters(
	pick_columns(
		CallRow, "advisor_id", "campaign_id", "result", "own_result_id", "reason_id", "risk_verdict"
	),
	rules=[narrow_kind, narrow_names, narrow_review],
)
# The name is that of the audience's copy, which an erasure empties.
COLUMNS: tuple[Any, ...] = (
	CallRow,
	CampaignRow.name,
	StaffAccountRow.name,
	AudienceMemberRow.name,
	CallSaleRow,
	OwnResultRow.name,
	CallReviewRow,
	InformationRequestRow,
)
QUERY = (
	select(*COLUMNS)
	.join(CampaignRow, CampaignRow.id == CallRow.campaign_id)
	.join(StaffAccountRow, StaffAccountRow.id == CallRow.advisor_id)
	.join(CallTaskRow, CallTaskRow.id == CallRow.task_id)
	.outerjoin(CallSaleRow, CallSaleRow.call_id == CallRow.id)
	.outerjoin(CallReviewRow, CallReviewRow.call_id == CallRow.id)
	.outerjoin(InformationRequestRow, InformationRequestRow.lease_token == CallRow.lease_token)
	.outerjoin(OwnResultRow, OwnResultRow.id == CallRow.own_result_id)
	.outerjoin(
		AudienceMemberRow,
		and_(
			AudienceMemberRow.audience_id == CallTaskRow.audience_id,
			AudienceMemberRow.customer_id == CallRow.customer_id,
		),
	)
)
CALLS = Listing[FoundCall](
	QUERY,
	CallRow.id,
	FILTERS,
	sorts=pick_columns(CallRow, "recorded_at"),
	order="-recorded_at",
	make=FoundCall,
)


def list_bounds(asked: CallFilters, zone: str) -> list[ColumnElement[bool]]:
	"""Return what the days of a query ask; they are days of a zone."""
	at = CallRow.recorded_at
	bounds = [at >= begin_day(one, zone) for one in (asked.since, asked.day) if one]
	if asked.hour is not None:
		bounds.append(func.extract("hour", func.timezone(zone, at)) == asked.hour)
	return [*bounds, *(at < begin_day(one + DAY, zone) for one in (asked.until, asked.day) if one)]


def select_day(zone: str) -> ColumnElement[str]:
	"""Return the day of a call in a zone: ``2026-11-20``."""
	return func.to_char(func.timezone(zone, CallRow.recorded_at), "YYYY-MM-DD")


class CallListRepository:
	def __init__(self, session: Session, *, zone: str) -> None:
		self._session = session
		self._zone = zone

	def list_page(self, query: CallQuery) -> tuple[list[FoundCall], str | None]:
		"""Return a page of calls with campaign, advisor and customer, the newest first."""
		return CALLS.fetch_page(self._session, query, *list_bounds(query, self._zone))

	def find(self, call_id: int, asked: CallFilters) -> FoundCall | None:
		"""Return a call, if it is one of those that are asked for."""
		query = QUERY.where(CallRow.id == call_id, *FILTERS.build(asked))
		row = self._session.execute(query).first()
		return None if row is None else FoundCall(*row)
