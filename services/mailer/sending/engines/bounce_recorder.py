"""An address that its server calls unknown is not written to again, and all are notified."""

from chasqui.contracts.event_payloads import HardBounced
from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from mailer.designs.domain.address_digests import AddressHasher
from mailer.runs.repositories.deliveries import DeliveryRepository
from mailer.sending.repositories.sending import ClaimedDelivery
from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.repositories import SuppressionRepository
from mailer.tables import EventRow


class BounceRecorder:
	"""Suppression and event in one transaction, before the delivery is settled."""

	def __init__(self, database: Database, digests: AddressHasher, publisher: Publisher) -> None:
		self._database = database
		self._digests = digests
		self._publisher = publisher

	def record(self, delivery: ClaimedDelivery) -> None:
		"""Suppress the address of a delivery; again is nothing."""
		with self._database.open_session() as session:
			row = DeliveryRepository(session).find(delivery.id)
			customer_id = row.customer_id if row else None
			digest = self._digests.make(delivery.email)
			suppressions = SuppressionRepository(session)
			if suppressions.add(digest, SuppressionSource.BOUNCE, customer_id):
				payload = HardBounced(email=delivery.email, customer_id=customer_id)
				publish_event(session, EventRow, payload, self._publisher)
