"""Keeps what supervisors say of calls: never of their own."""

from campaigns.campaigns.domain.stale import refuse_stale
from campaigns.work.models import CallReviewRow
from campaigns.work.repositories.reviews import CallReviewRepository
from chasqui.contracts.campaigns.call_reviews import CallReview, CallReviewUpdate
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

OWN = say("Nadie revisa sus propias llamadas.")
STALE = say("Otra persona revisó esta llamada mientras tanto. Mire lo que dijo y guarde otra vez.")


class CallReviewService:
	def __init__(self, reviews: CallReviewRepository) -> None:
		self._reviews = reviews

	def set(self, call_id: int, update: CallReviewUpdate, staff_id: int, by: str) -> CallReview:
		"""Keep what somebody says of a call, in place of what was said before.

		:raises NotFound: there is no such call
		:raises Conflict: `own_call`; `stale`: somebody else reviewed it meanwhile
		"""
		call = self._reviews.lock_call(call_id)
		if call.advisor_id == staff_id:
			raise Conflict(OWN, code="own_call")
		row = self._reviews.find(call_id)
		if row is not None and row.version != update.version:
			raise refuse_stale(STALE, CallReview.model_validate(row), update)
		if row is None:
			row = CallReviewRow(call_id=call.id, customer_id=call.customer_id, version=0)
		row.verdict, row.note = update.verdict.value, update.note
		row.reviewed_by, row.reviewed_at = by, read_now()
		row.version += 1
		self._reviews.add(row)
		return CallReview.model_validate(row)
