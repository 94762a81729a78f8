"""Publishes what becomes of a sale to the campaign that brought it."""

from decimal import Decimal

from sqlalchemy.orm import Session

from chasqui.contracts.customers.sales import SaleState
from chasqui.contracts.event_payloads import SaleChanged
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from customers.sales.models.sale import SaleRow
from customers.tables import EventRow


class SalePublisher:
	"""Writes events in the session's transaction and nudges the readers once it is durable."""

	def __init__(self, session: Session, publisher: Publisher) -> None:
		self._session = session
		self._publisher = publisher

	def publish(self, row: SaleRow) -> None:
		"""Publish what is left of an invoiced sale; one that no campaign brought concerns none."""
		if row.campaign_id is None or row.invoiced_on is None:
			return
		is_void = row.state == SaleState.VOIDED
		payload = SaleChanged(
			customer_id=row.customer_id,
			campaign_id=row.campaign_id,
			sale_id=row.id,
			net=Decimal(0) if is_void else row.net - row.returned_net,
		)
		publish_event(self._session, EventRow, payload, self._publisher)
