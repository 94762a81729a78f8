"""Opens the mail that a person asked for, with nothing of one who was erased meanwhile.

Feeds are read each by itself: the order to erase somebody may come before what was asked for.
"""

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import ServiceMailRequested
from chasqui.contracts.events import Event
from mailer.people.repositories.erasure_orders import ErasureOrderRepository
from mailer.runs.use_cases.service_mail_handler import ServiceMailHandler


class AskedMailHandler:
	def __init__(self, mails: ServiceMailHandler) -> None:
		self._mails = mails

	def open(self, session: Session, event: Event[ServiceMailRequested]) -> None:
		"""Have it sent; without an address it ends as skipped."""
		if ErasureOrderRepository(session).has_order(event.payload.customer_id):
			nothing = event.payload.model_copy(update={"email": None, "values": None})
			event = event.model_copy(update={"payload": nothing})
		self._mails.open(session, event)
