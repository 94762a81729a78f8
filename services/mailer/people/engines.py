"""Ends erasures: writes the receipt once nothing is on its way to the person any more."""

from chasqui.contracts.access import Service
from chasqui.contracts.event_payloads import ErasureDone
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.personal.keys import build_keys_of
from chasqui.kernel.tasks.messages import Publisher
from mailer.people.repositories.erasure_orders import ErasureOrderRepository
from mailer.runs.repositories.deliveries import DeliveryRepository
from mailer.tables import EventRow


class ErasureWorker:
	def __init__(self, database: Database, publisher: Publisher) -> None:
		self._database = database
		self._publisher = publisher

	def write_receipts(self) -> int:
		"""Wipe what came again; write the receipts that can be given; return how many.

		A mail between «sending» and its answer may still arrive: its receipt waits for the answer
		(or for the sweep that calls it uncertain).
		"""
		with self._database.open_session() as session:
			orders = ErasureOrderRepository(session)
			for customer_id in orders.list_revived():
				DeliveryRepository(session).erase_person(build_keys_of(customer_id))
			quiet = orders.list_quiet()
			for order in quiet:
				# A mail that was on its way may have written of the person again since.
				DeliveryRepository(session).erase_person(build_keys_of(order.customer_id))
				order.told_at = read_now()
				payload = ErasureDone(
					customer_id=order.customer_id,
					erasure_id=order.erasure_id,
					service=Service.MAILER,
					details={"deliveries": orders.count_deliveries(order.customer_id)},
				)
				publish_event(session, EventRow, payload, self._publisher)
			return len(quiet)
