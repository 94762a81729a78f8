"""Erases a customer's part of campaigns and tells so: the receipt is an event of the feed."""

from sqlalchemy.orm import Session

from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.privacy.repositories.erasures import ErasureRepository
from campaigns.risk.use_cases.risk_memory import RiskMemory
from campaigns.tables import EventRow
from chasqui.contracts.access import Service
from chasqui.contracts.event_payloads import ErasureDone, ErasureRequested
from chasqui.contracts.events import Event
from chasqui.contracts.queues import CUSTOMERS_CONSUME_EVENTS, CUSTOMERS_QUEUE
from chasqui.kernel.events import record_event
from chasqui.kernel.messages import Publisher


class Eraser:
	def __init__(
		self,
		session: Session,
		erasures: ErasureRepository,
		tasks: CallTaskRepository,
		risks: RiskMemory,
		publisher: Publisher,
	) -> None:
		self._session = session
		self._erasures = erasures
		self._tasks = tasks
		self._risks = risks
		self._publisher = publisher

	def erase(self, event: Event[ErasureRequested]) -> None:
		"""Empty what tells who the customer was, and write the receipt."""
		customer_id, erasure_id = event.payload.customer_id, event.payload.erasure_id
		self._erasures.remember(customer_id, erasure_id)
		details = self._wipe(customer_id)
		payload = ErasureDone(
			customer_id=customer_id,
			erasure_id=erasure_id,
			service=Service.CAMPAIGNS,
			details=details,
		)
		record_event(self._session, EventRow, payload)
		self._publisher.publish_after_commit(
			self._session, CUSTOMERS_CONSUME_EVENTS, CUSTOMERS_QUEUE
		)

	def wipe_revived(self) -> None:
		"""Wipe customers again whom an audience of an older snapshot has brought back."""
		for customer_id in self._erasures.list_revived():
			self._wipe(customer_id)

	def _wipe(self, customer_id: int) -> dict[str, int]:
		self._risks.erase_customer(customer_id)
		self._tasks.withdraw([customer_id])
		return self._erasures.wipe(customer_id)
