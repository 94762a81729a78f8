"""The desk for requests of persons about their data, with the legal clock of fifteen days."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.rights import (
	LEGAL_DAYS,
	RequestClosing,
	RequestQuery,
	RequestState,
	RightKind,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.repositories.customers import CustomerRepository
from customers.rights.models.rights_request import RightsRequestRow
from customers.rights.repositories.rights_requests import RightsRequestRepository

NOT_ERASED = say(
	"Sus datos siguen aquí y nadie ha pedido borrarlos. Pida el borrado y conceda después la "
	"solicitud."
)
NOT_WITHDRAWN = say(
	"Sus permisos de correo y de llamada siguen dados. Retire aquello a lo que se opone y conceda "
	"después la solicitud."
)


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
		:raises Invalid: it is left open; `nothing_erased`, `nothing_withdrawn`: it is granted, and
			what the person asked for has not been done
		"""
		if closing.state is RequestState.OPEN:
			raise Invalid(say("Diga si se concede o se niega."), code="still_open")
		row = self._requests.get(request_id)
		if row.state != RequestState.OPEN.value:
			raise Conflict(say("Esa solicitud ya se cerró."), code="request_closed")
		if closing.state is RequestState.GRANTED:
			self._check_carried_out(row)
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

	def grant_erasure(
		self, request_id: int, records: Collection[int], erasure_id: int, actor: Actor
	) -> None:
		"""Close the request that an erasure answers.

		:raises NotFound: there is no such request
		:raises Conflict: it is closed already
		:raises Invalid: it asks for something else, or is of another person than these records
		"""
		row = self._requests.get(request_id)
		is_theirs = row.customer_id is None or row.customer_id in records
		if row.kind != RightKind.ERASURE.value or not is_theirs:
			message = say("Esa solicitud no pide borrar los datos de esta persona.")
			field = FieldError("request_id", message, "other_request")
			raise Invalid(message, code="other_request", fields=[field])
		outcome = str(say("Se borran sus datos: borrado {id}.", id=erasure_id))
		self.close(request_id, RequestClosing(state=RequestState.GRANTED, outcome=outcome), actor)

	def _check_carried_out(self, row: RightsRequestRow) -> None:
		"""Refuse to grant what nobody has done to the record that the request names."""
		named = self._customers.peek(row.customer_id) if row.customer_id is not None else None
		if named is None or named.erased_at is not None:
			return
		record = self._customers.find_standing(named)
		if row.kind == RightKind.ERASURE.value and record.erasing_at is None:
			raise _refuse_granting(NOT_ERASED, "nothing_erased")
		if row.kind == RightKind.OBJECTION.value and record.consent_email and record.consent_phone:
			raise _refuse_granting(NOT_WITHDRAWN, "nothing_withdrawn")

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


def _refuse_granting(message: Text, code: str) -> Invalid:
	return Invalid(message, code=code, fields=[FieldError("state", message, code)])
