"""Receipts of the holders of a person's data."""

from typing import Any

from chasqui.contracts.event_payloads import ErasureDone
from chasqui.kernel.feed.subscriptions import Subscription
from customers.rights.wiring import RightsParts


def build_subscriptions(wiring: RightsParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	return [
		Subscription(ErasureDone, lambda session, it: wiring.make_eraser(session).note_receipt(it)),
	]
