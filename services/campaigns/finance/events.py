"""What customers publishes of sales that campaigns brought."""

from typing import Any

from campaigns.finance.wiring import FinanceParts
from chasqui.contracts.event_payloads import SaleChanged
from chasqui.kernel.feed.subscriptions import Subscription


def build_subscriptions(wiring: FinanceParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	handler = wiring.make_sale_handler
	return [Subscription(SaleChanged, lambda session, it: handler(session).note(it))]
