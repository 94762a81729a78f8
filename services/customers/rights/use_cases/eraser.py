"""Erases a person in two steps: every holder wipes its part and says so, then customers its own.

From the first step on the customer is in no list, segment or import; what each holder did is
kept and shown. In the end only keyed digests of identity and phones are left, so that no import
brings the person back.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.known_person import KnownPerson
from chasqui.contracts.customers.rights import (
	HOLDERS,
	Erasure,
	ErasureReceipt,
	ErasureRequest,
	ErasureState,
)
from chasqui.contracts.event_payloads import ErasureDone
from chasqui.contracts.events import Event
from chasqui.contracts.jobs import JobAct, JobQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.domain.erased_marks import MakeMark, name_email, name_identity, name_phone
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.erased_marks import ErasedMarkRepository
from customers.people.use_cases.contact_publisher import ContactPublisher
from customers.rights.models.erasure import ErasureRow
from customers.rights.repositories.erasures import ErasureRepository
from customers.rights.use_cases.rights_service import RightsService

MakeEraser = Callable[[Session], "Eraser"]
CUSTOMERS_TASK = Actor("task:erasure", "Borrado de datos")


class Eraser:
	def __init__(
		self,
		customers: CustomerRepository,
		erasures: ErasureRepository,
		marks: ErasedMarkRepository,
		events: ContactPublisher,
		auditor: Auditor,
		rights: RightsService,
		mark: MakeMark,
	) -> None:
		self._customers = customers
		self._erasures = erasures
		self._marks = marks
		self._events = events
		self._auditor = auditor
		self._rights = rights
		self._mark = mark

	def begin(self, customer_id: int, request: ErasureRequest, actor: Actor) -> Erasure:
		"""Take a customer out of everything and notify the holders. Repeating it changes nothing.

		A person goes whole: with the records that were merged into this one.

		:raises NotFound: there is no such customer, or it is erased already
		:raises Conflict: it was merged into another one, which is to be erased; the request that it
			answers is closed
		:raises Invalid: that request asks for something else
		"""
		known = self._erasures.find_of(customer_id)
		if known is not None and known.finished_at is None:
			return self._view(known)
		if self._customers.get(customer_id).merged_into is not None:
			message = say("Ese registro se unió a otro: pida el borrado de ese otro.")
			raise Conflict(message, code="merged")
		asked, *merged = self._customers.list_records(customer_id)
		for one in merged:
			self._begin_one(one, request, actor)
		row = self._begin_one(asked, request, actor)
		if request.request_id is not None:
			self._rights.grant_erasure(request.request_id, [asked, *merged], row.id, actor)
		return self._view(row)

	def _begin_one(self, customer_id: int, request: ErasureRequest, actor: Actor) -> ErasureRow:
		customer = self._customers.get(customer_id, lock=True)
		row = ErasureRow(customer_id=customer_id, reason=request.reason, requested_by=actor.name)
		self._erasures.add(row)
		now = read_now()
		customer.erasing_at = now
		customer.archived_at = customer.archived_at or now
		for channel in ConsentChannel:
			self._events.publish_consent(customer, channel, granted=False)
		self._events.publish_erasure(customer_id, row.id, self._erasures.read_person(customer))
		self._auditor.note(actor, AuditAction.ERASURE_BEGUN, customer_id, erasure_id=row.id)
		return row

	def note_receipt(self, event: Event[ErasureDone]) -> None:
		"""Keep a holder's receipt out of its feed."""
		payload = event.payload
		self._erasures.add_receipt(payload.erasure_id, payload.service.value, payload.details)

	def wipe(self, erasure_id: int) -> bool:
		"""Wipe the customer if every holder has sent its receipt; return whether that was done."""
		row = self._erasures.lock_ready(erasure_id)
		if row is None:
			return False
		customer = self._customers.find(row.customer_id)
		assert customer is not None
		person = self._erasures.read_person(customer)
		self._marks.add(row.id, self._list_marks(person))
		wiped = self._erasures.wipe(customer.id, person)
		self._auditor.note(CUSTOMERS_TASK, AuditAction.ERASED, customer.id, rows=wiped)
		return True

	def show(self, erasure_id: int) -> Erasure:
		""":raises NotFound: there is no such erasure"""
		return self._view(self._erasures.get(erasure_id))

	def find_of(self, customer_id: int) -> Erasure | None:
		"""Return a customer's erasure as it goes, if there is one."""
		row = self._erasures.find_of(customer_id)
		return self._view(row) if row is not None else None

	def list_page(self, query: JobQuery) -> Page[Erasure]:
		rows, following = self._erasures.list_page(query)
		return Page[Erasure](items=[self._view(row) for row in rows], next_cursor=following)

	def act(self, erasure_id: int, act: JobAct) -> Erasure:
		"""Try again at once what failed.

		:raises NotFound: there is no such erasure
		:raises Conflict: it did not fail; nothing else may be done to an erasure
		"""
		return self._view(self._erasures.steer(erasure_id, act))

	def _list_marks(self, person: KnownPerson) -> list[bytes]:
		texts = [name_identity(one.id_type, one.id_number) for one in person.identities]
		texts += map(name_phone, person.phones)
		texts += map(name_email, person.emails)
		return [self._mark(text) for text in texts]

	def _view(self, row: ErasureRow) -> Erasure:
		receipts = [
			ErasureReceipt.model_validate(one) for one in self._erasures.list_receipts(row.id)
		]
		known = {receipt.service for receipt in receipts}
		far = {"done": len(known), "total": len(HOLDERS)}
		return Erasure(
			id=row.id,
			customer_id=row.customer_id,
			reason=row.reason,
			requested_by=row.requested_by,
			requested_at=row.requested_at,
			finished_at=row.finished_at,
			state=ErasureState(row.state),
			job=self._erasures.describe(row).model_copy(update=far),
			receipts=receipts,
			waiting_for=[holder for holder in HOLDERS if holder not in known],
		)
