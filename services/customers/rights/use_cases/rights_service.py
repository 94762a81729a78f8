"""The desk for requests of persons about their data, with the legal clock of fifteen days."""

from collections.abc import Iterable
from datetime import date, timedelta

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.rights import (
	LEGAL_DAYS,
	RequestClosing,
	RequestQuery,
	RequestState,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.repositories.customers import CustomerRepository
from customers.rights.models.rights_request import RightsRequestRow
from customers.rights.repositories.rights_requests import RightsRequestRepository


class RightsService:
	def __init__(
		self,
		requests: RightsRequestRepository,
		customers: CustomerRepository,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._requests = requests
		self._customers = customers
		self._auditor = auditor
		self._today = today

	def open(self, fields: RightsRequestFields, actor: Actor) -> RightsRequest:
		"""Take a request in; its term ends fifteen days after it was received.

		:raises NotFound: the customer that it names does not exist
		:raises Invalid: it was received in the future
		"""
		if fields.customer_id is not None:
			self._customers.get(fields.customer_id)
		received = fields.received_on or self._today
		if received > self._today:
			message = say("La fecha está en el futuro.")
			field = FieldError("received_on", message, "future_date")
			raise Invalid(message, fields=[field])
		row = RightsRequestRow(
			**fields.model_dump(mode="json", exclude={"received_on"}),
			received_on=received,
			due_on=received + timedelta(days=LEGAL_DAYS),
			opened_by=actor.name,
		)
		self._requests.add(row)
		self._auditor.note(
			actor, AuditAction.REQUEST_OPENED, row.customer_id, request_id=row.id, kind=row.kind
		)
		return self._view(row)

	def close(self, request_id: int, closing: RequestClosing, actor: Actor) -> RightsRequest:
		"""Write down what was decided.

		:raises NotFound: there is no such request
		:raises Conflict: it is closed already
		:raises Invalid: it is left open
		"""
		if closing.state is RequestState.OPEN:
			raise Invalid(say("Diga si se concede o se niega."), code="still_open")
		row = self._requests.get(request_id)
		if row.state != RequestState.OPEN.value:
			raise Conflict(say("Esa solicitud ya se cerró."), code="request_closed")
		row.state, row.outcome = closing.state.value, closing.outcome
		row.closed_by, row.closed_at = actor.name, read_now()
		self._auditor.note(
			actor,
			AuditAction.REQUEST_CLOSED,
			row.customer_id,
			request_id=row.id,
			state=row.state,
		)
		return self._view(row)

	def show(self, request_id: int) -> RightsRequest:
		""":raises NotFound: there is no such request"""
		return self._view(self._requests.get(request_id))

	def list_page(self, query: RequestQuery) -> Page[RightsRequest]:
		"""Return requests, the most urgent first."""
		rows, cursor = self._requests.list_page(query)
		return Page[RightsRequest](items=[self._view(row) for row in rows], next_cursor=cursor)

	def list_about(self, records: Iterable[int]) -> list[RightsRequest]:
		"""Return the requests about a person, whatever record they name."""
		return [self._view(row) for row in self._requests.list_about(records)]

	def _view(self, row: RightsRequestRow) -> RightsRequest:
		values = {
			name: getattr(row, name) for name in RightsRequest.model_fields if name != "days_left"
		}
		return RightsRequest.model_validate(
			{**values, "days_left": (row.due_on - self._today).days}
		)
