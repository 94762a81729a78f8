"""Shows an advisor's work: what was called, and what was promised."""

from collections.abc import Sequence
from datetime import datetime

from campaigns.desk.models.call import CallRow
from campaigns.desk.use_cases.desk_view import read_verdict
from campaigns.work.models import CallCorrectionRow
from campaigns.work.repositories.callbacks import CallbackRepository, FoundCallback
from campaigns.work.repositories.calls import DAY, CallListRepository, FoundCall
from campaigns.work.repositories.corrections import CallCorrectionRepository
from chasqui.contracts.campaigns.call_corrections import CORRECTABLE_FOR, PastResult
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_reviews import CallReview
from chasqui.contracts.campaigns.calls import (
	Callback,
	CallbackQuery,
	CallbackTime,
	CallEntry,
	CallFilters,
	CallQuery,
)
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.information import SentInformation
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_midnight, read_now
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class WorkReader:
	def __init__(
		self,
		calls: CallListRepository,
		callbacks: CallbackRepository,
		corrections: CallCorrectionRepository,
		*,
		zone: str,
	) -> None:
		self._corrections = corrections
		self._calls = calls
		self._callbacks = callbacks
		self._zone = zone

	def list_calls(self, query: CallQuery, staff_id: int) -> Page[CallEntry]:
		"""Return a page of calls, the newest first, as somebody of the staff sees them."""
		rows, cursor = self._calls.list_page(query)
		return Page(items=self._describe(rows, staff_id), next_cursor=cursor)

	def show_call(self, call_id: int, asked: CallFilters, staff_id: int) -> CallEntry:
		"""Return one call, of those that somebody may see.

		:raises NotFound: there is none of them
		"""
		row = self._calls.find(call_id, asked)
		if row is None:
			raise NotFound(say("La llamada no existe."), code="no_call")
		[shown] = self._describe([row], staff_id)
		return shown

	def list_callbacks(self, query: CallbackQuery) -> Page[Callback]:
		"""Return a page of promised calls, the next one first."""
		now, tomorrow = read_now(), read_midnight(self._zone) + DAY
		rows, cursor = self._callbacks.list_page(query, now, tomorrow)
		items = [_describe_callback(row, now, tomorrow) for row in rows]
		return Page(items=items, next_cursor=cursor)

	def _describe(self, rows: Sequence[FoundCall], staff_id: int) -> list[CallEntry]:
		before: dict[int, list[PastResult]] = {}
		for one in self._corrections.list_before([row.call.id for row in rows]):
			before.setdefault(one.call_id, []).append(_describe_correction(one))
		return [_describe_call(row, before.get(row.call.id, []), staff_id) for row in rows]


def _describe_correction(row: CallCorrectionRow) -> PastResult:
	return PastResult(
		result=CallResult(row.result),
		note=row.note,
		next_attempt_at=row.next_attempt_at,
		amount=row.amount,
		why=row.why,
		corrected_at=row.corrected_at,
	)


def _find_end(call: CallRow, staff_id: int) -> datetime | None:
	"""Return until when somebody may correct a call, if they still may."""
	until = call.recorded_at + CORRECTABLE_FOR
	return until if call.advisor_id == staff_id and read_now() <= until else None


def _describe_call(row: FoundCall, before: list[PastResult], staff_id: int) -> CallEntry:
	call, campaign, advisor, customer, sale, own_result, review, information = row
	return CallEntry(
		id=call.id,
		recorded_at=call.recorded_at,
		customer_id=call.customer_id,
		customer_name=customer or "",
		campaign_id=call.campaign_id,
		campaign_name=campaign,
		advisor_id=call.advisor_id,
		advisor_name=advisor,
		result=CallResult(call.result),
		own_result=own_result or "",
		reason=call.reason,
		note=call.note,
		late_note=call.late_note,
		next_attempt_at=call.next_attempt_at,
		is_promise=call.is_promise,
		is_anybodys=call.is_anybodys,
		item_name=sale.item_name if sale is not None else "",
		quantity=sale.quantity if sale is not None else None,
		risk_verdict=read_verdict(call),
		risk_reason=call.risk_reason,
		information=SentInformation.model_validate(information)
		if information is not None
		else None,
		review=CallReview.model_validate(review) if review is not None else None,
		amount=sale.quantity * sale.unit_price if sale is not None else None,
		corrections=before,
		correctable_until=_find_end(call, staff_id),
	)


def _describe_callback(row: FoundCallback, now: datetime, tomorrow: datetime) -> Callback:
	task, campaign, phase, advisor, customer, note = row
	assert task.next_attempt_at is not None  # those are listed
	return Callback(
		id=task.id,
		due_at=task.next_attempt_at,
		time=_find_time(task.next_attempt_at, now, tomorrow),
		customer_id=task.customer_id,
		customer_name=customer or "",
		campaign_id=task.campaign_id,
		campaign_name=campaign,
		phase=Phase(phase),
		advisor_id=task.advisor_id,
		advisor_name=advisor,
		is_anybodys=task.is_anybodys,
		note=note or "",
	)


def _find_time(due_at: datetime, now: datetime, tomorrow: datetime) -> CallbackTime:
	if due_at <= now:
		return CallbackTime.LATE
	return CallbackTime.TODAY if due_at < tomorrow else CallbackTime.AHEAD
