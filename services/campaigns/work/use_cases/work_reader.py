"""Shows an advisor's work: what was called, and what was promised."""

from datetime import datetime

from campaigns.desk.use_cases.desk_view import read_verdict
from campaigns.work.domain import describe_review
from campaigns.work.repositories.callbacks import CallbackRepository, FoundCallback
from campaigns.work.repositories.calls import DAY, CallListRepository, FoundCall
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.calls import (
	Callback,
	CallbackQuery,
	CallbackTime,
	CallEntry,
	CallFilters,
	CallQuery,
)
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_midnight, read_now
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say


class WorkReader:
	def __init__(
		self, calls: CallListRepository, callbacks: CallbackRepository, *, zone: str
	) -> None:
		self._calls = calls
		self._callbacks = callbacks
		self._zone = zone

	def list_calls(self, query: CallQuery) -> Page[CallEntry]:
		"""Return a page of calls, the newest first."""
		rows, cursor = self._calls.list_page(query)
		return Page(items=[_describe_call(row) for row in rows], next_cursor=cursor)

	def show_call(self, call_id: int, asked: CallFilters) -> CallEntry:
		"""Return one call, of those that somebody may see.

		:raises NotFound: there is none of them
		"""
		row = self._calls.find(call_id, asked)
		if row is None:
			raise NotFound(say("La llamada no existe."), code="no_call")
		return _describe_call(row)

	def list_callbacks(self, query: CallbackQuery) -> Page[Callback]:
		"""Return a page of promised calls, the next one first."""
		now, tomorrow = read_now(), read_midnight(self._zone) + DAY
		rows, cursor = self._callbacks.list_page(query, now, tomorrow)
		items = [_describe_callback(row, now, tomorrow) for row in rows]
		return Page(items=items, next_cursor=cursor)


def _describe_call(row: FoundCall) -> CallEntry:
	call, campaign, advisor, customer, sale, own_result, review = row
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
		item_name=sale.item_name if sale is not None else "",
		quantity=sale.quantity if sale is not None else None,
		risk_verdict=read_verdict(call),
		risk_reason=call.risk_reason,
		review=describe_review(review) if review is not None else None,
		amount=sale.quantity * sale.unit_price if sale is not None else None,
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
