"""Begins a person's erasure from the ledger of deliveries."""

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import ErasureRequested
from chasqui.kernel.personal.keys import build_keys_of
from mailer.people.repositories.erasure_orders import ErasureOrderRepository
from mailer.runs.repositories.deliveries import DeliveryRepository


def begin_erasure(session: Session, payload: ErasureRequested) -> None:
	"""Wipe the person's deliveries in the session's transaction, and owe a receipt."""
	DeliveryRepository(session).erase_person(build_keys_of(payload.customer_id, payload.person))
	ErasureOrderRepository(session).add(payload.erasure_id, payload.customer_id)
